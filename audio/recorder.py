"""Writes an answer to disk while it is spoken."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import numpy as np

from audio.clip import FULL_SCALE
from audio.errors import DeviceError
from audio.part_file import PART_SUFFIX
from audio.ports import Block, Microphone, Transcription
from audio.wav import WavWriter

ZEROS_SECONDS = 0.5
"""Exact zeros for this long come from a mute switch or a missing permission; an open microphone has noise."""

QUIET_SECONDS = 2.0
QUIET_PEAK = 0.002
"""Peak of a muted analogue input (0.0005-0.001) with room to spare; quiet rooms measure 0.017 and more."""


@dataclass(frozen=True)
class Recording:
    """A finished file.

    Attributes:
        path: The WAV file, mono, 16-bit, at the device's rate.
        seconds: Its length.
        problem: Why it ended before the candidate ended it; empty if it did not.
    """

    path: Path
    seconds: float
    problem: str = ""


class Recorder:
    """Takes one answer from a microphone."""

    def __init__(
        self,
        microphone: Microphone,
        on_level: Callable[[float], None],
        on_notice: Callable[[str], None],
    ) -> None:
        """Describe what to listen to and whom to tell.

        Args:
            microphone: Where the answer comes from.
            on_level: Called for each block with its peak, 0 to 1.
            on_notice: Called with one line when the microphone seems muted, with "" when it is heard after all.
        """
        self._microphone = microphone
        self._on_level = on_level
        self._on_notice = on_notice
        self._frames = 0
        self._rate = 1
        self._peak = 0.0
        self._noticed = ""

    def record(self, path: Path, transcription: Transcription, stop: Event) -> Recording:
        """Record until `stop` is set or the microphone ends; every block is on disk before it is passed on.

        The file is called `*.part.wav` until it is whole. If the device or the disk fails in the middle,
        what was recorded is kept and the recording says what happened.

        Raises:
            DeviceError: Nothing could be recorded at all; the message says what to do.
        """
        part = path.with_name(path.stem + PART_SUFFIX)
        problem = ""
        try:
            self._copy(part, transcription, stop)
        except DeviceError as error:
            problem = str(error)
        except OSError as error:
            problem = f"The recording could not be written ({error.strerror}): free some disk space."
        if not self._frames:
            part.unlink(missing_ok=True)
            raise DeviceError(problem or "The microphone sent no sound: check it with 'voiceint doctor'.")
        os.replace(part, path)
        return Recording(path, self._frames / self._rate, problem)

    def _copy(self, part: Path, transcription: Transcription, stop: Event) -> None:
        writer: WavWriter | None = None
        try:
            for block in self._microphone.listen(stop):
                writer = writer or WavWriter(part, block.rate)
                writer.write(block.pcm)
                self._measure(block)
                transcription.feed(block)
        finally:
            if writer is not None:
                writer.close()

    def _measure(self, block: Block) -> None:
        level = float(np.abs(block.pcm.astype(np.int32)).max(initial=0)) / FULL_SCALE
        self._frames += len(block.pcm)
        self._rate = block.rate
        self._peak = max(self._peak, level)
        self._on_level(level)
        seconds = self._frames / self._rate
        if self._peak == 0 and seconds >= ZEROS_SECONDS:
            self._notice("The microphone sends only silence: check its mute switch and the permission to use it.")
        elif 0 < self._peak < QUIET_PEAK and seconds >= QUIET_SECONDS:
            self._notice("The microphone hears almost nothing: move closer or turn its level up.")
        elif self._peak >= QUIET_PEAK:
            self._notice("")

    def _notice(self, message: str) -> None:
        if message != self._noticed:
            self._noticed = message
            self._on_notice(message)
