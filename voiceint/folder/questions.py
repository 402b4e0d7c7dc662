"""Which question each file answers."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from bank import WRITTEN_KINDS, Bank, Kind, Question
from voiceint.folder.errors import FolderError
from voiceint.folder.files import read_bytes
from voiceint.safe_text import safe_text
from voiceint.text_file import decode_text

_COLUMNS = ("pattern", "question", "kind")
_LARGEST_TABLE = 1_000_000


@dataclass(frozen=True)
class QuestionTable:
    """Patterns of file names, each with the question that such files answer; the first that fits holds."""

    rows: tuple[tuple[str, Question], ...]

    @classmethod
    def read(cls, path: Path, bank: Bank) -> "QuestionTable":
        """A CSV file with the columns `pattern` and `question`, and maybe `kind`, of questions in one's own words.

        Raises:
            FolderError: It cannot be read, or rows of it are wrong; the message has a line for each.
        """
        rows: list[tuple[str, Question]] = []
        faults: list[str] = []
        for line, cells in _cells(path):
            try:
                rows.append(_rule(cells, bank))
            except FolderError as error:
                faults.append(f"{path}, line {line}: {error}")
        if faults or not rows:
            raise FolderError("\n".join(faults) or f"{path} has no rows: each needs a pattern and a question.")
        return cls(tuple(rows))

    def question_of(self, file: str) -> Question | None:
        """The question of the first pattern that fits a path, upper and lower case alike; `*` takes in `/` as well."""
        return next((question for pattern, question in self.rows if fnmatchcase(file.lower(), pattern)), None)


def question_named(file: str, bank: Bank) -> Question | None:
    """The question of the bank whose id is part of a path; the longest, if one id is part of another."""
    named = [question for question in bank.questions if question.id and question.id in file.lower()]
    return max(named, key=lambda question: len(question.id or ""), default=None)


def _cells(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The number of each line that is not empty, and its cells. Raises FolderError."""
    first, *others = (decode_text(read_bytes(path, _LARGEST_TABLE)) or "").splitlines() or [""]
    separator = max(",;\t", key=first.count)
    lines = io.StringIO("\n".join([first.lower(), *others]))
    try:
        reader = csv.DictReader(lines, delimiter=separator, skipinitialspace=True)
        if not {"pattern", "question"} <= set(reader.fieldnames or ()):
            raise FolderError(f"{path} must be CSV with the columns pattern and question, named in its first line.")
        for row in reader:
            cells = {name: " ".join((row.get(name) or "").split()) for name in _COLUMNS}
            if any(cells.values()):
                yield reader.line_num, cells
    except csv.Error as error:
        raise FolderError(f"{path} is not CSV ({error}): save it as CSV.") from error


def _rule(cells: dict[str, str], bank: Bank) -> tuple[str, Question]:
    """A pattern and its question. Raises FolderError."""
    pattern, asked, kind = (safe_text(cells[name]) for name in _COLUMNS)
    if not pattern or not asked:
        raise FolderError("a row needs a pattern and a question.")
    if kind and kind.lower() not in WRITTEN_KINDS:
        raise FolderError(f"there is no kind '{kind}': it is one of {', '.join(WRITTEN_KINDS)}.")
    question = bank.find(asked)
    if question is None and " " not in asked:
        raise FolderError(f"there is no question '{asked}': 'voiceint bank list' shows their ids.")
    return pattern.lower(), question or bank.ask(asked, Kind(kind.lower() or Kind.BEHAVIOURAL))
