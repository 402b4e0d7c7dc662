"""The history: every answer that was begun, in SQLite, with the recordings as files beside it."""

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from audio.part_file import EMPTY_BYTES, PART_SUFFIX, is_held
from bank import Question
from voiceint.attempt import CANDIDATE, Attempt, Stage
from voiceint.errors import DamagedHistoryError, StorageError
from voiceint.history import listing
from voiceint.history.backups import Backup, Backups
from voiceint.history.database import Database
from voiceint.history.erasing import empty_log, erase, erase_in_copy, remove_copy
from voiceint.history.filter import EVERYTHING, Filter
from voiceint.history.rows import COLUMNS, to_attempt, to_document, to_row
from voiceint.history.schema import SCHEMA
from voiceint.history.search import Hit
from voiceint.history.summary import Summary
from voiceint.paths import make_private
from voiceint.session import Session

_OPENING_SECONDS = 10.0
"""A microphone may take this long to send its first sound; until then an answer has a row and no recording."""

_INTERRUPTED = "The program ended in the middle of this answer."

_PUT = f"INSERT OR REPLACE INTO attempt ({COLUMNS}) VALUES ({', '.join('?' * len(COLUMNS.split(',')))})"
_BATCH = 100

SET_ASIDE = "history-damaged-"
"""What the name of a damaged history begins with that was set aside; the time follows."""


