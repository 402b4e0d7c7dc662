"""A voice in a child process, so that a hang or a crash costs one sentence and not the session."""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from threading import Event, Lock, Timer
from typing import IO

import numpy as np

from audio.child import end_child, start_child
from audio.clip import Clip, join
from audio.errors import ModelError, VoiceError

PIECE_CHARACTERS = 400
"""Longest text given to an engine at once; eSpeak NG over-reads at 16,000."""

TIMEOUT_SECONDS = 20.0
"""Time allowed for starting the engine, and for each piece. Piper needs up to 4 s to start on two cores."""

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_SENTENCE_END = re.compile(r"(?<=[.!?;:,])\s+")


class _ChildDied(Exception):
    """The engine's process ended in the middle of an answer."""


class ChildVoice:
    """Speaks with one engine; starts it when it is first needed, and anew after it died."""

    def __init__(self, name: str, engine: str, weights: Callable[[], str] = lambda: "", rate: float = 1.0) -> None:
        """Describe the voice; nothing is started yet.

        Args:
            name: For the screen and the cache.
            engine: "system" or "piper".
            weights: Finds the Piper voice's file when it is needed; may raise ModelError.
            rate: Multiplies the normal speed, 0.5 to 2.
        """
        self._name = name
        self._engine = engine
        self._weights = weights
        self._rate = rate
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = Lock()
        self._closed = False

    @property
    def name(self) -> str:
        """The voice's name, with its rate where that is not the normal one."""
        return self._name if self._rate == 1.0 else f"{self._name} x{self._rate:g}"

    def speak(self, text: str) -> Clip:
        """See `Voice.speak`. Text of any length; control characters are not spoken."""
        pieces = list(split_text(_CONTROLS.sub(" ", text)))
        if not any(character.isalnum() for character in text):
            raise VoiceError("There is nothing to read aloud.")
        with self._lock:
            return join([self._speak_piece(piece) for piece in pieces])

    def close(self) -> None:
        """See `Voice.close`. Safe to call from another thread while the voice speaks."""
        self._closed = True
        child = self._child
        if child is not None:
            child.kill()
        with self._lock:
            self._end()

    def _speak_piece(self, piece: str) -> Clip:
        request = {"text": piece, "rate": self._rate}
        try:
            header, data = self._ask(request)
        except _ChildDied:
            try:
                header, data = self._ask(request)
            except _ChildDied as error:
                raise VoiceError("The speech engine stopped while it was speaking: run 'voiceint doctor'.") from error
        return Clip.of_pcm(np.frombuffer(data, dtype="<i2").astype(np.int16), int(str(header["rate"])))

    def _ask(self, request: dict[str, object]) -> tuple[dict[str, object], bytes]:
        try:
            self._check_open()
            if self._child is None:
                self._child = start_child("audio.voice_worker", self._engine, self._find_weights())
                self._check_open()
                _ask(self._child, None)
            return _ask(self._child, request)
        except (VoiceError, _ChildDied):
            self._end()
            raise

    def _find_weights(self) -> str:
        try:
            return self._weights()
        except ModelError as error:
            raise VoiceError(str(error)) from error

    def _check_open(self) -> None:
        if self._closed:
            raise VoiceError("The voice was closed.")

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            end_child(child)


def split_text(text: str, limit: int = PIECE_CHARACTERS) -> Iterator[str]:
    """Pieces of at most `limit` characters, cut after punctuation where there is some, else at spaces."""
    piece = ""
    for part in _SENTENCE_END.split(text.strip()):
        for word in [part] if len(part) <= limit else part.split():
            while len(word) > limit:
                if piece:
                    yield piece
                    piece = ""
                yield word[:limit]
                word = word[limit:]
            if piece and len(piece) + 1 + len(word) > limit:
                yield piece
                piece = word
            else:
                piece = f"{piece} {word}".strip()
    if piece:
        yield piece


def _ask(child: subprocess.Popen[bytes], request: dict[str, object] | None) -> tuple[dict[str, object], bytes]:
    """Send one request (None: wait for the greeting) and read its answer, killing a child that takes too long."""
    assert child.stdin is not None and child.stdout is not None
    timed_out = Event()

    def give_up() -> None:
        timed_out.set()
        child.kill()

    late = Timer(TIMEOUT_SECONDS, give_up)
    late.start()
    try:
        if request is not None:
            child.stdin.write(json.dumps(request).encode() + b"\n")
            child.stdin.flush()
        header, data = _read_answer(child.stdout)
    except (OSError, ValueError) as error:
        if timed_out.is_set():
            raise VoiceError(f"The speech engine hung for {TIMEOUT_SECONDS:.0f} s: run 'voiceint doctor'.") from error
        raise _ChildDied from error
    finally:
        late.cancel()
    if "error" in header:
        raise VoiceError(str(header["error"]))
    return header, data


def _read_answer(stream: IO[bytes]) -> tuple[dict[str, object], bytes]:
    header: dict[str, object] = json.loads(stream.readline())
    size = int(str(header.get("bytes", 0)))
    data = stream.read(size)
    if len(data) != size:
        raise ValueError("the answer was cut off")
    return header, data
