"""A piece of sound in memory."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
Pcm = npt.NDArray[np.int16]

FULL_SCALE = 32768
"""Magnitude of the most negative 16-bit sample; float samples are PCM divided by this."""


@dataclass(frozen=True)
class Clip:
    """Mono sound: `samples` is a 1-D float32 array in -1..1, `rate` is in samples a second."""

    samples: Samples
    rate: int

    @classmethod
    def of_pcm(cls, pcm: Pcm, rate: int) -> "Clip":
        """The clip of 16-bit samples."""
        return cls(pcm_to_float(pcm), rate)

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return len(self.samples) / self.rate

    @property
    def pcm(self) -> Pcm:
        """The samples as 16-bit integers, clipped to their range."""
        return np.clip(np.rint(self.samples * FULL_SCALE), -FULL_SCALE, FULL_SCALE - 1).astype(np.int16)

    def since(self, seconds: float) -> "Clip":
        """What comes after so many seconds."""
        return Clip(self.samples[max(0, int(seconds * self.rate)) :], self.rate)

    def at_rate(self, rate: int) -> "Clip":
        """The same sound at another sample rate."""
        if rate == self.rate:
            return self
        import soxr

        return Clip(soxr.resample(self.samples, self.rate, rate).astype(np.float32), rate)


def pcm_to_float(pcm: Pcm) -> Samples:
    """16-bit samples as float32 in -1..1."""
    return pcm.astype(np.float32) / np.float32(FULL_SCALE)


def join(clips: list[Clip], pause: float = 0.0) -> Clip:
    """Clips of one rate after one another, with `pause` seconds of silence between them.

    Raises:
        ValueError: There are no clips, or their rates differ.
    """
    rates = {clip.rate for clip in clips}
    if len(rates) != 1:
        raise ValueError(f"cannot join clips of rates {sorted(rates)}")
    rate = rates.pop()
    silence = np.zeros(int(pause * rate), dtype=np.float32)
    parts: list[Samples] = [clips[0].samples]
    for clip in clips[1:]:
        parts += [silence, clip.samples]
    return Clip(np.concatenate(parts), rate)
