"""Finds speech without anything above 4 kHz, as telephones and old Bluetooth headsets send it."""

from collections import deque

import numpy as np
import numpy.typing as npt

from audio.clip import Samples, pcm_to_float
from audio.ports import Block

_Bands = npt.NDArray[np.float64]

_WIDE_RATE = 16_000
_FRAME_SECONDS = 0.064
_STRONG_POWER = 0.01**2
"""Speech near a microphone is stronger than this; between words there is nothing to judge."""

_SPOKEN_SECONDS = 0.75
"""Strong sound that is enough to judge; even vowels alone have something in the high band."""

_MIDDLE = (1000, 3400)
_HIGH = (4600, 7800)
"""Hz; speech has much in the first band, so hum and pure tones are not judged."""

_LEAST_MIDDLE = 0.01
_MOST_HIGH = 3e-7
"""Shares of the power. In 18 recordings of speech no 0.75 s had less than 2e-6 in the high band, and the same speech
sent through 8 kHz had at most 5e-8."""


class TelephoneCheck:
    """Judges the last 0.75 s of strong sound; `found` is the judgement."""

    def __init__(self) -> None:
        self.found = False
        self._rate = 0
        self._rest = np.zeros(0, dtype=np.int16)
        self._powers: deque[_Bands] = deque(maxlen=int(_SPOKEN_SECONDS / _FRAME_SECONDS))

    def hear(self, block: Block) -> None:
        """Take the next block."""
        if block.rate < _WIDE_RATE:
            self.found = True
            return
        if block.rate != self._rate:
            self._rate, self._rest = block.rate, self._rest[:0]
            self._powers.clear()
        pcm = np.concatenate([self._rest, block.pcm])
        size = int(_FRAME_SECONDS * block.rate)
        for start in range(0, len(pcm) - size + 1, size):
            self._judge(pcm_to_float(pcm[start : start + size]))
        self._rest = pcm[len(pcm) // size * size :]

    def _judge(self, frame: Samples) -> None:
        if float(np.dot(frame, frame)) / len(frame) < _STRONG_POWER:
            return
        self._powers.append(_bands(frame, self._rate))
        if len(self._powers) == self._powers.maxlen:
            total, middle, high = np.sum(self._powers, axis=0)
            self.found = bool(middle > _LEAST_MIDDLE * total and high < _MOST_HIGH * total)


def _bands(frame: Samples, rate: int) -> _Bands:
    """The power of all, the middle and the high frequencies."""
    power = np.abs(np.fft.rfft(frame * np.hanning(len(frame)))) ** 2
    step = rate / len(frame)
    parts = [power[int(low / step) : int(high / step)].sum() for low, high in ((80, rate / 2), _MIDDLE, _HIGH)]
    return np.array(parts)
