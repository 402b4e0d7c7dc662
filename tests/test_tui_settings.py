from collections.abc import Callable
from dataclasses import replace
from threading import Event
from typing import cast

import pytest
from fakes import HOSTILE, FakeMicrophone, FakeTranscriber, tone
from room import BANK, SIZES, Room, screen_text, sees, style_of, until
from textual.pilot import Pilot

from audio.devices import Device, Devices
from audio.errors import DeviceError, VoiceError
from voiceint.errors import StorageError
from voiceint.history import Store
from voiceint.interviewer import Interviewer
from voiceint.settings import Settings
from voiceint.tui.app import VoiceintApp
from voiceint.tui.screens.home import HomeScreen
from voiceint.tui.screens.settings import SettingsScreen
from voiceint.tui.screens.setup import SENTENCE, SetupScreen
from voiceint.tui.studio import Studio
from voiceint.tui.widgets.level_meter import LevelMeter
from voiceint.tui.widgets.setting_row import SettingRow
from voiceint.wiring import write_down

USUAL = Settings()
DEVICES = Devices((Device("Desk mic", 48000), Device("Headset", 48000)), (Device("Boxes", 48000),), "Desk mic", "Boxes")


class Kept:
    """What the app kept, and what it listened to."""

    def __init__(self) -> None:
        self.settings: list[Settings] = []
        self.error: StorageError | None = None
        self.opened: list[str | None] = []
        self.closed: list[str | None] = []
        self.level = 0.5
        self.refusal: DeviceError | None = None

    def save(self, settings: Settings) -> None:
        self.settings.append(settings)
        if self.error is not None:
            raise self.error

    def listen(self, name: str | None, on_level: Callable[[float], None], stop: Event) -> None:
        self.opened.append(name)
        if self.refusal is not None:
            raise self.refusal
        while not stop.wait(0.01):
            on_level(self.level)
        self.closed.append(name)


def equip(room: Room, settings: Settings = USUAL, first_run: bool = False) -> Kept:
    """Give a room what the settings and the set-up need."""
    kept, studio = Kept(), room.app.studio
    studio.settings, studio.first_run = settings, first_run
    studio.save, studio.listen = kept.save, kept.listen

    def say(text: str, stop: Event) -> None:
        room.speaker.play(room.voice.speak(text), stop)

    studio.say = say
    studio.write_down = lambda on_level, stop: write_down(room.microphone, room.transcriber, on_level, stop)
    return kept


async def open_settings(pilot: Pilot[None]) -> None:
    """Have the settings on the screen, with the devices in them."""
    app = cast(VoiceintApp, pilot.app)
    await app.push_screen(SettingsScreen(app.studio))
    await until(pilot, lambda: "Desk mic" in row(pilot, "microphone")._values)


def is_told(pilot: Pilot[None], text: str) -> Callable[[], bool]:
    """Whether a notice was given; in tests Textual does not show them."""
    return lambda: any(text in notice.message for notice in pilot.app._notifications)


def row(pilot: Pilot[None], setting: str) -> SettingRow:
    """The row of a setting."""
    return pilot.app.screen.query_one(f"#{setting}", SettingRow)


async def choose(pilot: Pilot[None], setting: str, value: str) -> None:
    """Press the arrow key until a value is chosen."""
    row(pilot, setting).focus()
    for _ in row(pilot, setting)._values:
        await pilot.press("right")
        if row(pilot, setting).value == value:
            return
    raise AssertionError(f"{value} is not offered: {row(pilot, setting)._values}")


def room_with_devices(store: Store) -> Room:
    """A room with two microphones."""
    return Room(store, devices=lambda: DEVICES)


async def test_every_setting_can_be_changed_and_is_kept_when_the_screen_is_left(store: Store) -> None:
    room = room_with_devices(store)
    kept = equip(room)
    chosen = {
        "microphone": "Headset",
        "speaker": "Boxes",
        "voice": "system",
        "rate": "1.25",
        "model": "tiny.en",
        "auto_stop": "on",
        "tones": "off",
        "keep_audio": "delete",
        "theme": "light",
        "prepare_seconds": "60 s",
        "answer_seconds": "90 s",
        "warn_seconds": "15 s",
        "pressure": "hostile",
    }
    async with room.open(SIZES[0]) as pilot:
        await open_settings(pilot)
        assert set(chosen) == {each.setting for each in pilot.app.screen.query(SettingRow)}
        for setting, value in chosen.items():
            await choose(pilot, setting, value)
            await until(pilot, sees(pilot, f"‹ {value} ›"))
        assert kept.settings == []
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))

    expected = Settings(
        "system", 1.25, "Headset", "Boxes", "tiny.en", True, False, False, "light", 60.0, 90.0, 15.0, "hostile"
    )
    assert kept.settings == [expected]
    assert room.app.studio.settings == expected


