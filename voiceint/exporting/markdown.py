"""Answers as Markdown."""

import re
from collections.abc import Iterator
from typing import Any, TextIO

from bank import STAR_PARTS
from voiceint.attempt import Attempt
from voiceint.exporting.recordings import Recordings
from voiceint.exporting.selection import Selection
from voiceint.safe_text import safe_text
from voiceint.text_report import (
    DIFFERENT_STORY,
    POINT_STATES,
    describe_delivery,
    describe_length,
    describe_metric,
    points_heading,
    unseen_kpis,
    verdict,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~&$])")
_LEADING = re.compile(r"^(\s*)([#+=:-]|\d+(?=[.)]))")


def write_markdown(selection: Selection, out: TextIO, recordings: Recordings) -> None:
    """Write the answers below one another. Raises OSError, StorageError."""
    out.write("# Interview answers\n")
    for attempt in selection.attempts():
        for line in _lines(attempt):
            out.write(line + "\n")
        link = recordings.link(attempt.id)
        if link:
            out.write(f"\n[Recording](<{link}>)\n")


def escaped(text: str) -> str:
    """Text on one line that Markdown shows as it is."""
    flat = _SPECIAL.sub(r"\\\1", " ".join(safe_text(text).split()))
    return _LEADING.sub(
        lambda found: f"{found[1]}{found[2]}\\" if found[2].isdigit() else f"{found[1]}\\{found[2]}", flat
    )


def _lines(attempt: Attempt) -> Iterator[str]:
    question, assessment = attempt.question, attempt.assessment
    yield f"\n## {escaped(question.prompt)}\n"
    about = [f"{attempt.at:%Y-%m-%d %H:%M} UTC", question.kind, question.topic, f"answered by {attempt.candidate}"]
    yield " · ".join(escaped(each) for each in about if each)
    if attempt.problem:
        yield f"\n{escaped(attempt.problem)}"
    if assessment is not None:
        yield f"\n**{escaped(verdict(assessment))}**"
        yield from _remarks(assessment)
    if attempt.transcript is not None:
        yield "\n### What was said\n"
        yield escaped(attempt.transcript.text) or "Nothing."


def _remarks(assessment: dict[str, Any]) -> Iterator[str]:
    if assessment["advice"]:
        yield "\n### What to do next\n"
        for number, advice in enumerate(assessment["advice"], 1):
            yield f"{number}. {escaped(advice['message'])}"
    if assessment["star"]["applicable"]:
        yield from _star(assessment["star"])
    if assessment["metrics"]:
        yield "\n### Figures\n"
        yield from (f"- {escaped(describe_metric(metric))}" for metric in assessment["metrics"])
    unseen = unseen_kpis(assessment)
    if unseen:
        yield f"\nNot mentioned, and an expert might: {escaped(', '.join(unseen))}"
    if assessment["coverage"]["applicable"]:
        yield f"\n### {escaped(points_heading(assessment))}\n"
        for point in assessment["coverage"]["points"]:
            yield f"- {POINT_STATES[point['state']]}: {escaped(point['point'])}"
    elif assessment["coverage"].get("different_story"):
        yield f"\n{DIFFERENT_STORY}"
    yield f"\n{escaped(describe_length(assessment))}\n"
    yield escaped(describe_delivery(assessment["delivery"]))


def _star(star: dict[str, Any]) -> Iterator[str]:
    yield "\n### Parts of the story\n"
    yield "| Part | Heard | Share of the words | The words |"
    yield "|---|---|---|---|"
    for name in STAR_PARTS:
        part = star[name]
        state = "yes" if part["present"] else "unsure" if part["unsure"] else "missing"
        words = " … ".join(escaped(item["text"]) for item in part["evidence"])
        yield f"| {name.capitalize()} | {state} | {part['share']:.0%} | {words} |"
