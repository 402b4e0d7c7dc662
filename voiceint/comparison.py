"""What one take of a question has and another has not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bank import STAR_PARTS


@dataclass(frozen=True)
class Comparison:
    """What was gained and what was lost from one take to another, each as a few words; most telling first."""

    gained: tuple[str, ...]
    lost: tuple[str, ...]


def compare_takes(before: dict[str, Any], after: dict[str, Any]) -> Comparison:
    """Compare the JSON documents of two assessments of the same question.

    Only what was plainly heard counts as had: a part that is unsure is neither gained nor lost by that.
    """
    had, has = dict(_held(before)), dict(_held(after))
    unsure = set(_unsure(before)) | set(_unsure(after))
    return Comparison(
        tuple(words for key, words in has.items() if key not in had and key not in unsure),
        tuple(words for key, words in had.items() if key not in has and key not in unsure),
    )


def _held(assessment: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What an answer has, as a key that is the same in each take, and words for people."""
    star = assessment["star"]
    if star["applicable"]:
        for name in STAR_PARTS:
            if star[name]["present"]:
                yield name, f"the {name}"
        if star["quantified_result"]:
            yield "number", "a number in the result"
    for metric in assessment["metrics"]:
        name = metric["kpi"] or metric["kind"]
        yield f"metric {name}", f"a figure: {metric['kpi'] or metric['text']}"
    if assessment["coverage"]["applicable"]:
        for point in assessment["coverage"]["points"]:
            if point["state"] == "covered":
                yield f"point {point['point']}", f"the point: {point['point']}"
    if assessment["length"]["verdict"] == "good":
        yield "length", "a good length"


def _unsure(assessment: dict[str, Any]) -> Iterator[str]:
    star = assessment["star"]
    if star["applicable"]:
        yield from (name for name in STAR_PARTS if star[name]["unsure"])
    if assessment["coverage"]["applicable"]:
        yield from (f"point {p['point']}" for p in assessment["coverage"]["points"] if p["state"] == "partly")
