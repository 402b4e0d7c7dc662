"""Makes one stream of sound out of pieces with different rates."""

from typing import Any

import numpy as np

from audio.ports import Block


class OneRate:
    """Brings blocks to the rate of the first one; those that have it are passed on as they are."""

    def __init__(self) -> None:
        self.rate = 0
        self._from = 0
        self._stream: Any = None

    def take(self, block: Block) -> Block:
        """The block at the stream's rate."""
        self.rate = self.rate or block.rate
        if block.rate != self._from:
            self._from = block.rate
            self._stream = None if block.rate == self.rate else _stream(block.rate, self.rate)
        if self._stream is None:
            return block
        return Block(self._stream.resample_chunk(block.pcm), self.rate)

    def finish(self) -> Block | None:
        """What a resampler still held back when the microphone ended; the next block begins anew."""
        stream, self._stream, self._from = self._stream, None, 0
        if stream is None:
            return None
        return Block(stream.resample_chunk(np.zeros(0, dtype=np.int16), last=True), self.rate)


def _stream(source: int, target: int) -> Any:
    import soxr  # when it is needed, which is hardly ever

    return soxr.ResampleStream(source, target, 1, dtype="int16")
