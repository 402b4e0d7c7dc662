"""The app: which screen is up, and what all screens share."""

import asyncio
import gc
import signal
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from textual._styles_cache import StylesCache
from textual.app import App, SystemCommand
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from audio.errors import AudioError
from voiceint.errors import VoiceintError
from voiceint.safe_text import safe_text
from voiceint.session import Session
from voiceint.tui.colours import THEMES
from voiceint.tui.screens.home import HomeScreen
from voiceint.tui.studio import Studio
from voiceint.tui.widgets.key_line import key_name, shown_bindings

if TYPE_CHECKING:
    from voiceint.interviewer import Interviewer

_SOON = (
    "interview",
    "assessment",
    "help",
    "bank",
    "history",
    "quiz",
    "recovered",
    "settings",
    "setup",
    "report",
    "compare",
)
"""Screens that are imported once the first one is up, before somebody opens them."""

_LATER = ("progress", "job")
"""Screens that bring libraries, which take some tenths of a second: they wait until everything else is ready."""


class VoiceintApp(App[None]):
    """voiceint in the terminal.

    Attributes:
        studio: The questions, the history and the interviewer.
        crash: An unexpected error of a background thread, for the caller to raise.
    """

    TITLE = "voiceint"
    CSS_PATH: ClassVar[list[str | PurePath]] = [
        "voiceint.tcss",
        "settings.tcss",
        "assessment.tcss",
        "session.tcss",
        "progress.tcss",
        "planning.tcss",
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "keys", "Keys"),
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True),
    ]

    class Readied(Message):
        """Something that takes time is known: a part of the room and what is to be said of it."""

        def __init__(self, part: str, line: str, works: bool) -> None:
            super().__init__()
            self.part = part
            self.line = line
            self.works = works

    class Warned(Message):
        """Something is not as it should be, in one line."""

        def __init__(self, line: str) -> None:
            super().__init__()
            self.line = line

    def __init__(self, studio: Studio, session: Session | None = None) -> None:
        super().__init__()
        self.studio = studio
        self.crash: Exception | None = None
        studio.background.on_crash = self._crashed
        studio.on_rebuilt = self._examine
        self.theme = THEMES[studio.settings.theme]
        self._session = session
        self._home = HomeScreen(studio)

    def get_default_screen(self) -> HomeScreen:
        """The home screen lies under all others, in place of an empty one that would be drawn first."""
        return self._home

    def on_mount(self) -> None:
        """Show the first screen, then get the room ready behind it."""
        if self._session is not None:
            from voiceint.tui.screens.interview import InterviewScreen

            self.push_screen(InterviewScreen(self.studio, self._session))
        elif self.studio.recovered:
            from voiceint.tui.screens.recovered import RecoveredScreen

            self.push_screen(RecoveredScreen(self.studio))
        elif self.studio.first_run:
            from voiceint.tui.screens.setup import SetupScreen

            self.push_screen(SetupScreen(self.studio))
        for problem in self.studio.problems:
            self.post_message(self.Warned(problem))
        self._end_on_signals()
        self.call_after_refresh(self._first_drawn)

    def _first_drawn(self) -> None:
        """Go on with what the first screen did not wait for."""
        gc.freeze()  # what is here now stays, and need not be looked through again and again
        gc.enable()
        self.studio.background.start(self._get_ready)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the command palette offers: the keys that do something on the screen now, by name."""
        for binding in shown_bindings(screen):
            press = partial(self.simulate_key, binding.key)
            yield SystemCommand(binding.description, f"The key {key_name(binding)}", press)
        yield SystemCommand("Quit", "The key Ctrl+q", self.action_quit)

    def _end_on_signals(self) -> None:
        """Quit properly when the terminal is closed or the system ends the program: the recording is kept."""
        for name in ("SIGHUP", "SIGTERM"):
            with suppress(NotImplementedError, RuntimeError, ValueError, AttributeError):
                asyncio.get_running_loop().add_signal_handler(getattr(signal, name), self.exit)

    def leave(self) -> None:
        """End what still runs; called once the screen is gone."""
        self.studio.close()

    def pop_screen(self) -> AwaitComplete:
        """Leave a screen, and let go of what it drew: Textual keeps the lines of the last 1024 widgets by a cache."""
        StylesCache.get_inner_outer.cache_clear()
        return super().pop_screen()

    def action_keys(self) -> None:
        """Show the keys of the screen that is up."""
        from voiceint.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def on_voiceint_app_readied(self, message: Readied) -> None:
        """Tell the home screen."""
        self._home.show_readiness(message.part, message.line, message.works)

    def on_voiceint_app_warned(self, message: Warned) -> None:
        """Say it beside whatever is on the screen."""
        self.notify(safe_text(message.line), severity="warning", markup=False)

    def _get_ready(self) -> None:
        """On a background thread: build the interviewer, and see what works."""
        _import_screens(_SOON)
        self._examine(self.studio.open())
        _import_screens(_LATER)
        self._back_up()

    def _examine(self, interviewer: "Interviewer") -> None:
        """On a background thread: find the devices, then load what is slow to load."""
        self.studio.background.start(lambda: self._try_voice(interviewer))
        self._find_microphone(self.studio.settings.microphone)
        try:
            interviewer.warm_up()
            gc.freeze()  # a look through what was loaded would hold everything up for some 50 ms
            self._tell("Recogniser", f"{interviewer.transcriber_name}, on this machine", True)
        except AudioError as error:
            self._tell("Recogniser", str(error), False)

    def _back_up(self) -> None:
        """On a background thread: the weekly copy of the history, once everything else is there."""
        try:
            self.studio.store.back_up(only_if_due=True)
        except VoiceintError as error:
            self.post_message(self.Warned(str(error)))

    def _find_microphone(self, chosen: str | None) -> None:
        try:
            devices = self.studio.find_devices()
        except AudioError as error:
            self._tell("Microphone", f"none: answers are typed. {error}", False)
            return
        if chosen is not None and chosen not in {device.name for device in devices.inputs}:
            self._tell("Microphone", f"'{chosen}' is not there: answers are typed. Connect it or choose another", False)
        elif chosen is None and devices.default_input is None:
            self._tell("Microphone", "none found: answers are typed", False)
        else:
            self._tell("Microphone", chosen or devices.default_input or "", True)

    def _try_voice(self, interviewer: "Interviewer") -> None:
        """On a background thread: start the voice, so that the first question comes at once."""
        try:
            interviewer.try_voice()
            self._tell("Voice", interviewer.voice_name, True)
        except AudioError as error:
            self._tell("Voice", f"none: questions are only written. {error}", False)

    def _tell(self, part: str, line: str, works: bool) -> None:
        self.post_message(self.Readied(part, line, works))

    def _crashed(self, error: Exception) -> None:
        self.crash = error
        self.call_from_thread(self.exit)


def _import_screens(names: Iterable[str]) -> None:
    for name in names:
        import_module(f"voiceint.tui.screens.{name}")
