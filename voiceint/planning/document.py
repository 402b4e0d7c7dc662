"""A posting or a background as lines of text, whatever it was read from."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from voiceint.planning.errors import PlanningError
from voiceint.planning.readers.wrapping import BULLET, unwrapped
from voiceint.safe_text import safe_text

MOST_LINES = 5_000
MOST_CHARACTERS = 400_000
"""A posting has some 5,000, a long CV 30,000."""

_UNSEEN = re.compile("[\u00ad\u200b\ufeff]")
"""Soft hyphen, zero-width space, byte order mark."""

_NUMBER = re.compile(r"\d{1,2}[.)]\s+")


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
        return cls.of_lines(unwrapped(text.splitlines()), name)

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


def _tidy(line: str) -> str:
    squeezed = " ".join(safe_text(" ".join(_UNSEEN.sub("", line).split())).split())
    mark = BULLET.match(squeezed)
    return f"- {squeezed[mark.end() :]}".rstrip() if mark else squeezed


def _numbered_as_bullets(lines: list[str]) -> list[str]:
    """Numbered lines with another right before or after them are items; one alone may be a heading."""
    numbered = [bool(_NUMBER.match(line)) for line in lines]
    return [
        _NUMBER.sub("- ", line, count=1) if here and (before or after) else line
        for line, before, here, after in zip(lines, [False, *numbered], numbered, [*numbered[1:], False], strict=False)
    ]


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
