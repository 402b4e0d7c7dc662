"""Copies of the history: one a week, one before its form changes, thinned as they grow old."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from voiceint.errors import StorageError
from voiceint.history.erasing import remove_copy
from voiceint.paths import make_private

EVERY = timedelta(days=7)

_WEEKS = 4
"""So many of the newest are kept, whatever their age."""

_MONTHS = 6
"""Of the months before, the newest of each is kept, so many of them."""

_STAMP = "%Y%m%d-%H%M%S"
_PREFIX = "history-"


@dataclass(frozen=True)
class Backup:
    """A copy of the history as it was at a time, UTC."""

    path: Path
    at: datetime

    @property
    def name(self) -> str:
        """What it is called by."""
        return self.path.stem.removeprefix(_PREFIX)


class Backups:
    """The folder of the copies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self) -> list[Backup]:
        """Every backup, newest first."""
        return sorted(self._found(), key=lambda backup: backup.at, reverse=True)

    def is_due(self, now: datetime | None = None) -> bool:
        """Whether the newest is older than a week, or there is none."""
        newest = next(iter(self.all()), None)
        return newest is None or (now or datetime.now(UTC)) - newest.at >= EVERY

    def make(self, connection: sqlite3.Connection, now: datetime | None = None) -> Backup:
        """Copy the history as it is now, and thin the older copies. The copy is whole or not there.

        Raises:
            StorageError: There is no room for it, or it cannot be written.
            sqlite3.Error: The history cannot be read.
        """
        at = (now or datetime.now(UTC)).replace(microsecond=0)
        path = make_private(self._folder) / f"{_PREFIX}{at:{_STAMP}}.db"
        part = path.with_suffix(".part")
        pages, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
        from shutil import disk_usage  # which imports much, for the start of the program

        if disk_usage(self._folder).free < 2 * pages * size:
            raise StorageError(f"There is no room for a backup of the history in {self._folder}: free some disk space.")
        try:
            os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600))
            with closing(sqlite3.connect(part)) as copy:
                connection.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")  # one file, which can be read where nothing can be written
            os.replace(part, path)
        except OSError as error:
            raise StorageError(f"The backup {path} cannot be written ({error.strerror}).") from error
        self.thin()
        return Backup(path, at)

    def thin(self) -> None:
        """Keep the newest, and one of each month before them. Raises StorageError."""
        backups = self.all()
        months: dict[tuple[int, int], Backup] = {}
        for backup in backups[_WEEKS:]:
            months.setdefault((backup.at.year, backup.at.month), backup)
        kept = [*backups[:_WEEKS], *list(months.values())[:_MONTHS]]
        for backup in backups:
            if backup not in kept:
                remove_copy(backup.path)

    def find(self, name: str) -> Backup | None:
        """The backup of this name."""
        return next((backup for backup in self._found() if backup.name == name), None)

    def _found(self) -> Iterator[Backup]:
        for path in self._folder.glob(f"{_PREFIX}*.db"):
            try:
                at = datetime.strptime(path.stem.removeprefix(_PREFIX), _STAMP)
            except ValueError:
                continue  # not one of ours
            yield Backup(path, at.replace(tzinfo=UTC))
