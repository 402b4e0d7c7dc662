"""What `kill -9` costs: `python -m lab.kill`. Exit status 1 if more was lost than is promised.

The promises: whatever was finished is kept, at most half a second of the current answer is lost, the history always
opens, and what was left can be finished. A child takes one answer after another with the real interviewer, recorder
and store, and tells what it does through a pipe. It is killed at a random moment of a random stage, so that short
stages are hit as often as long ones; then the history is opened and everything in it is compared with what was spoken.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Event
from typing import IO

import numpy as np

from audio.clip import Clip, Pcm
from audio.errors import SoundFileError
from audio.part_file import PART_SUFFIX
from audio.ports import Block, Progress
from audio.silent_speaker import SilentSpeaker
from audio.transcript import Transcript, Word
from audio.wav import read_wav
from bank import Kind, Question
from lab.paced_microphone import PacedMicrophone
from voiceint.attempt import Attempt, Stage
from voiceint.errors import StorageError
from voiceint.history import Store, open_store
from voiceint.interviewer import Interviewer
from voiceint.paths import Paths
from voiceint.turn import Moment, Turn

RATE = 48_000
MOST_LOST_SECONDS = 0.5
_ANSWER_SECONDS = (0.8, 1.6)
_DECODING_SECONDS = 0.1
"""What the last stretch of an answer takes; long enough to be killed in it."""

_WORD_FRAMES = RATE // 20
_STORY = (
    "Last year our backlog had doubled to 400 tickets. My task was to clear it before the summer. I sorted every "
    "ticket by age and I trained eight agents. As a result the backlog fell from 400 to 30."
).split()
_QUESTION = Question("lab-kill", "Tell me about a backlog that you cleared.", Kind.BEHAVIOURAL)

_KILLS_PER_HISTORY = 10
_CHILD = "import sys; from lab.kill import answer_until_killed; answer_until_killed(sys.argv[1], int(sys.argv[2]))"
START, FINISHED = "start", "finished"
_STARTING, _BETWEEN, _UNKNOWN = "starting", "between answers", "unknown"
_STAGES = (_STARTING, *Stage, _BETWEEN, _UNKNOWN)
_WINDOWS: tuple[tuple[str, float], ...] = (
    (START, 0.8),
    (Moment.OPENING, 0.02),
    (Moment.LISTENING, 1.4),
    (Moment.LISTENING, 1.4),
    (Moment.TRANSCRIBING, 0.12),
    (Moment.ASSESSING, 0.012),
    (FINISHED, 0.02),
)
"""Where kills are aimed: from something the child told, within so many seconds; about as long as the stage lasts."""


@dataclass(frozen=True)
class Aim:
    """When to kill: `delay` seconds after the child has told `event` once more than `skipped` times."""

    event: str
    delay: float
    skipped: int = 0


@dataclass(frozen=True)
class Outcome:
    """What a kill did.

    Attributes:
        stage: What it hit: a stage of the current answer, or what the program did if there was none.
        lost: Seconds that had been spoken and are not in the recording.
        kept: Finished answers that were looked for.
        broken: Promises that were broken, one line each.
    """

    stage: str
    lost: float
    kept: int
    broken: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """A line of the table: the kills that hit one stage, and the seconds that they cost."""

    stage: str
    kills: int
    lost_median: float
    lost_worst: float
    broken: int

    @classmethod
    def of(cls, stage: str, outcomes: list[Outcome]) -> "Row":
        """Sum up."""
        lost = [outcome.lost for outcome in outcomes]
        broken = sum(bool(outcome.broken) for outcome in outcomes)
        return cls(stage, len(outcomes), statistics.median(lost), max(lost), broken)


def spoken(seed: int, number: int) -> Clip:
    """What is said in an answer: noise, so that no two stretches are alike."""
    draw = np.random.default_rng((seed, number))
    length = int(draw.uniform(*_ANSWER_SECONDS) * RATE)
    return Clip.of_pcm(draw.integers(-9000, 9000, length).astype(np.int16), RATE)


def words(frames: int) -> tuple[Word, ...]:
    """What the stand-in for Whisper hears: a word in every twentieth of a second, whatever the sound."""
    seconds = _WORD_FRAMES / RATE
    return tuple(
        Word(_STORY[place % len(_STORY)], place * seconds, (place + 1) * seconds)
        for place in range(frames // _WORD_FRAMES)
    )


class CountingTranscriber:
    """Hears as many words as there was sound, so that a transcript shows how much it was made from."""

    name = "counting"

    def warm_up(self) -> None:
        """There is nothing to load."""

    def start(self, hint: str, on_progress: Callable[[Progress], None]) -> "CountingTranscription":
        """See `Transcriber.start`."""
        return CountingTranscription(on_progress)


class CountingTranscription:
    """One answer's words."""

    def __init__(self, on_progress: Callable[[Progress], None]) -> None:
        self._on_progress = on_progress
        self._frames = 0

    def feed(self, block: Block) -> None:
        """Take sound, and show the words so far."""
        self._frames += len(block.pcm)
        self._on_progress(Progress(" ".join(word.text for word in words(self._frames))))

    def finish(self) -> Transcript:
        """Take as long as a short stretch of speech does."""
        time.sleep(_DECODING_SECONDS)
        return Transcript.of_words(words(self._frames), self._frames / RATE, CountingTranscriber.name)

    def cancel(self) -> None:
        """There is nothing to stop."""


