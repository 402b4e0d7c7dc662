"""All that is said of somebody's progress."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from voiceint.history import Summary
from voiceint.progress.measure import VALUES, Measure, Reading, read
from voiceint.progress.periods import Period, Unit, periods
from voiceint.progress.practice import Practice, look_back
from voiceint.progress.topics import Topic, rank_topics

_ENDS = 10
_LEAST_ENDS = 4
"""The first ten answers are compared with the latest ten, or as many as there are; not fewer than four with four."""


@dataclass(frozen=True)
class Progress:
    """How answers changed.

    Attributes:
        answers: How many there are.
        unit: What they are grouped by.
        periods: The groups, oldest first.
        changes: What the first answers and the latest say of a measure, as many of each; a measure of which there are
            too few is not there.
        topics: From the weakest; those of which too little is known at the end.
        practice: The last four weeks.
    """

    answers: int
    unit: Unit
    periods: tuple[Period, ...]
    changes: dict[Measure, tuple[Reading, Reading]]
    topics: tuple[Topic, ...]
    practice: Practice


def measure_progress(answers: Sequence[Summary], today: date | None = None) -> Progress | None:
    """How answers changed; None if there are none.

    Args:
        answers: Assessed ones, newest first, as `full_answers` gives them.
        today: The user's day; for tests.
    """
    if not answers:
        return None
    unit, groups = periods(answers)
    changes: dict[Measure, tuple[Reading, Reading]] = {}
    for measure in Measure:
        ends = min(_ENDS, sum(group.readings[measure].of for group in groups) // 2)
        if ends >= _LEAST_ENDS:
            changes[measure] = (_first(measure, reversed(answers), ends), _first(measure, answers, ends))
    return Progress(
        len(answers),
        unit,
        tuple(groups),
        changes,
        tuple(rank_topics(answers)),
        look_back(answers, today or date.today()),
    )


def _first(measure: Measure, answers: Iterable[Summary], count: int) -> Reading:
    """What the first `count` answers that say anything of a measure say."""
    telling = (answer for answer in answers if VALUES[measure](answer) is not None)
    return read(measure, list(islice(telling, count)))
