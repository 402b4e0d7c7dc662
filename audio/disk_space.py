"""Whether there is room for a recording."""

import shutil
from pathlib import Path

from audio.errors import DeviceError

_BYTES_A_MINUTE = 48_000 * 2 * 60
"""16-bit mono at the rate of most microphones."""

_FEW_BYTES = 60_000_000
_TOO_FEW_BYTES = 2_000_000
"""Ten minutes and twenty seconds of sound; the history needs some of it too."""


def check_disk(folder: Path) -> str:
    """One line when there is little room left on the disk of a folder, else "".

    Raises:
        DeviceError: There is too little to begin a recording.
    """
    free = shutil.disk_usage(folder).free
    if free < _TOO_FEW_BYTES:
        raise DeviceError("The disk is full, so nothing can be recorded: free some disk space.")
    if free < _FEW_BYTES:
        return f"The disk is nearly full, with room for about {free // _BYTES_A_MINUTE} min: free some disk space."
    return ""
