"""Whether a long recording is whole: `python -m lab.capture`. Exit status 1 if a frame was lost or changed.

Noise is played into the virtual microphone of a private PulseAudio server, recorded with the program's own microphone
and recorder, and compared sample for sample. Needs pulseaudio, pulseaudio-utils and libasound2-plugins.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event

import numpy as np

from audio.clip import Clip, Pcm
from audio.errors import DeviceError
from audio.ports import Block
from audio.recorder import Recorder
from audio.transcript import Transcript
from audio.wav import read_wav, write_wav
from voiceint.settings import Settings
from voiceint.wiring import build_microphone

_RATE = 48_000
_MODULES = (
    "module-native-protocol-unix",
    # Without norewinds the sink takes back sound that was already handed to the recorder, and frames are missing.
    f"module-null-sink sink_name=feed rate={_RATE} channels=1 norewinds=1",
    "module-remap-source source_name=mic master=feed.monitor",
)
_REST_SECONDS = 1.0
"""How long the recording goes on after the player has ended: more than is on its way in the server's buffers."""


@dataclass(frozen=True)
class Capture:
    """What became of the noise, in frames, and what recording it cost.

    Attributes:
        rate: Frames a second.
        played: Frames of noise.
        recorded: How many of them are in the recording.
        lost: How many are not; less than none if there are more.
        different: How many places of the noise hold another sample, or none.
        cpu: Processor seconds of this process for each second recorded, once the microphone is open.
        problem: What the recorder said was wrong.
    """

    rate: int
    played: int
    recorded: int
    lost: int
    different: int
    cpu: float
    problem: str

    @property
    def whole(self) -> bool:
        """Whether the recording is what was played."""
        return not (self.lost or self.different or self.problem)


class Listener:
    """In the place of Whisper: notices when sound arrives."""

    def __init__(self) -> None:
        self.heard = Event()

    def feed(self, block: Block) -> None:
        """Take a block."""
        self.heard.set()

    def finish(self) -> Transcript:
        """Nothing is written down."""
        return Transcript("")

    def cancel(self) -> None:
        """There is nothing to stop."""


@contextmanager
def virtual_microphone(folder: Path) -> Iterator[None]:
    """A PulseAudio server in `folder`, and an environment in which its microphone is the default one."""
    for name in ("run", "home"):
        (folder / name).mkdir(mode=0o700)
    for name in ("DISPLAY", "PULSE_SERVER"):
        os.environ.pop(name, None)
    os.environ |= {"XDG_RUNTIME_DIR": str(folder / "run"), "HOME": str(folder / "home"), "PULSE_SOURCE": "mic"}
    command = ["pulseaudio", "-D", "-n", "--exit-idle-time=-1", f"--log-target=file:{folder / 'pulse.log'}"]
    loads = [part for module in _MODULES for part in ("-L", module)]
    subprocess.run([*command, *loads], check=True, capture_output=True)
    try:
        yield
    finally:
        with suppress(FileNotFoundError, ProcessLookupError):
            os.kill(int((folder / "run/pulse/pid").read_text()), signal.SIGTERM)


def capture(seconds: float, folder: Path) -> Capture:
    """Play noise, record it, compare. Raises DeviceError."""
    draw = np.random.default_rng(1)
    frames = int(seconds * _RATE)
    noise = draw.integers(1, 9000, frames, dtype=np.int16) * draw.choice(np.array((-1, 1), dtype=np.int16), frames)
    write_wav(folder / "noise.wav", Clip.of_pcm(noise, _RATE))
    recorder = Recorder(build_microphone(Settings()), lambda level: None, lambda notice: None)
    listener, stop = Listener(), Event()
    with ThreadPoolExecutor(1) as threads:
        recording = threads.submit(recorder.record, folder / "answer.wav", listener, stop)
        try:
            while not listener.heard.wait(0.1) and not recording.done():
                pass
            began, cpu_began = time.perf_counter(), time.process_time()
            if not recording.done():
                player = ["paplay", "--latency-msec=200", "--device=feed", str(folder / "noise.wav")]
                subprocess.run(player, check=True)
                time.sleep(_REST_SECONDS)
        finally:
            stop.set()
        problem = recording.result().problem
    cpu = (time.process_time() - cpu_began) / (time.perf_counter() - began)
    return compare(noise, read_wav(folder / "answer.wav"), cpu, problem)


def compare(noise: Pcm, recording: Clip, cpu: float, problem: str) -> Capture:
    """Look for the noise, in which no sample is zero, between the silence before and after it."""
    pcm = recording.pcm
    heard = np.flatnonzero(pcm)
    start = int(heard[0]) if len(heard) else 0
    found = pcm[start : start + len(noise)]
    same = int(np.count_nonzero(found == noise[: len(found)]))
    return Capture(
        recording.rate, len(noise), len(heard), len(noise) - len(heard), len(noise) - same, round(cpu, 4), problem
    )


def main() -> None:
    """Capture and print."""
    parser = argparse.ArgumentParser(prog="python -m lab.capture", description="Record noise and look for gaps.")
    parser.add_argument("--seconds", type=float, default=180, help="how long (180)")
    parser.add_argument("--json", action="store_true", help="print a JSON document")
    options = parser.parse_args()
    if not (shutil.which("pulseaudio") and shutil.which("paplay")):
        sys.exit("PulseAudio is not installed: apt install pulseaudio pulseaudio-utils libasound2-plugins")
    with tempfile.TemporaryDirectory(prefix="vi-") as folder:  # a short path: sockets allow 107 characters
        try:
            with virtual_microphone(Path(folder)):
                result = capture(options.seconds, Path(folder))
        except DeviceError as error:
            sys.exit(f"The virtual microphone does not work: {error}")
    if options.json:
        print(json.dumps(asdict(result)))
    else:
        print(
            "| seconds | rate, Hz | played | recorded | lost | different | processor |\n|---|---|---|---|---|---|---|"
        )
        print(
            f"| {options.seconds:g} | {result.rate} | {result.played} | {result.recorded} | {result.lost} "
            f"| {result.different} | {result.cpu:.1%} |"
        )
        if result.problem:
            print(result.problem)
    sys.exit(not result.whole)


if __name__ == "__main__":
    main()
