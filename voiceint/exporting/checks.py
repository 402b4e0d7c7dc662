"""Whether answers and sessions in JSON are as they must be. They are hostile until every field was looked at."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bank import Bank
from voiceint.assessment.report import Assessment
from voiceint.attempt import CANDIDATE, STAND_IN, Stage
from voiceint.exporting.documents import AttemptDocument, SessionDocument
from voiceint.exporting.errors import ImportFileError
from voiceint.exporting.read_attempt import to_read
from voiceint.exporting.shape import check_shape
from voiceint.history import Summary
from voiceint.history.rows import to_document
from voiceint.session import Session
from voiceint.text_report import report_lines

_ID = re.compile(r"[0-9a-f]{32}")
_NAME = re.compile(r"[!-~]{1,200}")
_LONGEST_LINE = 10_000
_LONGEST_SECONDS = 24 * 3600.0
_ROLES = "STARO"


def check_attempt(document: Any, where: str) -> None:
    """See that a document can become an answer. Raises ImportFileError, RecursionError."""
    check_shape(document, AttemptDocument, where)
    _check_id(document["id"], f"{where}.id")
    _check_time(document["at"], f"{where}.at")
    if document["candidate"] not in (CANDIDATE, STAND_IN):
        raise ImportFileError(f"{where}.candidate must be {CANDIDATE} or {STAND_IN}.")
    asked, place = document["question"], document["place"]
    if asked["id"] is not None and not _NAME.fullmatch(asked["id"]):
        raise ImportFileError(f"{where}.question.id must be a name without spaces, at most 200 characters.")
    if max(len(asked["prompt"]), len(asked["topic"]), len(document["problem"])) > _LONGEST_LINE:
        raise ImportFileError(f"{where} has a question or a problem of more than {_LONGEST_LINE} characters.")
    if place["session"]:
        _check_id(place["session"], f"{where}.place.session")
    if place["step"] < 0:
        raise ImportFileError(f"{where}.place.step must not be below 0.")
    for name in ("transcript", "heard"):
        _check_transcript(document[name], f"{where}.{name}")
    if document["assessment"] is not None:
        _check_assessment(document["assessment"], f"{where}.assessment")
    elif document["stage"] == Stage.ASSESSED:
        raise ImportFileError(f"{where} is assessed, and has no assessment.")
    if document["assessment"] is not None and document["transcript"] is None:
        raise ImportFileError(f"{where} is assessed, and has no transcript.")
    for number, earlier in enumerate(document["earlier_assessments"]):
        _check_time(earlier["replaced"], f"{where}.earlier_assessments[{number}].replaced")
        _check_assessment(earlier["assessment"], f"{where}.earlier_assessments[{number}].assessment")
    _try(document, where)


def _check_assessment(document: Any, where: str) -> None:
    check_shape(document, Assessment, where)
    _check_times(document["sentences"], f"{where}.sentences")
    _check_times(document["transcript"]["words"], f"{where}.transcript.words")
    for number, sentence in enumerate(document["sentences"]):
        if len(sentence["role"]) != 1 or sentence["role"] not in _ROLES:
            raise ImportFileError(f"{where}.sentences[{number}].role must be one of {', '.join(_ROLES)}.")
    try:
        report_lines(document)
        to_document(document)  # what it holds beside the known fields is not nested too deeply
    except (KeyError, ValueError, TypeError, OverflowError) as error:
        raise ImportFileError(f"{where} cannot be shown ({one_line(error)}).") from error


def _check_transcript(document: dict[str, Any] | None, where: str) -> None:
    if document is None:
        return
    _check_times(document["words"], f"{where}.words")
    seconds = document["seconds"]
    if seconds is not None and not 0 <= seconds <= _LONGEST_SECONDS:
        raise ImportFileError(f"{where}.seconds must be from 0 to {_LONGEST_SECONDS:.0f}.")


def _check_times(pieces: Sequence[dict[str, Any]], where: str) -> None:
    """Pieces of an answer have times within a day, and none ends long after the last; or they have none."""
    times = [(piece["start"], piece["end"]) for piece in pieces]
    if all(time == (None, None) for time in times):
        return
    for number, time in enumerate(times):
        if None in time or not all(-1 <= second <= _LONGEST_SECONDS for second in time):
            raise ImportFileError(f"{where}[{number}] has times that cannot be.")
    if max(end for _, end in times) > 2 * times[-1][1]:
        raise ImportFileError(f"{where} are not in the order they were said.")


def checked_session(document: Any, where: str) -> dict[str, Any]:
    """The document of a session, with nothing else in it. Raises ImportFileError."""
    check_shape(document, SessionDocument, where)
    _check_id(document["id"], f"{where}.id")
    _check_time(document["at"], f"{where}.at")
    if not document["steps"] or not 0 <= document["position"] <= len(document["steps"]):
        raise ImportFileError(f"{where}.position is not within its steps.")
    try:
        session = Session.from_dict(document, Bank(()))
    except (TypeError, ValueError, KeyError) as error:
        raise ImportFileError(f"{where} cannot be read ({one_line(error)}).") from error
    return session.to_dict()


def _try(document: dict[str, Any], where: str) -> None:
    """See that an answer can be listed."""
    try:
        Summary.of(to_read(document).attempt)
    except (KeyError, ValueError, TypeError, OverflowError) as error:
        raise ImportFileError(f"{where} cannot be listed ({one_line(error)}).") from error


def _check_id(text: str, where: str) -> None:
    if not _ID.fullmatch(text):
        raise ImportFileError(f"{where} must be 32 hexadecimal digits.")


def _check_time(text: str, where: str) -> None:
    try:
        zone = datetime.fromisoformat(text).tzinfo
    except ValueError:
        zone = None
    if zone is None:
        raise ImportFileError(f"{where} must be a time with its zone, as 2026-01-31T12:00:00+00:00.")


def one_line(error: Exception) -> str:
    """What an error says, on one short line."""
    return " ".join(str(error).split())[:100]
