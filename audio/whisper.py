"""Whisper, through faster-whisper, on the processor."""

import os
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from audio.clip import Samples
from audio.errors import ModelError
from audio.heap import share_heap
from audio.live_transcription import LiveTranscription
from audio.ports import Progress
from audio.supplement import supplement
from audio.transcript import Word
from audio.vad import RATE, SpeechDetector
from audio.whisper_pass import Encoding, PendingPass, encode

_PASSES = 2
"""Passes that run at the same time."""

THREADS = max(1, min(2, (os.cpu_count() or 1) // _PASSES))
"""Processor threads of each pass. They wait for each other after every step, so that whatever else needs a core holds
up all of them: one thread a pass is faster than two where there are two cores."""

_LONGEST_GAP_SECONDS = 3.5
"""A stretch is cut at pauses of 3 s and holds speech; a longer gap between its words means that some were missed."""

_FILLERS = "Um, uh, hmm, er, ah."
"""Before the hint, so that Whisper writes such sounds down instead of leaving them out (`python -m lab.hearing`)."""

_OFFLINE = ("HF_HUB_OFFLINE", "HF_HUB_DISABLE_TELEMETRY", "DISABLE_TELEMETRY", "DO_NOT_TRACK")


class WhisperTranscriber:
    """One Whisper model, loaded once and used by one thread at a time."""

    def __init__(self, name: str, find: Callable[[], Path], language: str = "en", threads: int = THREADS) -> None:
        """Describe the model; nothing is loaded yet.

        Args:
            name: Its name, kept with each transcript.
            find: Returns the folder of its verified files; may raise ModelError.
            language: The language that is spoken, so that it is not guessed.
            threads: Of the processor, for each of the two passes.
        """
        self._threads = threads
        self._name = f"whisper {name}"
        self._find = find
        self._language = language
        self._model: Any = None
        self._tokenizer: Any = None
        self._lock = Lock()

    @property
    def name(self) -> str:
        """See `Transcriber.name`."""
        return self._name

    def warm_up(self) -> None:
        """See `Transcriber.warm_up`. Takes 1-3 s the first time."""
        with self._lock:
            if self._model is None:
                self._load()
                SpeechDetector()
                self._hear(np.zeros(RATE, dtype=np.float32), "")  # the first pass sets up buffers

    def start(self, hint: str, on_progress: Callable[[Progress], None]) -> LiveTranscription:
        """See `Transcriber.start`."""
        return LiveTranscription(SpeechDetector, lambda samples: self.decode(samples, hint), self._name, on_progress)

    def decode(self, samples: Samples, hint: str = "") -> list[Word]:
        """Words of up to 30 s of speech: 1-D float32 at 16 kHz; times in seconds from its first sample.

        Raises:
            ModelError: The model cannot be loaded.
        """
        with self._lock:
            self._load()
            try:
                return list(self._hear(samples, hint))
            except RuntimeError as error:  # from CTranslate2
                raise ModelError(
                    f"The model failed while it transcribed ({error}): start the program again."
                ) from error

    def _hear(self, samples: Samples, hint: str) -> tuple[Word, ...]:
        """What was said, from a pass without a prompt; fillers and names from one that was asked for them."""
        encoding = encode(self._model, samples)
        plain = self._begin(encoding, "", beam=5)
        prompted = self._begin(encoding, f"{_FILLERS} {hint}".strip(), beam=1).result()
        heard = plain.result()
        if heard.looped or heard.gap > _LONGEST_GAP_SECONDS:
            careful = self._begin(encode(self._model, samples, whole=True), "", beam=5).result()
            found = (each for each in (heard, careful, prompted) if not each.is_silent)
            heard = max(found, key=lambda each: len(each.words), default=heard)
        return () if heard.is_silent else supplement(heard.words, prompted.words, hint)

    def _begin(self, encoding: Encoding, prompt: str, beam: int) -> PendingPass:
        return PendingPass(self._model, self._tokenizer, encoding, prompt, beam)

    def _load(self) -> None:
        if self._model is None:
            folder = self._find()
            share_heap()
            for variable in _OFFLINE:
                os.environ[variable] = "1"  # read when the hub client is imported
            from faster_whisper import WhisperModel
            from faster_whisper.tokenizer import Tokenizer

            try:
                model = WhisperModel(
                    str(folder),
                    device="cpu",
                    compute_type="int8",
                    cpu_threads=self._threads,
                    num_workers=_PASSES,
                    local_files_only=True,
                )
            except Exception as error:  # CTranslate2 raises RuntimeError, tokenizers a bare Exception
                raise ModelError(f"The model in {folder} cannot be loaded: {error}.") from error
            multilingual = model.model.is_multilingual
            self._tokenizer = Tokenizer(model.hf_tokenizer, multilingual, task="transcribe", language=self._language)
            self._model = model
