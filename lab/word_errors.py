"""How far two texts are apart, in words, whatever their spelling of numbers, capitals and punctuation."""

import re
from dataclasses import dataclass

from voiceint.assessment.metrics.numbers import find_numbers

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


@dataclass(frozen=True)
class Alignment:
    """The cheapest way to make one list of words into another.

    Attributes:
        errors: Words left out, put in or changed.
        missing: For each word left out between words that both have, how many of the second list come before its place.
        misheard: The same for words left out beside changed ones: what was said as two may have been heard as one.
        extra: Places in the second list of words put in.
    """

    errors: int
    missing: list[int]
    misheard: list[int]
    extra: list[int]


def plain_words(text: str) -> list[str]:
    """The words of a text in small letters, numbers as digits, "%" as a word."""
    for number in reversed(find_numbers(text)):
        text = f"{text[: number.begin]} {number.value:g} {text[number.finish :]}"
    return _WORD.findall(text.lower().replace("’", "'").replace("%", " percent "))


def word_errors(said: list[str], heard: list[str]) -> int:
    """How many words were left out, put in or changed."""
    return align(said, heard).errors


def align(said: list[str], heard: list[str]) -> Alignment:
    """Compare what was said with what was heard (Levenshtein's distance with its path)."""
    rows = [list(range(len(heard) + 1))]
    for count, word in enumerate(said, 1):
        row, before = [count], rows[-1]
        for place, other in enumerate(heard):
            row.append(min(before[place] + (word != other), before[place + 1] + 1, row[place] + 1))
        rows.append(row)
    missing: list[int] = []
    misheard: list[int] = []
    extra: list[int] = []
    left_out: list[int] = []  # since the last word that both have
    otherwise = False
    at, place = len(said), len(heard)
    while at or place:
        here = rows[at][place]
        if at and place and here == rows[at - 1][place - 1] + (said[at - 1] != heard[place - 1]):
            at, place = at - 1, place - 1
            if said[at] == heard[place]:
                (misheard if otherwise else missing).extend(left_out)
                left_out, otherwise = [], False
            else:
                otherwise = True
        elif at and here == rows[at - 1][place] + 1:
            at -= 1
            left_out.append(place)
        else:
            place -= 1
            extra.append(place)
            otherwise = True
    (misheard if otherwise else missing).extend(left_out)
    return Alignment(rows[-1][-1], missing, misheard, extra)
