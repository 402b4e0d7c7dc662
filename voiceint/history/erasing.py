"""Deleting is deleting: the rows, the index of their words, the log, and the same in every backup."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from voiceint.errors import StorageError
from voiceint.history import listing


def erase(connection: sqlite3.Connection, attempts: Sequence[str], session: str = "") -> None:
    """Delete attempts, what was ever said of them, the sessions that held nothing else, and `session`.

    The database may be of any version. Raises sqlite3.Error.
    """
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for attempt in attempts:
        if "summary" in tables:
            listing.strike(connection, attempt)
        if "judgement" in tables:
            connection.execute("DELETE FROM judgement WHERE attempt = ?", (attempt,))
        if "session" in tables:
            connection.execute(
                "DELETE FROM session WHERE id = (SELECT session FROM attempt WHERE id = ?) "
                "AND id NOT IN (SELECT session FROM attempt WHERE id != ?)",
                (attempt, attempt),
            )
        connection.execute("DELETE FROM attempt WHERE id = ?", (attempt,))
    if "session" in tables:
        connection.execute("DELETE FROM session WHERE id = ?", (session,))
    if "summary" in tables:
        listing.forget_struck(connection)


def empty_log(connection: sqlite3.Connection) -> None:
    """Have the write-ahead log hold nothing.

    Raises:
        StorageError: Another program reads the history at the moment.
        sqlite3.Error: The database cannot be used.
    """
    (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StorageError(
            "Deleted, but another voiceint is open, and what was deleted stays in its log: close it, and it is gone."
        )


def erase_in_copy(database: Path, attempts: Sequence[str], session: str = "") -> None:
    """Delete attempts in a copy of the history; a copy that cannot be changed is deleted itself.

    Raises:
        StorageError: It can be neither changed nor deleted.
    """
    try:
        with closing(sqlite3.connect(database, isolation_level=None)) as connection:
            connection.executescript("PRAGMA secure_delete=ON; PRAGMA journal_mode=MEMORY; BEGIN IMMEDIATE")
            erase(connection, attempts, session)
            connection.execute("COMMIT")
    except sqlite3.Error:
        remove_copy(database)


def remove_copy(database: Path) -> None:
    """Delete a copy of the history with its log. Raises StorageError."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        file = database.with_name(database.name + suffix)
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise StorageError(f"{file} cannot be deleted ({error.strerror}): delete it yourself.") from error
