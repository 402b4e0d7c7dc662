"""Something on the screen at once, while the terminal app is still being imported."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_ENTER = "\x1b[?1049h"
_LEAVE = "\x1b[?25h\x1b[?1049l"
_FRAME = (
    "\x1b[?25l\x1b[2J"
    "\x1b[2;5H\x1b[1mvoiceint\x1b[22m"
    "\x1b[3;5HRehearse your interview out loud. Nothing leaves this machine."
    "\x1b[5;5HGetting ready ..."
)


@contextmanager
def first_frame() -> Iterator[None]:
    """Have a plain frame on the terminal's other screen, where the app then draws over it.

    Keys are not echoed meanwhile; they wait for the app. What is printed on standard error is kept until the
    terminal's own screen is back, as nobody could read it on the other one.
    """
    try:
        import termios
    except ImportError:  # Windows has another way, and the app does without
        yield
        return
    terminal = sys.stdout.fileno()
    before = termios.tcgetattr(terminal)
    quiet = termios.tcgetattr(terminal)
    quiet[3] &= ~termios.ECHO
    errors, said = sys.stderr, io.StringIO()
    sys.stderr = said
    termios.tcsetattr(terminal, termios.TCSANOW, quiet)
    _write(terminal, _ENTER + _FRAME)
    try:
        yield
    finally:
        _write(terminal, _LEAVE)
        termios.tcsetattr(terminal, termios.TCSANOW, before)
        sys.stderr = errors
        print(said.getvalue(), end="", file=errors)


def _write(terminal: int, text: str) -> None:
    os.write(terminal, text.encode())
