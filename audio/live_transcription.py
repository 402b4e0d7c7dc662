"""Transcribes an answer while it is spoken."""

import queue
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread

import numpy as np
import numpy.typing as npt

from audio.clip import Samples, pcm_to_float
from audio.ports import Block, Progress
from audio.seam import first_new
from audio.segmenter import Segmenter, Stretch
from audio.transcript import Transcript, Word
from audio.vad import RATE, WINDOW, SpeechDetector

_POLL_SECONDS = 0.05

_TELL_SECONDS = 0.25
"""How often a growing silence is told."""

Decode = Callable[[Samples], list[Word]]
"""Words of a stretch of speech at 16 kHz, timed from its start."""


class LiveTranscription:
    """One answer. Blocks are queued by whoever records; one thread of its own hears, cuts and decodes them."""

    def __init__(
        self,
        detector: Callable[[], SpeechDetector],
        decode: Decode,
        model: str,
        on_progress: Callable[[Progress], None],
    ) -> None:
        """Start the thread.

        Args:
            detector: Makes the speech detector, in the thread, as loading it takes time.
            decode: Decodes one stretch; may raise ModelError.
            model: Name of the recogniser, for the transcript.
            on_progress: See `Transcriber.start`.
        """
        self._make_detector = detector
        self._decode = decode
        self._model = model
        self._on_progress = on_progress
        self._blocks: queue.SimpleQueue[Block | None] = queue.SimpleQueue()
        self._cancelled = Event()
        self._segmenter = Segmenter()
        self._words: list[Word] = []
        self._ahead: _Ahead | None = None
        self._told = Progress()
        self._seconds = 0.0
        self._error: Exception | None = None
        self._thread = Thread(target=self._run, name="transcription", daemon=True)
        self._thread.start()

    def feed(self, block: Block) -> None:
        """See `Transcription.feed`."""
        self._blocks.put(block)

    def finish(self) -> Transcript:
        """See `Transcription.finish`."""
        self._blocks.put(None)
        while self._thread.is_alive() and not self._cancelled.is_set():
            self._thread.join(_POLL_SECONDS)
        if self._error is not None:
            raise self._error
        return Transcript.of_words(tuple(self._words), self._seconds, self._model)

    def cancel(self) -> None:
        """See `Transcription.cancel`."""
        self._cancelled.set()
        self._blocks.put(None)

    def _run(self) -> None:
        try:
            self._transcribe()
        except Exception as error:  # handed to whoever calls finish(), with its traceback
            self._error = error

    def _transcribe(self) -> None:
        sound = _Sound(self._make_detector())
        ended = False
        while not ended and not self._cancelled.is_set():
            blocks, ended = self._waiting()
            self._seconds += sum(len(block.pcm) / block.rate for block in blocks)
            samples = sound.take(blocks, ended)
            for stretch in self._segmenter.add(samples, sound.chances(samples)):
                self._commit(stretch)
            if ended:
                self._end()
            elif self._blocks.empty():
                self._look_ahead()
                self._tell()

    def _waiting(self) -> tuple[list[Block], bool]:
        """The blocks that wait, at least one unless the end comes first; whether no more will come."""
        blocks: list[Block] = []
        block = self._blocks.get()
        while block is not None:
            blocks.append(block)
            try:
                block = self._blocks.get_nowait()
            except queue.Empty:
                return blocks, False
        return blocks, True

    def _look_ahead(self) -> None:
        """In a pause, decode what is still open: if nothing follows, this is the end of the answer."""
        stretch = self._segmenter.ahead()
        if stretch is not None:
            self._ahead = _Ahead(stretch, self._decoded(stretch))

    def _end(self) -> None:
        """Keep what was decoded ahead in the last pause, and decode what came after it."""
        if self._ahead is not None:
            self._segmenter.settle()
            self._commit(self._ahead.stretch)
        last = self._segmenter.finish()
        if last is not None:
            self._commit(last)

    def _commit(self, stretch: Stretch) -> None:
        if self._cancelled.is_set():
            return
        ahead, self._ahead = self._ahead, None
        self._words += ahead.words if ahead is not None and ahead.covers(stretch) else self._decoded(stretch)
        self._tell()

    def _decoded(self, stretch: Stretch) -> list[Word]:
        """The words of a stretch that were not heard in those before."""
        begin = stretch.start - stretch.lead
        words = [Word(word.text, word.start + begin, word.end + begin) for word in self._decode(stretch.samples)]
        if not stretch.lead:
            return words
        again = [word for word in self._words if word.end > stretch.lead_start]
        return words[first_new(again, words, begin + stretch.seam) :]

    def _tell(self) -> None:
        """Pass on how far we are, if there is something new to say."""
        tail = [] if self._ahead is None else self._ahead.words
        now = Progress(_text(self._words), _text(tail), self._segmenter.silence)
        if (now.text, now.tail) != (self._told.text, self._told.tail) or _moved(self._told.silence, now.silence):
            self._told = now
            self._on_progress(now)


@dataclass(frozen=True)
class _Ahead:
    """The open stretch as it was in the last pause, with its words."""

    stretch: Stretch
    words: list[Word]

    def covers(self, stretch: Stretch) -> bool:
        return stretch.start == self.stretch.start and len(stretch.samples) == len(self.stretch.samples)


class _Sound:
    """Blocks at the device's rate as windows at 16 kHz with their probability of speech."""

    def __init__(self, detector: SpeechDetector) -> None:
        self._detector = detector
        self._resampler: _Resampler | None = None
        self._rest = np.zeros(0, dtype=np.float32)

    def take(self, blocks: list[Block], ended: bool) -> Samples:
        """Whole windows; at the end the last one is filled up with silence."""
        pieces = [self._rest]
        for block in blocks:
            self._resampler = self._resampler or _Resampler(block.rate)
            pieces.append(self._resampler.take(pcm_to_float(block.pcm)))
        if ended and self._resampler is not None:
            pieces.append(self._resampler.finish())
        samples = np.concatenate(pieces)
        if ended:
            samples = np.pad(samples, (0, -len(samples) % WINDOW))
        whole = len(samples) - len(samples) % WINDOW
        self._rest = samples[whole:]
        return samples[:whole]

    def chances(self, windows: Samples) -> npt.NDArray[np.float32]:
        """Probability of speech in each window."""
        return self._detector.probabilities(windows) if len(windows) else np.zeros(0, dtype=np.float32)


def _text(words: list[Word]) -> str:
    return " ".join(word.text for word in words)


def _moved(before: float | None, now: float | None) -> bool:
    """Whether a silence is worth telling of: it began, it ended, or it has grown."""
    if before is None or now is None:
        return before is not now
    return now < before or now - before >= _TELL_SECONDS


class _Resampler:
    """A stream of samples at the device's rate, as a stream at 16 kHz."""

    def __init__(self, rate: int) -> None:
        import soxr

        self._stream = None if rate == RATE else soxr.ResampleStream(rate, RATE, 1, dtype="float32")

    def take(self, samples: Samples) -> Samples:
        return samples if self._stream is None else self._stream.resample_chunk(samples)

    def finish(self) -> Samples:
        empty = np.zeros(0, dtype=np.float32)
        return empty if self._stream is None else self._stream.resample_chunk(empty, last=True)
