"""Recordings of another history on their way into this one."""

import base64
import binascii
import hashlib
import os
import shutil
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from audio.part_file import PART_SUFFIX
from voiceint.errors import StorageError
from voiceint.exporting.errors import ImportFileError
from voiceint.exporting.read_attempt import ReadAttempt
from voiceint.exporting.recordings import Kept
from voiceint.history import Store

_LARGEST_RECORDING = 500_000_000
_RATES = range(4_000, 400_000)
"""Samples a second that a device could have recorded at."""


@contextmanager
def placed(store: Store) -> Iterator["Sounds"]:
    """Recordings on their way into the history; what is not finished is removed."""
    sounds = Sounds(store)
    try:
        yield sounds
    except OSError as error:
        raise StorageError(f"A recording cannot be written ({error.strerror}): free some disk space.") from error
    finally:
        sounds.clear()


class Sounds:
    """Writes recordings under the names of unfinished ones, and gives them their own at the end."""

    def __init__(self, store: Store) -> None:
        self._recordings = store.recordings
        self._parts: list[Path] = []

    def fetch(self, read: ReadAttempt, document: Path) -> Path | None:
        """The checked recording of an answer; None where there is none. Raises ImportFileError, OSError."""
        said = read.recording or {}
        key = read.attempt.id
        part = self._recordings / f"{key}{PART_SUFFIX}"
        if said.get("kept") == Kept.EMBEDDED:
            data = _decoded(said.get("wav"), key)
            self._parts.append(part)
            part.write_bytes(data)
        elif said.get("kept") == Kept.BESIDE:
            source = document.with_name(f"{document.stem}-audio") / f"{key}.wav"
            if not source.is_file():
                return None
            if source.stat().st_size > _LARGEST_RECORDING:
                raise ImportFileError(f"The recording {source} is larger than {_LARGEST_RECORDING // 1_000_000} MB.")
            self._parts.append(part)
            shutil.copyfile(source, part)
        elif said and said.get("kept") not in list(Kept):
            raise ImportFileError(f"The recording of {key} must be kept in one of these ways: {', '.join(Kept)}.")
        else:
            return None
        if digest(part) != said.get("sha256"):
            raise ImportFileError(f"The recording of {key} was changed: its SHA-256 is not the one in the file.")
        _check_wav(part, key)
        part.chmod(0o600)
        return part

    def drop(self, part: Path) -> None:
        """Do not keep a recording."""
        part.unlink()
        self._parts.remove(part)

    def finish(self) -> int:
        """Give the recordings their names, and say how many there are. Raises OSError."""
        for part in self._parts:
            os.replace(part, part.with_name(part.name.removesuffix(PART_SUFFIX) + ".wav"))
        return len(self._parts)

    def clear(self) -> None:
        """Remove what was not finished."""
        for part in self._parts:
            part.unlink(missing_ok=True)


def _decoded(text: object, key: str) -> bytes:
    try:
        return base64.b64decode(text if isinstance(text, str) else "?", validate=True)
    except (binascii.Error, ValueError) as error:
        raise ImportFileError(f"The recording of {key} is not base64.") from error


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_wav(path: Path, key: str) -> None:
    try:
        with wave.open(str(path), "rb") as source:
            ours = (source.getnchannels(), source.getsampwidth()) == (1, 2) and source.getframerate() in _RATES
    except (wave.Error, EOFError):
        ours = False
    if not ours:
        raise ImportFileError(f"The recording of {key} is not one of this program's: 16-bit WAV with one channel.")
