"""How quick a long history is: `python -m lab.history [--takes 10000]`.

Answers of the training set are judged once each and kept over and over, under other ids and at other times.
Prints the median of several runs, in milliseconds.
"""

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

import numpy as np

from audio.clip import Clip
from audio.devices import Devices
from audio.file_microphone import FileMicrophone
from audio.silent_speaker import SilentSpeaker
from audio.transcript import Transcript
from bank import Kind, load_bank
from lab.answers import SPLITS, read_answers
from lab.pictures import ToldTranscriber
from voiceint.attempt import Attempt, Place, Stage
from voiceint.history import Filter, Store
from voiceint.interviewer import Interviewer, judge
from voiceint.paths import Paths
from voiceint.progress import measure_progress
from voiceint.repetition import suggest_session
from voiceint.tui.app import VoiceintApp
from voiceint.tui.screens.history import HistoryScreen
from voiceint.tui.studio import Studio

_DIFFERENT = 150
"""So many answers are judged; more would only make the preparation longer."""

_PER_SESSION = 5
_ROUNDS = 7
_SEARCHES = ("queue", "customer complaint", '"on the phone"', "refund", "the")


def main() -> None:
    """Make a history and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--takes", type=int, default=10_000)
    takes = parser.parse_args().takes
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths(Path(folder), Path(folder) / "cache", Path(folder) / "logs")
        store = Store(paths.database, paths.recordings)
        began = time.perf_counter()
        _fill(store, takes)
        print(f"{takes} answers kept in {time.perf_counter() - began:.1f} s, {_megabytes(paths.database):.0f} MB")
        store.close()
        _measure(paths)


def _fill(store: Store, takes: int) -> None:
    questions = [each for each in load_bank().questions if each.kind == Kind.BEHAVIOURAL]
    judged = []
    for number, answer in enumerate(read_answers(SPLITS["train"])[:_DIFFERENT]):
        question, transcript = questions[number % len(questions)], Transcript.typed(answer.text)
        judged.append((question, transcript, judge(question, transcript, None, None)))
    chance = random.Random(1)
    start = datetime.now(UTC) - timedelta(days=takes // 20)
    attempts = []
    for number in range(takes):
        question, transcript, assessment = chance.choice(judged)
        at = start + timedelta(minutes=number * 60)
        session = f"{number // _PER_SESSION:032x}"
        attempt = Attempt(question, uuid4().hex, at, Stage.ASSESSED, None, transcript, assessment)
        attempts.append((replace(attempt, place=Place(session, number % _PER_SESSION)), ()))
    store.take_in(attempts, [])


def _measure(paths: Paths) -> None:
    def opened() -> None:
        Store(paths.database, paths.recordings).close()

    store = Store(paths.database, paths.recordings)
    newest = store.summaries(limit=1)[0].id
    _print("open the history", opened)
    _print("first page of 200", lambda: store.summaries(limit=200))
    _print("count", store.count)
    _print("every line", store.summaries)
    _print("lines without a result", lambda: store.summaries(Filter(missing="result"), 200))
    _print("open one answer", lambda: store.find(newest))
    for words in _SEARCHES:
        found = len(store.search(words, limit=100_000))
        _print(f"search {words}, in {found} answers", partial(store.search, words))
    lines = store.summaries()
    _print("progress", lambda: measure_progress(lines))
    bank, now = load_bank(), datetime.now(UTC)
    _print("plan of the next session", lambda: suggest_session(bank, lines, now))
    print(f"{'the screen, until it is painted':<60} {statistics.median(asyncio.run(_screen(store))) * 1000:8.1f} ms")
    _print("delete one", lambda: store.delete(store.summaries(limit=1)[0].id))
    _print("back up", lambda: store.back_up(), rounds=1)
    store.close()


def _print(name: str, work: Callable[[], object], rounds: int = _ROUNDS) -> None:
    seconds = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    print(f"{name:<60} {statistics.median(seconds) * 1000:8.1f} ms", flush=True)


async def _screen(store: Store) -> list[float]:
    """Seconds from the key until the history is painted."""

    def build() -> Interviewer:
        silence = FileMicrophone(Clip(np.zeros(1, np.float32), 16_000))
        return Interviewer(None, SilentSpeaker(), silence, ToldTranscriber(""), store)

    studio = Studio(load_bank(), store, build, lambda: Devices((), (), None, None))
    app = VoiceintApp(studio)
    seconds = []
    async with app.run_test(size=(120, 40)) as pilot:
        for _ in range(_ROUNDS):
            painted = asyncio.Event()
            began = time.perf_counter()
            screen = HistoryScreen(studio)
            app.push_screen(screen)
            while not screen.is_current or not screen.query("#attempts"):
                await asyncio.sleep(0)
            screen.call_after_refresh(painted.set)
            await painted.wait()
            seconds.append(time.perf_counter() - began)
            app.pop_screen()
            await pilot.pause()
    return seconds


def _megabytes(file: Path) -> float:
    return file.stat().st_size / 1_000_000


if __name__ == "__main__":
    main()
