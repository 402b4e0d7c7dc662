"""Finds sound that is missing from a stream."""

from collections import deque
from collections.abc import Callable

GAP_SECONDS = 0.25
"""Less than this is lost in the way in which blocks arrive; a sound server that changes devices loses about 0.6 s."""

_SETTLED_SECONDS = 0.2
_WINDOW_SECONDS = 0.3
"""A busy machine hands blocks out late and then several at once; what is missing is still missing after 0.2 s."""

_DRIFT = 0.001
"""Share by which a device's clock may be slower than the machine's."""


class GapCheck:
    """Compares how much sound there is with how much time went by since the stream began."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Args: clock: seconds from any start, never backwards."""
        self._clock = clock
        self._began: float | None = None
        self._heard = 0.0
        self._usual = 0.0
        self._late: deque[tuple[float, float]] = deque()

    def restart(self) -> None:
        """The next block begins a new stream."""
        self._began = None

    def hear(self, seconds: float) -> float:
        """Count a block of so many seconds in; returns how many seconds were just found to be missing, mostly 0."""
        now = self._clock()
        if self._began is None:
            self._began, self._heard, self._usual = now - seconds, 0.0, 0.0
            self._late.clear()
        self._heard += seconds
        late = now - self._began - self._heard
        self._usual = min(self._usual + _DRIFT * seconds, late)
        self._late.append((now, late))
        while self._late[0][0] < now - _WINDOW_SECONDS:
            self._late.popleft()
        missing = min(late for _, late in self._late) - self._usual
        if now - self._late[0][0] < _SETTLED_SECONDS or missing <= GAP_SECONDS:
            return 0.0
        self._usual += missing
        return missing
