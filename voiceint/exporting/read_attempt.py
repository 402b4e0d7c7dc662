"""An answer of a JSON document."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from audio.transcript import Transcript, Word
from bank import Kind, Question
from voiceint.attempt import Attempt, Place, Stage

Earlier = tuple[tuple[datetime, dict[str, Any]], ...]


@dataclass(frozen=True)
class ReadAttempt:
    """An answer of the file.

    Attributes:
        attempt: The answer; its recording has the name that it has in a history.
        earlier: What was said of it before, oldest first, each with when it was replaced.
        recording: What the file says of its recording; None if there never was one.
    """

    attempt: Attempt
    earlier: Earlier
    recording: dict[str, Any] | None


def to_read(document: dict[str, Any]) -> ReadAttempt:
    """The answer of a document in which `check_attempt` found nothing wrong."""
    asked, place = document["question"], document["place"]
    attempt = Attempt(
        question=Question(asked["id"], asked["prompt"], Kind(asked["kind"]), topic=asked["topic"]),
        id=document["id"],
        at=datetime.fromisoformat(document["at"]),
        stage=Stage(document["stage"]),
        recording=None if document["recording"] is None else f"{document['id']}.wav",
        transcript=_transcript(document["transcript"]),
        assessment=document["assessment"],
        candidate=document["candidate"],
        problem=document["problem"],
        place=Place(place["session"], place["step"]),
        heard=_transcript(document["heard"]),
    )
    earlier = tuple(
        (datetime.fromisoformat(each["replaced"]), each["assessment"]) for each in document["earlier_assessments"]
    )
    return ReadAttempt(attempt, earlier, document["recording"])


def _transcript(document: dict[str, Any] | None) -> Transcript | None:
    if document is None:
        return None
    words = tuple(Word(word["text"], word["start"], word["end"]) for word in document["words"])
    return Transcript(document["text"], words, document["seconds"], document["edited"], document["model"])
