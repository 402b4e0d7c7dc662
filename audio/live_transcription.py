"""Transcribes an answer while it is spoken."""

import queue
from collections.abc import Callable
from threading import Event, Thread

import numpy as np

from audio.clip import Samples, pcm_to_float
from audio.ports import Block, Progress
from audio.segmenter import Segmenter, Stretch
from audio.transcript import Transcript, Word
from audio.vad import RATE, WINDOW, SpeechDetector

_POLL_SECONDS = 0.05

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
        self._words: list[Word] = []
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
        segmenter = Segmenter()
        detector = self._make_detector()
        resampler: _Resampler | None = None
        waiting = np.zeros(0, dtype=np.float32)
        while not self._cancelled.is_set():
            block = self._blocks.get()
            if block is not None:
                resampler = resampler or _Resampler(block.rate)
                self._seconds += len(block.pcm) / block.rate
                waiting = np.concatenate([waiting, resampler.take(pcm_to_float(block.pcm))])
            elif resampler is not None:
                rest = resampler.finish()
                padding = -(len(waiting) + len(rest)) % WINDOW
                waiting = np.concatenate([waiting, rest, np.zeros(padding, dtype=np.float32)])
            whole = len(waiting) - len(waiting) % WINDOW
            if whole:
                ready, waiting = waiting[:whole], waiting[whole:]
                for stretch in segmenter.add(ready, detector.probabilities(ready)):
                    self._take(stretch)
            if block is None:
                last = segmenter.finish()
                if last is not None:
                    self._take(last)
                return

    def _take(self, stretch: Stretch) -> None:
        if self._cancelled.is_set():
            return
        for word in self._decode(stretch.samples):
            self._words.append(Word(word.text, word.start + stretch.start, word.end + stretch.start))
        self._on_progress(Progress(" ".join(word.text for word in self._words)))


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
