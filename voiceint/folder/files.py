"""Which files of a folder hold answers, and whose they are."""

import os
import re
from pathlib import Path, PurePosixPath

from voiceint.folder.errors import FolderError

SOUND_ENDINGS = {".wav", ".flac", ".mp3", ".ogg", ".oga", ".opus", ".m4a", ".mp4", ".aac", ".aif", ".aiff", ".webm"}
TEXT_ENDING = ".txt"

LARGEST_TEXT = 1_000_000
"""Most bytes of a text."""

MOST_WORDS = 25_000
"""Most words that are judged: two and a half hours of speech."""

_SEPARATORS = re.compile(r"[-_]")


def find_files(folder: Path) -> list[str]:
    """The recordings and texts in a folder and the folders in it, sorted, as paths relative to it with `/`.

    They are told by their endings. Hidden files and folders are left alone, and so are links that lead out of the
    folder and links to folders. A folder in it that cannot be read is listed itself, so that it is not passed over.

    Raises:
        FolderError: The folder itself cannot be read.
    """
    root = folder.resolve()
    found: list[str] = []

    def note(error: OSError) -> None:
        closed = Path(error.filename)
        if closed == root:
            raise FolderError(f"{folder} cannot be read ({error.strerror}): name a folder of yours.") from error
        found.append(closed.relative_to(root).as_posix())

    for place, folders, names in os.walk(root, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files = (Path(place, name) for name in names if not name.startswith("."))
        found += [path.relative_to(root).as_posix() for path in files if _holds_answer(path, root)]
    return sorted(found)


def candidate_of(file: str) -> str:
    """Who answered: the first folder on the way to the file, or else its name up to the first `-` or `_`."""
    path = PurePosixPath(file)
    name = path.parts[0] if len(path.parts) > 1 else _SEPARATORS.split(path.stem)[0]
    return name.strip()


def is_text(file: str) -> bool:
    """Whether a file is a transcript and no recording, by its ending."""
    return file.lower().endswith(TEXT_ENDING)


def read_bytes(path: Path, most: int) -> bytes:
    """What is in a file.

    Raises:
        FolderError: It cannot be opened, or is larger than `most` bytes.
    """
    try:
        with path.open("rb") as source:
            data = source.read(most + 1)
    except OSError as error:
        raise FolderError(f"{path.name} cannot be opened: {error.strerror}.") from error
    if len(data) > most:
        raise FolderError(f"{path.name} is larger than {most // 1_000_000} MB.")
    return data


def _holds_answer(path: Path, root: Path) -> bool:
    if path.suffix.lower() not in SOUND_ENDINGS and not is_text(path.name):
        return False
    return path.is_file() and path.resolve().is_relative_to(root)
