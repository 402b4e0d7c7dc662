"""Stand-ins for the four ports, driven by the tests."""

import threading
from collections.abc import Callable, Iterator, Sequence
from threading import Event

import numpy as np

from audio.clip import Clip
from audio.errors import AudioError
from audio.ports import Block, Progress, ignore
from audio.transcript import Transcript, Word

RATE = 16_000

STORY = (
    "Last year, when I was managing a support team for an airline, our backlog had doubled to 400 tickets. "
    "My task was to clear it before the summer. I sorted every ticket by age, I trained eight agents on the new tool, "
    "and I met the finance team every morning. As a result the backlog fell from 400 to 30, "
    "and customer satisfaction rose by 12 percent."
)
HOSTILE = "a [/ b [@click=app.quit]x[/] [red]c[/red] \x1b]52;c;aGFja2Vk\x07 \x1b[31m \u202eabc \x00"


def tone(seconds: float, peak: float = 0.5, rate: int = RATE) -> Clip:
    """A 220 Hz tone."""
    time = np.arange(int(seconds * rate)) / rate
    return Clip((np.sin(2 * np.pi * 220 * time) * peak).astype(np.float32), rate)


class FakeVoice:
    """Speaks tones, one second a text, and remembers what it was asked to say."""

    name = "fake voice"

    def __init__(self, error: AudioError | None = None) -> None:
        self.error = error
        self.spoken: list[str] = []
        self.closed = False

    def speak(self, text: str) -> Clip:
        self.spoken.append(text)
        if self.error is not None:
            raise self.error
        return tone(1.0)

    def close(self) -> None:
        self.closed = True


class FakeSpeaker:
    """Plays at once, or, if it is told to hold, until it is stopped. `enough` is set at the `count`th clip."""

    def __init__(self, error: AudioError | None = None, hold: bool = False) -> None:
        self.error = error
        self.hold = hold
        self.played: list[Clip] = []
        self.playing = Event()
        self.count = 0
        self.enough = Event()

    def play(self, clip: Clip, stop: Event, on_position: Callable[[float], object] = ignore) -> bool:
        if self.error is not None:
            raise self.error
        self.played.append(clip)
        self.playing.set()
        if len(self.played) == self.count:
            self.enough.set()
        if self.hold:
            return not stop.wait(10)
        return not stop.is_set()


class FakeMicrophone:
    """Hears a clip, each time from its start, then fails, ends, or waits to be stopped.

    All of it is heard at once, as soon as it is opened; a microphone that stands by keeps the last half second, which
    is as long as the usual clip. `errors` are for one opening each, the first ones; after them it works. One that
    goes on sends blocks of the same sound upside down until it is stopped.
    """

    name = "fake microphone"

    def __init__(
        self,
        clip: Clip | None = None,
        error: Exception | None = None,
        ends: bool = False,
        errors: Sequence[Exception] = (),
        goes_on: bool = False,
    ) -> None:
        self.clip = clip or tone(0.5)
        self.error = error
        self.errors = list(errors)
        self.ends = ends
        self.goes_on = goes_on
        self.opened = 0
        self.heard_all = Event()

    def listen(self, stop: Event) -> Iterator[Block]:
        self.opened += 1
        step = self.clip.rate // 20
        for start in range(0, len(self.clip.pcm), step):
            yield Block(self.clip.pcm[start : start + step], self.clip.rate)
        self.heard_all.set()
        if self.errors:
            raise self.errors.pop(0)
        if self.error is not None:
            raise self.error
        while self.goes_on and not stop.wait(0.01):
            yield Block(-self.clip.pcm[:step], self.clip.rate)
        if not self.ends:
            stop.wait(10)


class FakeTranscription:
    """Hands out the text it was made with."""

    def __init__(self, owner: "FakeTranscriber", on_progress: Callable[[Progress], None]) -> None:
        self.owner = owner
        self.on_progress = on_progress
        self.seconds = 0.0
        self.cancelled = threading.Event()

    def feed(self, block: Block) -> None:
        self.seconds += len(block.pcm) / block.rate
        self.on_progress(Progress(self.owner.text))

    def finish(self) -> Transcript:
        if self.owner.hold:
            self.cancelled.wait(10)
        if self.owner.error is not None:
            raise self.owner.error
        words = tuple(Word(word, 0.4 * place, 0.4 * place + 0.3) for place, word in enumerate(self.owner.text.split()))
        return Transcript.of_words(words, 0.4 * len(words), self.owner.name)

    def cancel(self) -> None:
        self.cancelled.set()


class FakeTranscriber:
    """Hears the same text in every answer."""

    name = "fake whisper"

    def __init__(self, text: str = STORY, error: AudioError | None = None, hold: bool = False) -> None:
        self.text = text
        self.error = error
        self.hold = hold
        self.hints: list[str] = []
        self.last: FakeTranscription | None = None

    def warm_up(self) -> None:
        if self.error is not None:
            raise self.error

    def start(self, hint: str, on_progress: Callable[[Progress], None]) -> FakeTranscription:
        self.hints.append(hint)
        self.last = FakeTranscription(self, on_progress)
        return self.last
