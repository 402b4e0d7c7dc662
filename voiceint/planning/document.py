"""A posting or a background as lines of text, whatever it was read from."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from voiceint.planning.errors import PlanningError
from voiceint.planning.readers.wrapping import BULLET, NUMBER, unwrapped
from voiceint.safe_text import safe_text

MOST_LINES = 5_000
MOST_CHARACTERS = 400_000
"""A posting has some 5,000, a long CV 30,000."""

_UNSEEN = re.compile("[\u00ad\u200b\ufeff]")
"""Soft hyphen, zero-width space, byte order mark."""

_QUOTED = re.compile(r"\s*>+ ?")
_MOSTLY = 0.8
"""The share of the lines with a mark of quotation, from which on a letter was quoted as a whole."""


@dataclass(frozen=True)
class Document:
    """What was read, ready to be searched and shown.

    Attributes:
        name: The file's name, or what stands for it.
        lines: One for each paragraph, heading, item of a list or row of a table; items begin with "- ", cells
            are parted by " | ", "" stands between paragraphs and never twice, at either end, or within a list.
    """

    name: str
    lines: tuple[str, ...]

    @classmethod
    def of_text(cls, text: str, name: str = "The text") -> Self:
        """The document in a plain text; lines that were broken in the middle of a sentence are whole again.

        Raises:
            PlanningError: There is no text, or too much.
        """
        _check_length(name, len(text))
        return cls.of_lines(unwrapped(_unquoted(text.splitlines())), name)

    @classmethod
    def of_lines(cls, lines: Iterable[str], name: str) -> Self:
        """The document in whole lines.

        Raises:
            PlanningError: There is no text, or too much.
        """
        name = safe_text(" ".join(name.split()))
        kept = _spaced(_numbered_as_bullets([_tidy(line) for line in lines]))
        if not any(any(map(str.isalnum, line)) for line in kept):
            raise PlanningError(f"{name} has no text in it: choose another file, or paste the text.")
        _check_length(name, sum(map(len, kept)), len(kept))
        return cls(name, tuple(kept))


def _check_length(name: str, characters: int, lines: int = 0) -> None:
    if characters > MOST_CHARACTERS or lines > MOST_LINES:
        raise PlanningError(
            f"{name} is longer than {MOST_CHARACTERS:,} characters or {MOST_LINES:,} lines: keep the part that matters."
        )


def _unquoted(lines: list[str]) -> list[str]:
    """Without the ">" before each line of a letter that was passed on; a few of them are bullets."""
    marked = sum(1 for line in lines if _QUOTED.match(line))
    is_letter = marked > _MOSTLY * sum(map(bool, lines)) and bool(_QUOTED.match(next(filter(None, lines), "")))
    return [_QUOTED.sub("", line, count=1) for line in lines] if is_letter else lines


def _tidy(line: str) -> str:
    squeezed = " ".join(safe_text(" ".join(_UNSEEN.sub("", line).split())).split())
    mark = BULLET.match(squeezed)
    return f"- {squeezed[mark.end() :]}".rstrip() if mark else squeezed


def _numbered_as_bullets(lines: list[str]) -> list[str]:
    """Numbered lines with another next to them are items; one alone may be a heading."""
    filled = [place for place, line in enumerate(lines) if line]
    numbered = {place for place in filled if NUMBER.match(lines[place])}
    items = {place for pair in pairwise(filled) if numbered.issuperset(pair) for place in pair}
    return [NUMBER.sub("- ", line, count=1) if place in items else line for place, line in enumerate(lines)]


def _spaced(lines: list[str]) -> list[str]:
    """No empty line twice, at either end, or between two items of a list."""
    kept: list[str] = []
    for line in lines:
        if line:
            if len(kept) > 1 and not kept[-1] and line.startswith("- ") and kept[-2].startswith("- "):
                kept.pop()
            kept.append(line)
        elif kept and kept[-1]:
            kept.append("")
    return kept[:-1] if kept and not kept[-1] else kept
