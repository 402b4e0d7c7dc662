"""Ends an answer by itself after a long silence."""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable
from statistics import median
from threading import Lock
from typing import TYPE_CHECKING

from voiceint.turn import Turn

if TYPE_CHECKING:
    from audio.ports import Progress

COUNTDOWN_SECONDS = 2.0
_PATIENCE_SECONDS = 4.0
_LONGER_SECONDS = 2.0
_FEW_WORDS = 25
"""About 12 seconds of speech; hardly an answer ends before that."""

_QUIETEST_SOUND = 0.01
_TIMES_NOISE = 3.0
"""A sound is a peak of at least 0.01 that is 3 times, 10 dB, the usual peak of the silence before the countdown."""

_LATE_SECONDS = 1.0
"""A report of silence may be this late, so nothing may have been heard for this long when it comes."""

_GAP_SECONDS = 0.5
"""Levels come every 10 to 50 ms; where none came for this long, nobody listened."""

_REMEMBER_SECONDS = 10.0

_OPEN_WORDS = frozenset(
    "a an the my our your their his its every "
    "and or but nor so because since although though while whereas if unless when which who whose than as then "
    "of to in on at by for from with without into onto about under between through during after until "
    "i we he she they is was are were be had have "
    "um uh er erm ah hmm like also plus basically actually".split()
)
"""Words that hardly anybody ends an answer with."""


def patience(text: str) -> float:
    """How much silence may follow an answer that reads like this before it seems over: 4 to 8 seconds."""
    longer = _is_open(text) + (len(text.split()) < _FEW_WORDS)
    return _PATIENCE_SECONDS + longer * _LONGER_SECONDS


def _is_open(text: str) -> bool:
    """Whether the last clause seems to go on: no full stop, or a last word that needs another."""
    end = text.rstrip().rstrip("\"'”’)")
    if not end.endswith((".", "?", "!")) or end.endswith(".."):
        return True
    last = re.search(r"\w+(?=\W*$)", end)
    return last is None or last[0].casefold() in _OPEN_WORDS


class AutoStop:
    """Watches one turn. A long silence starts a countdown; any sound ends it, and at its end the answer is over.

    Levels and progress may come from two threads.
    """

    def __init__(self, turn: Turn, clock: Callable[[], float] = time.monotonic) -> None:
        """Args: turn: told of the countdown and finished; clock: seconds from any start, never backwards."""
        self._turn = turn
        self._clock = clock
        self._lock = Lock()
        self._levels: deque[tuple[float, float]] = deque()
        self._silence = 0.0
        self._disturbed_at = clock()
        self._sound = _QUIETEST_SOUND
        self._ends_at: float | None = None

    def hear_progress(self, progress: Progress) -> None:
        """Take how far the answer is written down; its silence may be a second late."""
        with self._lock:
            if progress.silence is None or self._turn.finished.is_set():
                return
            text = f"{progress.text} {progress.tail}".strip()
            spoken = progress.silence < self._silence
            self._silence = progress.silence
            quiet = min(self._silence, self._clock() - self._disturbed_at)
            if spoken or not text or quiet < patience(text):
                self._stop_counting()
            elif self._ends_at is None:
                self._start_counting(quiet)

    def hear_level(self, level: float) -> None:
        """Take the peak of the last few milliseconds, 0 to 1."""
        with self._lock:
            now = self._clock()
            if self._levels and now - self._levels[-1][0] > _GAP_SECONDS:
                self._levels.clear()
                self._disturb(now)
            self._levels.append((now, level))
            while self._levels[0][0] < now - _REMEMBER_SECONDS:
                self._levels.popleft()
            if self._ends_at is None or self._turn.finished.is_set():
                return
            if level >= self._sound:
                self._disturb(now)
            elif now < self._ends_at:
                self._turn.on_countdown(self._ends_at - now)
            else:
                self._stop_counting()
                self._turn.finish()

    def _start_counting(self, quiet: float) -> None:
        """Begin the countdown after so many quiet seconds, unless something has been heard since the report was due."""
        now = self._clock()
        levels = [level for at, level in self._levels if at >= now - quiet]
        if not levels or now - self._levels[-1][0] > _GAP_SECONDS:
            return
        self._sound = max(_QUIETEST_SOUND, _TIMES_NOISE * median(levels))
        if all(level < self._sound for at, level in self._levels if at > now - _LATE_SECONDS):
            self._ends_at = now + COUNTDOWN_SECONDS
            self._turn.on_countdown(COUNTDOWN_SECONDS)

    def _disturb(self, now: float) -> None:
        """The silence must start anew."""
        self._disturbed_at = now
        self._stop_counting()

    def _stop_counting(self) -> None:
        if self._ends_at is not None:
            self._ends_at = None
            self._turn.on_countdown(None)
