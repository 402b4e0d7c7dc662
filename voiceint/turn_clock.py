"""When a turn's rules have something happen by themselves."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from voiceint.rules import Rules
from voiceint.turn import Moment

CUT_IN_SILENCE = 0.4
"""Somebody who cuts in waits for the end of a phrase: pauses inside phrases are shorter than this, in seconds."""

_CUT_IN_ANYWAY = 15.0
"""Seconds after which somebody who waits for a pause cuts in without one."""


class Due(StrEnum):
    """What is to happen now."""

    ANSWER = "answer"
    """The time to prepare is over: the recording starts."""

    FINISH = "finish"
    """The time to answer is over: the recording ends."""

    CUT_IN = "cut in"
    """The interviewer has heard enough: the recording ends, and something else is asked."""


@dataclass(frozen=True)
class Sign:
    """What the clock on the screen shows.

    Attributes:
        seconds: To be shown: what is left, or what has passed.
        ends: Whether it is what is left.
        warns: Whether the end is near.
        due: What is to happen now, if something is.
    """

    seconds: float
    ends: bool = False
    warns: bool = False
    due: Due | None = None


class TurnClock:
    """Counts the seconds of one turn. Knows no thread and no screen: whoever shows it asks a few times a second."""

    def __init__(self, rules: Rules, now: Callable[[], float]) -> None:
        """Args: now: seconds from any start, never backwards."""
        self._rules = rules
        self._now = now
        self._moment: Moment | None = None
        self._since = 0.0
        self._answered = 0.0

    def reach(self, moment: Moment) -> None:
        """The turn has come to a moment. Pauses and interruptions do not count as answering."""
        if self._moment == Moment.LISTENING:
            self._answered += self._now() - self._since
        self._moment, self._since = moment, self._now()

    def look(self, silence: float | None = None) -> Sign:
        """What to show and what to do. `silence`: seconds since somebody last spoke, None if nobody knows."""
        rules = self._rules
        if self._moment == Moment.READY and rules.prepare is not None:
            left = rules.prepare - (self._now() - self._since)
            return Sign(max(0.0, left), ends=True, due=Due.ANSWER if left <= 0 else None)
        answered = self._seconds_answered()
        if rules.answer is None:
            return Sign(answered)
        left = rules.answer - answered
        warns = rules.warn is not None and answered >= rules.warn
        if self._moment != Moment.LISTENING:
            return Sign(max(0.0, left), True, warns)
        due = Due.FINISH if left <= 0 else Due.CUT_IN if self._cuts_in(answered, silence) else None
        return Sign(max(0.0, left), True, warns, due)

    def _seconds_answered(self) -> float:
        running = self._now() - self._since if self._moment == Moment.LISTENING else 0.0
        return self._answered + running

    def _cuts_in(self, answered: float, silence: float | None) -> bool:
        after = self._rules.interrupt
        if after is None or answered < after:
            return False
        return (silence or 0.0) >= CUT_IN_SILENCE or answered >= after + _CUT_IN_ANYWAY
