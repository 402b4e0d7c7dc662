import stat
import tomllib
from dataclasses import asdict, fields, replace
from pathlib import Path
from threading import Event

import pytest
from fakes import HOSTILE, FakeMicrophone, FakeTranscriber

from audio.errors import DeviceError, ModelError, VoiceError
from bank import Bank
from voiceint import commands
from voiceint.cli import _parser
from voiceint.commands import start
from voiceint.errors import StorageError
from voiceint.history import Store
from voiceint.paths import Paths
from voiceint.settings import CHOICES, RANGES, SWITCHES, Settings, check_setting
from voiceint.settings_file import load_settings, save_settings
from voiceint.tui.studio import Studio
from voiceint.wiring import Workshop, write_down

OTHER = Settings(
    voice="none",
    rate=1.25,
    microphone='Bob\'s "mic" \\ 😀 \x7f',
    speaker="Tür",
    model="~/models/mine",
    auto_stop=True,
    tones=False,
    keep_audio=False,
    theme="light",
    prepare_seconds=0.0,
    answer_seconds=90.0,
    warn_seconds=12.5,
    pressure="hostile",
)


@pytest.fixture
def path(paths: Paths) -> Path:
    """Where the settings would be."""
    return paths.settings


def settings_of(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, command: object = start, name: str = "run"
) -> Settings:
    """The settings that a command is given."""
    seen: list[Settings] = []

    def run(options: object, settings: Settings, paths: Paths) -> int:
        seen.append(settings)
        return 0

    monkeypatch.setattr(command, name, run)
    commands.run(_parser().parse_args(arguments))
    return seen[0]


@pytest.mark.parametrize("settings", [Settings(), OTHER, Settings(microphone=HOSTILE)], ids=["usual", "other", "odd"])
def test_what_is_kept_is_read_again(path: Path, settings: Settings) -> None:
    save_settings(settings, path)

    assert load_settings(path) == (settings, [])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [item.name for item in path.parent.iterdir()] == ["settings.toml"]


def test_half_a_character_of_a_name_does_not_spoil_the_file(path: Path) -> None:
    save_settings(Settings(speaker="a\udc80"), path)

    assert load_settings(path) == (Settings(speaker="a?"), [])


def test_every_setting_is_in_the_file(path: Path) -> None:
    save_settings(Settings(), path)

    assert set(tomllib.loads(path.read_text())) == set(asdict(Settings()))


def test_without_a_file_the_usual_settings_hold(path: Path) -> None:
    assert load_settings(path) == (Settings(), [])


def test_what_is_not_a_setting_is_ignored(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text('colour = "red"\ntheme = "light"\n[more]\nvoice = "none"\n')

    assert load_settings(path) == (Settings(theme="light"), [])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('voice = "robot"', 'voice must be one of auto, natural, system, none; "auto" is used'),
        ("voice = []", "voice must be one of"),
        ("rate = 9", "rate must be a number from 0.5 to 2; 1.0 is used"),
        ("rate = nan", "rate must be a number"),
        ("rate = true", "rate must be a number"),
        ('rate = "1"', "rate must be a number"),
        ("answer_seconds = 5", "answer_seconds must be a number from 15 to 600"),
        ("auto_stop = 1", "auto_stop must be true or false"),
        ("microphone = 3", "microphone must be the name of a device"),
        ('model = ""', "model must be the name of a model"),
    ],
)
def test_a_wrong_value_is_said_and_the_usual_one_taken(path: Path, line: str, said: str) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(f'theme = "light"\n{line}\n')

    settings, problems = load_settings(path)

    assert settings == Settings(theme="light")
    assert len(problems) == 1
    assert said in problems[0]
    assert "\n" not in problems[0]


