"""Where the words of one stretch end and those of the next begin, when both were heard with the same sound."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from audio.transcript import Word, letters

_ALIKE = 0.65
"""Least likeness (Ratcliff and Obershelp's ratio of the letters) of a word and the two that it may have been heard as:
"off-curk" and "off Kirk" have .71, "sous chef" and "susheff" .80."""

_LEAST_LETTERS = 3
"""Letters of each of the two: "said" is not "said P"."""

_FAR_SECONDS = 1.0
"""A seam this far from where it should be weighs as much as a word that differs: times from the attention between
sound and text are off by a few tenths of a second, and most for the small words after a pause."""


def first_new(before: Sequence[Word], after: Sequence[Word], seam: float) -> int:
    """The place in `after` of the first word that is not in `before`.

    By the words, and by their times only where the words leave a choice: by times alone, an "and" after a pause is
    often lost, as its time begins in the pause.

    Args:
        before: What was heard of the sound that both have in common, and nothing later.
        after: What was heard of it and of what follows; times count from the same moment.
        seam: When the sound that both have in common ends, in seconds.
    """
    distances = _distances([letters(word.text) for word in before], [letters(word.text) for word in after])

    def badness(place: int) -> float:
        return distances[place] + _seconds_off(after, place, seam) / _FAR_SECONDS

    return min(range(len(after) + 1), key=badness)


def _distances(before: list[str], after: list[str]) -> list[int]:
    """For each count of words from the start of `after`, Levenshtein's distance from `before` to them.

    One word may have been heard as two: "Campbelltown" and "Campbell town" are the same.
    """
    rows = [list(range(len(after) + 1))]
    for place, word in enumerate(before):
        last = rows[-1]
        row = [last[0] + 1]
        for at, other in enumerate(after):
            ways = [last[at] + (word != other), last[at + 1] + 1, row[at] + 1]
            if at and _is_joined(word, after[at - 1], other):
                ways.append(last[at - 1])
            if place and _is_joined(other, before[place - 1], word):
                ways.append(rows[-2][at])
            row.append(min(ways))
        rows.append(row)
    return rows[-1]


def _is_joined(word: str, first: str, second: str) -> bool:
    """Whether a word sounds like two together, and more so than like one of them."""
    both = first + second
    if min(len(first), len(second)) < _LEAST_LETTERS or abs(len(word) - len(both)) > (len(word) + len(both)) / 4:
        return False
    return _likeness(word, both) >= max(_ALIKE, _likeness(word, first), _likeness(word, second))


def _likeness(word: str, other: str) -> float:
    return SequenceMatcher(None, word, other, autojunk=False).ratio()


def _seconds_off(words: Sequence[Word], place: int, seam: float) -> float:
    """How far the gap before a word is from the seam; 0 if the words on its two sides lie on theirs."""
    early = (words[place - 1].start + words[place - 1].end) / 2 - seam if place else 0.0
    late = seam - (words[place].start + words[place].end) / 2 if place < len(words) else 0.0
    return max(0.0, early, late)
