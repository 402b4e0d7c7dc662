"""Pieces of a page that are broken into lines once the width is known."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import zip_longest

from textual.content import Content
from textual.style import Style

from voiceint.tui.colours import PART_STYLES

Block = Callable[[int], list[Content]]
"""Makes lines that are no wider than a width in cells."""

_GUTTER = 4
_BETWEEN_COLUMNS = " │ "

HERE = Style.from_meta({"here": True})
"""An invisible style of the words that are pointed at now."""


@lru_cache(maxsize=512)
def mark(place: int) -> Style:
    """An invisible style that ties words to a place, so that they can be pointed at and clicked on."""
    return Style.from_meta({"place": place})


def marked(content: Content, place: int | None) -> Content:
    """Content that is tied to a place, if there is one."""
    return content if place is None else content.stylize(mark(place))


def badge(letter: str) -> Content:
    """A part's letter on its colour."""
    return Content.styled(f" {letter} ", PART_STYLES[letter])


def blank() -> Block:
    """An empty line."""
    return lambda width: [Content("")]


def folded(content: Content, indent: int = 0) -> Block:
    """Content broken between words, every line indented."""
    return lambda width: [line.pad_left(indent) for line in content.wrap(max(1, width - indent))]


def cropped(content: Content, indent: int = 0) -> Block:
    """Content on one line, its end left out where there is no room."""
    return lambda width: [content.truncate(max(1, width - indent), ellipsis=True).pad_left(indent)]


def hanging(lead: Content, content: Content) -> Block:
    """Content to the right of a lead."""
    room = lead.cell_length

    def make(width: int) -> list[Content]:
        lines = content.wrap(max(1, width - room))
        return [Content.assemble(lead if number == 0 else " " * room, line) for number, line in enumerate(lines)]

    return make


def barred(letter: str, content: Content) -> Block:
    """Content beside a bar in a part's colour; the bar begins with the part's letter."""

    def make(width: int) -> list[Content]:
        lines = content.wrap(max(1, width - _GUTTER))
        bar = Content.assemble(Content.styled(" ", PART_STYLES[letter]), "   ")
        first = Content.assemble(badge(letter), " ")
        return [Content.assemble(bar if number else first, line) for number, line in enumerate(lines)]

    return make


def flowed(pieces: Sequence[Content], indent: int = 0) -> Block:
    """Pieces one after another; none of them is broken."""

    def make(width: int) -> list[Content]:
        lines: list[Content] = []
        room = max(1, width - indent)
        for piece in pieces:
            piece = piece.truncate(room, ellipsis=True)
            if lines and lines[-1].cell_length + 1 + piece.cell_length <= room:
                lines[-1] = Content.assemble(lines[-1], " ", piece)
            else:
                lines.append(piece)
        return [line.pad_left(indent) for line in lines]

    return make


def beside(left: Sequence[Block], right: Sequence[Block]) -> Block:
    """Two columns of the same width."""

    def make(width: int) -> list[Content]:
        room = (width - len(_BETWEEN_COLUMNS)) // 2
        columns = ([line for block in blocks for line in block(room)] for blocks in (left, right))
        return [
            Content.assemble(a.extend_right(max(0, room - a.cell_length)), (_BETWEEN_COLUMNS, "dim"), b)
            for a, b in zip_longest(*columns, fillvalue=Content(""))
        ]

    return make
