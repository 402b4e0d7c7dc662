"""The table that the coach reads, as CSV."""

import csv
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from voiceint.csv_cell import guarded_cell
from voiceint.folder.errors import FolderError
from voiceint.folder.row import COLUMNS, Row
from voiceint.safe_text import safe_text


def check_table(path: Path) -> None:
    """See that nobody else's file would be overwritten.

    Raises:
        FolderError: There is a file of another kind, or it cannot be read.
    """
    try:
        with path.open(newline="", encoding="utf-8", errors="replace") as file:
            if file.readline().strip() == ",".join(COLUMNS):
                return
    except FileNotFoundError:
        return
    except OSError as error:
        raise FolderError(f"{path} cannot be read ({error.strerror}): name another file with --csv FILE.") from error
    raise FolderError(f"{path} is there already, and is no table of this program: name another file with --csv FILE.")


def write_table(path: Path, rows: Iterable[Row]) -> None:
    """Write the rows, sorted by file, in place of what was there; whoever reads the file never sees half of it.

    Raises:
        FolderError: It cannot be written.
    """
    part: Path | None = None
    try:
        with NamedTemporaryFile(
            "w", dir=path.parent, prefix=".voiceint-", delete=False, newline="", encoding="utf-8"
        ) as file:
            part = Path(file.name)
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            for row in sorted(rows, key=lambda row: row.file):
                writer.writerow([_cell(value) for value in row.to_dict().values()])
        os.replace(part, path)
    except OSError as error:
        if part is not None:
            with suppress(OSError):
                part.unlink()
        raise FolderError(f"{path} cannot be written ({error.strerror}): name another file with --csv FILE.") from error


def _cell(value: object) -> object:
    return guarded_cell(safe_text(value)) if isinstance(value, str) else value