@pytest.mark.parametrize("data", [b"theme = ", b"\xff\xfe\x00", b"a = " + b"[" * 5000])
def test_a_file_that_is_not_toml_is_said_and_kept(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(data)

    settings, (problem,) = load_settings(path)
    assert (settings, path.read_bytes()) == (Settings(), data)
    assert "is not TOML" in problem

    save_settings(OTHER, path)
    assert load_settings(path) == (OTHER, [])
    assert path.with_name("settings.toml.broken").read_bytes() == data


def test_a_file_that_cannot_be_written_is_said_and_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_settings(OTHER, path)

    def fail(source: str, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(StorageError, match="VOICEINT_CONFIG"):
        save_settings(Settings(), path)

    assert load_settings(path) == (OTHER, [])
    assert [item.name for item in path.parent.iterdir()] == ["settings.toml"]


def test_the_folder_can_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICEINT_CONFIG", str(tmp_path / "elsewhere"))

    assert Paths.of_user().settings == tmp_path / "elsewhere" / "settings.toml"


def test_every_setting_is_a_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    flags: list[str] = []
    for name, value in asdict(OTHER).items():
        flag = f"--{name.replace('_', '-')}"
        if name in SWITCHES:
            flags += [flag if value else flag.replace("--", "--no-", 1)]
        else:
            flags += [flag, str(value)]

    for arguments in ([*flags, "practise"], ["practise", *flags]):
        assert settings_of(arguments, monkeypatch) == OTHER


def test_a_flag_beats_the_file_and_the_file_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICEINT_CONFIG", str(tmp_path))
    save_settings(OTHER, tmp_path / "settings.toml")

    assert settings_of([], monkeypatch) == OTHER
    flags = ["--theme", "dark", "practise", "--no-auto-stop", "--speaker", ""]
    assert settings_of(flags, monkeypatch) == replace(OTHER, theme="dark", auto_stop=False, speaker=None)


def test_what_is_wrong_with_the_file_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VOICEINT_CONFIG", str(tmp_path))
    (tmp_path / "settings.toml").write_text("rate = 7")

    assert settings_of([], monkeypatch) == Settings()
    assert "rate must be a number from 0.5 to 2" in capsys.readouterr().err


@pytest.mark.parametrize("name", [*RANGES, *CHOICES])
def test_flags_refuse_what_the_file_refuses(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    for value in ("9999", "nan", "x"):
        with pytest.raises(SystemExit):
            _parser().parse_args([f"--{name.replace('_', '-')}", value])


def test_the_usual_settings_are_allowed() -> None:
    for field in fields(Settings):
        value = getattr(Settings(), field.name)
        assert check_setting(field.name, value) == value


def open_studio(settings: Settings, paths: Paths, monkeypatch: pytest.MonkeyPatch) -> Studio:
    """What the app is started with."""
    seen: list[Studio] = []
    monkeypatch.setattr("voiceint.tui.run.run_app", lambda studio, session, logs: seen.append(studio))
    start._open_app(Bank(()), settings, paths, lambda store: None, may_set_up=True)
    return seen[0]


def test_only_the_first_run_without_a_command_is_one(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    studio = open_studio(Settings(), paths, monkeypatch)
    assert studio.first_run

    studio.apply(studio.settings)
    assert not open_studio(Settings(), paths, monkeypatch).first_run


def test_a_flag_is_not_kept_and_what_is_chosen_is(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    save_settings(Settings(rate=0.9), paths.settings)
    studio = open_studio(Settings(rate=1.5, theme="light"), paths, monkeypatch)
    studio.rebuild = None

    studio.apply(replace(studio.settings, tones=False))

    assert load_settings(paths.settings) == (Settings(rate=0.9, tones=False), [])


def test_the_recogniser_is_kept_until_the_model_changes(paths: Paths, store: Store) -> None:
    workshop = Workshop(paths, store)
    first = workshop.build(Settings(voice="none"))
    second = workshop.build(Settings(voice="none", rate=1.1))
    third = workshop.build(Settings(voice="none", model="tiny.en"))

    assert first._transcriber is second._transcriber
    assert third.transcriber_name == "whisper tiny.en"
    with pytest.raises(VoiceError):
        workshop.say("Hello.", Event())


def test_a_sentence_is_written_down() -> None:
    levels: list[float] = []

    text = write_down(FakeMicrophone(ends=True), FakeTranscriber("I am here."), levels.append, Event())

    assert text == "I am here."
    assert max(levels) == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("error", [DeviceError("No microphone."), ModelError("No model.")])
def test_a_sentence_that_cannot_be_written_down_is_given_up(error: DeviceError | ModelError) -> None:
    transcriber = FakeTranscriber(error=error if isinstance(error, ModelError) else None)
    microphone = FakeMicrophone(error=error if isinstance(error, DeviceError) else None, ends=True)

    with pytest.raises(type(error)):
        write_down(microphone, transcriber, lambda level: None, Event())

    assert transcriber.last is not None
    assert transcriber.last.cancelled.is_set()