class ToldMicrophone(PacedMicrophone):
    """Tells of every block before it hands it out."""

    def listen(self, stop: Event) -> Iterator[Block]:
        """See `Microphone.listen`."""
        frames = 0
        for block in super().listen(stop):
            frames += len(block.pcm)
            _tell("heard", frames, time.monotonic())
            yield block


def answer_until_killed(folder: str, seed: int) -> None:
    """Be the child: take one answer after another, and tell about it."""
    store = open_store(_paths(Path(folder)))
    number = 0
    while True:
        number += 1
        _tell("answer", number)
        microphone = ToldMicrophone(spoken(seed, number), ends=True)
        turn = Turn(on_moment=_tell)
        turn.answer()
        attempt = _interviewer(store, microphone).take(_QUESTION, turn)
        assert attempt is not None
        _tell(FINISHED, number, attempt.id)


def _tell(*news: object) -> None:
    os.write(1, (json.dumps(news) + "\n").encode())  # one short write, which no kill can tear


def _paths(folder: Path) -> Paths:
    return Paths(folder, folder, folder)


def _interviewer(store: Store, microphone: PacedMicrophone) -> Interviewer:
    return Interviewer(None, SilentSpeaker(), microphone, CountingTranscriber(), store)


@dataclass
class Testimony:
    """What a child has told.

    Attributes:
        number: The answer it was at; 0 before the first.
        frames: How many frames of it were handed to the recorder.
        at: When, by the monotonic clock, which all processes share.
        finished: The ids of the answers that were finished, by their number.
        seen: How often each event was told.
    """

    number: int = 0
    frames: int = 0
    at: float = 0.0
    finished: dict[int, str] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)

    def take(self, line: str) -> None:
        """Note one line."""
        event, *values = json.loads(line)
        self.seen[event] = self.seen.get(event, 0) + 1
        if event == "answer":
            self.number, self.frames = values[0], 0
        elif event == "heard":
            self.frames, self.at = values
        elif event == FINISHED:
            self.finished[values[0]] = values[1]

    def frames_spoken(self, now: float) -> int:
        """How much of the answer at hand had been said by then; more than the whole answer if it was over."""
        if not self.frames or self.number in self.finished:
            return 0
        return self.frames + int((now - self.at) * RATE)

    def listen(self, pipe: IO[str], until: Aim) -> None:
        """Follow the child until it is time to kill it."""
        while until.event != START and self.seen.get(until.event, 0) <= until.skipped:
            line = pipe.readline()
            if not line:
                raise RuntimeError("The child ended by itself; what it printed is above.")
            self.take(line)
        time.sleep(until.delay)


class History:
    """A data folder whose program is killed again and again."""

    def __init__(self, folder: Path) -> None:
        self._paths = _paths(folder)
        self._whole: dict[str, Pcm] = {}
        self._seen: set[str] = set()

    def kill(self, aim: Aim, seed: int) -> Outcome:
        """Run the program, kill it, look at what is left, and finish it."""
        told, killed = self._run(aim, seed)
        self._whole |= {key: spoken(seed, number).pcm for number, key in told.finished.items()}
        kept = len(self._whole)
        try:
            with closing(open_store(self._paths)) as store:
                examination = Examination(store)
                attempts = {attempt.id: attempt for attempt in store.recent()}
                for key, pcm in self._whole.items():
                    examination.expect_whole(attempts.get(key), pcm)
                current = [attempt for key, attempt in attempts.items() if key not in self._seen | self._whole.keys()]
                whole = spoken(seed, told.number).pcm
                lost = examination.take_up(current, whole, min(len(whole), told.frames_spoken(killed)))
                self._seen |= attempts.keys()
                self._whole |= examination.finished
        except StorageError as error:
            return Outcome(_UNKNOWN, 0.0, kept, (f"The history cannot be used: {error}",))
        stage = current[0].stage if current else _BETWEEN if told.number else _STARTING
        return Outcome(stage, lost, kept, tuple(examination.broken))

    def _run(self, aim: Aim, seed: int) -> tuple[Testimony, float]:
        told = Testimony()
        command = [sys.executable, "-c", _CHILD, str(self._paths.data), str(seed)]
        home = Path(__file__).parent.parent
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=home) as child:
            assert child.stdout is not None
            try:
                told.listen(child.stdout, aim)
            finally:
                child.kill()
                child.wait()
                killed = time.monotonic()
            for line in child.stdout:
                told.take(line)
        return told, killed


