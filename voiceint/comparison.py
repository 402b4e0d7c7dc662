"""What one take of a question has and another has not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bank import STAR_PARTS

DIFFERENT_STORIES = "The two takes tell different stories: only parts and lengths are compared."

_SAME_STORY_FROM = 0.2
"""Share of content words that two takes of one story have in common, at least.

Measured on `lab/data/retellings`: of pairs that tell one story, each in words as different as can be, 86 % are
above it; of pairs of different stories, 69 % are below. Somebody who tells a story again uses more of the same words.
"""

_FEWEST_WORDS = 12
"""With fewer content words in one of the takes, nothing can be said about its story."""


@dataclass(frozen=True)
class Comparison:
    """What became of an answer from one take to another.

    Attributes:
        gained: What the later take has, each in a few words; most telling first.
        lost: What only the earlier one has.
        same_story: Whether they tell the same story; if not, only parts and lengths were compared.
    """

    gained: tuple[str, ...]
    lost: tuple[str, ...]
    same_story: bool = True


def compare_takes(before: dict[str, Any], after: dict[str, Any]) -> Comparison:
    """Compare the JSON documents of two assessments of the same question.

    Only what was plainly heard counts as had: what is unsure in one of them is neither gained nor lost, nor is a point
    where the points of one of them could not be compared.
    """
    same_story = tell_one_story(before, after)
    measured = before["coverage"]["applicable"] and after["coverage"]["applicable"]
    had, has = (dict(_held(assessment, same_story, measured)) for assessment in (before, after))
    unsure = set(_unsure(before)) | set(_unsure(after))
    return Comparison(
        tuple(words for key, words in has.items() if key not in had and key not in unsure),
        tuple(words for key, words in had.items() if key not in has and key not in unsure),
        same_story,
    )


def tell_one_story(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether two answers to a question share enough words to be one story; True where that cannot be told.

    The measure is the overlap coefficient: the content words that both have, over those of the take that has fewer. It
    is fair to a short take of a long one. Words of the question are left out, as every answer to it may have them.
    """
    from voiceint.assessment.coverage import find_stems

    if not before["star"]["applicable"] or not after["star"]["applicable"]:
        return True
    asked = find_stems(after.get("question", {}).get("prompt", ""))
    first, second = (
        find_stems(" ".join(sentence["text"] for sentence in assessment["sentences"])) - asked
        for assessment in (before, after)
    )
    fewest = min(len(first), len(second))
    return fewest < _FEWEST_WORDS or len(first & second) >= _SAME_STORY_FROM * fewest


def _held(assessment: dict[str, Any], same_story: bool, measured: bool) -> Iterator[tuple[str, str]]:
    """What an answer has, as a key that is the same in each take, and words for people."""
    star = assessment["star"]
    if star["applicable"]:
        for name in STAR_PARTS:
            if star[name]["present"]:
                yield name, f"the {name}"
    if same_story:
        yield from _told(assessment, measured)
    if assessment["length"]["verdict"] == "good":
        yield "length", "a good length"


def _told(assessment: dict[str, Any], measured: bool) -> Iterator[tuple[str, str]]:
    """What belongs to the one story: its figures and its points."""
    star = assessment["star"]
    if star["applicable"] and star["quantified_result"]:
        yield "number", "a number in the result"
    for metric in assessment["metrics"]:
        name = metric["kpi"] or metric["kind"]
        yield f"metric {name}", f"a figure: {metric['kpi'] or metric['text']}"
    if measured:
        for point in assessment["coverage"]["points"]:
            if point["state"] == "covered":
                yield f"point {point['point']}", f"the point: {point['point'].rstrip('.')}"


def _unsure(assessment: dict[str, Any]) -> Iterator[str]:
    star = assessment["star"]
    if star["applicable"]:
        yield from (name for name in STAR_PARTS if star[name]["unsure"])
    if assessment["coverage"]["applicable"]:
        yield from (f"point {p['point']}" for p in assessment["coverage"]["points"] if p["state"] == "partly")
