"""What can be chosen, from run to run."""

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from audio.errors import AudioError
from audio.models import WHISPER_MODELS
from voiceint.errors import StorageError
from voiceint.safe_text import safe_text
from voiceint.settings import CHOICES, Settings, check_setting
from voiceint.tui.colours import THEMES
from voiceint.tui.screens.setup import SetupScreen
from voiceint.tui.studio import Studio
from voiceint.tui.widgets.choice import Choice
from voiceint.tui.widgets.key_line import KeyLine
from voiceint.tui.widgets.live_level import LiveLevel
from voiceint.tui.widgets.setting_row import Option, SettingRow

if TYPE_CHECKING:
    from audio.devices import Devices

_DEFAULT_DEVICE: Option = ("system default", None)
_RATES = (0.8, 0.9, 1.0, 1.1, 1.25)
_PREPARE = (0.0, 10.0, 15.0, 30.0, 45.0, 60.0, 90.0, 120.0)
_ANSWER = (30.0, 45.0, 60.0, 90.0, 120.0, 150.0, 180.0, 240.0, 300.0)
_WARN = (0.0, 10.0, 15.0, 30.0, 45.0, 60.0)


def _same(names: tuple[str, ...]) -> list[Option]:
    return [(name, name) for name in names]


def _seconds(values: tuple[float, ...]) -> list[Option]:
    return [(f"{value:g} s", value) for value in values]


def _switch(yes: str = "on", no: str = "off") -> list[Option]:
    return [(yes, True), (no, False)]


_ROWS: tuple[tuple[str, str, list[Option], str], ...] = (
    ("microphone", "Microphone", [_DEFAULT_DEVICE], "Where your answers are heard. Speak: the bar should move."),
    ("speaker", "Loudspeaker", [_DEFAULT_DEVICE], "Where the questions are heard."),
    (
        "voice",
        "Voice",
        _same(CHOICES["voice"]),
        "Who asks: auto takes the best there is, none asks in writing only.",
    ),
    ("rate", "Speed", [(f"{rate:g}", rate) for rate in _RATES], "How fast the voice speaks; 1 is normal."),
    ("model", "Recogniser", _same(tuple(WHISPER_MODELS)), "Writes your answers down. small.en hears best and is slow."),
    ("auto_stop", "Auto-stop", _switch(), "A long silence ends your answer, with a countdown before."),
    ("tones", "Tones", _switch(), "A soft tone tells that listening starts and ends."),
    ("keep_audio", "Recordings", _switch("keep", "delete"), "Whether the sound is kept once it is written down."),
    ("theme", "Theme", _same(CHOICES["theme"]), "The colours of these screens."),
    ("prepare_seconds", "Prepare", _seconds(_PREPARE), "Pressure: time to think before the recording starts."),
    ("answer_seconds", "Answer", _seconds(_ANSWER), "Pressure: the recording ends by itself after this."),
    ("warn_seconds", "Warning", _seconds(_WARN), "Pressure: how long before that the end is announced."),
    (
        "pressure",
        "Interviewer",
        _same(CHOICES["pressure"]),
        "calm only asks, probing asks back, hard doubts you, hostile cuts in.",
    ),
)
"""Setting, label, what is offered, and what it means."""


class SettingsScreen(Screen[None]):
    """Every setting in a row. What is chosen is kept when the screen is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back"),
        Binding("w", "set_up", "Set-up"),
        Binding("d", "defaults", "Defaults"),
        Binding("up", "app.focus_previous", "Up", show=False),
        Binding("down", "app.focus_next", "Down", show=False),
    ]

    class Found(Message):
        """The devices are known."""

        def __init__(self, devices: "Devices") -> None:
            super().__init__()
            self.devices = devices

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self._studio = studio
        self._chosen = studio.settings

    def compose(self) -> ComposeResult:
        """The rows, and the level under the microphone."""
        yield Static("Settings · ← → change, ↑ ↓ go through", id="title")
        with VerticalScroll(id="settings", can_focus=False):
            for setting, label, options, about in _ROWS:
                yield SettingRow(setting, label, options, getattr(self._chosen, setting), about)
                if setting == "microphone":
                    yield LiveLevel(self._studio.listen, self._studio.background)
        yield KeyLine()

    def on_mount(self) -> None:
        """Have the keyboard at the first row, and look for the devices."""
        self.query_one("#microphone").focus()
        self._studio.background.start(self._find_devices)

    def on_screen_resume(self) -> None:
        """Show the level."""
        self.query_one(LiveLevel).follow(self._chosen.microphone)

    def on_screen_suspend(self) -> None:
        """Leave the microphone to others."""
        self.query_one(LiveLevel).stop()

    def on_unmount(self) -> None:
        """Whoever quits here has chosen too."""
        with suppress(StorageError):
            self._apply()

    def action_leave(self) -> None:
        """Keep what was chosen, and go back."""
        self.dismiss()
        self._keep()

    def action_set_up(self) -> None:
        """Try voice and microphone as they are chosen now."""
        self.app.push_screen(SetupScreen(self._studio))
        self._keep()

    def action_defaults(self) -> None:
        """Choose everything as it was at first."""
        usual = Settings()
        for row in self.query(SettingRow):
            row.take(getattr(usual, row.setting))
        self.notify("Everything is as it was at first.", markup=False)

    @on(Choice.Changed)
    def _change(self, event: Choice.Changed) -> None:
        row = event.choice
        if not isinstance(row, SettingRow) or getattr(self._chosen, row.setting) == row.chosen:
            return
        self._chosen = replace(self._chosen, **{row.setting: check_setting(row.setting, row.chosen)})
        if row.setting == "theme":
            self.app.theme = THEMES[self._chosen.theme]
        elif row.setting == "microphone":
            self.query_one(LiveLevel).follow(self._chosen.microphone)

    @on(Found)
    def _offer_devices(self, found: Found) -> None:
        for setting, devices in (("microphone", found.devices.inputs), ("speaker", found.devices.outputs)):
            names = dict.fromkeys(device.name for device in devices)
            self.query_one(f"#{setting}", SettingRow).offer_options(
                [_DEFAULT_DEVICE, *((name, name) for name in names)]
            )

    def _keep(self) -> None:
        """Called when the next screen is up, because what is wrong must be said there."""
        try:
            self._apply()
        except StorageError as error:
            self.app.notify(safe_text(str(error)), severity="error", markup=False)

    def _apply(self) -> None:
        if self._chosen != self._studio.settings:
            self._studio.apply(self._chosen)

    def _find_devices(self) -> None:
        """On a background thread."""
        with suppress(AudioError):  # the home screen says what is wrong with them
            self.post_message(self.Found(self._studio.find_devices()))