@pytest.mark.parametrize("size", SIZES)
async def test_the_row_with_the_keyboard_says_what_it_means(store: Store, size: tuple[int, int]) -> None:
    room = room_with_devices(store)
    equip(room)
    async with room.open(size) as pilot:
        await open_settings(pilot)
        await until(pilot, sees(pilot, "Speak: the bar should move."))
        for _ in range(12):
            await pilot.press("down")
        await until(pilot, sees(pilot, "calm only asks, probing asks back, hard doubts you, hostile cuts in."))
        assert "the bar should move" not in screen_text(pilot)


async def test_nothing_is_kept_where_nothing_was_changed(store: Store) -> None:
    room = room_with_devices(store)
    kept = equip(room)
    async with room.open() as pilot:
        await open_settings(pilot)
        await pilot.press("right", "left", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))

    assert kept.settings == []


async def test_the_theme_changes_at_once(store: Store) -> None:
    room = room_with_devices(store)
    equip(room)
    async with room.open() as pilot:
        assert pilot.app.theme == "textual-dark"
        await open_settings(pilot)
        await choose(pilot, "theme", "light")
        await until(pilot, lambda: pilot.app.theme == "textual-light")


async def test_the_app_starts_in_the_chosen_theme(store: Store) -> None:
    studio = Studio(BANK, store, room_with_devices(store)._build, lambda: DEVICES, settings=Settings(theme="light"))

    assert VoiceintApp(studio).theme == "textual-light"


async def test_the_level_is_of_the_chosen_microphone(store: Store) -> None:
    room = room_with_devices(store)
    kept = equip(room)
    async with room.open() as pilot:
        await open_settings(pilot)
        await until(pilot, lambda: pilot.app.screen.query_one(LevelMeter).level == 0.5)
        await choose(pilot, "microphone", "Headset")
        await until(pilot, lambda: kept.opened[-1] == "Headset")
        await pilot.press("escape")
        await until(pilot, lambda: kept.closed[-1] == "Headset")

    assert kept.closed == kept.opened


async def test_a_microphone_that_does_not_work_is_said(store: Store) -> None:
    room = room_with_devices(store)
    equip(room).refusal = DeviceError("The microphone cannot be opened: busy.")
    async with room.open() as pilot:
        await open_settings(pilot)
        await until(pilot, sees(pilot, "cannot be opened: busy."))


async def test_without_devices_everything_else_can_be_chosen(store: Store) -> None:
    def none() -> Devices:
        raise DeviceError("PortAudio is not installed.")

    room = Room(store, devices=none)
    kept = equip(room)
    room.app.studio.listen = None
    async with room.open() as pilot:
        await pilot.app.push_screen(SettingsScreen(room.app.studio))
        await choose(pilot, "pressure", "calm")
        await pilot.press("escape")
        await until(pilot, lambda: kept.settings == [Settings(pressure="calm")])


async def test_device_names_are_shown_as_text(store: Store) -> None:
    room = Room(store, devices=lambda: Devices((Device(HOSTILE, 48000), Device("Desk mic", 48000)), (), None, None))
    equip(room, Settings(speaker=HOSTILE))
    room.app.studio.problems = [f"settings.toml: {HOSTILE}"]
    async with room.open((140, 60)) as pilot:
        pilot.app._disable_notifications = False  # or Textual leaves them out in tests
        await open_settings(pilot)
        await until(pilot, sees(pilot, "settings.toml: a [/ b"))
        await choose(pilot, "microphone", HOSTILE)
        await until(pilot, lambda: screen_text(pilot).count("[@click=app.quit]") >= 2)

        assert not set(screen_text(pilot)) & set("\x1b\x07\x00\u202e")


async def test_a_value_of_a_flag_or_of_the_file_is_offered_too(store: Store) -> None:
    room = room_with_devices(store)
    settings = Settings(rate=1.7, microphone="Gone", model="~/mine", answer_seconds=75.0)
    kept = equip(room, settings)
    async with room.open() as pilot:
        await open_settings(pilot)
        shown = [row(pilot, name).value for name in ("rate", "microphone", "model", "answer_seconds")]
        assert shown == ["1.7", "Gone", "~/mine", "75"]
        await choose(pilot, "tones", "off")
        await pilot.press("escape")
        await until(pilot, lambda: kept.settings == [replace(settings, tones=False)])


