"""A microphone that hears a clip instead of a room."""

from collections.abc import Iterator
from threading import Event

from audio.clip import Clip
from audio.ports import Block

_BLOCK_SECONDS = 0.05


class FileMicrophone:
    """Plays a clip into whatever listens, as fast as it is taken; used by stand-ins and recordings."""

    def __init__(self, clip: Clip, name: str = "recording") -> None:
        self._clip = clip
        self._name = name

    @property
    def name(self) -> str:
        """What the sound is."""
        return self._name

    def listen(self, stop: Event) -> Iterator[Block]:
        """See `Microphone.listen`."""
        pcm = self._clip.pcm
        step = max(1, int(self._clip.rate * _BLOCK_SECONDS))
        for start in range(0, len(pcm), step):
            if stop.is_set():
                return
            yield Block(pcm[start : start + step], self._clip.rate)
