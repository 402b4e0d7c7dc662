"""How soon the program is there, and how soon it is gone: `python -m lab.startup`.

Prints medians. The rows that need sound are measured where a PulseAudio server with a null sink answers
and are left out elsewhere.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import numpy as np

from bank import load_bank
from lab.terminal import Terminal

_ROUNDS = 5
_QUESTION = "csm-conflict-angry-customer"
_QUIT = "\x11"
_FOLDERS = ("VOICEINT_DATA", "VOICEINT_CACHE", "VOICEINT_CONFIG")


def main() -> None:
    """Measure and print."""
    environment = {**os.environ, **{folder: tempfile.mkdtemp() for folder in _FOLDERS}}
    (Path(environment["VOICEINT_CONFIG"]) / "settings.toml").touch()  # not the first run, which begins with the set-up
    rows: list[tuple[str, Callable[[dict[str, str]], float], str]] = [
        ("voiceint --version", _version, "s"),
        ("command to the first frame", lambda room: _first_paint(room, "voiceint"), "s"),
        ("command to the home screen", lambda room: _first_paint(room, "How many"), "s"),
        ("load every question", _load_bank, "ms"),
        ("search every question for two words", _search_bank, "ms"),
        ("demo, whole run", _demo_seconds, "s"),
        ("demo, peak memory of all its processes", _demo_memory, "MB"),
    ]
    if _has_sound(environment):
        rows += [
            ("command to the first sound of a cached question", _first_sound, "s"),
            ("quit while it speaks", lambda room: _quit(room, "speaks"), "s"),
            ("quit while it listens", lambda room: _quit(room, "listens"), "s"),
            ("quit while it transcribes", lambda room: _quit(room, "transcribes"), "s"),
        ]
    for name, measure, unit in rows:
        values = [measure(environment) for _ in range(1 if name.startswith("demo") else _ROUNDS)]
        print(f"{name:<62} {statistics.median(values):8.2f} {unit}", flush=True)
    for folder in _FOLDERS:
        shutil.rmtree(environment[folder])


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "voiceint", *arguments]


def _has_sound(environment: dict[str, str]) -> bool:
    if shutil.which("pactl") is None:
        return False
    return subprocess.run(["pactl", "info"], env=environment, capture_output=True).returncode == 0


def _version(environment: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(_command("--version"), env=environment, check=True, capture_output=True)
    return time.perf_counter() - began


def _first_paint(environment: dict[str, str], text: str) -> float:
    began = time.perf_counter()
    with Terminal(_command(), environment) as terminal:
        while text not in terminal.text:
            terminal.read(0.005)
        seconds = time.perf_counter() - began
        terminal.wait_for("How many")
        terminal.press(_QUIT)
        terminal.wait_for_end()
    return seconds


def _load_bank(environment: dict[str, str]) -> float:
    began = time.perf_counter()
    load_bank()
    return (time.perf_counter() - began) * 1000


def _search_bank(environment: dict[str, str]) -> float:
    bank = load_bank()
    began = time.perf_counter()
    bank.search("angry customer")
    return (time.perf_counter() - began) * 1000


def _demo_seconds(environment: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(_command("demo", "--json"), env=environment, check=True, capture_output=True)
    return time.perf_counter() - began


def _demo_memory(environment: dict[str, str]) -> float:
    process = subprocess.Popen(_command("demo", "--json"), env=environment, stdout=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(map(_resident, _family(process.pid))))
        time.sleep(0.05)
    return peak / 1e6


def _family(root: int) -> list[int]:
    """A process and all that descend from it."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, IndexError):
            continue
    family = [root]
    for member in family:
        family += [child for child, parent in parents.items() if parent == member]
    return family


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def _first_sound(environment: dict[str, str]) -> float:
    listener = subprocess.Popen(
        ["parec", "--device=@DEFAULT_MONITOR@", "--raw", "--rate=48000", "--channels=1", "--latency-msec=20"],
        env=environment,
        stdout=subprocess.PIPE,
    )
    assert listener.stdout is not None
    heard: list[float] = []

    def listen() -> None:
        while data := os.read(listener.stdout.fileno(), 4096):  # type: ignore[union-attr]
            if not heard and np.abs(np.frombuffer(data[: len(data) // 2 * 2], dtype=np.int16)).max(initial=0) > 100:
                heard.append(time.perf_counter())

    thread = Thread(target=listen, daemon=True)
    thread.start()
    began = time.perf_counter()
    with Terminal(_command("practise", "--question", _QUESTION, "--voice", "system"), environment) as terminal:
        while not heard and time.perf_counter() - began < 20:
            terminal.read(0.01)
        terminal.press(_QUIT)
        terminal.wait_for_end()
    listener.terminate()
    listener.wait()
    return heard[0] - began


def _quit(environment: dict[str, str], moment: str) -> float:
    with Terminal(_command("practise", "--question", _QUESTION), environment) as terminal:
        terminal.wait_for("Listen to the question")
        if moment == "speaks":
            _let_pass(terminal, 3.0)
        else:
            terminal.press(" ")
            terminal.wait_for("Recording")
            _let_pass(terminal, 4.0)
        if moment == "transcribes":
            terminal.press(" ")
        began = time.perf_counter()
        terminal.press(_QUIT)
        terminal.wait_for_end()
        return time.perf_counter() - began


def _let_pass(terminal: Terminal, seconds: float) -> None:
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        terminal.read(0.05)


if __name__ == "__main__":
    main()
