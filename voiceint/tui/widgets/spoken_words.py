"""When each word of an answer is heard."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from voiceint.safe_text import safe_text
from voiceint.tui.widgets.place import Place, Places

_BACK_SECONDS = 1.5
"""Who goes back so early in a sentence means the one before it."""

_SOON_SECONDS = 0.5
"""A sentence that begins so soon is already the one that is heard: playing starts a little before its words."""

_FURTHEST = 60
"""Characters within which a word is looked for, so that one that is not in the text does not lose those after it."""


@dataclass(frozen=True)
class SpokenWord:
    """A word: its characters in the text of the answer, from `start` to before `end`, and when it begins in seconds."""

    start: int
    end: int
    seconds: float


@dataclass(frozen=True)
class SpokenWords:
    """The words that were heard and the sentences, in the order in which they were said."""

    words: tuple[SpokenWord, ...]
    sentences: tuple[Place, ...]

    def at(self, seconds: float) -> int | None:
        """Which word began last at a moment; None before the first."""
        index = bisect_right(self.words, seconds, key=lambda word: word.seconds) - 1
        return None if index < 0 else index

    def sentence_from(self, seconds: float, step: int) -> Place | None:
        """The sentence after the one that is heard at a moment; with a negative step, the one before it.

        Backwards from further into a sentence, it is that sentence again. None where there is none.
        """
        if step > 0:
            return next((place for place in self.sentences if _begin(place) > seconds + _SOON_SECONDS), None)
        earlier = [place for place in self.sentences if _begin(place) <= seconds - _BACK_SECONDS]
        return earlier[-1] if earlier else next(iter(self.sentences), None)


def find_words(assessment: dict[str, Any], places: Places) -> SpokenWords:
    """The words of an assessment, given as its JSON document, among its places.

    Words without a time of their own are left out: a correction put them in, and nobody said them.
    """
    words: list[SpokenWord] = []
    end = 0
    for word in assessment["transcript"]["words"]:
        said = safe_text(word["text"])
        start = places.text.find(said, end, end + len(said) + _FURTHEST)
        if start < 0 or not said:
            continue
        end = start + len(said)
        if word["end"] > word["start"]:
            words.append(SpokenWord(start, end, word["start"]))
    sentences = (place for place in places.sentences if place.seconds is not None)
    return SpokenWords(tuple(sorted(words, key=lambda word: word.seconds)), tuple(sorted(sentences, key=_begin)))


def _begin(place: Place) -> float:
    return place.seconds or 0.0
