"""The shapes of what a history in JSON holds, beside those that the assessment has itself."""

from dataclasses import dataclass

from audio.transcript import Transcript
from bank import Kind
from voiceint.attempt import Place, Stage
from voiceint.reaction import Want
from voiceint.rules import Pressure, Rules, Style


@dataclass(frozen=True)
class QuestionDocument:
    """A question as it was asked."""

    id: str | None
    prompt: str
    kind: Kind
    topic: str


@dataclass(frozen=True)
class RecordingDocument:
    """What became of a recording."""

    kept: str


@dataclass(frozen=True)
class EarlierDocument:
    """An assessment that was replaced."""

    replaced: str
    assessment: object


@dataclass(frozen=True)
class AttemptDocument:
    """An answer; its assessments have a shape of their own."""

    id: str
    at: str
    stage: Stage
    candidate: str
    problem: str
    question: QuestionDocument
    place: Place
    transcript: Transcript | None
    heard: Transcript | None
    recording: RecordingDocument | None
    assessment: object
    earlier_assessments: tuple[EarlierDocument, ...]


@dataclass(frozen=True)
class StepDocument:
    """A question of a session."""

    question: str | None
    prompt: str
    kind: Kind
    role: str
    topic: str
    terms: tuple[str, ...]
    rules: Rules
    part: str
    want: Want | None


@dataclass(frozen=True)
class SessionDocument:
    """A session."""

    id: str
    at: str
    style: Style
    position: int
    pressure: Pressure
    steps: tuple[StepDocument, ...]
