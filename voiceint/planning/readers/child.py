"""The child process that files are read in, so that a broken or hostile one costs neither time nor memory."""

import json
import subprocess
import sys
from contextlib import suppress

from audio.child import end_child, start_child
from voiceint.planning.errors import ReaderError

TIMEOUT_SECONDS = 10.0
MOST_MEMORY = 1_000_000_000
"""Bytes of address space, where the system can limit it (Linux)."""

_MOST_CHARACTERS = 2_000_000
"""More is not even handed over."""


def read_in_child(kind: str, data: bytes) -> list[str]:
    """The lines of a file.

    Args:
        kind: "pdf", "docx", "html" or "markdown".
        data: The whole file.

    Raises:
        ReaderError: It cannot be read, or takes too long or too much memory.
    """
    child = start_child("voiceint.planning.readers.child", kind)
    try:
        output, _ = child.communicate(data, timeout=TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise ReaderError("takes too long to read: paste its text instead.") from error
    finally:
        end_child(child)
    reply: object = None
    with suppress(ValueError):
        reply = json.loads(output)
    match reply:
        case {"lines": list(lines)}:
            return [str(line) for line in lines]
        case {"error": str(reason)}:
            raise ReaderError(reason)
    raise ReaderError("cannot be read: paste its text instead.")


def main() -> None:
    """Child process: read standard input as what the first argument says; answer one line of JSON."""
    limit_memory()
    try:
        lines = _read(sys.argv[1], sys.stdin.buffer.read())
        if sum(map(len, lines)) > _MOST_CHARACTERS:
            raise ReaderError("has too much text: keep the part that matters.")
        reply: dict[str, object] = {"lines": lines}
    except ReaderError as error:
        reply = {"error": str(error)}
    except MemoryError:
        reply = {"error": "takes too much memory to read: paste its text instead."}
    except Exception:  # a parser fails on broken files in any way it likes
        reply = {"error": "is damaged: open it and save it again, or paste its text."}
    sys.stdout.write(json.dumps(reply))


def limit_memory() -> None:
    """Let this process have MOST_MEMORY, or less where it already has a lower limit."""
    if sys.platform == "linux":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        limit = MOST_MEMORY if most == resource.RLIM_INFINITY else min(MOST_MEMORY, most)
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _read(kind: str, data: bytes) -> list[str]:
    if kind == "pdf":
        from voiceint.planning.readers.pdf import read_pdf as read
    elif kind == "docx":
        from voiceint.planning.readers.docx import read_docx as read
    elif kind == "html":
        from voiceint.planning.readers.html import read_html as read
    else:
        from voiceint.planning.readers.markdown import read_markdown as read
    return read(data)


if __name__ == "__main__":
    main()
