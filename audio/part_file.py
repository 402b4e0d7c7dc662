"""Unfinished recordings: how they are called, and whether somebody is still writing one."""

import sys
import time
from pathlib import Path

if sys.platform != "win32":
    import fcntl

PART_SUFFIX = ".part.wav"
"""Ending of a recording that is not finished, or whose recorder was killed."""

EMPTY_BYTES = 44
"""A WAV file no longer than its header holds no sound."""

_STILL_GROWING_SECONDS = 10.0


def hold(handle: int) -> None:
    """Mark an open file as being written, until it is closed or the process ends, however it ends."""
    if sys.platform != "win32":
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_held(path: Path) -> bool:
    """Whether somebody is still writing the file. Without such marks (Windows): whether it grew a moment ago."""
    if sys.platform == "win32":
        return time.time() - path.stat().st_mtime < _STILL_GROWING_SECONDS
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
