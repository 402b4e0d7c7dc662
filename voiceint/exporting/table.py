"""Answers as CSV, a row each."""

import csv
from collections.abc import Iterator
from typing import TextIO

from bank import STAR_PARTS
from voiceint.csv_cell import guarded_cell
from voiceint.exporting.recordings import Recordings
from voiceint.exporting.selection import Selection
from voiceint.history import Summary

HEADER = (
    "id",
    "at",
    "session",
    "question_id",
    "question",
    "kind",
    "topic",
    "stage",
    "candidate",
    "recorded",
    "words",
    "seconds",
    "words_per_minute",
    "length",
    *STAR_PARTS,
    "figures",
    "number_in_result",
    "points_made",
    "verdict",
    "recording",
)


def write_table(selection: Selection, out: TextIO, recordings: Recordings) -> None:
    """Write the rows below their header. Raises OSError, StorageError."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for summary in selection.summaries():
        row = (*_row(summary), recordings.link(summary.id))
        writer.writerow(guarded_cell(value) if isinstance(value, str) else value for value in row)


def _row(summary: Summary) -> Iterator[object]:
    yield from (summary.id, summary.at.isoformat(), summary.session, summary.question_id or "", summary.prompt)
    yield from (summary.kind, summary.topic, summary.stage, summary.candidate, _yes(summary.recorded))
    yield from (summary.words, summary.seconds, summary.pace, summary.length)
    yield from (_state(letter) for letter in summary.letters or " " * len(STAR_PARTS))
    judged = summary.words is not None
    yield summary.figures if judged else ""
    yield _yes(summary.quantified) if summary.letters else ""
    yield "" if summary.coverage is None else round(summary.coverage, 3)
    yield summary.verdict


def _state(letter: str) -> str:
    return {"·": "missing", " ": ""}.get(letter, "yes" if letter.isupper() else "unsure")


def _yes(value: bool) -> str:
    return "yes" if value else "no"
