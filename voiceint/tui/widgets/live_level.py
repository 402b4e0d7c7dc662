"""The level of a microphone, as it moves."""

from collections.abc import Callable
from threading import Event, Lock

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from audio.errors import AudioError
from voiceint.tui.background import Background
from voiceint.tui.widgets.level_meter import LevelMeter
from voiceint.tui.widgets.plain import Plain

Listen = Callable[[str | None, Callable[[float], None], Event], None]
"""Tells the level of a microphone by its name until the event is set; may raise DeviceError."""

VOICE_LEVEL = 0.02
"""A peak that is more than a quiet room's: somebody speaks."""

_LOOK_SECONDS = 0.08
_SETTLE_SECONDS = 0.2
"""Whoever goes through the devices with a key does not want each of them opened."""

_RELEASE_SECONDS = 2.0
"""How long the microphone before may take to close; one that hangs is left alone after that."""


class LiveLevel(Vertical):
    """A level meter, and a line where the microphone does not work. Nothing that is heard is kept."""

    class Heard(Message):
        """Somebody speaks, for the first time since the microphone was opened."""

    class Failed(Message):
        """A microphone does not work; `trial` tells which."""

        def __init__(self, trial: Event, problem: str) -> None:
            super().__init__()
            self.trial = trial
            self.problem = problem

    def __init__(self, listen: Listen | None, background: Background, *, id: str | None = None) -> None:
        """Args: listen: None where no level can be told; then nothing is shown."""
        super().__init__(id=id)
        self._listen = listen
        self._background = background
        self._stop = Event()
        self._open = Lock()
        self._level: float | None = None
        self._heard = False

    def compose(self) -> ComposeResult:
        """The bar and the line."""
        yield LevelMeter()
        yield Plain(id="trouble")

    def on_mount(self) -> None:
        """Look at the level a few times a second."""
        self.display = self._listen is not None
        self.query_one("#trouble").display = False
        self.set_interval(_LOOK_SECONDS, self._look)

    def on_unmount(self) -> None:
        """Close the microphone."""
        self.stop()

    def follow(self, microphone: str | None) -> None:
        """Show the level of this microphone from now on."""
        self.stop()
        stop = self._stop = Event()
        if self._listen is not None:
            listen = self._listen
            self._background.start(lambda: self._run(listen, microphone, stop))

    def stop(self) -> None:
        """Show nothing, and close the microphone."""
        self._stop.set()
        self._level, self._heard = None, False
        self._say("")

    def show_level(self, level: float) -> None:
        """Show a level that somebody else heard. Safe from any thread."""
        self._level = max(level, self._level or 0.0)

    def _run(self, listen: Listen, microphone: str | None, stop: Event) -> None:
        """On a background thread: listen, once the microphone before is closed."""
        if stop.wait(_SETTLE_SECONDS):
            return
        closed = self._open.acquire(timeout=_RELEASE_SECONDS)
        try:
            listen(microphone, lambda level: self._hear(level, stop), stop)
        except AudioError as error:
            self.post_message(self.Failed(stop, str(error)))
        finally:
            if closed:
                self._open.release()

    def _hear(self, level: float, stop: Event) -> None:
        if stop is self._stop and not stop.is_set():
            self.show_level(level)
            if level > VOICE_LEVEL and not self._heard:
                self._heard = True
                self.post_message(self.Heard())

    def _look(self) -> None:
        """Show the loudest since the last look."""
        meter = self.query_one(LevelMeter)
        meter.level, self._level = self._level, None

    @on(Failed)
    def _show_problem(self, message: Failed) -> None:
        if message.trial is self._stop and not message.trial.is_set():
            self._say(message.problem)

    def _say(self, line: str) -> None:
        for trouble in self.query("#trouble").results(Plain):  # none while the screen comes or goes
            trouble.show(line)
            trouble.display = bool(line)
