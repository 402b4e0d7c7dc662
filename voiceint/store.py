"""The history: every answer that was begun, in SQLite, with the recordings as files beside it."""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from audio.part_file import EMPTY_BYTES, PART_SUFFIX, is_held
from audio.transcript import Transcript, Word
from bank import Kind, Question
from voiceint.attempt import CANDIDATE, Attempt, Place, Stage
from voiceint.errors import StorageError
from voiceint.paths import Paths, make_private
from voiceint.safe_text import safe_text
from voiceint.session import Session

_MIGRATIONS = (
    (
        """
    CREATE TABLE attempt (
        id TEXT PRIMARY KEY,
        at TEXT NOT NULL,
        stage TEXT NOT NULL,
        question_id TEXT,
        prompt TEXT NOT NULL,
        kind TEXT NOT NULL,
        topic TEXT NOT NULL,
        recording TEXT,
        transcript TEXT,
        assessment TEXT,
        candidate TEXT NOT NULL,
        problem TEXT NOT NULL
    ) STRICT
    """,
        "CREATE INDEX attempt_at ON attempt (at)",
    ),
    (
        "ALTER TABLE attempt ADD COLUMN session TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE attempt ADD COLUMN step INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE attempt ADD COLUMN heard TEXT",
        "CREATE INDEX attempt_session ON attempt (session, step, at)",
        "CREATE INDEX attempt_question ON attempt (question_id, at)",
        """
    CREATE TABLE session (
        id TEXT PRIMARY KEY,
        at TEXT NOT NULL,
        over INTEGER NOT NULL,
        document TEXT NOT NULL
    ) STRICT
    """,
        "CREATE INDEX session_at ON session (at)",
    ),
)
"""The statements of each schema version; a database is brought forward by those it has not seen."""

_OPENING_SECONDS = 10.0
"""A microphone may take this long to send its first sound; until then an answer has a row and no recording."""

_INTERRUPTED = "The program ended in the middle of this answer."

SCHEMA = len(_MIGRATIONS)


