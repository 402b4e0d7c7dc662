"""Starts the terminal app and ends everything it started."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from voiceint.errors import StorageError
from voiceint.paths import make_private
from voiceint.session import Session
from voiceint.tui.app import VoiceintApp
from voiceint.tui.studio import Studio


def run_app(studio: Studio, session: Session | None, logs: Path) -> int:
    """Show the app until the user quits; return the exit status.

    Args:
        studio: What the app works with.
        session: Go straight into this session, or None for the home screen.
        logs: Folder for what native libraries print.
    """
    app = VoiceintApp(studio, session)
    with _quiet_native_libraries(logs):
        try:
            app.run()
        finally:
            app.leave()
    if app.crash is not None:
        raise app.crash
    return app.return_code or 0


@contextmanager
def _quiet_native_libraries(logs: Path) -> Iterator[None]:
    """Have file descriptor 2 in a log: PortAudio, ALSA and eSpeak print there, in the middle of the screen.

    Textual draws on `sys.__stderr__`, which is given a copy of the terminal.
    """
    try:
        log = os.open(make_private(logs) / "native.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except (OSError, StorageError):  # a log is not worth a session
        log = os.open(os.devnull, os.O_WRONLY)
    terminal = os.dup(2)
    before = sys.stderr, sys.__stderr__
    os.dup2(log, 2)
    os.close(log)
    screen = os.fdopen(terminal, "w", buffering=1, encoding="utf-8", errors="replace")
    sys.stderr = sys.__stderr__ = screen  # type: ignore[misc]
    try:
        yield
    finally:
        screen.flush()
        os.dup2(terminal, 2)
        sys.stderr, sys.__stderr__ = before  # type: ignore[misc]
        screen.close()
