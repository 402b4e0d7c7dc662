"""What happens to a microphone in the middle of an answer, on a sound server of the tests' own."""

import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread, Timer

import numpy as np
import pytest
from conftest import SoundServer, require, start_sound_server

from audio.clip import Clip
from audio.microphone import SoundDeviceMicrophone
from audio.speaker import SoundDeviceSpeaker
from audio.wav import read_wav, write_wav

pytestmark = pytest.mark.sound

RECORD = """
import sys
from pathlib import Path
from threading import Event, Thread
from audio.microphone import SoundDeviceMicrophone
from audio.recorder import Recorder
from audio.standby_microphone import StandbyMicrophone

class Transcription:
    def feed(self, block):
        pass

stop, silent = Event(), True

def hear(level):
    global silent
    if silent:
        silent = False
        print("listening", flush=True)

def interrupt(reason):
    global silent
    silent = True
    print("interrupted", flush=True)

microphone = StandbyMicrophone(SoundDeviceMicrophone())
recorder = Recorder(microphone, hear, lambda line: print("notice", line, flush=True), interrupt)
Thread(target=lambda: (sys.stdin.readline(), stop.set()), daemon=True).start()
recording = recorder.record(Path(sys.argv[1]), Transcription(), stop)
print("recorded", recording.seconds, flush=True)
"""


