"""What is listed and searched of the attempts: short rows, and an index of their words. Made of the attempts alone."""

import sqlite3
from dataclasses import fields

from voiceint.attempt import Attempt
from voiceint.history.filter import Filter
from voiceint.history.rows import COLUMNS, to_attempt
from voiceint.history.search import MARKS, Hit, match_expression
from voiceint.history.summary import Summary

TABLES = (
    """
    CREATE TABLE summary (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        at TEXT NOT NULL,
        session TEXT NOT NULL,
        stage TEXT NOT NULL,
        candidate TEXT NOT NULL,
        recorded INTEGER NOT NULL,
        question_id TEXT,
        prompt TEXT NOT NULL,
        kind TEXT NOT NULL,
        topic TEXT NOT NULL,
        words INTEGER,
        seconds REAL,
        pace REAL,
        length TEXT NOT NULL,
        letters TEXT NOT NULL,
        figures INTEGER NOT NULL,
        quantified INTEGER NOT NULL,
        coverage REAL,
        verdict TEXT NOT NULL,
        judge TEXT NOT NULL
    ) STRICT
    """,
    "CREATE VIRTUAL TABLE said USING fts5(transcript, question, tokenize='porter unicode61 remove_diacritics 2')",
)
"""`said.rowid` is `summary.number`: when the answer was begun, in microseconds, because an index of words can list what
it finds in the order of its rows, and in any other order only once it has found everything."""

_FIELDS = tuple(field.name for field in fields(Summary))
_SELECTED = ", ".join(f"summary.{name}" for name in _FIELDS)
_ENLIST = f"INSERT OR REPLACE INTO summary (number, {', '.join(_FIELDS)}) VALUES (?, {', '.join('?' * len(_FIELDS))})"


def enlist(connection: sqlite3.Connection, attempt: Attempt) -> None:
    """List an attempt, in place of what was listed of it. Raises sqlite3.Error."""
    summary = Summary.of(attempt)
    number = _number(connection, summary)
    connection.execute(_ENLIST, (number, *summary.to_row()))
    connection.execute("DELETE FROM said WHERE rowid = ?", (number,))
    if attempt.transcript is not None:
        values = (number, attempt.transcript.text, summary.prompt)
        connection.execute("INSERT INTO said (rowid, transcript, question) VALUES (?, ?, ?)", values)


def strike(connection: sqlite3.Connection, attempt: str) -> None:
    """Take an attempt off the list. Raises sqlite3.Error."""
    connection.execute("DELETE FROM said WHERE rowid = (SELECT number FROM summary WHERE id = ?)", (attempt,))
    connection.execute("DELETE FROM summary WHERE id = ?", (attempt,))


def forget_struck(connection: sqlite3.Connection) -> None:
    """Overwrite the words of what was taken off the list, which the index still holds. Raises sqlite3.Error."""
    connection.execute("INSERT INTO said (said) VALUES ('optimize')")


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the listing anew of the attempts. Raises sqlite3.Error."""
    connection.execute("DELETE FROM summary")
    connection.execute("DELETE FROM said")
    for row in connection.execute(f"SELECT {COLUMNS} FROM attempt"):
        enlist(connection, to_attempt(row))


def summaries(
    connection: sqlite3.Connection, wanted: Filter, limit: int | None = None, offset: int = 0
) -> list[Summary]:
    """Lines of the history, newest first. Raises sqlite3.Error."""
    where, values = wanted.where()
    rows = connection.execute(
        f"SELECT {_SELECTED} FROM summary WHERE {where} ORDER BY number DESC LIMIT ? OFFSET ?",
        (*values, -1 if limit is None else limit, offset),
    )
    return [Summary.of_row(row) for row in rows]


def count(connection: sqlite3.Connection, wanted: Filter) -> int:
    """How many answers there are. Raises sqlite3.Error."""
    where, values = wanted.where()
    (found,) = connection.execute(f"SELECT count(*) FROM summary WHERE {where}", values).fetchone()
    return int(found)


def search(connection: sqlite3.Connection, query: str, wanted: Filter, limit: int) -> list[Hit]:
    """Answers with these words, newest first. Raises sqlite3.Error."""
    expression = match_expression(query)
    if not expression:
        return []
    where, values = wanted.where()
    rows = connection.execute(
        f"SELECT {_SELECTED}, highlight(said, 0, ?, ?), highlight(said, 1, ?, ?) "
        f"FROM said CROSS JOIN summary ON summary.number = said.rowid WHERE said MATCH ? AND {where} "
        "ORDER BY said.rowid DESC LIMIT ?",
        (*MARKS, *MARKS, expression, *values, limit),
    )
    return [Hit.of(Summary.of_row(row[:-2]), row[-2] if MARKS[0] in row[-2] else row[-1]) for row in rows]


def _number(connection: sqlite3.Connection, summary: Summary) -> int:
    row = connection.execute("SELECT number FROM summary WHERE id = ?", (summary.id,)).fetchone()
    if row is not None:
        return int(row[0])
    number = int(summary.at.timestamp() * 1_000_000)
    while connection.execute("SELECT 1 FROM summary WHERE number = ?", (number,)).fetchone():
        number += 1
    return number