async def test_everything_can_be_put_back(store: Store) -> None:
    room = room_with_devices(store)
    kept = equip(room, Settings("none", 1.25, "Desk mic", "Boxes", theme="light", warn_seconds=10.0))
    async with room.open() as pilot:
        await open_settings(pilot)
        await pilot.press("d", "escape")
        await until(pilot, lambda: kept.settings == [Settings()])
        assert pilot.app.theme == "textual-dark"


async def test_quitting_on_the_screen_keeps_what_was_chosen(store: Store) -> None:
    room = room_with_devices(store)
    kept = equip(room)
    async with room.open() as pilot:
        await open_settings(pilot)
        await choose(pilot, "pressure", "hard")
        await pilot.press("ctrl+q")

    assert kept.settings == [Settings(pressure="hard")]


async def test_settings_that_cannot_be_kept_are_said_and_hold(store: Store) -> None:
    room = room_with_devices(store)
    kept = equip(room)
    kept.error = StorageError("The settings cannot be written.")
    async with room.open() as pilot:
        await open_settings(pilot)
        await choose(pilot, "pressure", "hard")
        await pilot.press("escape")
        await until(pilot, is_told(pilot, "The settings cannot be written."))

    assert room.app.studio.settings.pressure == "hard"


async def test_a_set_up_that_cannot_be_remembered_is_said(store: Store) -> None:
    room = room_with_devices(store)
    equip(room, first_run=True).error = StorageError("The settings cannot be written.")
    async with room.open() as pilot:
        await until(pilot, sees(pilot, "step 1 of 3"))
        await pilot.press("escape")
        await until(pilot, is_told(pilot, "The settings cannot be written."))


async def test_another_voice_brings_another_interviewer_and_ends_the_one_before(store: Store) -> None:
    room = room_with_devices(store)
    equip(room)
    built: list[Settings] = []

    def rebuild(settings: Settings) -> Interviewer:
        assert not first.closed
        built.append(settings)
        room.voice = type(room.voice)()
        room.voice.name = "other voice"
        return room._build()

    first, room.app.studio.rebuild = room.voice, rebuild
    async with room.open() as pilot:
        await until(pilot, sees(pilot, "✓ Voice fake voice"))
        await open_settings(pilot)
        await choose(pilot, "pressure", "calm")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        assert built == []
        await open_settings(pilot)
        await choose(pilot, "rate", "1.1")
        await pilot.press("escape")
        await until(pilot, sees(pilot, "✓ Voice other voice"))
        assert [settings.rate for settings in built] == [1.1]
        assert first.closed
        assert not room.voice.closed

    assert room.voice.closed


async def test_settings_may_change_before_the_first_interviewer_is_there(store: Store) -> None:
    room = room_with_devices(store)
    equip(room)
    studio, gate = room.app.studio, Event()
    build = studio.build
    voices = [room.voice]

    def slow() -> Interviewer:
        gate.wait(10)
        return build()

    def rebuild(settings: Settings) -> Interviewer:
        voices.append(type(room.voice)())
        return Interviewer(voices[-1], room.speaker, room.microphone, room.transcriber, store)

    studio.build, studio.rebuild = slow, rebuild
    async with room.open() as pilot:
        for rate in (1.1, 1.25):
            studio.apply(Settings(rate=rate))
        gate.set()
        await until(pilot, studio.interviewer.done)
        await until(pilot, lambda: [voice.closed for voice in voices] == [True, True, False])


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_run_shows_the_set_up_once(store: Store, size: tuple[int, int]) -> None:
    room = room_with_devices(store)
    kept = equip(room, first_run=True)
    async with room.open(size) as pilot:
        await until(pilot, sees(pilot, "Set-up · step 1 of 3"))
        await until(pilot, sees(pilot, "You can skip this with Esc, and do it again from the settings."))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))

    assert kept.settings == [Settings()]
    assert not room.app.studio.first_run


async def test_later_runs_begin_at_home(store: Store) -> None:
    room = room_with_devices(store)
    equip(room)
    async with room.open() as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))


