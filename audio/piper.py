"""The natural voice: Piper with a neural voice that was installed. For a child process only."""

from pathlib import Path

import numpy as np

from audio.clip import Pcm
from audio.errors import VoiceError

_LENGTH_SCALE = 1.25
"""Piper's own speed is 234 words a minute with this voice, measured; this makes it about 180."""

_SENTENCE_PAUSE_SECONDS = 0.35


class PiperEngine:
    """One Piper voice, loaded once."""

    def __init__(self, weights: Path) -> None:
        """Args: weights: the voice's ONNX file, already checked; its JSON lies beside it."""
        from piper import PiperVoice

        try:
            self._voice = PiperVoice.load(weights)
        except Exception as error:  # onnxruntime raises types of its own
            raise VoiceError(f"The voice {weights.name} cannot be loaded: {error}.") from error

    def speak(self, text: str, rate: float) -> tuple[Pcm, int]:
        """Samples of `text`, and their rate; `rate` multiplies the normal speed."""
        from piper import SynthesisConfig

        scale = SynthesisConfig(length_scale=_LENGTH_SCALE / rate)
        samples_a_second = self._voice.config.sample_rate
        pause = np.zeros(int(_SENTENCE_PAUSE_SECONDS * samples_a_second), dtype=np.int16)
        parts = [part for chunk in self._voice.synthesize(text, scale) for part in (chunk.audio_int16_array, pause)]
        return np.concatenate(parts or [pause]), samples_a_second
