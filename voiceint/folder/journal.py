"""What is already judged, one line of JSON a file, so that a run that was ended in any way is taken up again."""

import json
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from audio.part_file import hold
from voiceint.folder.errors import FolderError
from voiceint.folder.row import Row


class Journal:
    """Rows by their fingerprints, in a file that only grows; of two lines for one, the later holds.

    One process has it at a time. Half a line, as a machine that went off may leave behind, is passed over.
    """

    def __init__(self, path: Path) -> None:
        """Open the journal, or begin one that only this user can read.

        Raises:
            FolderError: It cannot be written, or another voiceint has it.
        """
        self._path = path
        try:
            self._file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "ab", buffering=0)
        except OSError as error:
            raise FolderError(f"{path} cannot be written ({error.strerror}): name another with --csv FILE.") from error
        try:
            hold(self._file.fileno())
        except BlockingIOError as error:
            self._file.close()
            raise FolderError(f"Another voiceint is writing {path}: wait for it, or end it.") from error
        self._rows = dict(filter(None, map(_parse, path.read_bytes().splitlines())))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def find(self, fingerprint: str) -> Row | None:
        """The row that was made of this, if there is one."""
        return self._rows.get(fingerprint)

    def note(self, fingerprint: str, row: Row) -> None:
        """Keep a row; it is on the disk when this returns. Raises FolderError."""
        line = json.dumps({"fingerprint": fingerprint, "row": row.to_dict()})
        try:
            self._file.write(f"\n{line}\n".encode())  # on a line of its own, whatever was left before it
            os.fsync(self._file.fileno())
        except OSError as error:
            raise FolderError(
                f"{self._path} cannot be written ({error.strerror}): make room, and give the same command again."
            ) from error


def _parse(line: bytes) -> tuple[str, Row] | None:
    try:
        entry = json.loads(line)
        row = Row.of_dict(entry["row"])
        return None if row is None else (str(entry["fingerprint"]), row)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
