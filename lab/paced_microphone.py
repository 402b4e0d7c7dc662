"""A microphone that hears a clip at the speed at which it was spoken."""

import time
from collections.abc import Iterator
from threading import Event

from audio.clip import Clip
from audio.ports import Block


class PacedMicrophone:
    """Plays a clip into whatever listens, in real time, as a device would.

    Blocks are due at fixed moments after the first was asked for, so the clip takes as long as it is. A listener
    that was busy gets what it missed at once; nothing is dropped.

    Attributes:
        clip: What it hears when it is asked next.
        spoken: Set once the last block was handed out and dealt with.
    """

    def __init__(
        self, clip: Clip, name: str = "paced microphone", block_seconds: float = 0.02, ends: bool = False
    ) -> None:
        """Describe the device.

        Args:
            clip: What it hears first.
            name: What it is called.
            block_seconds: How much sound comes at a time.
            ends: Whether it ends with the clip; if not, it hears nothing more and waits to be stopped.
        """
        self.spoken = Event()
        self.clip = clip
        self._name = name
        self._block_seconds = block_seconds
        self._ends = ends

    @property
    def name(self) -> str:
        """What it is called."""
        return self._name

    def listen(self, stop: Event) -> Iterator[Block]:
        """See `Microphone.listen`. What was heard before `stop` was set is handed out first."""
        self.spoken.clear()
        pcm, rate = self.clip.pcm, self.clip.rate
        step = max(1, round(rate * self._block_seconds))
        began = time.monotonic()
        for start in range(0, len(pcm), step):
            block = pcm[start : start + step]
            early = began + (start + len(block)) / rate - time.monotonic()
            if early > 0 and stop.wait(early):
                return
            yield Block(block, rate)
        self.spoken.set()
        if not self._ends:
            stop.wait()
