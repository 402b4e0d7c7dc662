"""Work that would block the screen, on threads of the app's own.

Textual's thread workers are joined without a limit when the app ends, and a decoding step cannot be
interrupted; these threads are given a moment to finish and are then left behind by the process.
"""

import time
from collections.abc import Callable
from threading import Thread

LEAVE_SECONDS = 0.8
"""Time for a recording to be closed when the app ends."""


class Background:
    """The threads of one app.

    Attributes:
        on_crash: Called, on the thread, with an error that nobody expected.
    """

    def __init__(self) -> None:
        self.on_crash: Callable[[Exception], None] = lambda error: None
        self._threads: list[Thread] = []

    def start(self, work: Callable[[], None]) -> None:
        """Run `work` on a new thread."""

        def guarded() -> None:
            try:
                work()
            except Exception as error:  # a bug: the app shows it and ends
                self.on_crash(error)

        thread = Thread(target=guarded, name="background", daemon=True)
        self._threads = [other for other in self._threads if other.is_alive()] + [thread]
        thread.start()

    def leave(self) -> None:
        """Wait for the threads, but not for long."""
        limit = time.monotonic() + LEAVE_SECONDS
        for thread in self._threads:
            thread.join(max(0.0, limit - time.monotonic()))
