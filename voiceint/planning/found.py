"""What a text names, with the line it stands in."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Found:
    """Something that was found.

    Attributes:
        text: In its usual spelling: "Zendesk", "CSAT".
        line: The line it came from, verbatim.
    """

    text: str
    line: str


def each_once(found: Iterable[Found]) -> tuple[Found, ...]:
    """Everything that was found where it was found first, in order."""
    first: dict[str, Found] = {}
    for each in found:
        first.setdefault(each.text, each)
    return tuple(first.values())
