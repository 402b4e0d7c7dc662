"""Key figures by the ways they are said."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from bank import Kpi

_NEAR = 70
"""How far, in characters, a key figure may be from its number."""

_BESIDE = 12
"""How far, in characters, before a count of something else."""


@dataclass(frozen=True, slots=True)
class KeyFigureMention:
    """A key figure where it is named; begin and finish in characters."""

    name: str
    begin: int
    finish: int


class KeyFigures:
    """The key figures of a trade."""

    def __init__(self, kpis: Sequence[Kpi]) -> None:
        self._names = {spoken.lower(): kpi.name for kpi in kpis for spoken in kpi.spoken}
        self._counted = {noun: kpi.name for kpi in kpis for noun in kpi.counted}
        self._lower_is_better = {kpi.name for kpi in kpis if kpi.lower_is_better}
        self._shares = {kpi.name for kpi in kpis if kpi.measures.startswith("The share")}
        ways = "|".join(re.escape(way) for way in sorted(self._names, key=lambda way: (-len(way), way)))
        self._pattern = re.compile(rf"\b({ways})s?\b" if ways else r"(?!)", re.IGNORECASE)

    def find(self, text: str) -> list[KeyFigureMention]:
        """Every mention, in order; the longest way of saying it wins."""
        return [
            KeyFigureMention(self._names[match[1].lower()], match.start(), match.end())
            for match in self._pattern.finditer(text)
        ]

    def counted_by(self, noun: str | None) -> str | None:
        """The key figure that a count of something is: a number of tickets is contact volume."""
        return self._counted.get(noun or "")

    def direction_of_better(self, name: str | None) -> str:
        """up or down: where a key figure goes when it improves."""
        return "down" if name in self._lower_is_better else "up"

    def is_share(self, name: str | None) -> bool:
        """Whether a key figure is a share of something and so, without another unit, in percent."""
        return name in self._shares


def nearest(text: str, mentions: Sequence[KeyFigureMention], begin: int, finish: int, bare: bool) -> str | None:
    """The key figure that the words from begin to finish belong to.

    Args:
        text: The text.
        mentions: The key figures in the clause, in order.
        begin: First character of the quantity.
        finish: The character after its last.
        bare: Whether it has no unit; then no comma may stand before it.
    """
    place = bisect_right(mentions, begin, key=lambda mention: mention.finish) - 1
    if place >= 0 and begin - (end := mentions[place].finish) <= _NEAR and not (bare and "," in text[end:begin]):
        return mentions[place].name
    place = bisect_left(mentions, finish, key=lambda mention: mention.begin)
    if place < len(mentions) and mentions[place].begin - finish <= _NEAR:
        return mentions[place].name
    return None


def counted(mentions: Sequence[KeyFigureMention], begin: int, finish: int) -> str | None:
    """The key figure that a count is of: "12 complaints", "a backlog of 1,400 cases"."""
    place = bisect_left(mentions, begin - _BESIDE, key=lambda mention: mention.finish)
    return mentions[place].name if place < len(mentions) and mentions[place].begin < finish else None
