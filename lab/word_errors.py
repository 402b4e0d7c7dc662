"""How far two texts are apart, in words, whatever their spelling of numbers, capitals and punctuation."""

import re

import numpy as np

from voiceint.assessment.metrics.numbers import find_numbers

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


def plain_words(text: str) -> list[str]:
    """The words of a text in small letters, numbers as digits, "%" as a word."""
    for number in reversed(find_numbers(text)):
        text = f"{text[: number.begin]} {number.value:g} {text[number.finish :]}"
    return _WORD.findall(text.lower().replace("’", "'").replace("%", " percent "))


def word_errors(said: list[str], heard: list[str]) -> int:
    """The fewest words to put in, leave out or change that make one list of the other (Levenshtein)."""
    row = np.arange(len(heard) + 1)
    for count, word in enumerate(said, 1):
        changed = row[:-1] + np.array([word != other for other in heard], dtype=int)
        best = np.minimum(np.append(count, changed), np.append(count, row[1:] + 1))
        row = np.minimum.accumulate(best - np.arange(len(best))) + np.arange(len(best))
    return int(row[-1])
