"""On how many days somebody practised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from voiceint.history import Summary
from voiceint.progress.periods import local_day

WINDOW = timedelta(weeks=4)
"""What is looked back on; nothing is ever said of the time before, or of days that were left out."""


@dataclass(frozen=True)
class Practice:
    """The last four weeks.

    Attributes:
        days: On how many days there was an answer, 0 to 28.
        longest_run: The most of them that followed each other.
    """

    days: int
    longest_run: int


def look_back(answers: Sequence[Summary], today: date) -> Practice:
    """The last four weeks, today included. `answers`: newest first; `today`: local."""
    recent = takewhile(lambda day: day > today - WINDOW, map(local_day, answers))
    days = sorted({day for day in recent if day <= today})
    longest = run = 0
    for place, day in enumerate(days):
        run = run + 1 if place and day - days[place - 1] == timedelta(days=1) else 1
        longest = max(longest, run)
    return Practice(len(days), longest)
