"""The best voice that works."""

from collections.abc import Sequence

from audio.clip import Clip
from audio.errors import VoiceError
from audio.ports import Voice


class BestVoice:
    """Speaks with the first of several voices that can; one that failed is not asked again."""

    def __init__(self, voices: Sequence[Voice]) -> None:
        """Args: voices: at least one, best first."""
        self._voices = list(voices)

    @property
    def name(self) -> str:
        """The voice in use."""
        return self._voices[0].name

    def speak(self, text: str) -> Clip:
        """See `Voice.speak`."""
        while len(self._voices) > 1:
            try:
                return self._voices[0].speak(text)
            except VoiceError:
                self._voices.pop(0).close()
        return self._voices[0].speak(text)

    def close(self) -> None:
        """See `Voice.close`."""
        for voice in self._voices:
            voice.close()
