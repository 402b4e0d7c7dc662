"""What several tests share: a private home, and a virtual sound device."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from voiceint.assessment.embedding import PieceEmbedder
from voiceint.history import Store
from voiceint.paths import Paths
from voiceint.wiring import build_embedder

IN_REAL_TIME = ("test_audio_devices", "test_audio_voices", "test_audio_whisper", "test_end_to_end", "test_killed")
"""Files of tests with real sound, voices and models, which would slow each other down."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where two processes share the tests (`make test`), one file stays in one, and all in real time in the same."""
    for item in items:
        name = item.path.stem
        item.add_marker(pytest.mark.xdist_group("in real time" if name in IN_REAL_TIME else name))


def require(condition: object, reason: str) -> None:
    """Without what a test needs: fail where everything should be there, skip on a user's machine."""
    if condition:
        return
    if os.environ.get("CI"):
        pytest.fail(f"missing in CI: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session", autouse=True)
def config(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Settings of the tests' own, in this process and those it starts: the defaults, chosen once before."""
    folder = tmp_path_factory.mktemp("config")
    (folder / "settings.toml").touch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VOICEINT_CONFIG", str(folder))
        yield folder


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Empty folders."""
    return Paths(tmp_path / "data", tmp_path / "cache", tmp_path / "logs")


@pytest.fixture
def store(paths: Paths) -> Iterator[Store]:
    """An empty history."""
    opened = Store(paths.database, paths.recordings)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that all tests with real models share, so that they are put together once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def embedder(cache: Path) -> PieceEmbedder:
    """The real one."""
    found = build_embedder(Paths(cache / "data", cache, cache / "logs"))
    require(found, "the sentence embedding: voiceint[embedded]")
    assert found
    return found


@dataclass(frozen=True)
class SoundServer:
    """PulseAudio with a loudspeaker whose sound can be recorded and a microphone that can be spoken into."""

    folder: Path
    environment: dict[str, str]

    def say(self, path: Path) -> subprocess.Popen[bytes]:
        """Play a WAV file into the microphone."""
        command = ["paplay", "--latency-msec=200", "--device=vmic_feed", str(path)]
        return subprocess.Popen(command, env=self.environment)

    def listen(self, path: Path) -> subprocess.Popen[bytes]:
        """Record what the loudspeaker plays, until terminated."""
        command = ["parec", "--device=vspk.monitor", "--file-format=wav", "--rate=48000", "--channels=1", str(path)]
        return subprocess.Popen(command, env=self.environment)

    def run(self, *arguments: str) -> str:
        """A command of the sound server's control program."""
        done = subprocess.run(["pactl", *arguments], env=self.environment, capture_output=True, check=True, text=True)
        return done.stdout

    def stop(self) -> None:
        """End the server."""
        with suppress(FileNotFoundError, ProcessLookupError):
            os.kill(int((self.folder / "run/pulse/pid").read_text()), 15)


def start_sound_server(folder: Path) -> SoundServer:
    """Start a server of the tests' own in `folder`."""
    for name in ("run", "home"):
        (folder / name).mkdir(mode=0o700)
    environment = dict(
        os.environ,
        XDG_RUNTIME_DIR=str(folder / "run"),
        HOME=str(folder / "home"),
        PULSE_SINK="vspk",
        PULSE_SOURCE="vmic",
    )
    environment.pop("DISPLAY", None)
    modules = [
        "module-native-protocol-unix",
        "module-null-sink sink_name=vspk rate=48000 channels=2 norewinds=1",
        "module-null-sink sink_name=vmic_feed rate=48000 channels=1 norewinds=1",
        "module-remap-source source_name=vmic master=vmic_feed.monitor",
    ]
    loads = [part for module in modules for part in ("-L", module)]
    subprocess.run(
        ["pulseaudio", "-D", "-n", "--exit-idle-time=-1", f"--log-target=file:{folder / 'pulse.log'}", *loads],
        env=environment,
        check=True,
        capture_output=True,
    )
    return SoundServer(folder, environment)


@pytest.fixture(scope="session")
def sound(config: Path) -> Iterator[SoundServer]:
    """The virtual sound device, in the environment of this process too."""
    require(
        shutil.which("pulseaudio") and shutil.which("paplay"), "PulseAudio: apt install pulseaudio-utils pulseaudio"
    )
    folder = Path(tempfile.mkdtemp(prefix="vi-sound-"))  # a short path: sockets allow 107 characters
    server = start_sound_server(folder)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_RUNTIME_DIR", "PULSE_SINK", "PULSE_SOURCE"):
            patch.setenv(name, server.environment[name])
        yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)
