"""How far the work is, for whoever waits for it."""

import time
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TextIO

from voiceint.folder.row import FAILED, Row
from voiceint.safe_text import safe_text

_EVERY_SECONDS = 10.0
"""How often a line is written where lines cannot be rewritten."""


_TRIED = 3
"""So many must be done before the time that is left can be told; the first ones wait for the model."""


class Progress:
    """Tells what is done, what failed and how long it will take: one line that is rewritten, or lines in a log."""

    def __init__(self, total: int, stream: TextIO, rewrites: bool, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin.

        Args:
            total: How many files are to be judged now.
            stream: Where it is told.
            rewrites: Whether a line there can be rewritten.
            clock: Seconds that pass.
        """
        self._total = total
        self._stream = stream
        self._rewrites = rewrites
        self._clock = clock
        self._began = self._told = clock()
        self._done = self._failed = 0
        if total:
            self._write(f"0 of {total} done", stays=not rewrites)

    def tell(self, row: Row) -> None:
        """One more is done."""
        self._done += 1
        if row.status == FAILED:
            self._failed += 1
            name = PurePosixPath(row.file).name
            self._write(f"{row.file}: {row.problem.removeprefix(f'{name} ')}", stays=True)
        now = self._clock()
        if self._rewrites or now - self._told >= _EVERY_SECONDS:
            self._told = now
            self._write(self._state(now), stays=not self._rewrites)

    def end(self) -> None:
        """Leave the line for what comes after it."""
        if self._rewrites:
            self._write("", stays=False)

    def _state(self, now: float) -> str:
        failed = f", {self._failed} failed" if self._failed else ""
        seconds = (now - self._began) / self._done * (self._total - self._done)
        left = f", {_duration(seconds)} left" if _TRIED <= self._done < self._total else ""
        return f"{self._done} of {self._total} done{failed}{left}"

    def _write(self, line: str, stays: bool) -> None:
        text = " ".join(safe_text(line).split())
        start = "\r\x1b[K" if self._rewrites else ""
        print(f"{start}{text}", end="\n" if stays else "", file=self._stream, flush=True)


def _duration(seconds: float) -> str:
    if seconds < 60:
        return "less than a minute"
    minutes = round(seconds / 60)
    return f"about {minutes} min" if minutes < 60 else f"about {minutes // 60} h {minutes % 60:02} min"
