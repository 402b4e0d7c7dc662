"""One file that is to be judged."""

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from pathlib import Path

from bank import Question
from voiceint.folder.row import Row


@dataclass(frozen=True)
class Job:
    """A file and what it answers.

    Attributes:
        file: Its path relative to the folder, with `/`.
        path: Where it lies on the disk of whoever asks.
        question: What was asked.
        model: Name of the Whisper model, or the path of a folder with one.
        content: Its bytes, where the judge has no access to that disk.
    """

    file: str
    path: Path
    question: Question
    model: str
    content: bytes | None = None


Judge = Callable[[Job], Row]
"""Judges one file, and says in the row what is wrong with it. A function of a module: other processes import it."""

Engine = Callable[[Iterable[Job]], Generator[Row, None, None]]
"""Judges many files at a time, and gives their rows as they are done. Closing the generator ends all work."""
