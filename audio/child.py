"""Child processes of our own, for native code that may hang or crash.

A child is a module of this package run with the same Python. It never inherits the terminal. The voices
end by themselves when their standard input closes, as it does when the program is killed.
"""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

_PACKAGE_ROOT = str(Path(__file__).resolve().parent.parent)


def start_child(module: str, *arguments: str, stdin: IO[bytes] | int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    """Start `python -m MODULE ARGUMENTS` with pipes for its output.

    The current folder is kept off the module path (`-P`), so that files lying there are not imported.
    """
    environment = dict(os.environ, PYTHONPATH=_PACKAGE_ROOT)
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module, *arguments],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )


def end_child(child: subprocess.Popen[bytes]) -> None:
    """Kill a child and free what it held."""
    child.kill()
    child.wait()
    for stream in (child.stdin, child.stdout):
        if stream is not None:
            with suppress(OSError):  # what was not sent to a dead child is lost with it
                stream.close()
