"""A whole recording decoded at once by faster-whisper as it comes, to compare with."""

import os
from pathlib import Path
from typing import Any

from audio.clip import Clip
from audio.vad import RATE
from audio.whisper import THREADS


class OnePass:
    """The same model with the library's own defaults: beam 5, windows of 30 s, previous text as context."""

    def __init__(self, folder: Path) -> None:
        """Load the model of a folder."""
        os.environ["HF_HUB_OFFLINE"] = "1"
        from faster_whisper import WhisperModel

        self._model: Any = WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=THREADS, local_files_only=True
        )

    def text(self, clip: Clip) -> str:
        """What is said in a clip."""
        segments, _ = self._model.transcribe(clip.at_rate(RATE).samples, language="en")
        return " ".join(segment.text.strip() for segment in segments)
