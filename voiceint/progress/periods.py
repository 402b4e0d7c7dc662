"""Answers in groups of time that make a picture people can read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from voiceint.history import Summary
from voiceint.progress.measure import Measure, Reading, read

MOST = 24
"""More groups than this are too close together in a plot of 80 columns: half a year of weeks, two years of months."""

STEADY = 3
"""Fewer answers than this say little of a period: their values are told, and marked."""


class Unit(StrEnum):
    """What answers are grouped by, from fine to coarse."""

    SESSION = "session"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True)
class Period:
    """The answers of some time.

    Attributes:
        start: The day it begins, local; of a week the Monday, of a month or year the first.
        label: That day in a few letters: "3 Sep", "Sep 2026", "2026".
        answers: How many there are, at least 1.
        readings: What they say of each measure.
    """

    start: date
    label: str
    answers: int
    readings: dict[Measure, Reading]


def periods(answers: Sequence[Summary]) -> tuple[Unit, list[Period]]:
    """The answers in groups, oldest first, and what they are grouped by.

    Taken is the finest unit that makes at most `MOST` groups, at least half of them with `STEADY` answers; where there
    is none, the finest that makes at most `MOST`; and years if there are more. Times without answers are left out.

    Args:
        answers: At least one, newest first.
    """
    days: dict[date, list[Summary]] = {}
    sessions: dict[str | date, list[Summary]] = {}
    for answer in reversed(answers):
        day = local_day(answer)
        days.setdefault(day, []).append(answer)
        sessions.setdefault(answer.session or day, []).append(answer)
    coarser = [(unit, _join(days, unit)) for unit in (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR)]
    unit, groups = _choose([(Unit.SESSION, list(sessions.values())), *coarser])
    return unit, [_period(unit, group) for group in groups]


def local_day(answer: Summary) -> date:
    """The day an answer was begun, where the user is."""
    return answer.at.astimezone().date()


def _choose(candidates: Sequence[tuple[Unit, list[list[Summary]]]]) -> tuple[Unit, list[list[Summary]]]:
    """The grouping to show, out of all, from fine to coarse."""
    fitting = [(unit, groups) for unit, groups in candidates if len(groups) <= MOST] or [candidates[-1]]
    for unit, groups in fitting:
        if 2 * sum(len(group) >= STEADY for group in groups) >= len(groups) > 1:
            return unit, groups
    return fitting[0]


def _join(days: dict[date, list[Summary]], unit: Unit) -> list[list[Summary]]:
    joined: dict[date, list[Summary]] = {}
    for day, answers in days.items():
        joined.setdefault(_start(unit, day), []).extend(answers)
    return list(joined.values())


def _period(unit: Unit, answers: Sequence[Summary]) -> Period:
    start = _start(unit, local_day(answers[0]))
    label = {Unit.MONTH: f"{start:%b %Y}", Unit.YEAR: f"{start:%Y}"}.get(unit, f"{start.day} {start:%b}")
    return Period(start, label, len(answers), {measure: read(measure, answers) for measure in Measure})


def _start(unit: Unit, day: date) -> date:
    if unit == Unit.WEEK:
        return day - timedelta(days=day.weekday())
    if unit == Unit.MONTH:
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == Unit.YEAR else day
