"""pyttsx3 with the stock driver of macOS (NSSpeech) or Windows (SAPI5). For a child process only."""

import tempfile
from pathlib import Path

from audio.clip import Pcm
from audio.errors import SoundFileError, VoiceError
from audio.espeak import WORDS_PER_MINUTE
from audio.sound_file import decode


class SystemEngine:
    """The operating system's own voice, through a temporary file."""

    def __init__(self) -> None:
        """Raises: VoiceError: The system has no speech engine that pyttsx3 can use."""
        import pyttsx3

        try:
            self._engine = pyttsx3.init()
        except (ImportError, OSError, RuntimeError) as error:
            raise VoiceError(f"The system voice cannot be used: {error}.") from error

    def speak(self, text: str, rate: float) -> tuple[Pcm, int]:
        """Samples of `text`, and their rate; `rate` multiplies the normal speed."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "speech.wav"
            self._engine.setProperty("rate", round(WORDS_PER_MINUTE * rate))
            self._engine.save_to_file(text, str(path))
            self._engine.runAndWait()
            try:
                with path.open("rb") as source:
                    return decode(source)  # macOS writes AIFF whatever the name says
            except (OSError, SoundFileError) as error:
                raise VoiceError(f"The system voice made no sound: {error}.") from error
