"""Passes of Whisper over a stretch of speech."""

import math
import zlib
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from audio.clip import Samples
from audio.transcript import Word
from audio.vad import RATE

WINDOW_SECONDS = 30.0
"""What Whisper was trained to hear at once."""

_FRAME = 160
"""Samples in one frame of the spectrogram: 10 ms."""

_ROOM_SECONDS = 2.0
"""Least silence after the speech in a short window. With it the words are those of the whole window; with 1 s the
decoder begins to loop, with none it loops in most answers."""

_STEP_SECONDS = 4.0
"""Short windows have a few fixed lengths: the matrix library keeps what it prepared for each that it has seen."""

_TOKENS_A_SECOND = 7
_LEAST_TOKENS = 16
"""Bounds what one stretch may become, so that a decoder that loops on noise ends soon. Fast speech is 5 a second."""

_REPETITIVE = 2.4
"""Compression above which a text repeats itself; Whisper's own threshold (openai/whisper, `transcribe`)."""

_SILENT = 0.6
_UNLIKELY = -1.0
"""Whisper's own thresholds for "nobody spoke": its doubt that there is speech, and its trust in the words."""

_HOPELESS = -1.2
_FEW_WORDS = 4
"""Trust below which a few words were not said, whatever else: what it makes of laughter scores -1.2 to -2.0, clear
speech -0.1 to -0.5. More words than that are kept: somebody spoke, if not clearly."""

_PREPENDED = "\"'“¿([{-"
_APPENDED = "\"'.。,，!！?？:：”)]}、"
"""Punctuation that belongs to the word after or before it; faster-whisper's lists."""


@dataclass(frozen=True)
class Pass:
    """What one pass heard.

    Attributes:
        words: Timed from the stretch's first sample.
        log_probability: Mean over the tokens.
        silence: Probability that nobody spoke.
        looped: Whether the text repeats itself or ran into its bound.
        gap: The longest time in seconds that no word covers.
    """

    words: tuple[Word, ...]
    log_probability: float
    silence: float
    looped: bool
    gap: float

    @property
    def is_silent(self) -> bool:
        """Whether these words were probably not said."""
        doubted = self.silence > _SILENT and self.log_probability < _UNLIKELY
        hopeless = len(self.words) <= _FEW_WORDS and self.log_probability < _HOPELESS
        return doubted or self.looped or hopeless


@dataclass(frozen=True)
class Encoding:
    """A stretch as Whisper's encoder hears it, to be decoded once or more.

    Attributes:
        seconds: Length of the stretch.
        features: The encoder's output, as CTranslate2 keeps it.
    """

    seconds: float
    features: Any


class PendingPass:
    """A pass that runs on one of the model's threads."""

    def __init__(self, model: Any, tokenizer: Any, encoding: Encoding, hint: str, beam: int) -> None:
        """Begin to decode.

        Without time tokens, because with them Whisper skips ahead over speech now and then; the words' times come
        from the attention between sound and text.

        Args:
            model: A `faster_whisper.WhisperModel`.
            tokenizer: Its tokenizer, set to the language.
            encoding: The stretch, from `encode`.
            hint: What Whisper takes for the text before, or nothing.
            beam: How many hypotheses are followed.
        """
        self._model = model
        self._tokenizer = tokenizer
        self._encoding = encoding
        previous = tokenizer.encode(" " + hint) if hint else []
        prompt = model.get_prompt(tokenizer, previous, without_timestamps=True)
        self._bound = min(_LEAST_TOKENS + int(encoding.seconds * _TOKENS_A_SECOND), model.max_length // 2)
        self._pending = model.model.generate(
            encoding.features,
            [prompt],
            asynchronous=True,
            beam_size=beam,
            max_length=max(2 * self._bound, len(prompt) + self._bound),  # CTranslate2 keeps half of it for the prompt
            suppress_blank=True,
            suppress_tokens=_suppressed(tokenizer),
            return_scores=True,
            return_no_speech_prob=True,
        )[0]

    def result(self) -> Pass:
        """Wait for the pass.

        Raises:
            RuntimeError: CTranslate2 failed.
        """
        result = self._pending.result()
        tokens = [token for token in result.sequences_ids[0] if token < self._tokenizer.eot]
        words = _words(self._model, self._tokenizer, self._encoding, tokens)
        return Pass(
            words,
            result.scores[0] * len(tokens) / (len(tokens) + 1),
            result.no_speech_prob,
            len(tokens) >= self._bound or _compression(self._tokenizer.decode(tokens)) > _REPETITIVE,
            longest_gap(words, self._encoding.seconds),
        )


def encode(model: Any, samples: Samples, whole: bool = False) -> Encoding:
    """Encode up to 30 s of speech, 1-D float32 at 16 kHz.

    Args:
        model: A `faster_whisper.WhisperModel`.
        samples: The stretch.
        whole: Whether the encoder is given its 30 s. It costs as much for silence as for speech, so a window that is
            only a little longer than the stretch takes a fraction of the time.

    Raises:
        RuntimeError: CTranslate2 failed.
    """
    seconds = len(samples) / RATE
    window = WINDOW_SECONDS if whole else _short_window(seconds)
    return Encoding(seconds, model.encode(_spectrogram(model, samples, window)))


def _short_window(seconds: float) -> float:
    return min(WINDOW_SECONDS, math.ceil((seconds + _ROOM_SECONDS) / _STEP_SECONDS) * _STEP_SECONDS)


def _spectrogram(model: Any, samples: Samples, seconds: float) -> Any:
    frames = round(seconds * RATE) // _FRAME
    padded = np.zeros(frames * _FRAME, dtype=np.float32)
    padded[: len(samples)] = samples[: len(padded)]
    return np.ascontiguousarray(model.feature_extractor(padded, padding=0)[:, :frames])


def _suppressed(tokenizer: Any) -> Any:
    from faster_whisper.transcribe import get_suppressed_tokens

    return get_suppressed_tokens(tokenizer, [-1])


def _words(model: Any, tokenizer: Any, encoding: Encoding, tokens: list[int]) -> tuple[Word, ...]:
    frames = int(encoding.seconds * RATE) // _FRAME
    if not tokens or frames < 2:
        return ()
    segment: dict[str, Any] = {"seek": 0, "start": 0.0, "end": encoding.seconds, "tokens": tokens}
    model.add_word_timestamps([[segment]], tokenizer, encoding.features, frames, _PREPENDED, _APPENDED, 0.0)
    return whole_words([(word["word"], float(word["start"]), float(word["end"])) for word in segment["words"]])


def whole_words(pieces: list[tuple[str, float, float]]) -> tuple[Word, ...]:
    """Words from pieces of text with start and end; one without a space before it belongs to the word before.

    Whisper's own words are pieces in this sense: "7" and ".5", or "25" and "%".
    """
    words: list[Word] = []
    for piece, start, end in pieces:
        text = piece.strip()
        if words and not piece.startswith(" "):
            words[-1] = Word(words[-1].text + text, words[-1].start, end)
        elif text:
            words.append(Word(text, start, end))
    return tuple(words)


def longest_gap(words: tuple[Word, ...], seconds: float) -> float:
    """The longest stretch of `seconds` of speech, in seconds, that no word covers."""
    edges = [(0.0, 0.0), *((word.start, word.end) for word in words), (seconds, seconds)]
    return max(after[0] - before[1] for before, after in pairwise(edges))


def _compression(text: str) -> float:
    data = text.encode()
    return len(data) / len(zlib.compress(data)) if data else 0.0
