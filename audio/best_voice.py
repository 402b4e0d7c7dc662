"""The best voice that works."""

from collections.abc import Sequence

from audio.clip import Clip
from audio.errors import VoiceError
from audio.ports import Voice


class BestVoice:
    """Speaks with the first of several voices that can; one that failed is not asked again."""

    def __init__(self, voices: Sequence[Voice]) -> None:
        """Args: voices: at least one, best first."""
        self._voices = tuple(voices)
        self._best = 0
        self._closed = False

    @property
    def name(self) -> str:
        """The voice in use."""
        return self._voices[self._best].name

    def speak(self, text: str) -> Clip:
        """See `Voice.speak`. May be called from several threads."""
        for place in range(self._best, len(self._voices) - 1):
            try:
                return self._voices[place].speak(text)
            except VoiceError:
                if self._closed:
                    raise
                self._best = max(self._best, place + 1)
        return self._voices[-1].speak(text)

    def close(self) -> None:
        """See `Voice.close`."""
        self._closed = True
        for voice in self._voices:
            voice.close()
