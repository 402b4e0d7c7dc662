"""The set-up: in one minute, whether the voice is heard, the microphone hears, and the words are right."""

from enum import IntEnum
from threading import Event
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from audio.errors import AudioError
from voiceint.errors import StorageError
from voiceint.safe_text import safe_text
from voiceint.tui.studio import Studio
from voiceint.tui.widgets.key_line import KeyLine
from voiceint.tui.widgets.live_level import LiveLevel
from voiceint.tui.widgets.plain import Plain

SENTENCE = "I will ask your questions in this voice."


class Step(IntEnum):
    """Where the set-up is."""

    VOICE = 1
    LEVEL = 2
    WORDS = 3
    READY = 4


_ABOUT = {
    Step.VOICE: "Space plays a sentence. Can you hear the voice?",
    Step.LEVEL: "Say something. Does the bar move?",
    Step.WORDS: "Press Space, say one sentence, and press Space again: you will see what was understood.",
    Step.READY: "You are ready.",
}
_LATER = "You can skip this with Esc, and do it again from the settings. Nothing that you say here is kept."
_ON = "Space tries again, Enter goes on."
_NOT_HERE = "This cannot be tried here. Enter goes on."


class SetupScreen(Screen[None]):
    """Three steps, none of which has to be done. Nothing of them is kept.

    Attributes:
        step: Where it is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "play", "Play"),
        Binding("p", "play", "Play", show=False),
        Binding("space", "speak", "Speak / done"),
        Binding("enter", "go_on", "Go on"),
        Binding("escape", "leave", "Skip"),
    ]

    AUTO_FOCUS = ""  # the keys belong to the screen

    class News(Message):
        """Something tried came to its end; `trial` tells which."""

        def __init__(self, trial: Event, line: str) -> None:
            super().__init__()
            self.trial = trial
            self.line = line

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self._studio = studio
        self.step = Step.VOICE
        self._stop = Event()
        self._busy = False

    def compose(self) -> ComposeResult:
        """What to do, the level, and what came of it."""
        yield Static(id="title", markup=False)
        with VerticalScroll(id="setup", can_focus=False):
            yield Plain(id="about")
            yield LiveLevel(self._studio.listen, self._studio.background)
            yield Plain(id="notice")
            yield Plain(_LATER, id="later")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin."""
        self._show_step()

    def on_unmount(self) -> None:
        """Whatever still speaks or listens must end."""
        self._stop.set()

    def on_screen_suspend(self) -> None:
        """Silence."""
        self._end_trial()

    def on_screen_resume(self) -> None:
        """Go on where it was."""
        if self.step == Step.LEVEL:
            self._level.follow(self._studio.settings.microphone)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that do something now."""
        return {"play": self.step == Step.VOICE, "speak": self.step == Step.WORDS}.get(action, True)

    def action_play(self) -> None:
        """Hear the voice, from the beginning."""
        say = self._studio.say
        if say is None:
            self._show(_NOT_HERE)
            return
        self._end_trial()
        stop = self._stop = Event()
        self._show("Playing ...")

        def run() -> None:
            self._studio.interviewer.result()
            try:
                say(SENTENCE, stop)
                line = "Space plays it again, Enter goes on. Nothing heard? Choose another loudspeaker in the settings."
            except AudioError as error:
                line = f"No voice: {error} Questions are always written as well. Enter goes on."
            self.post_message(self.News(stop, line))

        self._studio.background.start(run)

    def action_speak(self) -> None:
        """Begin the sentence, or end it."""
        if self._busy:
            if not self._stop.is_set():
                self._stop.set()
                self._show("Writing it down ...")
            return
        write_down = self._studio.write_down
        if write_down is None:
            self._show(_NOT_HERE)
            return
        stop, level = Event(), self._level
        self._stop, self._busy = stop, True
        self._show("● Listening. Space ends the sentence.")

        def run() -> None:
            self._studio.interviewer.result()
            try:
                text = write_down(level.show_level, stop).strip()
                line = f"I heard: {text}\n\n{_ON}" if text else f"I heard no words. {_ON}"
            except AudioError as error:
                line = f"{error} Answers can be typed. Space tries again, Enter goes on."
            self.post_message(self.News(stop, line))

        self._studio.background.start(run)

    def action_go_on(self) -> None:
        """The next step; after the last, leave."""
        if self.step == Step.READY:
            self.action_leave()
            return
        self._end_trial()
        self.step = Step(self.step + 1)
        self._show_step()

    def action_leave(self) -> None:
        """Leave; the first time, keep the settings, so that the set-up does not come again by itself."""
        self.dismiss()
        if self._studio.first_run:
            self._studio.first_run = False
            try:
                self._studio.apply(self._studio.settings)
            except StorageError as error:
                self.app.notify(safe_text(str(error)), severity="error", markup=False)

    @on(News)
    def _take_news(self, news: News) -> None:
        if news.trial is self._stop:
            self._busy = False
            self._show(news.line)

    @on(LiveLevel.Heard)
    def _praise(self) -> None:
        if self.step == Step.LEVEL:
            self._show("Good, the microphone hears you. Enter goes on.")

    @on(LiveLevel.Failed)
    def _offer_typing(self) -> None:
        if self.step == Step.LEVEL:
            self._show("Answers can be typed as well. Enter goes on.")

    @property
    def _level(self) -> LiveLevel:
        return self.query_one(LiveLevel)

    def _end_trial(self) -> None:
        """Nobody waits any more for what is being tried."""
        self._stop.set()
        self._stop = Event()
        self._busy = False
        self._level.stop()
        self._show("")

    def _show_step(self) -> None:
        place = "" if self.step == Step.READY else f" · step {self.step} of {Step.WORDS}"
        self.query_one("#title", Static).update(f"Set-up{place}")
        self.query_one("#about", Plain).show(_ABOUT[self.step])
        self.query_one("#later").display = self.step != Step.READY
        heard_by = {Step.LEVEL: self._studio.listen, Step.WORDS: self._studio.write_down}
        self._level.display = heard_by.get(self.step) is not None
        if self.step == Step.LEVEL:
            self._level.follow(self._studio.settings.microphone)
            if self._studio.listen is None:
                self._show(_NOT_HERE)
        elif self.step == Step.READY:
            self._show("Enter goes to the first screen. The comma key there opens the settings.")
        self.refresh_bindings()

    def _show(self, line: str) -> None:
        self.query_one("#notice", Plain).show(line)
