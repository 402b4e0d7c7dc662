"""Judging several files at a time on this machine, each in a process that may crash."""

import os
import signal
import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from voiceint.folder.job import Job, Judge
from voiceint.folder.judge import judge_file
from voiceint.folder.row import Row


def default_workers() -> int:
    """Half the processor's cores, as Whisper decodes twice at the same time; at least 1."""
    return max(1, (os.cpu_count() or 1) // 2)


def judge_here(jobs: Iterable[Job], workers: int, judge: Judge = judge_file) -> Generator[Row, None, None]:
    """The rows of the jobs as they are done, `workers` at a time.

    The judge runs in processes that are made anew and never forked, as CTranslate2 cannot be. One that crashes costs
    the file it had, and another takes its place. All of them are killed when the generator is closed.
    """
    waiting = iter(jobs)
    team = [_Worker(judge, job) for job in islice(waiting, workers)]
    try:
        while team:
            for worker in _ready(team):
                row = worker.take()
                job = next(waiting, None)
                if job is not None:
                    worker.give(job)
                else:
                    team.remove(worker)
                    worker.end()
                yield row
    finally:
        for worker in team:
            worker.end()


class _Worker:
    """A process that judges one file after another; when it has crashed, a new one."""

    def __init__(self, judge: Judge, job: Job) -> None:
        self._judge = judge
        self._start()
        self.give(job)

    def give(self, job: Job) -> None:
        """Begin a file."""
        self._job = job
        with suppress(BrokenPipeError):  # it crashed, as `take` will find
            self.pipe.send(job)

    def take(self) -> Row:
        """The row of the file that was begun; waits for it."""
        try:
            row: Row = self.pipe.recv()
        except (EOFError, ConnectionError):
            self.end()
            self._start()
            return Row.failed(
                self._job.file, self._job.question, "The program crashed on it: convert it to WAV, and try again."
            )
        return row

    def end(self) -> None:
        """Kill the process, whatever it does."""
        self._process.kill()
        self._process.join()
        self.pipe.close()

    def _start(self) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process: SpawnProcess = context.Process(target=_work, args=(theirs, self._judge), daemon=True)
        with _interrupts_held():
            self._process.start()
        theirs.close()


def _ready(team: list[_Worker]) -> list[_Worker]:
    """Wait for those who have done their file, or crashed."""
    pipes = wait([worker.pipe for worker in team])
    return [worker for worker in team if worker.pipe in pipes]


def _work(pipe: "Connection[Row, Job]", judge: Judge) -> None:
    """In the process: judge what comes, until whoever asks is gone, however that ended."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)  # what native libraries print would run into the line of progress
    os.dup2(nothing, 2)
    with suppress(EOFError, ConnectionError):
        while True:
            pipe.send(judge(pipe.recv()))


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Have processes that are started here never hear of Ctrl+C, which goes to the whole terminal: we end them."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
