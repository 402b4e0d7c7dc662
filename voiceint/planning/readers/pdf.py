"""PDF files, which know pieces of text and their places, but neither lines nor paragraphs nor lists."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from voiceint.planning.errors import ReaderError
from voiceint.planning.readers.wrapping import ITEM, unwrapped

if TYPE_CHECKING:
    from pypdf import PageObject

MOST_PAGES = 50
"""Postings and backgrounds have one to ten."""

_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?", re.IGNORECASE)
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}

_PARAGRAPH = 1.3
_SENTENCE = 1.1
"""Lines further apart than so many times the usual are two paragraphs: anywhere, and where a sentence ends."""

_ENDS = (".", "!", "?", ":")

_DOT = (0.1, 0.7)
"""Size of a bullet that is drawn instead of written, in heights of its line's letters."""

_Matrix = Sequence[float]


@dataclass
class _Line:
    """A line, where it begins in points from its page's lower left, and the height of most of its letters."""

    x: float
    y: float
    size: float = 1.0
    text: str = ""
    longest: int = 0

    def add(self, piece: str, size: float) -> None:
        self.text += piece
        if len(piece) > self.longest:
            self.longest, self.size = len(piece), max(1.0, size)


@dataclass
class _Dot:
    """The box around a small filled shape."""

    left: float
    right: float
    low: float
    high: float


def read_pdf(data: bytes) -> list[str]:
    """The lines of a PDF. Raises ReaderError."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FileNotDecryptedError
        if len(reader.pages) > MOST_PAGES:
            raise ReaderError(f"has {len(reader.pages)} pages: keep those that matter, at most {MOST_PAGES}.")
        pages = [_page_lines(page) for page in reader.pages]
    except (DependencyError, FileNotDecryptedError) as error:
        raise ReaderError("is protected by a password: save a copy without it.") from error
    if not any(pages):
        raise ReaderError("holds only pictures: paste its text instead.")
    usual = _usual_distance(pages)
    texts: list[str] = []
    for page in _without_running_heads(pages):
        if texts and texts[-1].endswith(_ENDS):
            texts.append("")  # a sentence may go on over the page
        texts += _parted(page, usual)
    return unwrapped(texts)


def _page_lines(page: "PageObject") -> list[_Line]:
    sheet = _Sheet()
    page.extract_text(visitor_text=sheet.write, visitor_operand_before=sheet.draw)
    lines = [line for line in sheet.lines if line.text.strip()]
    for line in lines:
        line.text = " ".join(line.text.translate(_LIGATURES).split())
        dot = next((dot for dot in sheet.dots if _is_bullet(dot, line)), None)
        if dot is not None:
            line.x, line.text = dot.left, f"- {line.text}"
    return lines


def _without_running_heads(pages: list[list[_Line]]) -> list[list[_Line]]:
    """The pages without page numbers, and without first and last lines that an earlier page had there as well."""
    seen: set[str] = set()
    for page in pages:
        edges = {page[place].text for place in (0, -1) if page}
        for place in (0, -1):
            if page and (page[place].text in seen or _PAGE_NUMBER.fullmatch(page[place].text)):
                page.pop(place)
        seen |= edges
    return pages


def _is_bullet(dot: _Dot, line: _Line) -> bool:
    least, most = (share * line.size for share in _DOT)
    width, height = dot.right - dot.left, dot.high - dot.low
    return (
        least <= width <= most
        and least <= height <= most
        and line.y <= (dot.low + dot.high) / 2 <= line.y + line.size
        and 0 <= line.x - dot.right <= 2 * line.size
    )


def _usual_distance(pages: list[list[_Line]]) -> float:
    """Between the lines of a paragraph, in heights of letters: what one in five is closer than."""
    distances = sorted(
        (before.y - line.y) / line.size
        for page in pages
        for before, line in pairwise(page)
        if before.y - line.y > 0.5 * line.size
    )
    return min(1.6, max(1.0, distances[len(distances) // 5])) if distances else 1.2


def _parted(page: list[_Line], usual: float) -> list[str]:
    """The texts of a page, indented where they hang under an item.

    "" stands where space, another size of letters or another column parts them.
    """
    texts: list[str] = []
    item: _Line | None = None
    for before, line in zip([None, *page], page, strict=False):
        if before is not None:
            down = before.y - line.y
            resized = max(before.size, line.size) > 1.1 * min(before.size, line.size)
            apart = _SENTENCE if before.text.endswith(_ENDS) else _PARAGRAPH
            if resized or down > apart * usual * line.size or down < -line.size:
                texts.append("")
                item = None
        if ITEM.match(line.text):
            item = line
        hangs = item is not None and line.x > item.x + 0.3 * line.size
        texts.append(f"  {line.text}" if hangs else line.text)
    return texts


@dataclass
class _Sheet:
    """Takes down what pypdf comes across on a page."""

    lines: list[_Line] = field(default_factory=list)
    dots: list[_Dot] = field(default_factory=list)
    _open: bool = False
    _path: list[tuple[float, float]] = field(default_factory=list)

    def write(self, text: str, page: _Matrix, line: _Matrix, _font: object, size: float) -> None:
        """A piece of text; it ends its line with a line feed, or one comes alone."""
        for piece in re.split(r"(\n)", text):
            if piece == "\n":
                self._open = False
                continue
            if piece.strip() and not self._open:
                self.lines.append(_Line(*_placed(page, line[4], line[5])))
                self._open = True
            if self._open:
                self.lines[-1].add(piece, abs(size) * math.hypot(line[2], line[3]) * math.hypot(page[2], page[3]))

    def draw(self, operator: bytes, operands: Any, page: _Matrix, _line: _Matrix) -> None:
        """A step of a path, or its end, which fills it."""
        if operator in (b"m", b"l", b"c", b"v", b"y"):
            numbers = [float(each) for each in operands]
            self._path += [_placed(page, x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=False)]
        elif operator == b"re":
            x, y, width, height = map(float, operands)
            self._path += [_placed(page, x, y), _placed(page, x + width, y + height)]
        elif operator in (b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"n"):
            if self._path and operator not in (b"S", b"s", b"n"):
                across, up = zip(*self._path, strict=True)
                self.dots.append(_Dot(min(across), max(across), min(up), max(up)))
            self._path = []


def _placed(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    """A point in the page's own coordinates (ISO 32000-1, 8.3.3)."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
