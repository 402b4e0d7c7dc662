"""The history as one JSON document, described in docs/export.md."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, TextIO

from audio.transcript import Transcript
from voiceint import __version__
from voiceint.attempt import Attempt
from voiceint.exporting.recordings import Recordings
from voiceint.exporting.selection import Selection

FORMAT = "voiceint history"
VERSION = 1
"""Changes when a program of today could not read the document."""


def write_json(selection: Selection, out: TextIO, recordings: Recordings) -> None:
    """Write the document, an answer a line.

    Raises:
        OSError: It cannot be written, or a recording cannot be read.
        StorageError: The history could not be read.
    """
    head = {
        "format": FORMAT,
        "version": VERSION,
        "made_by": __version__,
        "at": datetime.now(UTC).isoformat(),
        "audio": recordings.audio,
    }
    out.write(json.dumps(head)[:-1] + ', "attempts": [')
    separator = "\n"
    for attempt in selection.attempts():
        earlier = selection.store.earlier_assessments(attempt.id)
        document = {
            **_document(attempt),
            "earlier_assessments": [{"replaced": at.isoformat(), "assessment": said} for at, said in earlier],
            "recording": recordings.document(attempt),
        }
        out.write(separator + json.dumps(document, allow_nan=False))
        separator = ",\n"
    out.write('\n], "sessions": ')
    out.write(json.dumps(selection.sessions(), allow_nan=False) + "}\n")


def _document(attempt: Attempt) -> dict[str, Any]:
    question = attempt.question
    return {
        "id": attempt.id,
        "at": attempt.at.isoformat(),
        "stage": attempt.stage,
        "candidate": attempt.candidate,
        "problem": attempt.problem,
        "question": {"id": question.id, "prompt": question.prompt, "kind": question.kind, "topic": question.topic},
        "place": asdict(attempt.place),
        "transcript": _transcript(attempt.transcript),
        "heard": _transcript(attempt.heard),
        "assessment": attempt.assessment,
    }


def _transcript(transcript: Transcript | None) -> dict[str, Any] | None:
    return None if transcript is None else asdict(transcript)