class Answer:
    """An answer being recorded in another process, and what that process says."""

    def __init__(self, server: SoundServer, path: Path) -> None:
        self.path = path
        self.child = subprocess.Popen(
            [sys.executable, "-c", RECORD, str(path)],
            env=server.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._lines: queue.SimpleQueue[tuple[float, str]] = queue.SimpleQueue()
        self._reader = Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.child.stdout is not None
        for line in self.child.stdout:
            self._lines.put((time.monotonic(), line.strip()))

    def wait_for(self, text: str, since: float, within: float) -> None:
        """Wait until it says something, which must be so many seconds after a moment at most."""
        said: list[str] = []
        while True:
            try:
                at, line = self._lines.get(timeout=max(0.1, since + within + 3 - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"it never said {text!r}, but {said}") from None
            said.append(line)
            if text in line:
                assert at - since < within, f"{line!r} came after {at - since:.2f} s"
                return

    @property
    def seconds(self) -> float:
        """What is on the disk now."""
        return read_wav(self.path.with_name(self.path.stem + ".part.wav")).seconds

    def end(self) -> float:
        """End the answer; returns its length, read from the file."""
        assert self.child.stdin is not None
        self.child.stdin.write("\n")
        self.child.stdin.flush()
        self.wait_for("recorded", time.monotonic(), 1.0)
        self.child.wait()
        return read_wav(self.path).seconds

    def close(self) -> None:
        """End the process, however far it is."""
        self.child.kill()
        self.child.wait()
        self._reader.join()


class Bench:
    """A sound server, somebody who makes noise all the time, and an answer."""

    def __init__(self, folder: Path, answer: Path) -> None:
        self.folder = folder
        self.server = start_sound_server(folder)
        self.server.environment.pop("PULSE_SOURCE")
        self.server.run("set-default-source", "vmic")
        noise = np.random.default_rng(2).normal(0, 0.05, 48_000 * 30).astype(np.float32)
        write_wav(folder / "noise.wav", Clip(noise, 48_000))
        self._players = [self.server.say(folder / "noise.wav")]
        self.answer = Answer(self.server, answer)

    def begin(self) -> None:
        """Wait until a good second is recorded."""
        self.answer.wait_for("listening", time.monotonic(), 8)
        time.sleep(1.2)

    def unload(self, *names: str) -> None:
        """Unplug devices."""
        for line in self.server.run("list", "short", "modules").splitlines():
            if any(name in line for name in names):
                with suppress(subprocess.CalledProcessError):  # it went with another one
                    self.server.run("unload-module", line.split()[0])

    def plug_in(self) -> None:
        """Plug the microphone in again."""
        feed = ("module-null-sink", "sink_name=vmic_feed", "rate=48000", "channels=1", "norewinds=1")
        self.server.run("load-module", *feed)
        self.server.run("load-module", "module-remap-source", "source_name=vmic", "master=vmic_feed.monitor")
        self._players.append(self.server.say(self.folder / "noise.wav"))

    def restart(self) -> None:
        """Start the sound server that was ended."""
        for name in ("run", "home"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        self.server = start_sound_server(self.folder)
        self._players.append(self.server.say(self.folder / "noise.wav"))

    def close(self) -> None:
        """End everything."""
        self.answer.close()
        server = int((self.folder / "run/pulse/pid").read_text())
        for player in self._players:
            player.kill()
            player.wait()
        self.server.stop()
        while Path(f"/proc/{server}").exists():  # it still writes to its folder
            time.sleep(0.01)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    require(
        shutil.which("pulseaudio") and shutil.which("paplay"), "PulseAudio: apt install pulseaudio-utils pulseaudio"
    )
    folder = Path(tempfile.mkdtemp(prefix="vi-dev-"))  # a short path: sockets allow 107 characters
    made = Bench(folder, tmp_path / "answer.wav")
    try:
        yield made
    finally:
        made.close()
        shutil.rmtree(folder, ignore_errors=True)


def go_on(bench: Bench, kept: float) -> None:
    """After an interruption: what was said is there, and more of it comes."""
    time.sleep(1.0)
    seconds = bench.answer.end()
    assert seconds > kept + 0.8
    samples = read_wav(bench.answer.path).samples
    assert np.abs(samples[-24_000:]).max() > 0.01


def test_a_microphone_that_is_unplugged_and_plugged_in_again(bench: Bench) -> None:
    bench.begin()
    bench.unload("source_name=vmic", "module-null-sink")
    bench.answer.wait_for("interrupted", time.monotonic(), 1.0)
    bench.answer.wait_for("notice The microphone 'default' stopped sending sound", time.monotonic(), 1.0)
    kept = bench.answer.seconds
    assert kept > 1.0

    bench.plug_in()

    bench.answer.wait_for("listening", time.monotonic(), 2.5)
    bench.answer.wait_for("works again", time.monotonic(), 1.0)
    go_on(bench, kept)


def test_a_microphone_that_is_unplugged_while_another_is_there(bench: Bench) -> None:
    """The sound server moves the stream: there is no error, and the other one hears nothing."""
    bench.begin()
    bench.server.run("load-module", "module-remap-source", "source_name=other", "master=vspk.monitor")
    bench.server.run("set-default-source", "other")
    bench.server.run("move-source-output", _recording_stream(bench.server), "vmic")  # the default took it along
    time.sleep(0.7)
    bench.unload("source_name=vmic")

    bench.answer.wait_for("notice The microphone has gone silent", time.monotonic(), 1.3)

    kept = bench.answer.seconds
    time.sleep(0.5)
    assert bench.answer.seconds > kept
    assert bench.answer.end() > kept


def test_a_microphone_that_is_suspended(bench: Bench) -> None:
    bench.begin()
    bench.server.run("suspend-source", "vmic", "1")
    bench.answer.wait_for("interrupted", time.monotonic(), 1.2)
    kept = bench.answer.seconds

    bench.server.run("suspend-source", "vmic", "0")

    bench.answer.wait_for("listening", time.monotonic(), 2.0)
    go_on(bench, kept)


def test_a_microphone_that_is_muted(bench: Bench) -> None:
    bench.begin()
    bench.server.run("set-source-mute", "vmic", "1")
    bench.answer.wait_for("notice The microphone has gone silent", time.monotonic(), 1.0)
    kept = bench.answer.seconds

    bench.server.run("set-source-mute", "vmic", "0")

    go_on(bench, kept)


def test_a_sound_server_that_dies_and_is_started_again(bench: Bench) -> None:
    bench.begin()
    bench.server.stop()
    bench.answer.wait_for("interrupted", time.monotonic(), 1.0)
    kept = bench.answer.seconds

    bench.restart()

    bench.answer.wait_for("listening", time.monotonic(), 4.0)
    go_on(bench, kept)


def test_a_sound_server_that_hangs(bench: Bench) -> None:
    bench.begin()
    server = int((bench.folder / "run/pulse/pid").read_text())
    os.kill(server, signal.SIGSTOP)
    try:
        bench.answer.wait_for("interrupted", time.monotonic(), 1.3)
        kept = bench.answer.seconds
        assert bench.answer.end() == kept
    finally:
        os.kill(server, signal.SIGCONT)


def test_a_sound_server_that_hangs_from_the_start_is_said(bench: Bench, tmp_path: Path) -> None:
    bench.begin()
    server = int((bench.folder / "run/pulse/pid").read_text())
    os.kill(server, signal.SIGSTOP)
    answer = Answer(bench.server, tmp_path / "second.wav")
    try:
        answer.wait_for("notice The microphone has not answered yet", time.monotonic(), 2.5)
    finally:
        os.kill(server, signal.SIGCONT)
        answer.close()


def test_a_device_with_eight_channels(bench: Bench) -> None:
    sink = ("module-null-sink", "sink_name=eight", "rate=48000", "channels=8", "norewinds=1")
    bench.server.run("load-module", *sink)
    player = subprocess.Popen(
        ["paplay", "--latency-msec=50", "--device=eight", str(bench.folder / "noise.wav")],
        env=bench.server.environment,
    )
    bench.begin()

    bench.server.run("move-source-output", _recording_stream(bench.server), "eight.monitor")

    kept = bench.answer.seconds
    go_on(bench, kept)
    player.kill()
    player.wait()


def _recording_stream(server: SoundServer) -> str:
    """The number of the program's stream; the loop of the virtual microphone has one too."""
    lines = server.run("list", "short", "source-outputs").splitlines()
    return next(line.split("\t")[0] for line in lines if "protocol-native" in line)


@pytest.mark.parametrize("cut", [True, False], ids=["cut short", "to its end"])
def test_nothing_of_the_question_is_heard_by_a_microphone_beside_the_loudspeaker(
    sound: SoundServer, monkeypatch: pytest.MonkeyPatch, cut: bool
) -> None:
    monkeypatch.setenv("PULSE_SOURCE", "vspk.monitor")
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, 48_000 * (3 if cut else 1)).astype(np.float32)
    hush, stop = Event(), Event()
    if cut:
        Timer(0.5, hush.set).start()

    assert SoundDeviceSpeaker().play(Clip(noise, 48_000), hush) is not cut
    blocks = []
    for block in SoundDeviceMicrophone().listen(stop):
        blocks.append(block.pcm)
        if sum(map(len, blocks)) > block.rate:
            stop.set()

    assert not np.concatenate(blocks).any()
