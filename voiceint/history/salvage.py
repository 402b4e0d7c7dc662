"""Reading what can be read of a copy of the history, of any version and however damaged."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from voiceint.attempt import Attempt
from voiceint.history.rows import COLUMNS, to_attempt
from voiceint.history.schema import SCHEMA
from voiceint.history.summary import Summary

_MAGIC = b"SQLite format 3\0"
_PAGE = 4096
_ADDED_LATER: tuple[object, ...] = ("", 0, None)
"""What the last columns of `attempt` hold in a version that did not have them."""

_COUNT = len(COLUMNS.split(","))


@dataclass
class Contents:
    """What a history holds.

    Attributes:
        attempts: By id.
        earlier: Earlier assessments by the attempt's id, each with when it was replaced.
        sessions: Documents by id.
    """

    attempts: dict[str, Attempt] = field(default_factory=dict)
    earlier: dict[str, list[tuple[datetime, dict[str, Any]]]] = field(default_factory=dict)
    sessions: dict[str, dict[str, Any]] = field(default_factory=dict)

    def with_earlier(self) -> list[tuple[Attempt, list[tuple[datetime, dict[str, Any]]]]]:
        """Each attempt with its earlier assessments, as `Store.take_in` wants them."""
        return [(attempt, self.earlier.get(key, [])) for key, attempt in self.attempts.items()]


def read_copy(database: Path) -> Contents:
    """What can be read of a database, which is not touched; nothing, where nothing can be."""
    contents = Contents()
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "history.db"
        for suffix in ("", "-wal"):
            source = database.with_name(database.name + suffix)
            if source.is_file():
                shutil.copyfile(source, copy.with_name(copy.name + suffix))
        _mend_header(copy)
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            for row in _rows(connection, "attempt"):
                with suppress(ValueError, TypeError, KeyError, IndexError):
                    attempt = to_attempt((*row, *_ADDED_LATER)[:_COUNT] if len(row) < _COUNT else row)
                    Summary.of(attempt)  # or it could not be listed
                    contents.attempts[attempt.id] = attempt
            for key, replaced, document in _rows(connection, "judgement"):
                with suppress(ValueError, TypeError):
                    contents.earlier.setdefault(key, []).append(
                        (datetime.fromisoformat(replaced), json.loads(document))
                    )
            for key, _, _, document in _rows(connection, "session"):
                with suppress(ValueError, TypeError):
                    contents.sessions[key] = json.loads(document)
    return contents


def _mend_header(database: Path) -> None:
    """Have the header say how many pages there are, and be the one that ours have if it was overwritten.

    SQLite reads nothing of a database that was cut off as long as its header tells of more pages than there are.
    The layout is that of https://www.sqlite.org/fileformat2.html#the_database_header
    """
    if not database.is_file() or database.stat().st_size < _PAGE:
        return
    with database.open("r+b") as file:
        is_ours = file.read(len(_MAGIC)) == _MAGIC
        pages = (database.stat().st_size // _PAGE).to_bytes(4, "big")
        file.seek(28)
        file.write(pages)
        if is_ours:
            return
        file.seek(0)
        file.write(_MAGIC + _PAGE.to_bytes(2, "big") + bytes((1, 1, 0, 64, 32, 32)))
        numbers = (0, 0, 1, 4, 0, 0, 1, SCHEMA, 0, 0)
        file.write((1).to_bytes(4, "big") + pages + b"".join(number.to_bytes(4, "big") for number in numbers))
        file.write(bytes(20) + (1).to_bytes(4, "big"))


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a table, those around a damaged page too."""
    seen: set[int] = set()
    for order in ("ASC", "DESC"):
        with suppress(sqlite3.Error, UnicodeDecodeError):
            for row in connection.execute(f"SELECT rowid, * FROM {table} NOT INDEXED ORDER BY rowid {order}"):
                if row[0] in seen:
                    break  # met what was read from the other end
                seen.add(row[0])
                yield row[1:]
    for number in sorted(set(_numbers(connection, table, seen)) - seen):
        with suppress(sqlite3.Error, UnicodeDecodeError):
            for row in connection.execute(f"SELECT * FROM {table} WHERE rowid = ?", (number,)):
                yield row


def _numbers(connection: sqlite3.Connection, table: str, seen: set[int]) -> Iterator[int]:
    """Numbers that rows may have which no way through the table led to."""
    if seen:
        yield from range(min(seen), max(seen))
    for index in ("attempt_at", "attempt_session", "session_at", "judgement_attempt"):
        if index.startswith(table):
            with suppress(sqlite3.Error, UnicodeDecodeError):
                for (number,) in connection.execute(f"SELECT rowid FROM {table} INDEXED BY {index}"):
                    yield number
