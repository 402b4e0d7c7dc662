"""Numbers as people write them: in figures, in words, as dozens and as ranges."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from voiceint.assessment.metrics.numbers import find_numbers as read_values


@dataclass(frozen=True)
class Number:
    """A number or a range in a text.

    Attributes:
        low: The least it says; 0 after "up to".
        high: The most it says.
        start: Where it begins in the text, with words like "about" before it.
        end: Where it ends, with words like "or so" after it.
    """

    low: int
    high: int
    start: int
    end: int


_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

_ONE = "|".join(_ONES)
_SMALL = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{_ONE}))?|{'|'.join(_TEENS)}|{_ONE}"
_WORDS = rf"(?:a|{_ONE}) hundred(?: and (?:{_SMALL}))?|half (?:a )?dozen|(?:(?:a|{_ONE}) )?dozen(?! of)|a (?:pair|couple)(?: of)?|{_SMALL}"
_FIGURES = r"\d{1,3}(?:[,.]\d{3})+(?!\d)|\d{1,2} \d{3}(?!\d)|\d{1,4}"
_VALUE = rf"(?:(?:{_FIGURES})(?![\d%]|[.,:/]\d|[a-zA-Z]|,-| ?%)|(?:{_WORDS})(?!\w))"
_ABOUT = (
    r"(?:(?P<most>up to)|about|around|circa|ca?\.|ca|approx\.?|approximately|some|roughly|nearly|almost|(?<!take )(?<!taking )over|more than|"
    r"at least|currently|between|anywhere|somewhere|from|initially|typically|usually|just|maybe|say)"
)
_NUMBER = re.compile(
    rf"(?:(?<!\w){_ABOUT},? ){{0,3}}(?:[~±] ?|(?<!\w)(?-i:c)a?\.? ?(?=\d)|(?<![\w.,:/#£$€+–—-])(?<![£€$] ))(?P<low>{_VALUE})\+?"
    rf"(?:(?: ?[-–—] ?| (?:to|or|and)(?: about| around)? )(?P<high>{_VALUE}))?(?!-\d|[-–] ?\d)"
    r"(?:[- ]odd|ish| or so| or more|\+| ?[x×](?= [a-z])| \(\d{1,3}\))?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\b", re.IGNORECASE)
_AND = re.compile(r" and ", re.IGNORECASE)
_PAIR = re.compile(r"\b(?:pair|couple)\b", re.IGNORECASE)


def find_numbers(text: str) -> Iterator[Number]:
    """The numbers of a text, in order; no percentages, fractions, prices and times of day."""
    at = 0
    while match := _NUMBER.search(text, at):
        low, high, at = value_of(match["low"]), value_of(match["high"] or match["low"]), match.end()
        if match["high"] and not _is_range(match[0], low, high):
            high, at = low, match.end("low")
        yield Number(0 if match["most"] and low == high else low, high, match.start(), at)


def _is_range(said: str, low: int, high: int) -> bool:
    """Whether two numbers are the ends of one range: "two and three" is none, "between two and three" is."""
    return low < high and (not _AND.search(said) or bool(_BETWEEN.search(said)))


def value_of(said: str) -> int:
    """What a number says, in figures or in words."""
    figures = re.sub(r"(?<=\d)[,. ](?=\d)", "", said)
    if figures.isdigit():
        return int(figures)
    if _PAIR.search(said):
        return 2
    return int(read_values(said.lower().replace("half dozen", "half a dozen"))[0].value)
