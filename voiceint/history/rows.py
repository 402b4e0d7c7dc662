"""How an attempt is written in the database."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from audio.transcript import Transcript, Word
from bank import Kind, Question
from voiceint.attempt import Attempt, Place, Stage
from voiceint.safe_text import safe_text

COLUMNS = (
    "id, at, stage, question_id, prompt, kind, topic, recording, transcript, assessment, candidate, problem, "
    "session, step, heard"
)
"""The columns of the table `attempt`, in the order of a row."""


def to_row(attempt: Attempt) -> tuple[Any, ...]:
    """An attempt as the values of its columns; no text of it can steer a terminal."""
    question = attempt.question
    return (
        attempt.id,
        attempt.at.isoformat(),
        attempt.stage,
        question.id,
        safe_text(question.prompt),
        question.kind,
        safe_text(question.topic),
        attempt.recording,
        _transcript_document(attempt.transcript),
        None if attempt.assessment is None else to_document(attempt.assessment),
        attempt.candidate,
        safe_text(attempt.problem),
        attempt.place.session,
        attempt.place.step,
        _transcript_document(attempt.heard),
    )


def to_attempt(row: tuple[Any, ...]) -> Attempt:
    """The attempt that a row was made of."""
    key, at, stage, question_id, prompt, kind, topic, recording, transcript, assessment, candidate, problem = row[:12]
    session, step, heard = row[12:]
    return Attempt(
        question=Question(question_id, prompt, Kind(kind), topic=topic),
        id=key,
        at=datetime.fromisoformat(at),
        stage=Stage(stage),
        recording=recording,
        transcript=_transcript(transcript),
        assessment=None if assessment is None else json.loads(assessment),
        candidate=candidate,
        problem=problem,
        place=Place(session, step),
        heard=_transcript(heard),
    )


def to_document(value: Any) -> str:
    """JSON whose texts cannot steer a terminal."""
    return json.dumps(_safe(value))


def _safe(value: Any) -> Any:
    if isinstance(value, str):
        return safe_text(value)
    if isinstance(value, dict):
        return {key: _safe(item) for key, item in value.items()}
    return [_safe(item) for item in value] if isinstance(value, list | tuple) else value


def _transcript_document(transcript: Transcript | None) -> str | None:
    return None if transcript is None else to_document(asdict(transcript))


def _transcript(document: str | None) -> Transcript | None:
    if document is None:
        return None
    data = json.loads(document)
    words = tuple(Word(**word) for word in data.pop("words"))
    return Transcript(words=words, **data)
