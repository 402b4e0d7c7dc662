"""A real terminal with the program in it: bytes go in, the screen and the raw bytes come out."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from types import TracebackType

import pyte


class Terminal:
    """A pseudo-terminal of 80 by 24 with a command running in it."""

    def __init__(self, command: list[str], environment: dict[str, str], columns: int = 80, rows: int = 24) -> None:
        self.raw = b""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
            start_new_session=True,
        )
        os.close(slave)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._master)

    @property
    def text(self) -> str:
        """The screen, spaces folded."""
        return " ".join(" ".join(self._screen.display).split())

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._master, keys.encode())

    def read(self, seconds: float) -> None:
        """Take what the program prints for at most this long."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if ready:
            try:
                data = os.read(self._master, 65536)
            except OSError:  # the program has gone
                return
            self.raw += data
            self._stream.feed(data)

    def wait_for(self, text: str, seconds: float = 30) -> None:
        """Read until a text is on the screen."""
        limit = time.monotonic() + seconds
        while text not in self.text:
            if time.monotonic() > limit or self.process.poll() is not None:
                raise AssertionError(f"'{text}' never came; the screen is: {self.text}")
            self.read(0.1)

    def wait_for_end(self, seconds: float = 10) -> int:
        """Read until the program has ended; return its exit status."""
        limit = time.monotonic() + seconds
        while self.process.poll() is None:
            if time.monotonic() > limit:
                raise AssertionError(f"the program did not end; the screen is: {self.text}")
            self.read(0.05)
        self.read(0)
        return self.process.returncode
