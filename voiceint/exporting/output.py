"""Files that are whole or not there."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from voiceint.exporting.errors import ExportError


@contextmanager
def open_output(path: Path | None, force: bool = False) -> Iterator[TextIO]:
    """A file to write text into; it has its name once everything is written. None: standard output.

    Args:
        path: Where it will be.
        force: Whether a file that is there may be replaced.

    Raises:
        ExportError: There is a file already, or it cannot be written.
    """
    if path is None:
        yield sys.stdout
        return
    check_free(path, force)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(part, "x", encoding="utf-8", newline="") as file:
            part.chmod(0o600)
            yield file
            file.flush()
            os.fsync(file.fileno())
        check_free(path, force)  # once more: writing may have taken a while
        os.replace(part, path)
    except OSError as error:
        raise ExportError(
            f"{path} cannot be written ({error.strerror}): choose another place with --output."
        ) from error
    finally:
        part.unlink(missing_ok=True)


class Folder:
    """A folder for recordings beside a file. What is put in is there once the folder is finished."""

    def __init__(self, path: Path, force: bool = False) -> None:
        """Name the folder, which is made with the first file that is put in.

        Raises:
            ExportError: It is there already, and `force` is not given.
        """
        check_free(path, force)
        self.path = path
        self.count = 0
        self._part = path.with_name(f".{path.name}.{os.getpid()}.part")

    def put(self, name: str, data: bytes) -> None:
        """Put a file in. Raises OSError."""
        self._part.mkdir(mode=0o700, exist_ok=True)
        file = self._part / name
        file.write_bytes(data)
        file.chmod(0o600)
        self.count += 1

    def finish(self) -> None:
        """Give the files their names; others that are in the folder stay. Raises OSError."""
        if not self.count:
            return
        self.path.mkdir(mode=0o700, exist_ok=True)
        for file in self._part.iterdir():
            os.replace(file, self.path / file.name)

    def clear(self) -> None:
        """Remove what was not finished."""
        shutil.rmtree(self._part, ignore_errors=True)


def check_free(path: Path, force: bool) -> None:
    """Raises ExportError if there is something that must not be replaced."""
    if path.exists() and not force:
        raise ExportError(f"{path} is there already: --force replaces it, --output names another file.")
    if not path.parent.is_dir():
        raise ExportError(f"There is no folder {path.parent}: make it, or choose another place with --output.")