class Examination:
    """Looks at what a killed program left in a history.

    Attributes:
        broken: The promises that were broken.
        finished: The recordings of interrupted answers that were finished afterwards.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.broken: list[str] = []
        self.finished: dict[str, Pcm] = {}

    def expect_whole(self, attempt: Attempt | None, pcm: Pcm) -> None:
        """A finished answer has its recording, its whole transcript and its assessment."""
        if attempt is None:
            self.broken.append("A finished answer is gone.")
            return
        self._expect(attempt.stage == Stage.ASSESSED and attempt.assessment, "A finished answer is not assessed.")
        heard = attempt.transcript.words if attempt.transcript else ()
        self._expect(heard == words(len(pcm)), "The transcript of a finished answer is not whole.")
        self._expect(np.array_equal(self._sound(attempt), pcm), "The recording of a finished answer is not whole.")

    def take_up(self, current: list[Attempt], whole: Pcm, said: int) -> float:
        """Recover and finish what was interrupted; return the seconds that are lost.

        Args:
            current: The answers that are new in the history; there should be one at most.
            whole: What would have been spoken in the end.
            said: How many frames of it were spoken.
        """
        self._expect(len(current) <= 1, "There are answers that nobody gave.")
        recorded = 0
        for attempt in current:
            before = self._sound(attempt)
            self._store.recover()
            after = self._sound(attempt)
            recorded = len(after)
            self._expect(np.array_equal(after[: len(before)], before), "Recovering changed the recording.")
            self._expect(np.array_equal(after, whole[:recorded]), "The recording is not what was spoken.")
            unfinished = attempt.stage == Stage.RECORDING
            self._expect(unfinished or recorded == len(whole), "A recording that was finished is not whole.")
            self._finish(attempt, after)
        lost = max(0, said - recorded) / RATE
        self._expect(lost <= MOST_LOST_SECONDS, f"{lost:.2f} s of the answer are lost.")
        return lost

    def _finish(self, attempt: Attempt, pcm: Pcm) -> None:
        found = self._store.find(attempt.id)
        if found is None or found.stage == Stage.RECORDING:
            self._expect(not len(pcm), "An answer with a recording was not recovered.")
            return
        if found.stage != Stage.ASSESSED:
            try:
                found = _interviewer(self._store, PacedMicrophone(spoken(0, 0))).finish(found)
            except SoundFileError as error:
                self.broken.append(f"A recovered answer cannot be finished: {error}")
                return
        self.expect_whole(self._store.find(found.id), pcm)
        self.finished[found.id] = pcm

    def _sound(self, attempt: Attempt) -> Pcm:
        """What is recorded of an answer; nothing if there is no file."""
        path = self._store.recording_path(attempt)
        for file in (path, path.with_name(path.stem + PART_SUFFIX)):
            if file.is_file():
                try:
                    return read_wav(file).pcm
                except SoundFileError as error:
                    self.broken.append(str(error))
        return np.zeros(0, dtype=np.int16)

    def _expect(self, kept: object, promise: str) -> None:
        if not kept:
            self.broken.append(promise)


def draw_aim(draw: random.Random) -> Aim:
    """A random moment of a random stage, in the first answer or a later one."""
    event, seconds = draw.choice(_WINDOWS)
    return Aim(event, draw.uniform(0, seconds), draw.randrange(2))


def kill_often(times: int, seed: int) -> Iterator[Outcome]:
    """Kill that often, in a new history every now and then so that making one is hit too."""
    draw = random.Random(seed)
    for first in range(0, times, _KILLS_PER_HISTORY):
        with tempfile.TemporaryDirectory(prefix="vi-kill-") as folder:
            history = History(Path(folder))
            for number in range(first, min(times, first + _KILLS_PER_HISTORY)):
                yield history.kill(draw_aim(draw), seed * 1_000_000 + number)


def main() -> None:
    """Kill, look, print."""
    parser = argparse.ArgumentParser(prog="python -m lab.kill", description="Kill the program at random moments.")
    parser.add_argument("--times", type=int, default=200, help="how often (200)")
    parser.add_argument("--seed", type=int, default=1, help="of the random moments (1)")
    parser.add_argument("--json", action="store_true", help="print a JSON document")
    options = parser.parse_args()
    outcomes = list(kill_often(options.times, options.seed))
    stages = sorted({outcome.stage for outcome in outcomes}, key=_STAGES.index)
    rows = [Row.of(stage, [outcome for outcome in outcomes if outcome.stage == stage]) for stage in stages]
    rows.append(Row.of("all", outcomes))
    broken = [fault for outcome in outcomes for fault in outcome.broken]
    if options.json:
        print(json.dumps({"seed": options.seed, "rows": [asdict(row) for row in rows], "broken": broken}))
    else:
        print("| killed while | kills | lost, median s | lost, worst s | broke a promise |\n|---|---|---|---|---|")
        for row in rows:
            print(f"| {row.stage} | {row.kills} | {row.lost_median:.3f} | {row.lost_worst:.3f} | {row.broken} |")
        print(f"Finished answers looked for and compared: {sum(outcome.kept for outcome in outcomes)}.")
        for fault in broken:
            print(fault)
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
