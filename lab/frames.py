"""How long the screen stands still: `python -m lab.frames FILE... [--json]`.

The files are the answers of one session, spoken in real time into the whole program in a terminal of its own (80 by
24): the home screen, the questions, the real voice, recorder, transcriber and judge, the assessments, then the other
screens. The program loads its models while it runs, as always; only microphone and loudspeaker are stand-ins.

A task of the app's event loop sleeps 5 ms again and again. The time from one of its turns to the next is a gap: for so
long nothing could be drawn and no key taken. It is counted under what was up when it ended: the moment of the turn on
the interview screen, else the screen. On Linux the kernel says how much of a gap the main thread worked and how much it
waited for a processor; for the rest it waited for Python's lock or the disk. Garbage that any thread collects is timed.

Once a gap has lasted 50 ms, a thread looks where the main thread is, and what the other threads do; what it saw most
often is named. Repaints are the calls of `Screen._compositor_refresh` with something to draw.
"""

import argparse
import asyncio
import gc
import json
import os
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from textual.screen import Screen

from bank import Kind, load_bank
from lab.terminal import Terminal
from voiceint.history import Store
from voiceint.paths import Paths
from voiceint.session import Session
from voiceint.settings import Settings
from voiceint.tui.app import VoiceintApp
from voiceint.tui.studio import Studio

_SLEEP_SECONDS = 0.005
_LONG_SECONDS = 0.05
_LONGEST_SECONDS = 300
"""Of one answer; a session that takes longer is given up."""
_WORST = 5
_READ_SECONDS = 1.0
"""How long each screen is looked at."""
_IDLE_FILES = ("threading.py", "queue.py", "selectors.py", "subprocess.py", "frames.py")


class Watch:
    """Notes every gap of the event loop it runs in, from the main thread."""

    def __init__(self, phase: Callable[[], str]) -> None:
        self.gaps: list[dict[str, Any]] = []
        self.repaints = 0
        self._phase = phase
        self._main = threading.get_ident()
        self._turned = time.perf_counter()
        self._seen: list[str] = []
        self._others: Counter[str] = Counter()
        self._collecting = self._collected = 0.0
        gc.callbacks.append(self._collect)

    async def run(self) -> None:
        """Take turns until cancelled."""
        threading.Thread(target=self._look, name="watch", daemon=True).start()
        worked, queued = _schedule()
        phase = self._phase()
        while True:
            await asyncio.sleep(_SLEEP_SECONDS)
            now, before = time.perf_counter(), self._turned
            self._turned = now
            (own, waited), (worked, queued), earlier = (worked, queued), _schedule(), phase
            phase = self._phase()
            gap: dict[str, Any] = {"phase": phase, "after": earlier, "ms": (now - before) * 1000}
            gap |= {"worked_ms": worked - own, "queued_ms": queued - waited, "collected_ms": self._collected * 1000}
            if now - before > _LONG_SECONDS:
                gap["at"] = [f"{count}x {stack}" for stack, count in Counter(self._seen).most_common(2)]
                gap["others"] = [f"{count}x {frame}" for frame, count in self._others.most_common(2)]
            self._seen, self._others, self._collected = [], Counter(), 0.0
            self.gaps.append(gap)

    def repaint(self, draw: Callable[[Any], None]) -> Callable[[Any], None]:
        """`draw`, counted when there is something to draw."""

        def counted(screen: Any) -> None:
            if screen._compositor._dirty_regions or screen._dirty_widgets:
                self.repaints += 1
            draw(screen)

        return counted

    def _collect(self, stage: str, _: dict[str, int]) -> None:
        if stage == "start":
            self._collecting = time.perf_counter()
        else:
            self._collected += time.perf_counter() - self._collecting

    def _look(self) -> None:
        while True:
            time.sleep(_SLEEP_SECONDS)
            if time.perf_counter() - self._turned < _LONG_SECONDS:
                continue
            frames = sys._current_frames()
            self._seen.append(" < ".join(_innermost(frames[self._main])))
            for thread in threading.enumerate():
                frame = frames.get(thread.ident or 0)
                if frame and thread.ident != self._main and not frame.f_code.co_filename.endswith(_IDLE_FILES):
                    self._others[f"{thread.name}: {' < '.join(_innermost(frame, 3))}"] += 1


def _innermost(frame: FrameType | None, count: int = 5) -> list[str]:
    """Where a thread is: its innermost frame, and then the innermost ones of packages, without the event loop's own."""
    found: list[str] = []
    while frame and len(found) < count:
        path = Path(frame.f_code.co_filename)
        if "asyncio" not in path.parts and (not found or "importlib" not in str(path)):
            found.append(f"{path.parent.name}/{path.stem}.{frame.f_code.co_name}:{frame.f_lineno}")
        frame = frame.f_back
    return found


def _schedule() -> tuple[float, float]:
    """Milliseconds that this thread worked, and waited for a processor; zeros where the kernel does not say."""
    try:
        worked, queued, _ = Path("/proc/thread-self/schedstat").read_text().split()
    except (OSError, ValueError):
        return 0.0, 0.0
    return int(worked) / 1e6, int(queued) / 1e6


def _phase(app: VoiceintApp) -> str:
    if not app.screen.is_mounted or app._exit:
        return "coming or going"
    return str(getattr(app.screen, "moment", None) or type(app.screen).__name__.removesuffix("Screen").lower())


