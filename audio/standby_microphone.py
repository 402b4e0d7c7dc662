"""A microphone that listens while the person thinks, and keeps the last half second."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from threading import Condition, Event, Thread, Timer

from audio.errors import DeviceError
from audio.ports import Block, Microphone, ignore

PREROLL_SECONDS = 0.5
"""How much of what was heard before the answer began is part of it: people begin to speak as they press the key."""

SLOW_SECONDS = 1.0
"""A microphone that sent nothing for this long after it was opened is said to be slow."""

SLOW = "The microphone has not answered yet: it may be waking up. You can wait, or leave and type."

_RETRY_SECONDS = 2.0
_LAST_SECONDS = 0.4
"""How long the device may take to hand out its last blocks; one that hangs is left alone after that."""

_POLL_SECONDS = 0.05


class StandbyMicrophone:
    """Another microphone, opened ahead of time on a thread of its own. Serves for one answer.

    Nothing that was heard before `open` can come out of it. As whoever listens only waits for the thread,
    a device or a sound server that hangs holds up nobody.
    """

    def __init__(
        self,
        microphone: Microphone,
        on_block: Callable[[Block], None] = ignore,
        on_trouble: Callable[[str], None] = ignore,
    ) -> None:
        """Say what to open and whom to tell; both are called from another thread, and only until `listen`.

        Args:
            microphone: Where the sound comes from.
            on_block: Called with every block that is heard.
            on_trouble: Called with one line when the microphone does not work, with "" when it does again.
        """
        self._microphone = microphone
        self._on_block = on_block
        self._on_trouble = on_trouble
        self._heard: deque[Block | Exception | None] = deque()
        self._seconds = 0.0
        self._taken = False
        self._news = Condition()
        self._closed = Event()
        self._thread: Thread | None = None

    @property
    def name(self) -> str:
        """See `Microphone.name`."""
        return self._microphone.name

    def open(self) -> None:
        """Begin to listen; returns at once."""
        self._closed = Event()
        self._heard = deque()
        self._thread = Thread(
            target=self._run, args=(self._closed, self._heard), name="microphone", daemon=True
        )  # a hanging device must not keep the program from ending
        self._thread.start()

    def forget(self) -> None:
        """Drop what was kept so far: nothing heard before this moment can come out."""
        with self._news:
            self._heard.clear()
            self._seconds = 0.0

    def listen(self, stop: Event) -> Iterator[Block]:
        """What was kept, then what is heard, without a gap. See `Microphone.listen`."""
        with self._news:
            self._taken = True
            self._news.notify_all()
        if self._thread is None:
            self.open()
        give_up = float("inf")
        try:
            while True:
                item = self._next()
                if isinstance(item, Block):
                    yield item
                elif isinstance(item, Exception):
                    raise item
                elif item is None:
                    return
                if stop.is_set() and not self._closed.is_set():
                    self._closed.set()
                    give_up = time.monotonic() + _LAST_SECONDS
                if time.monotonic() > give_up:
                    return
        finally:
            self._end()

    def close(self) -> None:
        """End what was opened. Waits for the device, but not for one that hangs."""
        thread = self._thread
        self._end()
        if thread is not None:
            thread.join(_LAST_SECONDS)

    def _end(self) -> None:
        self._closed.set()
        self._thread = None
        with self._news:
            self._taken = True
            self._news.notify_all()

    def _next(self) -> Block | Exception | bool | None:
        """The next thing that was heard: a block, an error, None at the end; False when there is none yet."""
        with self._news:
            if not self._heard:
                self._news.wait(_POLL_SECONDS)
            return self._heard.popleft() if self._heard else False

    def _run(self, closed: Event, heard: deque[Block | Exception | None]) -> None:
        """On the thread: listen, and as long as nobody takes what is heard, try again when that fails."""
        slow = Timer(SLOW_SECONDS, self._tell, args=(SLOW,))
        slow.daemon = True
        slow.start()
        working = False
        while not closed.is_set():
            end: Exception | None = None
            try:
                for block in self._microphone.listen(closed):
                    if not working:
                        working = True
                        slow.cancel()
                        self._tell("")
                    self._keep(block, heard)
            except Exception as error:  # raised again in the thread that listens
                end = error
            slow.cancel()
            working = False
            with self._news:
                if self._taken or not isinstance(end, DeviceError):
                    heard.append(end)
                    self._news.notify_all()
                    return
                heard.clear()
                self._seconds = 0.0
            self._tell(str(end))
            with self._news:
                self._news.wait_for(lambda: self._taken, _RETRY_SECONDS)

    def _keep(self, block: Block, heard: deque[Block | Exception | None]) -> None:
        with self._news:
            heard.append(block)
            if self._taken:
                self._news.notify_all()
                return
            self._seconds += len(block.pcm) / block.rate
            while isinstance(oldest := heard[0], Block):
                rest = self._seconds - len(oldest.pcm) / oldest.rate
                if rest < PREROLL_SECONDS:
                    break
                self._seconds = rest
                heard.popleft()
        self._on_block(block)

    def _tell(self, line: str) -> None:
        if not self._taken:
            self._on_trouble(line)