class Store:
    """Attempts by id. One connection, used by one thread at a time; a commit is on the disk when it returns."""

    def __init__(self, database: Path, recordings: Path) -> None:
        """Open the history, making it if it is not there.

        Raises:
            StorageError: It cannot be opened, is damaged, or was written by a newer version.
        """
        make_private(database.parent)
        self.recordings = make_private(recordings)
        self._database = database
        self._lock = Lock()
        try:
            os.close(os.open(database, os.O_RDWR | os.O_CREAT, 0o600))  # SQLite would make it readable to others
            self._connection = sqlite3.connect(database, check_same_thread=False, isolation_level=None)
            self._connection.executescript(
                "PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
            )
            self._migrate()
        except (OSError, sqlite3.Error) as error:
            raise StorageError(
                f"The history {database} cannot be opened ({error}): "
                "check the disk, or set VOICEINT_DATA to another folder."
            ) from error

    def save(self, attempt: Attempt) -> None:
        """Keep an attempt, replacing what was kept of it.

        Raises:
            StorageError: It could not be written; what was kept before is untouched.
        """
        assessment = None if attempt.assessment is None else json.dumps(_safe(attempt.assessment))
        question = attempt.question
        with self._transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO attempt VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    attempt.id,
                    attempt.at.isoformat(),
                    attempt.stage,
                    question.id,
                    safe_text(question.prompt),
                    question.kind,
                    safe_text(question.topic),
                    attempt.recording,
                    _transcript_document(attempt.transcript),
                    assessment,
                    attempt.candidate,
                    safe_text(attempt.problem),
                    attempt.place.session,
                    attempt.place.step,
                    _transcript_document(attempt.heard),
                ),
            )

    def discard(self, attempt: Attempt) -> None:
        """Forget an attempt that has nothing in it.

        Raises:
            StorageError: It could not be written.
        """
        with self._transaction() as connection:
            connection.execute("DELETE FROM attempt WHERE id = ?", (attempt.id,))

    def delete(self, attempt: Attempt) -> None:
        """Forget an attempt and delete its recording; nothing of either stays on the disk.

        Raises:
            StorageError: The recording could not be deleted, and the attempt is still there; or it was not written.
        """
        self._unlink(attempt)
        self.discard(attempt)
        with self._guarded() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the log holds what was written to the history

    def drop_recording(self, attempt: Attempt) -> Attempt:
        """Delete the recording of an attempt and keep the rest.

        Raises:
            StorageError: It could not be deleted or written.
        """
        self._unlink(attempt)
        kept = replace(attempt, recording=None)
        self.save(kept)
        return kept

    def recover(self) -> list[Attempt]:
        """Take in what a killed program left: recordings that were not finished, and rows without one.

        A recording that a program which still runs is writing is left alone.

        Returns:
            The attempts whose recordings were found.

        Raises:
            StorageError: The history could not be read or written.
        """
        found: list[Attempt] = []
        for attempt in self._select("WHERE stage = ?", (Stage.RECORDING,)):
            path = self.recording_path(attempt)
            part = path.with_name(path.stem + PART_SUFFIX)
            if part.is_file() and not is_held(part):
                if part.stat().st_size > EMPTY_BYTES:
                    os.replace(part, path)
                else:
                    part.unlink()
            if path.is_file():
                found.append(replace(attempt, stage=Stage.RECORDED, problem=_INTERRUPTED))
                self.save(found[-1])
            elif not part.is_file() and (datetime.now(UTC) - attempt.at).total_seconds() > _OPENING_SECONDS:
                self.discard(attempt)
        return found

    def recent(self, limit: int = 200) -> list[Attempt]:
        """The newest attempts, newest first.

        Raises:
            StorageError: The history could not be read.
        """
        return self._select("ORDER BY at DESC LIMIT ?", (limit,))

    def takes(self, question: Question) -> list[Attempt]:
        """The user's assessed answers to a question, oldest first.

        Raises:
            StorageError: The history could not be read.
        """
        key, value = ("question_id", question.id) if question.id else ("prompt", question.prompt)
        clause = f"WHERE {key} = ? AND stage = ? AND candidate = ? ORDER BY at"
        return self._select(clause, (value, Stage.ASSESSED, CANDIDATE))

    def of_session(self, session: str) -> list[Attempt]:
        """The answers given in a session, in the order of its steps, the takes of a step oldest first.

        Raises:
            StorageError: The history could not be read.
        """
        return self._select("WHERE session = ? ORDER BY step, at", (session,))

    def keep_session(self, session: Session) -> None:
        """Keep a session, replacing what was kept of it.

        Raises:
            StorageError: It could not be written.
        """
        values = (session.id, session.at.isoformat(), session.is_over, json.dumps(_safe(session.to_dict())))
        with self._transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO session VALUES (?, ?, ?, ?)", values)

    def left_session(self) -> dict[str, Any] | None:
        """The document of the newest session if it was left before its end, for `Session.from_dict`.

        Raises:
            StorageError: The history could not be read.
        """
        with self._guarded() as connection:
            row = connection.execute("SELECT over, document FROM session ORDER BY at DESC LIMIT 1").fetchone()
        if row is None or row[0]:
            return None
        document: dict[str, Any] = json.loads(row[1])
        return document

    def find(self, start: str) -> Attempt | None:
        """The attempt whose id begins with `start`, if there is exactly one.

        Raises:
            StorageError: The history could not be read.
        """
        found = self._select("WHERE substr(id, 1, length(?)) = ? LIMIT 2", (start, start))
        return found[0] if len(found) == 1 and start else None

    def recording_path(self, attempt: Attempt) -> Path:
        """Where the attempt's recording lies or will lie."""
        return self.recordings / f"{attempt.id}.wav"

    def close(self) -> None:
        """Close the database. The store is not used after that."""
        with self._lock:
            self._connection.close()

    def _unlink(self, attempt: Attempt) -> None:
        path = self.recording_path(attempt)
        try:
            for file in (path, path.with_name(path.stem + PART_SUFFIX)):
                file.unlink(missing_ok=True)
        except OSError as error:
            raise StorageError(f"The recording {path} cannot be deleted ({error}): check its permissions.") from error

    def _migrate(self) -> None:
        with self._transaction() as connection:  # so that two programs that start at once do not both migrate
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version > SCHEMA:
                raise StorageError(
                    f"The history {self._database} was written by a newer version of voiceint: update the program."
                )
            for number in range(version, SCHEMA):
                for statement in _MIGRATIONS[number]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version={number + 1}")

    def _select(self, clause: str, values: tuple[object, ...]) -> list[Attempt]:
        with self._guarded() as connection:
            rows = connection.execute(f"SELECT * FROM attempt {clause}", values).fetchall()
        return [_attempt(row) for row in rows]

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._guarded() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _guarded(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                yield self._connection
            except sqlite3.Error as error:
                raise StorageError(
                    f"The history {self._database} cannot be used ({error}): "
                    "free some disk space or check its permissions."
                ) from error


def open_store(paths: Paths) -> Store:
    """The user's history. Raises StorageError."""
    return Store(paths.database, paths.recordings)


def _safe(value: Any) -> Any:
    """A document whose texts cannot steer a terminal."""
    if isinstance(value, str):
        return safe_text(value)
    if isinstance(value, dict):
        return {key: _safe(item) for key, item in value.items()}
    return [_safe(item) for item in value] if isinstance(value, list | tuple) else value


def _attempt(row: tuple[Any, ...]) -> Attempt:
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


def _transcript_document(transcript: Transcript | None) -> str | None:
    return None if transcript is None else json.dumps(_safe(asdict(transcript)))


def _transcript(document: str | None) -> Transcript | None:
    if document is None:
        return None
    data = json.loads(document)
    words = tuple(Word(**word) for word in data.pop("words"))
    return Transcript(words=words, **data)
