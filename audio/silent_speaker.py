"""A loudspeaker where nobody listens."""

from collections.abc import Callable
from threading import Event

from audio.clip import Clip
from audio.ports import ignore


class SilentSpeaker:
    """Takes the clip and says that it was played."""

    def play(self, clip: Clip, stop: Event, on_position: Callable[[float], object] = ignore) -> bool:
        """See `Speaker.play`."""
        return not stop.is_set()
