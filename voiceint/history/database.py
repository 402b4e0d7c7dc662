"""The file of the history: opened, locked, and what goes wrong with it said in one line."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock

from voiceint.errors import DamagedHistoryError, StorageError
from voiceint.history.schema import SCHEMA, migrate, version_of

_CACHE_KILOBYTES = 512
"""SQLite would keep 2 MB of pages; the lists and the index need few."""

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

_NOT_TEXT = "Could not decode to UTF-8"
"""What SQLite's module says of a text that was overwritten; it gives no code with it."""

_UNREADABLE = (ValueError, TypeError, KeyError)
"""What comes of values that were overwritten, when something is made of them."""


class Database:
    """One connection, used by one thread at a time; a commit is on the disk when it returns.

    Attributes:
        path: Where the file is.
        version: Schema version that it had when it was opened; 0 for a new one.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, making it if it is not there. One of a newer version is not touched.

        Raises:
            DamagedHistoryError: It is damaged.
            StorageError: It cannot be opened, or was written by a newer version.
        """
        self.path = path
        self._lock = Lock()
        try:
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # SQLite would make it readable to others
            self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            self.version = version_of(self._connection)
            if self.version <= SCHEMA:
                self._connection.executescript(
                    "PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                    f"PRAGMA secure_delete=ON; PRAGMA cache_size=-{_CACHE_KILOBYTES}"
                )
        except (OSError, sqlite3.Error) as error:
            otherwise = f"cannot be opened ({error}): check the disk, or set VOICEINT_DATA to another folder."
            raise self._explain(error, otherwise) from error
        if self.version > SCHEMA:
            self._connection.close()
            raise StorageError(f"The history {path} was written by a newer version of voiceint: update the program.")

    def bring_forward(self) -> None:
        """Give the database the tables of this version. Raises DamagedHistoryError, StorageError."""
        try:
            with self.transaction() as connection:  # so that two programs that start at once do not both do it
                migrate(connection)
        except _UNREADABLE as error:
            raise self._damaged(error) from error

    def close(self) -> None:
        """Close the file. The database is not used after that."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def using(self) -> Iterator[sqlite3.Connection]:
        """The connection, for one thread. Raises StorageError."""
        with self._lock:
            try:
                yield self._connection
            except sqlite3.Error as error:
                otherwise = f"cannot be used ({error}): free some disk space or check its permissions."
                raise self._explain(error, otherwise) from error

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """For what is made of rows: values that cannot be understood are damage as well. Raises StorageError."""
        try:
            with self.using() as connection:
                yield connection
        except _UNREADABLE as error:
            raise self._damaged(error) from error

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All that is done with the connection, or nothing of it. Raises StorageError."""
        with self.using() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def apart(self) -> Iterator[sqlite3.Connection]:
        """A connection of its own, for reading long while others go on. Raises StorageError."""
        try:
            with closing(sqlite3.connect(self.path)) as connection:
                yield connection
        except sqlite3.Error as error:
            raise self._explain(error, f"cannot be read ({error}).") from error

    def check(self) -> None:
        """Look through all pages. Raises DamagedHistoryError, StorageError."""
        with self.apart() as connection:
            ((answer, *_),) = connection.execute("PRAGMA quick_check(1)").fetchall()
        if answer != "ok":
            raise self._damaged(answer)

    def _explain(self, error: Exception, otherwise: str) -> StorageError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _DAMAGED or _NOT_TEXT in str(error):
            return self._damaged(error)
        return StorageError(f"The history {self.path} {otherwise}")

    def _damaged(self, reason: object) -> DamagedHistoryError:
        return DamagedHistoryError(
            f"The history {self.path} is damaged ({reason}): 'voiceint history repair' recovers what is left."
        )
