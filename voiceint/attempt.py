"""One answer to one question, and what became of it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import uuid4

from audio.transcript import Transcript
from bank import Question

CANDIDATE = "you"
STAND_IN = "stand-in"
"""Who gave an answer: the user, or the demonstration's voice reading the sample answer."""


class Stage(StrEnum):
    """How far an answer has come. Each stage keeps what the stages before it made."""

    RECORDING = "recording"
    RECORDED = "recorded"
    TRANSCRIBED = "transcribed"
    ASSESSED = "assessed"


@dataclass(frozen=True)
class Place:
    """Where an answer belongs.

    Attributes:
        session: Id of the session it is given in; empty outside a session.
        step: Which step of that session it answers, from 0.
    """

    session: str = ""
    step: int = 0


NOWHERE = Place()
"""Outside a session."""


@dataclass(frozen=True)
class Attempt:
    """An answer.

    Attributes:
        id: 32 hexadecimal digits; also the name of its recording.
        question: The question as it was asked.
        at: When it was begun, UTC.
        stage: How far it has come.
        recording: File name of its recording in the recordings folder; None for typed answers.
        transcript: What was said, once that is known.
        assessment: The JSON document of its assessment, once it is judged.
        candidate: Who answered, `CANDIDATE` or `STAND_IN`.
        problem: Why the recording ended early or could not be transcribed; empty if all went well.
        place: The session and the step of it.
        heard: The transcript as it was recognised, where the candidate corrected it since.
    """

    question: Question
    id: str = field(default_factory=lambda: uuid4().hex)
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    stage: Stage = Stage.RECORDING
    recording: str | None = None
    transcript: Transcript | None = None
    assessment: dict[str, Any] | None = None
    candidate: str = CANDIDATE
    problem: str = ""
    place: Place = NOWHERE
    heard: Transcript | None = None
