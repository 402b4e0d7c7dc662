"""Cuts an answer into clauses, each small enough to have one role."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice

from audio.transcript import Transcript

_ABBREVIATIONS = ("mr", "mrs", "ms", "dr", "st", "vs", "etc", "e.g", "i.e", "no", "approx")
_SENTENCE_END = re.compile(r"[.!?]+[\"')\]]*\s+")
_JOINT = re.compile(
    r"\s+(?=(?:and|so|but|then|because|which)\s+(?:then\s+|so\s+|also\s+|now\s+|after\s+that\s+)?"
    r"(?:i|we|they|he|she|it|you|my|our|their|the|that|this|customers?|people|within|by|after|in\s+the\s+end)\b)"
    r"|(?<=;)\s+|(?<=,)\s+(?=(?:i|we)\s+\w+)",
    re.IGNORECASE,
)
_LEAST_WORDS = 4
_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Clause:
    """A stretch of the answer: its text, its place in characters, and in seconds where that is known."""

    text: str
    begin: int
    finish: int
    start: float | None
    end: float | None

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


class Timeline:
    """Where the characters of a transcript lie in its recording."""

    def __init__(self, transcript: Transcript) -> None:
        self._words = transcript.words
        self._starts: list[int] = []
        if " ".join(word.text for word in self._words) != transcript.text:
            self._words = ()  # typed, or corrected afterwards: the times no longer fit the text
        position = 0
        for word in self._words:
            self._starts.append(position)
            position += len(word.text) + 1

    def span(self, begin: int, finish: int) -> tuple[float | None, float | None]:
        """Start and end, in seconds, of the words from one character to another (exclusive)."""
        if not self._words:
            return None, None
        first = max(0, bisect_right(self._starts, begin) - 1)
        last = max(first, bisect_right(self._starts, max(begin, finish - 1)) - 1)
        return self._words[first].start, self._words[last].end


def split_clauses(text: str, timeline: Timeline) -> list[Clause]:
    """The clauses of a text, in order; together they hold every word of it."""
    clauses: list[Clause] = []
    for begin, finish in _sentences(text):
        for part_begin, part_finish in _parts(text, begin, finish):
            start, end = timeline.span(part_begin, part_finish)
            clauses.append(Clause(text[part_begin:part_finish], part_begin, part_finish, start, end))
    return clauses


def _sentences(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin = 0
    for match in _SENTENCE_END.finditer(text):
        before = text[begin : match.start()].rsplit(None, 1)
        if match.group().startswith(".") and before and before[-1].lower().lstrip("(\"'") in _ABBREVIATIONS:
            continue
        spans.append((begin, match.end()))
        begin = match.end()
    spans.append((begin, len(text)))
    return [_strip(text, *span) for span in spans if text[span[0] : span[1]].strip()]


def _parts(text: str, begin: int, finish: int) -> list[tuple[int, int]]:
    """Cut a sentence at its joints where both sides have enough words to stand alone."""
    spans: list[tuple[int, int]] = []
    for match in _JOINT.finditer(text, begin, finish):
        if _has_words(text, begin, match.start()) and _has_words(text, match.end(), finish):
            spans.append(_strip(text, begin, match.start()))
            begin = match.end()
    spans.append(_strip(text, begin, finish))
    return spans


def _has_words(text: str, begin: int, finish: int) -> bool:
    """Whether there are enough words for a clause; looks no further than it must."""
    return sum(1 for _ in islice(_WORD.finditer(text, begin, finish), _LEAST_WORDS)) == _LEAST_WORDS


def _strip(text: str, begin: int, finish: int) -> tuple[int, int]:
    while begin < finish and text[begin].isspace():
        begin += 1
    while finish > begin and text[finish - 1].isspace():
        finish -= 1
    return begin, finish
