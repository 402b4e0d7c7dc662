"""The kinds of session, and the rules under which their questions are asked and answered."""

from dataclasses import dataclass
from enum import StrEnum

from voiceint.settings import Settings

LADDER_SECONDS = (120.0, 60.0, 30.0)
"""The rungs of a ladder: the guide's upper length, and half, and half again."""

DRILL_SECONDS = 10.0
"""Time for one sentence, 20 to 25 words."""

RUNG_PREPARE_SECONDS = 10.0
"""The story is known from the rung before; this is for deciding what to leave out."""


class Style(StrEnum):
    """A kind of session."""

    PRACTISE = "practise"
    PRESSURE = "pressure"
    LADDER = "ladder"
    DRILL = "drill"
    MOCK = "mock"


class Pressure(StrEnum):
    """How the interviewer behaves between the questions; each does what the ones before it do."""

    CALM = "calm"
    """Only asks."""

    PROBING = "probing"
    """Asks for what an answer lacked."""

    HARD = "hard"
    """Doubts an answer that lacked nothing."""

    HOSTILE = "hostile"
    """Cuts in on a long answer."""


@dataclass(frozen=True)
class Rules:
    """How one question is asked and answered. Times in seconds.

    Attributes:
        prepare: Time until the recording starts by itself; None: it starts when the person is ready.
        answer: The recording ends by itself after this; None: when the person is done.
        warn: When, counted from the start of the recording, the end is announced; None: never.
        interrupt: After this much of an answer the interviewer cuts in at the next pause; None: never.
        repeats: Whether the question can be heard again, and answered again.
        open_book: Whether what the interviewer is after can be looked at before the answer.
        shows: Whether the assessment is shown after each answer; else at the end of the session.
    """

    prepare: float | None = None
    answer: float | None = None
    warn: float | None = None
    interrupt: float | None = None
    repeats: bool = True
    open_book: bool = True
    shows: bool = True

    @property
    def timed(self) -> bool:
        """Whether the recording starts by itself."""
        return self.prepare is not None


_INTERRUPT_AFTER = 45.0
"""A listener who is impatient cuts in before the minute is over, and not before the situation is told."""

_WARN_AT = 0.75
"""Share of a time that is not settable after which its end is announced, as 1:30 of 2:00."""

_FOLLOW_UP_PREPARE = 3.0
_FOLLOW_UP_ANSWER = 60.0
"""Whoever is asked back answers at once, and shortly."""


def rules_of(style: Style, settings: Settings) -> Rules:
    """The rules of a style's questions, with the times that the user chose; of a ladder, the first rung's."""
    if style == Style.PRESSURE:
        return Rules(
            prepare=settings.prepare_seconds,
            answer=settings.answer_seconds,
            warn=max(0.0, settings.answer_seconds - settings.warn_seconds),
            interrupt=_INTERRUPT_AFTER if settings.pressure == Pressure.HOSTILE else None,
            repeats=False,
            open_book=False,
            shows=False,
        )
    if style == Style.LADDER:
        return rung(LADDER_SECONDS[0])
    if style == Style.DRILL:
        return Rules(prepare=0.0, answer=DRILL_SECONDS, repeats=False, open_book=False, shows=False)
    if style == Style.MOCK:
        return Rules(repeats=False, open_book=False, shows=False)
    return Rules()


def rung(seconds: float) -> Rules:
    """The rules of a ladder's rung of so many seconds."""
    return Rules(RUNG_PREPARE_SECONDS, seconds, seconds * _WARN_AT, repeats=False, open_book=False, shows=False)


def follow_up_rules(rules: Rules) -> Rules:
    """The rules of a question that reacts to an answer given under `rules`."""
    if rules.prepare is None:
        return Rules(repeats=False, open_book=False, shows=False)
    answer = min(_FOLLOW_UP_ANSWER, rules.answer or _FOLLOW_UP_ANSWER)
    return Rules(_FOLLOW_UP_PREPARE, answer, answer * _WARN_AT, repeats=False, open_book=False, shows=False)
