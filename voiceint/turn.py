"""What crosses between the person who answers and the thread that takes the answer."""

from __future__ import annotations

import queue
from collections.abc import Callable
from enum import StrEnum
from threading import Event, Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # numpy comes with it, and the first screen should not wait for that
    from audio.ports import Progress


class Moment(StrEnum):
    """Where a turn is."""

    ASKING = "asking"
    READY = "ready"
    OPENING = "opening"
    LISTENING = "listening"
    PAUSED = "paused"
    INTERRUPTED = "interrupted"
    TRANSCRIBING = "transcribing"
    ASSESSING = "assessing"
    KEPT = "kept"


class Command(StrEnum):
    """What the person wants before the answer begins."""

    REPLAY = "replay"
    ANSWER = "answer"
    LEAVE = "leave"


def _ignore(_: object) -> None:
    """What a turn does with news that nobody asked for."""


class Turn:
    """One question being asked and answered. The commands may be given from any thread.

    Attributes:
        hush: Set while nothing should be played.
        finished: Set when the answer is over.
        paused: Set while the answer rests: what is heard is no part of it.
        cancelled: Set when the person left.
    """

    def __init__(
        self,
        on_moment: Callable[[Moment], None] = _ignore,
        on_level: Callable[[float], None] = _ignore,
        on_progress: Callable[[Progress], None] = _ignore,
        on_notice: Callable[[str], None] = _ignore,
        on_countdown: Callable[[float | None], None] = _ignore,
    ) -> None:
        """Say whom to tell; all of them are called from other threads.

        Args:
            on_moment: The turn has come to this moment.
            on_level: Peak of the last few milliseconds, 0 to 1.
            on_progress: How far the answer is written down.
            on_notice: One line about something that does not work as it should; "" once it does.
            on_countdown: Seconds until the answer ends by itself, 2 to 0; None when it does not after all.
        """
        self.on_moment = on_moment
        self.on_level = on_level
        self.on_progress = on_progress
        self.on_notice = on_notice
        self.on_countdown = on_countdown
        self.hush = Event()
        self.finished = Event()
        self.paused = Event()
        self.cancelled = Event()
        self._commands: queue.SimpleQueue[Command] = queue.SimpleQueue()
        self._lock = Lock()
        self._on_cancel: Callable[[], None] = lambda: None

    def replay(self) -> None:
        """Ask the question again."""
        self._send(Command.REPLAY)

    def answer(self) -> None:
        """Stop asking and begin the answer."""
        self._send(Command.ANSWER)

    def rest(self) -> None:
        """Pause the answer, or go on with it."""
        if self.paused.is_set():
            self.paused.clear()
            self.on_moment(Moment.LISTENING)
        else:
            self.paused.set()
            self.on_moment(Moment.PAUSED)

    def finish(self) -> None:
        """The answer is over."""
        self.finished.set()

    def cancel(self) -> None:
        """Leave. What was recorded is kept; nothing more is done with it."""
        self.cancelled.set()
        self.finished.set()
        self._send(Command.LEAVE)
        self._on_cancel()

    def next_command(self) -> Command:
        """Wait for the person's next command."""
        command = self._commands.get()
        with self._lock:
            if self._commands.empty() and not self.cancelled.is_set():
                self.hush.clear()
        return Command.LEAVE if self.cancelled.is_set() else command

    def when_cancelled(self, callback: Callable[[], None]) -> None:
        """Have `callback` called when the person leaves, at once if they did already."""
        self._on_cancel = callback
        if self.cancelled.is_set():
            callback()

    def _send(self, command: Command) -> None:
        with self._lock:
            self._commands.put(command)
            self.hush.set()
