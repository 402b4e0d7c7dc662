"""Lines and sentences, with what is known about where they stand."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from voiceint.planning.vocabulary import Word, split_words

_END = re.compile(
    r"(?<=[.!?])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bapprox\.)(?<!\bincl\.)(?<!\bc\.)(?<!\bca\.)(?<!\bno\.)(?<!\bw\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\b[A-Z]\.)\s+(?=[A-Z0-9\"'“(•£$€])"
)
"""The end of a sentence, but of no abbreviation."""


class Section(StrEnum):
    """What a part of a posting or of a background is about."""

    ABOUT = "about us"
    DUTIES = "duties"
    REQUIREMENTS = "requirements"
    OPTIONAL = "nice to have"
    MEASURES = "key figures"
    BENEFITS = "benefits"
    CLOSING = "boiler plate"
    JOBS = "jobs"
    ACHIEVEMENTS = "achievements"
    OTHER = "other"


ASKED = (Section.REQUIREMENTS, Section.OPTIONAL)
"""What somebody has to bring."""


@dataclass(frozen=True)
class Passage:
    """A sentence or an item of a list.

    Attributes:
        section: The part it belongs to.
        text: Without a bullet.
        line: The line it stands in, verbatim.
        is_heading: Whether it is the heading of its section.
        place: The number of its line, from 0.
    """

    section: Section
    text: str
    line: str
    is_heading: bool = False
    place: int = 0

    @cached_property
    def words(self) -> list[Word]:
        """Its words."""
        return split_words(self.text)


MOST_READ = 40_000
"""Characters of a document that are read: a posting has some 5,000, a long CV 30,000."""


def readable(lines: Iterable[str]) -> list[str]:
    """The lines as far as they are read."""
    kept: list[str] = []
    left = MOST_READ
    for line in lines:
        kept.append(line[:left])
        left -= len(line)
        if left <= 0:
            break
    return kept


def sentences(line: str) -> Iterator[str]:
    """The sentences of a line, without a bullet before them."""
    for part in _END.split(line.removeprefix("- ")):
        if part.strip():
            yield part.strip()
