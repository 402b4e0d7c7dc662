"""The four things this package needs from the outside world, as protocols.

Real ones are built in one place, `voiceint/wiring.py`; tests hand in their own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Event
from typing import Protocol

from audio.clip import Clip, Pcm
from audio.transcript import Transcript


@dataclass(frozen=True)
class Block:
    """A few milliseconds from a microphone: 1-D int16 mono samples at the device's own rate."""

    pcm: Pcm
    rate: int


@dataclass(frozen=True)
class Progress:
    """How far an answer is written down while it is spoken.

    Attributes:
        text: What will not change any more.
        tail: What follows it as far as it was decoded ahead; it may still change.
        silence: Seconds since somebody last spoke; None until somebody did.
    """

    text: str = ""
    tail: str = ""
    silence: float | None = None


def ignore(_: object) -> None:
    """What is done with news that nobody asked for."""


class Microphone(Protocol):
    """Where an answer comes from."""

    @property
    def name(self) -> str:
        """The device's name, for the screen."""
        ...

    def listen(self, stop: Event) -> Iterator[Block]:
        """Blocks as they are heard, until `stop` is set or the source ends.

        Raises:
            DeviceError: The device cannot be opened, or stopped delivering.
        """
        ...


class Speaker(Protocol):
    """Where a question is heard."""

    def play(self, clip: Clip, stop: Event, on_position: Callable[[float], object] = ignore) -> bool:
        """Play a clip; return when it ended (True) or `stop` was set (False).

        Args:
            clip: What to play.
            stop: Ends it.
            on_position: Called from another thread, some 50 times a second, with how much was heard, in seconds; not
                at all by a speaker that does not know it.

        Raises:
            DeviceError: There is no working output device.
        """
        ...


class Voice(Protocol):
    """Makes text into speech."""

    @property
    def name(self) -> str:
        """The voice's name, for the screen and the cache."""
        ...

    def speak(self, text: str) -> Clip:
        """The text as sound.

        Raises:
            VoiceError: No speech could be made; the message says why and what to do.
        """
        ...

    def close(self) -> None:
        """End whatever the voice holds; after that it speaks no more. Safe from any thread."""
        ...


class Transcription(Protocol):
    """One answer being transcribed while it is heard."""

    def feed(self, block: Block) -> None:
        """Take the next block; returns at once."""
        ...

    def finish(self) -> Transcript:
        """No more blocks: wait for the rest and return the whole transcript; after `cancel`, what there is.

        Raises:
            ModelError: The model could not be loaded or failed.
        """
        ...

    def cancel(self) -> None:
        """Stop as soon as the current decoding step ends; nothing is returned."""
        ...


class Transcriber(Protocol):
    """Makes speech into text."""

    @property
    def name(self) -> str:
        """The model's name, kept with each transcript."""
        ...

    def warm_up(self) -> None:
        """Load what is slow to load. Safe to call from any thread and more than once.

        Raises:
            ModelError: The model is missing, damaged or cannot be loaded.
        """
        ...

    def start(self, hint: str, on_progress: Callable[[Progress], None]) -> Transcription:
        """Begin an answer.

        Args:
            hint: A few domain words that are likely to be said, separated by commas.
            on_progress: Called from another thread whenever there is more text, and a few times a second in silence.
        """
        ...
