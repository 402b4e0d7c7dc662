"""A history in JSON, read back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voiceint.exporting.checks import check_attempt, checked_session, one_line
from voiceint.exporting.errors import ImportFileError
from voiceint.exporting.json_file import FORMAT, VERSION
from voiceint.exporting.members import members, value_at
from voiceint.exporting.read_attempt import ReadAttempt, to_read

LARGEST_BYTES = 1_000_000_000
"""Of a document; its text is held in memory. 10,000 answers without recordings have some 350 MB."""

_LISTS = ("attempts", "sessions")


class ReadAttempts:
    """The answers of the file, which were looked at; each is read from its text once more when it is asked for."""

    def __init__(self, text: str, places: Sequence[int]) -> None:
        self._text = text
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, number: int) -> ReadAttempt:
        return to_read(value_at(self._text, self._places[number]))

    def __iter__(self) -> Iterator[ReadAttempt]:
        return (self[number] for number in range(len(self)))


@dataclass(frozen=True)
class ReadHistory:
    """Everything in the file."""

    attempts: ReadAttempts
    sessions: tuple[dict[str, Any], ...]


def read_history(path: Path) -> ReadHistory:
    """Read a document that `write_json` wrote.

    Raises:
        ImportFileError: It is not such a document, or something in it is not as it must be.
    """
    text = _text(path)
    try:
        return _read(text, path)
    except ValueError as error:
        raise ImportFileError(f"{path} cannot be read as a history in JSON: {one_line(error)}.") from error
    except RecursionError as error:
        raise ImportFileError(f"{path} cannot be read: it is nested too deeply.") from error


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            raise ImportFileError(f"There is no file {path}: name one that 'voiceint history export' wrote.")
        if path.stat().st_size > LARGEST_BYTES:
            raise ImportFileError(f"{path} is larger than {LARGEST_BYTES // 1_000_000} MB: export it in parts.")
        return path.read_text("utf-8")
    except OSError as error:
        raise ImportFileError(f"{path} cannot be read ({error.strerror}): check its permissions.") from error
    except ValueError as error:
        raise ImportFileError(f"{path} cannot be read as a history in JSON: it is not text in UTF-8.") from error


def _read(text: str, path: Path) -> ReadHistory:
    head: dict[str, Any] = {}
    places: list[int] = []
    sessions: list[dict[str, Any]] = []
    seen: set[tuple[str, str]] = set()
    for member in members(text):
        key, where = member.key, f"{member.key}[{member.number}]"
        if member.number is None:
            if key in head:
                raise ImportFileError(f"{key[:40]} is there twice.")
            head[key] = member.value
            if member.value == []:
                _check_head(head, path)
        elif key in _LISTS:
            if key == "attempts":
                check_attempt(member.value, where)
                places.append(member.place)
            else:
                sessions.append(checked_session(member.value, where))
            identity = (key, member.value["id"])
            if identity in seen:
                raise ImportFileError(f"{where}.id is there twice.")
            seen.add(identity)
    _check_head(head, path)
    for key in _LISTS:
        if head.get(key) != []:
            raise ImportFileError(f"{key} must be a list.")
    return ReadHistory(ReadAttempts(text, places), tuple(sessions))


def _check_head(head: dict[str, Any], path: Path) -> None:
    if head.get("format") != FORMAT:
        raise ImportFileError(f"{path} is not a history of voiceint: make one with 'voiceint history export'.")
    version = head.get("version")
    if type(version) is not int or version < 1:
        raise ImportFileError(f"{path} does not say which version of the format it has.")
    if version > VERSION:
        raise ImportFileError(f"{path} was written by a newer version of voiceint: update the program.")
