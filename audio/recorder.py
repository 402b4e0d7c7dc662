"""Writes an answer to disk while it is spoken."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Timer

from audio.errors import DeviceError
from audio.gap_check import GapCheck
from audio.one_rate import OneRate
from audio.part_file import PART_SUFFIX
from audio.ports import Block, Microphone, Transcription, ignore
from audio.sound_check import SoundCheck, peak
from audio.standby_microphone import SLOW, SLOW_SECONDS
from audio.wav import WavWriter

RETRY_SECONDS = 0.5
"""Pause between two attempts to open a microphone again."""

HOLD_SECONDS = 6.0
"""How long a line stays that tells of something that is over."""

_NOTHING = "The microphone sent no sound: check it with 'voiceint doctor'."


@dataclass(frozen=True)
class Recording:
    """A finished file.

    Attributes:
        path: The WAV file, mono, 16-bit, at the rate of the device that it began with.
        seconds: Its length.
        problem: Why it ended before the candidate ended it, or why its end is missing; empty if all is there.
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
        on_interruption: Callable[[str], None] = ignore,
        check: SoundCheck | None = None,
        said: str = "",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Describe what to listen to and whom to tell.

        Args:
            microphone: Where the answer comes from.
            on_level: Called for each block with its peak, 0 to 1; the first one after an interruption ends that.
            on_notice: Called with one line when something is wrong with the sound, with "" when it is not any more.
            on_interruption: Called with one line when the microphone failed in the middle of the answer.
            check: What has heard this microphone before, if something has.
            said: The notice that is on the screen now.
            clock: Seconds from any start, never backwards.
        """
        self._microphone = microphone
        self._on_level = on_level
        self._on_notice = on_notice
        self._on_interruption = on_interruption
        self._check = check or SoundCheck()
        self._clock = clock
        self._gaps = GapCheck(clock)
        self._rates = OneRate()
        self._writer: WavWriter | None = None
        self._seconds = 0.0
        self._said = said
        self._held = ("", 0.0)
        self._interruption = ""

    def record(self, path: Path, transcription: Transcription, stop: Event, paused: Event | None = None) -> Recording:
        """Record until `stop` is set or the microphone ends; every block is on disk before it is passed on.

        What is heard while `paused` is set is dropped.

        The file is called `*.part.wav` until it is whole. If the device fails in the middle, a microphone is opened
        again and again until one works, and the answer goes on in the same file; `stop` ends that too. If the disk
        fails, what was recorded is kept and the recording says what happened.

        Raises:
            DeviceError: Nothing could be recorded at all; the message says what to do.
        """
        part = path.with_name(path.stem + PART_SUFFIX)
        problem = ""
        try:
            self._copy(part, transcription, stop, paused or Event())
            problem = self._interruption
        except DeviceError as error:
            problem = str(error)
        except OSError as error:
            problem = f"The recording could not be written ({error.strerror}): free some disk space."
        if not self._seconds:
            part.unlink(missing_ok=True)
            raise DeviceError(problem or _NOTHING)
        os.replace(part, path)
        if not problem:
            self._tell("")  # what is wrong with the sound does not matter any more
        return Recording(path, self._seconds, problem)

    def _copy(self, part: Path, transcription: Transcription, stop: Event, paused: Event) -> None:
        try:
            while trouble := self._listen(part, transcription, stop, paused):
                if not self._seconds:
                    raise DeviceError(trouble)
                if not self._interruption:
                    self._interruption = f"{trouble} What you said is kept; you can go on when there is sound again."
                    self._on_interruption(self._interruption)
                    self._tell(self._interruption)
                if stop.wait(RETRY_SECONDS):
                    return
        finally:
            if self._writer is not None:
                self._writer.close()

    def _listen(self, part: Path, transcription: Transcription, stop: Event, paused: Event) -> str:
        """Take what one opening of the microphone brings; returns why it failed, or "" when it ended as it should."""
        slow = Timer(SLOW_SECONDS, self._tell, args=(SLOW,))
        slow.daemon = True
        if not self._seconds:
            slow.start()
        self._gaps.restart()
        try:
            for block in self._microphone.listen(stop):
                slow.cancel()
                if paused.is_set():
                    self._gaps.restart()
                    continue
                self._keep(self._rates.take(block), part, transcription)
                self._measure(block)
        except DeviceError as error:
            return str(error)
        finally:
            slow.cancel()
            rest = self._rates.finish()
            if rest is not None:
                self._keep(rest, part, transcription)
        return ""

    def _keep(self, block: Block, part: Path, transcription: Transcription) -> None:
        self._writer = self._writer or WavWriter(part, block.rate)
        self._writer.write(block.pcm)
        self._seconds += len(block.pcm) / block.rate
        transcription.feed(block)

    def _measure(self, block: Block) -> None:
        if self._interruption:
            self._interruption = ""
            self._hold(f"The microphone works again, and what you say is recorded: {self._microphone.name}.")
        self._on_level(peak(block.pcm))
        missing = self._gaps.hear(len(block.pcm) / block.rate)
        if missing:
            self._hold(
                f"The sound was interrupted for about {missing:.1f} s: the system may have switched the microphone."
            )
        line, until = self._held
        wrong = self._check.hear(block)
        self._tell(line if self._clock() < until else wrong)

    def _hold(self, line: str) -> None:
        self._held = (line, self._clock() + HOLD_SECONDS)

    def _tell(self, line: str) -> None:
        if line != self._said:
            self._said = line
            self._on_notice(line)
