"""Says what is wrong with the sound of a microphone."""

from collections import deque

import numpy as np

from audio.clip import FULL_SCALE, Pcm
from audio.ports import Block
from audio.telephone_check import TelephoneCheck

ZEROS_SECONDS = 0.5
"""Exact zeros for this long come from a mute switch or a missing permission; an open microphone has noise."""

_MOST_ZEROS_SECONDS = 4.0
"""Filters against noise send zeros in pauses as well: each time sound came back, zeros may last twice as long."""

QUIET_SECONDS = 2.0
QUIET_PEAK = 0.002
"""Peak of a muted analogue input (0.0005-0.001) with room to spare; quiet rooms measure 0.017 and more."""

_FULL = FULL_SCALE - 8
_CLIPPED_RUNS = 10
"""A voice that is cut off is cut off at each of its 80 to 300 periods a second; a knock, only a few times."""

_HOLD_SECONDS = 4.0
"""How long clipping is said after it was heard last, so that the line can be read."""

_ZEROS = "The microphone sends only silence: check its mute switch and the permission to use it."
_ZEROS_NOW = "The microphone has gone silent: if you are speaking, check its mute switch."
_QUIET = "The microphone hears almost nothing: move closer or turn its level up."
_CLIPPING = "The microphone is too loud, and the tops of the sound are cut off: turn its level down or move back."
_TELEPHONE = "This seems to sound like a telephone, as Bluetooth headsets do: a wired or built-in one is clearer."


def peak(pcm: Pcm) -> float:
    """The largest magnitude of the samples, 0 to 1."""
    return float(np.abs(pcm.astype(np.int32)).max(initial=0)) / FULL_SCALE


class SoundCheck:
    """Hears all blocks of an answer and knows what is wrong with them now."""

    def __init__(self) -> None:
        self._seconds = 0.0
        self._peak = 0.0
        self._zeros = 0.0
        self._patience = ZEROS_SECONDS
        self._clipped: deque[tuple[float, int]] = deque()
        self._clipping_until = 0.0
        self._telephone = TelephoneCheck()

    def hear(self, block: Block) -> str:
        """Take the next block. Returns one line on what is wrong and what to do, or ""."""
        level = peak(block.pcm)
        seconds = len(block.pcm) / block.rate
        self._seconds += seconds
        self._peak = max(self._peak, level)
        self._count_zeros(level, seconds)
        self._count_clipped(block.pcm, level)
        self._telephone.hear(block)
        return self._judge()

    def _judge(self) -> str:
        if self._zeros >= self._patience:
            return _ZEROS_NOW if self._peak else _ZEROS
        if 0 < self._peak < QUIET_PEAK and self._seconds >= QUIET_SECONDS:
            return _QUIET
        if self._seconds < self._clipping_until:
            return _CLIPPING
        return _TELEPHONE if self._telephone.found else ""

    def _count_zeros(self, level: float, seconds: float) -> None:
        if level == 0:
            self._zeros += seconds
            return
        if self._zeros >= self._patience:
            self._patience = min(2 * self._patience, _MOST_ZEROS_SECONDS)
        self._zeros = 0.0

    def _count_clipped(self, pcm: Pcm, level: float) -> None:
        if level * FULL_SCALE >= _FULL:
            full = np.abs(pcm.astype(np.int32)) >= _FULL
            runs = full[2:] & full[1:-1] & full[:-2]  # three in a row: a peak that just touches the top has one or two
            starts = int(np.count_nonzero(runs[1:] & ~runs[:-1])) + int(runs[:1].any())
            self._clipped.append((self._seconds, starts))
        while self._clipped and self._clipped[0][0] < self._seconds - 1.0:
            self._clipped.popleft()
        if sum(runs for _, runs in self._clipped) >= _CLIPPED_RUNS:
            self._clipping_until = self._seconds + _HOLD_SECONDS
