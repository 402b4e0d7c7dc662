"""`voiceint history progress`: how answers change, what is weak, and what to answer next."""

import argparse
import shlex
import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from voiceint.commands.output import load_all, print_json, say
from voiceint.history import Store
from voiceint.paths import Paths
from voiceint.progress import Measure, Progress, full_answers, measure_progress
from voiceint.progress.text import (
    NO_ANSWERS,
    describe_change,
    describe_practice,
    grouping,
    plot_lines,
    table_lines,
    topic_lines,
)
from voiceint.repetition import Suggestion, suggest_session
from voiceint.settings import Settings

_WIDTH, _HEIGHT = 88, 12


def run(options: argparse.Namespace, settings: Settings, paths: Paths, store: Store) -> int:
    """Print the progress of all answers, or of those to some topics."""
    words = (options.topic or "").casefold()
    answers = [answer for answer in full_answers(store) if words in answer.topic.casefold()]
    progress = measure_progress(answers)
    suggestions = suggest_session(load_all(paths), answers, datetime.now(UTC), words)
    if options.json:
        print_json(_document(progress, suggestions))
        return 0
    if progress is None:
        say(f"No answers to a topic with '{options.topic}' yet." if words else NO_ANSWERS)
        return 0
    for line in _lines(progress, suggestions, options.topic or ""):
        say(line)
    return 0


def _lines(progress: Progress, suggestions: list[Suggestion], topic: str) -> Iterator[str]:
    yield f"Your progress: {grouping(progress)}"
    practice = describe_practice(progress.practice)
    if practice:
        yield practice
    yield ""
    yield "A number in the result"
    yield from plot_lines(progress, Measure.NUMBER, _WIDTH, _HEIGHT)
    yield ""
    yield from table_lines(progress)
    yield ""
    yield "Since you began"
    for measure in Measure:
        if measure in progress.changes:
            yield from _wrap(f"{measure.value.capitalize()}: {describe_change(progress, measure)}", "  ")
    if not progress.changes:
        yield "  Too few answers yet to say how they change."
    yield ""
    yield "Worth practising"
    for line in topic_lines(progress.topics):
        yield from _wrap(line, "  ")
    if not suggestions:
        return
    yield ""
    yield "Next session"
    for number, suggestion in enumerate(suggestions, 1):
        yield from _wrap(suggestion.question.prompt, f"{number}. ")
        yield from _wrap(suggestion.reason, "   ")
    words = ["voiceint", "practise", "--next", "--role", suggestions[0].question.role]
    yield f"Begin with: {shlex.join([*words, '--topic', topic] if topic else words)}"


def _wrap(text: str, start: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=start, subsequent_indent=" " * (len(start) + 2 * start.isspace()))


def _document(progress: Progress | None, suggestions: list[Suggestion]) -> dict[str, Any]:
    """One JSON document; without answers, everything but what is next is empty."""
    return {
        "answers": progress.answers if progress else 0,
        "unit": progress.unit if progress else None,
        "periods": [
            {
                "start": period.start.isoformat(),
                "answers": period.answers,
                "readings": {measure.name.lower(): asdict(reading) for measure, reading in period.readings.items()},
            }
            for period in (progress.periods if progress else ())
        ],
        "changes": {
            measure.name.lower(): {"first": asdict(first), "latest": asdict(latest)}
            for measure, (first, latest) in (progress.changes if progress else {}).items()
        },
        "topics": [asdict(topic) for topic in (progress.topics if progress else ())],
        "practice": asdict(progress.practice) if progress else None,
        "next": [
            {"question": each.question.id, "prompt": each.question.prompt, "reason": each.reason}
            for each in suggestions
        ],
    }