async def _until(app: VoiceintApp, phase: str, key: str = "") -> None:
    """Wait until this is up, pressing a key now and then if one leads there, and look at it for a moment."""
    while _phase(app) != phase:
        await asyncio.sleep(0.02)
        if key:
            await _press(app, key)
    await asyncio.sleep(_READ_SECONDS)


async def _press(app: VoiceintApp, *keys: str) -> None:
    for key in keys:
        app.simulate_key(key)
        await asyncio.sleep(_READ_SECONDS / 2)


async def _rehearse(app: VoiceintApp, watch: Watch, microphone: Any, clips: list[Any]) -> None:
    from voiceint.tui.screens.interview import InterviewScreen

    watching = asyncio.create_task(watch.run())
    await _until(app, "home")
    question = next(each for each in app.studio.bank.questions if each.kind == Kind.BEHAVIOURAL and each.sample)
    app.push_screen(InterviewScreen(app.studio, Session.of_questions([question] * len(clips))))
    for clip in clips:
        microphone.clip = clip
        await _until(app, "ready")
        microphone.spoken.clear()
        await _press(app, "space")
        while not microphone.spoken.is_set():
            await asyncio.sleep(0.02)
        app.simulate_key("space")
        await _until(app, "assessment")
        await _press(app, "m", "pagedown", "pagedown", *(["n"] if clip is not clips[-1] else []))
    for key in ("", "h", "b", "z", "question_mark"):
        if key:
            await _press(app, key, "down")
        await _until(app, "home", "escape")
    watching.cancel()
    app.exit()


def _inside(files: list[Path], model: str) -> dict[str, Any]:
    """In the terminal of its own: rehearse and measure."""
    from audio.devices import Devices
    from audio.sound_file import read_sound_file
    from lab.paced_microphone import PacedMicrophone

    clips = [read_sound_file(file).at_rate(48_000) for file in files]
    microphone = PacedMicrophone(clips[0])
    paths, folder = Paths.of_user(), Path(tempfile.mkdtemp())
    store = Store(folder / "history.db", folder / "recordings")

    def build() -> Any:
        from audio.silent_speaker import SilentSpeaker
        from voiceint.wiring import build_interviewer

        return build_interviewer(Settings(model=model), paths, store, microphone, SilentSpeaker())

    app = VoiceintApp(Studio(load_bank(), store, build, lambda: Devices((), (), microphone.name, None)))
    watch = Watch(lambda: _phase(app))
    Screen._compositor_refresh = watch.repaint(Screen._compositor_refresh)  # type: ignore[method-assign,assignment]
    began = time.perf_counter()
    app.run(auto_pilot=lambda _: _rehearse(app, watch, microphone, clips))
    app.leave()
    store.close()
    if app._exception is not None:  # it is on the terminal
        os._exit(1)
    return {"seconds": time.perf_counter() - began, "repaints": watch.repaints, "gaps": watch.gaps}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="+", type=Path)
    parser.add_argument("--model", default="base")
    parser.add_argument("--json", action="store_true", help="print the table and every gap over 50 ms as JSON")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)  # this is the child; where the figures go
    options = parser.parse_args()
    if options.inside:
        options.inside.write_text(json.dumps(_inside(options.file, options.model)))
        os._exit(0)
    found = _outside(options.file, options.model)
    if options.json:
        print(json.dumps(found, indent=2))
        return
    print(f"{found['seconds']:.0f} s, {found['repaints']} repaints\n\n| phase | gaps | median, ms | p99 | longest |")
    print("|---" * 5 + "|")
    for phase, row in found["phases"].items():
        print(f"| {phase} | {row['gaps']} | {row['median']:.1f} | {row['p99']:.0f} | {row['longest']:.0f} |")
    for gap in found["long"][:_WORST]:
        print(f"\n{gap['ms']:.0f} ms, {gap['after']} > {gap['phase']}: worked {gap['worked_ms']:.0f} ms, ", end="")
        print(f"waited for a processor {gap['queued_ms']:.0f} ms, collected garbage {gap['collected_ms']:.0f} ms")
        print(*(f"  {line}" for line in (*gap["at"], *(f"others: {frame}" for frame in gap["others"]))), sep="\n")


def _outside(files: list[Path], model: str) -> dict[str, Any]:
    """Run the child and sum up what it found."""
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures.json"
        command = [sys.executable, "-m", "lab.frames", "--inside", str(figures), "--model", model]
        with Terminal([*command, *(str(file.resolve()) for file in files)], dict(os.environ)) as terminal:
            limit = time.monotonic() + _LONGEST_SECONDS * (1 + len(files))
            while terminal.process.poll() is None and time.monotonic() < limit:
                terminal.read(0.1)
        if not figures.is_file():
            sys.exit(f"The session did not end; the screen was: {terminal.text}")
        found: dict[str, Any] = json.loads(figures.read_text())
    phases: dict[str, list[float]] = {}
    for gap in found["gaps"]:
        phases.setdefault(gap["phase"], []).append(gap["ms"])
    long = [gap for gap in found.pop("gaps") if gap["ms"] > _LONG_SECONDS * 1000]
    found["phases"] = {phase: _row(sorted(gaps)) for phase, gaps in phases.items()}
    return {**found, "long": sorted(long, key=lambda gap: -gap["ms"])}


def _row(gaps: list[float]) -> dict[str, float]:
    p99 = gaps[min(len(gaps) - 1, int(len(gaps) * 0.99))]
    return {"gaps": len(gaps), "median": statistics.median(gaps), "p99": p99, "longest": gaps[-1]}


if __name__ == "__main__":
    main()