class Store:
    """Attempts by id. One connection, used by one thread at a time; a commit is on the disk when it returns.

    Attributes:
        recordings: The folder of the recordings.
        backups: The copies of the history.
        notices: What the person must be told of how the history was opened, a line each.
    """

    def __init__(self, database: Path, recordings: Path) -> None:
        """Open the history, making it if it is not there. One of an older version is copied and brought forward.

        Raises:
            DamagedHistoryError: It is damaged.
            StorageError: It cannot be opened, or was written by a newer version.
        """
        make_private(database.parent)
        self.recordings = make_private(recordings)
        self.backups = Backups(database.parent / "backups")
        self.notices: list[str] = []
        self._database = Database(database)
        if 0 < self._database.version < SCHEMA:
            with self._database.using() as connection:
                self.backups.make(connection)
        self._database.bring_forward()
        self.summaries(limit=_BATCH)

    def save(self, attempt: Attempt) -> None:
        """Keep an attempt, replacing what was kept of it.

        Raises:
            StorageError: It could not be written; what was kept before is untouched.
        """
        with self._database.transaction() as connection:
            self._put(connection, attempt)

    def judge_anew(self, attempt: Attempt) -> None:
        """Keep an attempt that was judged once more, and the assessment it had until now beside it.

        Raises:
            StorageError: It could not be written; what was kept before is untouched.
        """
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO judgement SELECT id, ?, assessment FROM attempt WHERE id = ? AND assessment IS NOT NULL",
                (datetime.now(UTC).isoformat(), attempt.id),
            )
            self._put(connection, attempt)

    def discard(self, attempt: Attempt) -> None:
        """Forget an attempt that has nothing in it.

        Raises:
            StorageError: It could not be written.
        """
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM attempt WHERE id = ?", (attempt.id,))
            listing.strike(connection, attempt.id)

    def delete(self, *attempts: str) -> None:
        """Forget attempts by their ids and delete their recordings; nothing of them stays here or in a backup.

        Raises:
            StorageError: A recording could not be deleted, and nothing else was; or it was not written.
        """
        self._delete(attempts)

    def delete_session(self, session: str) -> None:
        """Forget a session with its answers and their recordings.

        Raises:
            StorageError: As `delete`.
        """
        self._delete([summary.id for summary in self.summaries(Filter(session=session))], session)

    def delete_all(self) -> None:
        """Forget everything: attempts, sessions, recordings, backups, and what was set aside.

        Raises:
            StorageError: Something could not be deleted; what is left can be deleted once more.
        """
        for file in self.recordings.glob("*"):
            self._remove(file)
        for backup in self.backups.all():
            remove_copy(backup.path)
        for file in self._database.path.parent.glob(f"{SET_ASIDE}*"):
            self._remove(file)
        with self._database.transaction() as connection:
            ids = [key for (key,) in connection.execute("SELECT id FROM attempt")]
            erase(connection, ids)
            connection.execute("DELETE FROM session")
        with self._database.using() as connection:
            empty_log(connection)

    def drop_recording(self, attempt: Attempt) -> Attempt:
        """Delete the recording of an attempt and keep the rest.

        Raises:
            StorageError: It could not be deleted or written.
        """
        self._unlink(attempt.id)
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

    def summaries(self, wanted: Filter = EVERYTHING, limit: int | None = None, offset: int = 0) -> list[Summary]:
        """Lines of the history, newest first, without the words.

        Raises:
            StorageError: The history could not be read.
        """
        with self._database.reading() as connection:
            return listing.summaries(connection, wanted, limit, offset)

    def count(self, wanted: Filter = EVERYTHING) -> int:
        """How many answers there are. Raises StorageError."""
        with self._database.using() as connection:
            return listing.count(connection, wanted)

    def search(self, query: str, wanted: Filter = EVERYTHING, limit: int = 200) -> list[Hit]:
        """Answers in which all these words were said or asked, newest first; words in double quotes as they follow.

        Raises:
            StorageError: The history could not be read.
        """
        with self._database.reading() as connection:
            return listing.search(connection, query, wanted, limit)

    def attempts(self, wanted: Filter = EVERYTHING) -> Iterator[Attempt]:
        """Every attempt, oldest first, a few in memory at a time.

        Raises:
            StorageError: The history could not be read.
        """
        ids = [summary.id for summary in reversed(self.summaries(wanted))]
        for start in range(0, len(ids), _BATCH):
            batch = ids[start : start + _BATCH]
            yield from self._select(f"WHERE id IN ({', '.join('?' * len(batch))}) ORDER BY at", tuple(batch))

    def earlier_assessments(self, attempt: str) -> list[tuple[datetime, dict[str, Any]]]:
        """What was said of an attempt before it was judged anew, oldest first, each with when it was replaced.

        Raises:
            StorageError: The history could not be read.
        """
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT replaced, assessment FROM judgement WHERE attempt = ? ORDER BY replaced", (attempt,)
            )
            return [(datetime.fromisoformat(replaced), json.loads(document)) for replaced, document in rows]

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
        with self._database.transaction() as connection:
            _put_session(connection, session.to_dict(), session.is_over)

    def sessions(self) -> list[dict[str, Any]]:
        """The documents of all sessions, newest first, for `Session.from_dict`.

        Raises:
            StorageError: The history could not be read.
        """
        with self._database.reading() as connection:
            rows = connection.execute("SELECT document FROM session ORDER BY at DESC")
            return [json.loads(document) for (document,) in rows]

    def find_session(self, start: str) -> dict[str, Any] | None:
        """The document of the session whose id begins with `start`, if there is exactly one.

        Raises:
            StorageError: The history could not be read.
        """
        with self._database.reading() as connection:
            clause = "WHERE id >= ? AND id < ? LIMIT 2"
            rows = connection.execute(f"SELECT document FROM session {clause}", (start, f"{start}~")).fetchall()
            found: dict[str, Any] | None = json.loads(rows[0][0]) if len(rows) == 1 and start else None
        return found

    def session_styles(self) -> dict[str, str]:
        """The style of each session by its id. Raises StorageError."""
        with self._database.reading() as connection:
            return dict(connection.execute("SELECT id, json_extract(document, '$.style') FROM session"))

    def take_in(
        self,
        attempts: Sequence[tuple[Attempt, Sequence[tuple[datetime, dict[str, Any]]]]],
        sessions: Sequence[dict[str, Any]],
    ) -> None:
        """Keep attempts of another history with their earlier assessments, and sessions; all of them or none.

        What is here under the same id is replaced.

        Raises:
            StorageError: They could not be written.
        """
        with self._database.transaction() as connection:
            for attempt, earlier in attempts:
                self._put(connection, attempt)
                connection.execute("DELETE FROM judgement WHERE attempt = ?", (attempt.id,))
                rows = [(attempt.id, replaced.isoformat(), to_document(document)) for replaced, document in earlier]
                connection.executemany("INSERT INTO judgement VALUES (?, ?, ?)", rows)
            for document in sessions:
                _put_session(connection, document, document["position"] >= len(document["steps"]))

    def find_damage(self) -> DamagedHistoryError | None:
        """Read everything, and say what is damaged; None if it is whole. Raises StorageError."""
        try:
            self._database.check()
            self.summaries()
            self.sessions()
            for attempt in self.attempts():
                self.earlier_assessments(attempt.id)
        except DamagedHistoryError as damage:
            return damage
        return None

    def back_up(self, only_if_due: bool = False) -> Backup | None:
        """Copy the history into the backups; None if it is not due, or there is nothing to copy.

        Raises:
            DamagedHistoryError: It is damaged, and was not copied.
            StorageError: It could not be copied.
        """
        if (only_if_due and not self.backups.is_due()) or not self.count():
            return None
        self._database.check()
        with self._database.apart() as connection:
            return self.backups.make(connection)

    def left_session(self) -> dict[str, Any] | None:
        """The document of the newest session if it was left before its end, for `Session.from_dict`.

        Raises:
            StorageError: The history could not be read.
        """
        with self._database.reading() as connection:
            row = connection.execute("SELECT over, document FROM session ORDER BY at DESC LIMIT 1").fetchone()
            document: dict[str, Any] | None = None if row is None or row[0] else json.loads(row[1])
        return document

    def find(self, start: str) -> Attempt | None:
        """The attempt whose id begins with `start`, if there is exactly one.

        Raises:
            StorageError: The history could not be read.
        """
        found = self._select("WHERE id >= ? AND id < ? LIMIT 2", (start, f"{start}~"))
        return found[0] if len(found) == 1 and start else None

    def recording_path(self, attempt: Attempt) -> Path:
        """Where the attempt's recording lies or will lie."""
        return self.recordings / f"{attempt.id}.wav"

    def close(self) -> None:
        """Close the database. The store is not used after that."""
        self._database.close()

    def _delete(self, attempts: Sequence[str], session: str = "") -> None:
        for attempt in attempts:
            self._unlink(attempt)
        with self._database.transaction() as connection:
            erase(connection, attempts, session)
        for backup in self.backups.all():
            erase_in_copy(backup.path, attempts, session)
        with self._database.using() as connection:
            empty_log(connection)

    def _unlink(self, attempt: str) -> None:
        path = self.recordings / f"{attempt}.wav"
        for file in (path, path.with_name(path.stem + PART_SUFFIX)):
            self._remove(file)

    def _remove(self, file: Path) -> None:
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise StorageError(f"{file} cannot be deleted ({error}): check its permissions.") from error

    def _put(self, connection: sqlite3.Connection, attempt: Attempt) -> None:
        connection.execute(_PUT, to_row(attempt))
        listing.enlist(connection, attempt)

    def _select(self, clause: str, values: tuple[object, ...]) -> list[Attempt]:
        with self._database.reading() as connection:
            rows = connection.execute(f"SELECT {COLUMNS} FROM attempt {clause}", values)
            return [to_attempt(row) for row in rows]


def _put_session(connection: sqlite3.Connection, document: dict[str, Any], over: bool) -> None:
    values = (document["id"], document["at"], over, to_document(document))
    connection.execute("INSERT OR REPLACE INTO session VALUES (?, ?, ?, ?)", values)
