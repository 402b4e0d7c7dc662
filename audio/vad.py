"""Where in the sound somebody speaks."""

from typing import Any

import numpy as np
import numpy.typing as npt

from audio.clip import Samples

RATE = 16_000
"""The sample rate that the detector hears."""

WINDOW = 512
"""Samples in one decision: 32 ms."""

_CONTEXT = 64
_QUIET = 0.002
"""Peak below which a window is silence whatever the detector says: muted inputs peak at 0.001 or less."""


class SpeechDetector:
    """Silero VAD v6, whose weights come inside faster-whisper, run on a stream."""

    def __init__(self) -> None:
        from faster_whisper.vad import get_vad_model

        self._session: Any = get_vad_model().session
        self._h: npt.NDArray[np.float32] = np.zeros((1, 1, 128), dtype=np.float32)
        self._c: npt.NDArray[np.float32] = np.zeros((1, 1, 128), dtype=np.float32)
        self._before: Samples = np.zeros(_CONTEXT, dtype=np.float32)

    def probabilities(self, samples: Samples) -> npt.NDArray[np.float32]:
        """Probability of speech for each window of the next stretch of sound.

        Args:
            samples: 1-D float32 at 16 kHz, a whole number of windows, following on from the last call.
        """
        windows = samples.reshape(-1, WINDOW)
        before = np.concatenate([self._before[None, :], windows[:-1, -_CONTEXT:]])
        self._before = windows[-1, -_CONTEXT:].copy()
        output, self._h, self._c = self._session.run(
            None, {"input": np.concatenate([before, windows], axis=1), "h": self._h, "c": self._c}
        )
        found: npt.NDArray[np.float32] = np.asarray(output, dtype=np.float32).reshape(-1)
        found[np.abs(windows).max(axis=1) < _QUIET] = 0.0
        return found
