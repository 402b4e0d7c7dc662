"""Whisper, through faster-whisper, on the processor."""

import os
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import Any

from audio.clip import Samples
from audio.errors import ModelError
from audio.live_transcription import LiveTranscription
from audio.ports import Progress
from audio.transcript import Word
from audio.vad import RATE, SpeechDetector

THREADS = 2
"""Processor threads. More than the cores there are makes it several times slower."""

_TOKENS_A_SECOND = 7
_LEAST_TOKENS = 16
"""Bounds what one stretch may become, so that a decoder that loops on noise ends soon. Fast speech is 5 a second."""

_LONGEST_GAP_SECONDS = 2.5
"""A stretch is cut at pauses of 3 s and holds speech; a longer gap between its words means that some were missed."""

_OFFLINE = ("HF_HUB_OFFLINE", "HF_HUB_DISABLE_TELEMETRY", "DISABLE_TELEMETRY", "DO_NOT_TRACK")


class WhisperTranscriber:
    """One Whisper model, loaded once and used by one thread at a time."""

    def __init__(self, name: str, find: Callable[[], Path], language: str = "en") -> None:
        """Describe the model; nothing is loaded yet.

        Args:
            name: Its name, kept with each transcript.
            find: Returns the folder of its verified files; may raise ModelError.
            language: The language that is spoken, so that it is not guessed.
        """
        self._name = f"whisper {name}"
        self._find = find
        self._language = language
        self._model: Any = None
        self._lock = Lock()

    @property
    def name(self) -> str:
        """See `Transcriber.name`."""
        return self._name

    def warm_up(self) -> None:
        """See `Transcriber.warm_up`. Takes 1-3 s the first time."""
        with self._lock:
            self._load()

    def start(self, hint: str, on_progress: Callable[[Progress], None]) -> LiveTranscription:
        """See `Transcriber.start`."""
        return LiveTranscription(SpeechDetector, lambda samples: self.decode(samples, hint), self._name, on_progress)

    def decode(self, samples: Samples, hint: str = "") -> list[Word]:
        """Words of up to 30 s of speech: 1-D float32 at 16 kHz; times in seconds from its first sample.

        Raises:
            ModelError: The model cannot be loaded.
        """
        with self._lock:
            try:
                model = self._load()
                found = self._run(model, samples, hint, beam=1)
                if longest_gap(found, len(samples) / RATE) > _LONGEST_GAP_SECONDS:
                    again = self._run(model, samples, hint, beam=5)
                    found = max(found, again, key=len)
            except RuntimeError as error:  # from CTranslate2
                raise ModelError(
                    f"The model failed while it transcribed ({error}): start the program again."
                ) from error
        return [] if _is_echo(found, hint) else found

    def _run(self, model: Any, samples: Samples, hint: str, beam: int) -> list[Word]:
        """One pass. Without time tokens, because with them Whisper skips ahead over speech now and then."""
        segments, _ = model.transcribe(
            samples,
            language=self._language,
            beam_size=beam,
            best_of=1,
            temperature=[0.0, 0.4],
            max_new_tokens=_LEAST_TOKENS + int(len(samples) / RATE * _TOKENS_A_SECOND),
            condition_on_previous_text=False,
            without_timestamps=True,
            initial_prompt=hint or None,
            word_timestamps=True,
            vad_filter=False,
        )
        return _whole_words([word for segment in segments for word in segment.words])

    def _load(self) -> Any:
        if self._model is None:
            folder = self._find()
            for variable in _OFFLINE:
                os.environ[variable] = "1"  # read when the hub client is imported
            from faster_whisper import WhisperModel

            try:
                self._model = WhisperModel(
                    str(folder),
                    device="cpu",
                    compute_type="int8",
                    cpu_threads=THREADS,
                    num_workers=1,
                    local_files_only=True,
                )
            except Exception as error:  # CTranslate2 raises RuntimeError, tokenizers a bare Exception
                raise ModelError(f"The model in {folder} cannot be loaded: {error}.") from error
        return self._model


def longest_gap(words: list[Word], seconds: float) -> float:
    """The longest stretch of `seconds` of speech, in seconds, that no word covers."""
    edges = [(0.0, 0.0), *((word.start, word.end) for word in words), (seconds, seconds)]
    return max(after[0] - before[1] for before, after in pairwise(edges))


def _whole_words(pieces: list[Any]) -> list[Word]:
    """Whisper's words; a piece without a space before it ("7" ".5", "25" "%") belongs to the word before."""
    words: list[Word] = []
    for piece in pieces:
        text = piece.word.strip()
        if words and not piece.word.startswith(" "):
            words[-1] = Word(words[-1].text + text, words[-1].start, float(piece.end))
        elif text:
            words.append(Word(text, float(piece.start), float(piece.end)))
    return words


def _is_echo(words: list[Word], hint: str) -> bool:
    """Whether Whisper only repeated the hint, as it may when it hears no words."""

    def letters(text: str) -> str:
        return "".join(character for character in text.lower() if character.isalnum())

    said = letters(" ".join(word.text for word in words))
    return bool(said) and said == letters(hint)