@pytest.mark.parametrize("size", SIZES)
async def test_the_set_up_speaks_hears_and_reads_a_sentence_back(store: Store, size: tuple[int, int]) -> None:
    room = room_with_devices(store)
    room.transcriber = FakeTranscriber("My name is Ada [red].")
    kept = equip(room, first_run=True)
    kept.level = 0.0
    async with room.open(size) as pilot:
        await pilot.press("space")
        await until(pilot, sees(pilot, "Space plays it again"))
        assert SENTENCE in room.voice.spoken
        assert len(room.speaker.played) == 1
        await pilot.press("enter")
        await until(pilot, sees(pilot, "Does the bar move?"))
        kept.level = 0.4
        await until(pilot, sees(pilot, "Good, the microphone hears you."))
        await pilot.press("enter")
        for _ in range(2):
            await pilot.press("space")
            await until(pilot, sees(pilot, "● Listening."))
            await until(pilot, room.microphone.heard_all.is_set)
            await pilot.press("space")
            await until(pilot, sees(pilot, "I heard: My name is Ada [red]."))
        await pilot.press("enter")
        await until(pilot, sees(pilot, "You are ready."))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))

    assert kept.settings == [Settings()]
    assert store.recent() == []
    assert list(store.recordings.glob("*")) == []


async def test_the_set_up_goes_on_without_voice_and_without_microphone(store: Store) -> None:
    room = Room(store, microphone=FakeMicrophone(tone(0.0), error=DeviceError("No microphone was found.")))
    equip(room, first_run=True).refusal = DeviceError("No microphone was found: connect one.")
    room.voice.error = VoiceError("No speech engine: sudo apt install espeak-ng.")
    async with room.open() as pilot:
        await pilot.press("p")
        await until(pilot, sees(pilot, "No voice: No speech engine: sudo apt install espeak-ng."))
        await pilot.press("enter")
        await until(pilot, sees(pilot, "No microphone was found: connect one."))
        await until(pilot, sees(pilot, "Answers can be typed as well."))
        await pilot.press("enter")
        await until(pilot, lambda: "No microphone" not in screen_text(pilot))
        await pilot.press("space")
        await until(pilot, sees(pilot, "No microphone was found. Answers can be typed. Space tries again"))
        await pilot.press("enter")
        await until(pilot, sees(pilot, "You are ready."))


async def test_the_set_up_is_repeated_from_the_settings_with_what_is_chosen_there(store: Store) -> None:
    room = room_with_devices(store)
    kept = equip(room)
    async with room.open() as pilot:
        await open_settings(pilot)
        await choose(pilot, "microphone", "Headset")
        await pilot.press("w")
        await until(pilot, lambda: isinstance(pilot.app.screen, SetupScreen))
        assert kept.settings == [Settings(microphone="Headset")]
        await until(pilot, lambda: kept.closed == kept.opened)
        await pilot.press("enter")
        await until(pilot, lambda: "Headset" in kept.opened)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen))

    assert len(kept.settings) == 1


@pytest.mark.parametrize("step", [1, 2, 3])
async def test_leaving_the_set_up_ends_every_thread(store: Store, step: int) -> None:
    room = room_with_devices(store)
    kept = equip(room, first_run=True)
    room.speaker.hold = True
    async with room.open() as pilot:
        for _ in range(step - 1):
            await pilot.press("enter")
        if step == 2:
            await until(pilot, lambda: kept.opened)
        else:
            await pilot.press("space")
        if step == 1:
            await until(pilot, room.speaker.playing.is_set)
        if step == 3:
            await until(pilot, room.microphone.heard_all.is_set)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        threads = room.app.studio.background._threads
        await until(pilot, lambda: not any(thread.is_alive() for thread in threads))


async def test_without_the_means_the_set_up_says_so(store: Store) -> None:
    async with Room(store).open() as pilot:
        app = cast(VoiceintApp, pilot.app)
        await app.push_screen(SetupScreen(app.studio))
        for key in ("space", "enter", "enter"):
            await pilot.press(key)
            if key == "space":
                await until(pilot, sees(pilot, "This cannot be tried here."))
        await pilot.press("space")
        await until(pilot, sees(pilot, "This cannot be tried here."))


async def test_colours_are_left_out_where_they_are_not_wanted(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    room = room_with_devices(store)
    equip(room)
    async with room.open() as pilot:
        await open_settings(pilot)
        await until(pilot, sees(pilot, "‹ system default ›"))

        colour = style_of(pilot, "Loudspeaker").color
        assert pilot.app.no_color
        assert colour is None or colour.triplet is None or len(set(colour.triplet)) == 1
