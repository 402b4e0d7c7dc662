"""`voiceint history compare`: all takes of one question, what became better, and which is the best."""

import argparse
import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from voiceint.attempt import CANDIDATE, Attempt, Stage
from voiceint.commands.history.chosen import find
from voiceint.commands.history.listing import to_json
from voiceint.commands.output import UsageError, print_json, say
from voiceint.comparison import DIFFERENT_STORIES, Comparison
from voiceint.history import Filter, Store
from voiceint.paths import Paths
from voiceint.settings import Settings
from voiceint.takes import Row, Take, Takes, put_together, rows
from voiceint.text_report import ROLE_NAMES, in_words

_WIDTH = 88


def run(options: argparse.Namespace, settings: Settings, paths: Paths, store: Store) -> int:
    """Print the comparison."""
    takes = put_together(_chosen(options, store))
    texts = rows([take.attempt for take in takes.takes])
    if options.json:
        print_json(_document(takes, texts))
        return 0
    for line in _lines(takes, texts):
        say(line)
    return 0


def _chosen(options: argparse.Namespace, store: Store) -> list[Attempt]:
    """Two or more assessed answers to one question. Raises UsageError."""
    if options.question:
        wanted = Filter(question=options.question, stage=Stage.ASSESSED, candidate=CANDIDATE)
        found = list(store.attempts(wanted))
        if len(found) < 2:
            raise UsageError(f"Fewer than two answers to '{options.question}' are assessed: answer it once more first.")
        return found
    found = list({attempt.id: attempt for attempt in (find(store, start) for start in options.attempts)}.values())
    if len(found) < 2:
        raise UsageError("Name two answers or more, or the question that they answer with --question.")
    for attempt in found:
        if attempt.assessment is None:
            raise UsageError(f"The answer {attempt.id[:8]} is not assessed: 'voiceint history finish' does that.")
    if len({attempt.question.id or attempt.question.prompt for attempt in found}) > 1:
        raise UsageError("These answers are to different questions: only takes of one question can be compared.")
    return found


def _lines(takes: Takes, texts: list[Row]) -> Iterator[str]:
    yield takes.takes[0].attempt.question.prompt
    yield ""
    yield from (_line(number, take, number - 1 == takes.best) for number, take in enumerate(takes.takes, 1))
    yield ""
    yield takes.reason
    for line in takes.changed:
        yield from _wrapped("", line)
    if len(takes.steps) > 1:
        yield ""
    for number, step in enumerate(takes.steps, 1):
        if len(takes.steps) > 1:
            yield from _wrapped(f"Take {number} to {number + 1}: ", _step(step))
        if not step.same_story:
            yield f"Take {number} to {number + 1}: {DIFFERENT_STORIES}"
    for row in texts:
        yield ""
        yield from textwrap.wrap(ROLE_NAMES.get(row.role) or row.point or "What you said", _WIDTH)
        for number, text in enumerate(row.texts, 1):
            yield from _wrapped(f"  take {number}  ", text or "-")


def _line(number: int, take: Take, best: bool) -> str:
    line = take.line
    pace = "" if line.pace is None else f"{line.pace:.0f} words a minute"
    facts = [line.brief_length, pace, line.letters, f"{line.figures} figures"]
    facts.append("" if take.points is None else f"{take.points} of {take.of_points} points")
    star = "*" if best else " "
    when = f"{line.at.astimezone():%Y-%m-%d %H:%M}"
    return f"{star} take {number}  {line.id[:8]}  {when}  {', '.join(fact for fact in facts if fact)}"


def _step(step: Comparison) -> str:
    gained, lost = (in_words(list(changes)) if changes else "nothing" for changes in (step.gained, step.lost))
    return f"gained {gained}; lost {lost}."


def _wrapped(lead: str, text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead))


def _document(takes: Takes, texts: list[Row]) -> dict[str, Any]:
    return {
        "takes": [
            {**to_json(take.line), "points": take.points, "of_points": take.of_points, "best": place == takes.best}
            for place, take in enumerate(takes.takes)
        ],
        "steps": [asdict(step) for step in takes.steps],
        "reason": takes.reason,
        "changed": takes.changed,
        "text": [asdict(row) for row in texts],
    }
