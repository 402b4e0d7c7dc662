"""WAV files: written so that they are readable at every moment, and read back."""

import os
import time
import wave
from contextlib import suppress
from pathlib import Path

import numpy as np

from audio.clip import Clip, Pcm
from audio.errors import SoundFileError
from audio.part_file import hold

_SAMPLE_BYTES = 2
_SYNC_SECONDS = 1.0
"""How much may be lost when the power fails; a program that is killed loses less."""


class WavWriter:
    """A 16-bit mono WAV file that grows while somebody speaks.

    The header is brought up to date after every block and handed to the operating system, so the
    file is complete up to the last block even if the process is killed. Once a second it is put on the
    disk itself, for the case that the power fails. Only the user may read it.

    Raises:
        OSError: The file cannot be made, or the disk is full; blocks already written stay readable.
    """

    def __init__(self, path: Path, rate: int) -> None:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        hold(handle)
        self._file = os.fdopen(handle, "wb")
        self._wave = wave.open(self._file, "wb")  # noqa: SIM115 - closed in close()
        self._wave.setnchannels(1)
        self._wave.setsampwidth(_SAMPLE_BYTES)
        self._wave.setframerate(rate)
        self._synced = time.monotonic()

    def write(self, pcm: Pcm) -> None:
        """Append 1-D int16 samples."""
        self._wave.writeframes(pcm.astype("<i2", copy=False).tobytes())
        self._file.flush()
        if time.monotonic() - self._synced >= _SYNC_SECONDS:
            os.fsync(self._file.fileno())
            self._synced = time.monotonic()

    def close(self) -> None:
        """Finish the file and have it on the disk itself.

        Raises:
            OSError: The disk is full; the file is closed all the same.
        """
        try:
            self._wave.close()
            os.fsync(self._file.fileno())
        finally:
            with suppress(OSError):
                self._file.close()


def write_wav(path: Path, clip: Clip) -> None:
    """Write a whole clip as 16-bit WAV, readable by the user alone.

    Raises:
        OSError: The file cannot be written.
    """
    writer = WavWriter(path, clip.rate)
    try:
        writer.write(clip.pcm)
    finally:
        writer.close()


def read_wav(path: Path) -> Clip:
    """Read a WAV file that this program wrote.

    Raises:
        SoundFileError: The file is missing, or is not 16-bit mono WAV.
    """
    try:
        with wave.open(str(path), "rb") as source:
            if (source.getnchannels(), source.getsampwidth()) != (1, _SAMPLE_BYTES):
                raise SoundFileError(f"{path.name} is not one of this program's recordings.")
            data = source.readframes(source.getnframes())
            whole = len(data) - len(data) % _SAMPLE_BYTES  # a cut-off file may end inside a sample
            if not source.getframerate():
                raise SoundFileError(f"{path.name} is not one of this program's recordings.")
            return Clip.of_pcm(np.frombuffer(data[:whole], dtype="<i2").astype(np.int16), source.getframerate())
    except (OSError, EOFError, wave.Error) as error:
        raise SoundFileError(f"The recording {path.name} cannot be read: {error}.") from error
