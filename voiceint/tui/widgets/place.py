"""Where in an answer the words of a remark are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bank import STAR_PARTS
from voiceint.safe_text import safe_text

_LEAD_IN = 0.3
"""Seconds that are heard before the words one wants to hear, so that their first sound is whole."""

Key = tuple[str, int]
"""A subject (advice, star, metric, point or sentence), and which of its remarks, from 0."""


@dataclass(frozen=True)
class Place:
    """The words of one remark.

    Attributes:
        key: Whose words they are.
        start: Of which character of the text they are the first.
        end: The character after the last.
        seconds: When they were said; None for typed text.
    """

    key: Key
    start: int
    end: int
    seconds: float | None

    def meets(self, start: int, end: int) -> bool:
        """Whether some of its characters are among those from `start` to before `end`."""
        return self.start < end and self.end > start

    @property
    def play_from(self) -> float:
        """From when to play to hear the words, in seconds; 0 for typed text."""
        return max(0.0, (self.seconds or 0.0) - _LEAD_IN)


@dataclass(frozen=True)
class Places:
    """Every place of an answer, in the order in which they are visited.

    Attributes:
        text: The sentences of the answer, with single spaces between them.
        all: The places.
    """

    text: str
    all: tuple[Place, ...]

    @property
    def sentences(self) -> tuple[Place, ...]:
        """The places of the sentences, in order."""
        return tuple(place for place in self.all if place.key[0] == "sentence")

    def find(self, subject: str, number: int) -> int | None:
        """Which place a remark has; None if its words are not in the text."""
        return next((index for index, place in enumerate(self.all) if place.key == (subject, number)), None)


def find_places(assessment: dict[str, Any]) -> Places:
    """The places of an assessment, given as its JSON document."""
    sentences: list[Place] = []
    start = 0
    for number, sentence in enumerate(assessment["sentences"]):
        end = start + len(safe_text(sentence["text"]))
        sentences.append(Place(("sentence", number), start, end, sentence["start"]))
        start = end + 1
    text = " ".join(safe_text(sentence["text"]) for sentence in assessment["sentences"])
    remarks = (_find(text, sentences, *remark) for remark in _remarks(assessment))
    return Places(text, (*(place for place in remarks if place is not None), *sentences))


def _remarks(assessment: dict[str, Any]) -> Iterator[tuple[Key, str, float | None]]:
    """Each remark that has words, and when they were said as far as the document knows it."""
    for number, advice in enumerate(assessment["advice"]):
        yield ("advice", number), advice["evidence"] or "", None
    if assessment["star"]["applicable"]:
        for number, name in enumerate(STAR_PARTS):
            evidence = surest(assessment["star"][name])
            if evidence is not None:
                yield ("star", number), evidence["text"], evidence["start"]
    for number, metric in enumerate(assessment["metrics"]):
        yield ("metric", number), metric["text"], metric["start"]
    if assessment["coverage"]["applicable"]:
        for number, point in enumerate(assessment["coverage"]["points"]):
            yield ("point", number), point["evidence"] or "", None


def surest(part: dict[str, Any]) -> dict[str, Any] | None:
    """The words that are most surely this part of a story."""
    best: dict[str, Any] | None = max(part["evidence"], key=lambda item: item["confidence"], default=None)
    return best


def _find(text: str, sentences: Sequence[Place], key: Key, words: str, seconds: float | None) -> Place | None:
    words = safe_text(words)
    if not words:
        return None
    begin = 0
    if seconds is not None:  # the same words may be said twice
        begin = max((place.start for place in sentences if (place.seconds or 0.0) <= seconds), default=0)
    start = text.find(words, begin)
    if start < 0:
        start = text.find(words)
    if start < 0:
        return None
    if seconds is None:
        seconds = next((place.seconds for place in sentences if place.start <= start <= place.end), None)
    return Place(key, start, start + len(words), seconds)
