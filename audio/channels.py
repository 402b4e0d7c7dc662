"""Mono from a device that delivers several channels."""

import numpy as np

from audio.clip import FULL_SCALE, Pcm

_SILENT = 0.002
_CLEAR = 0.02
"""Peaks: an input with nothing plugged in stays below the first, a voice goes well above the second."""

_HOLD_SECONDS = 1.0


class ChannelPicker:
    """Takes one channel, the same one as long as there is sound in it.

    The mean of all would make a microphone on one of eight inputs 18 dB quieter, and the loudest at each moment would
    jump between two microphones of one room.
    """

    def __init__(self, channels: int, rate: int) -> None:
        """Args: channels: how many there are; rate: frames a second."""
        self._channels = channels
        self._hold = int(_HOLD_SECONDS * rate)
        self._chosen: int | None = None
        self._silent = 0

    def pick(self, interleaved: Pcm) -> Pcm:
        """The chosen channel's samples."""
        if self._channels == 1:
            return interleaved
        frames = interleaved[: len(interleaved) // self._channels * self._channels].reshape(-1, self._channels)
        peaks = np.abs(frames.astype(np.int32)).max(axis=0, initial=0) / FULL_SCALE
        loudest = int(peaks.argmax())
        self._silent = 0 if peaks[self._chosen or 0] >= _SILENT else self._silent + len(frames)
        # until the first clear sound no choice was made; after it, only a channel that went silent is given up
        undecided = self._chosen is None or self._silent >= self._hold
        if undecided and peaks[loudest] >= _CLEAR:
            self._chosen, self._silent = loudest, 0
        return np.ascontiguousarray(frames[:, self._chosen or 0])
