"""Web pages.

Parsed by lxml, which python-docx needs as well: it mends pages as browsers do, limits how deep they go, and
fetches nothing.
"""

import re

from lxml.html import HtmlElement, HTMLParser, document_fromstring

from voiceint.planning.errors import ReaderError
from voiceint.planning.readers.rows import row_lines
from voiceint.text_file import decode_text

_UNREAD = frozenset(
    "script style head template noscript nav footer dialog svg iframe object button select textarea".split()
)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 ul ol dl table pre blockquote section article hr".split())
_BLOCKS = _PARAGRAPHS | frozenset(
    "address aside body caption dd details div dt fieldset figcaption figure form header html legend li main "
    "summary tbody td tfoot th thead tr".split()
)


def read_html(data: bytes) -> list[str]:
    """The lines that a reader of the page sees. Raises ReaderError."""
    text = decode_text(data) or ""
    if not text.strip():
        return []
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        page = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except ValueError as error:
        raise ReaderError("is a damaged web page: copy its text and paste that.") from error
    if any(problem.type_name == "ERR_RESOURCE_LIMIT" for problem in parser.error_log):
        raise ReaderError("has too many parts inside one another: copy its text and paste that.")
    flow = _Flow()
    flow.read(page)
    flow.end_line()
    return flow.lines


def _is_unread(element: HtmlElement) -> bool:
    """Whether it is no text, hidden, or about the site and not about what the page says."""
    return (
        element.tag in _UNREAD
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or element.get("role") in ("navigation", "dialog")
        or bool(_HIDING.search(element.get("style") or ""))
    )


class _Flow:
    """Takes a page's text in the order of reading and breaks it where its blocks begin and end."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._pieces: list[str] = []
        self._mark = ""
        self._items = 0
        self._as_written = False

    def read(self, element: HtmlElement) -> None:
        tag = element.tag
        if _is_unread(element):
            return
        if tag == "br":
            self.end_line()
        elif tag == "tr":
            self._read_row(element)
        elif tag == "li":
            self.end_line()
            self._mark = "- "
            self._items += 1
            self._read_inside(element)
            self.end_line()
            self._items -= 1
            self._mark = ""
        else:
            self._break_before_or_after(tag)
            self._read_inside(element)
            self._break_before_or_after(tag)

    def end_line(self) -> None:
        """The next text begins a line."""
        line = " ".join("".join(self._pieces).split())
        self._pieces = []
        if line:
            self.lines.append(self._mark + line)
            self._mark = ""

    def _read_inside(self, element: HtmlElement) -> None:
        around = self._as_written
        self._as_written = around or element.tag == "pre"
        self._add(element.text)
        for child in element:
            self.read(child)
            self._add(child.tail)
        self._as_written = around

    def _add(self, text: str | None) -> None:
        first, *rest = (text or "").split("\n") if self._as_written else [text or ""]
        self._pieces.append(first)
        for line in rest:
            self.end_line()
            self._pieces.append(line)

    def _break_before_or_after(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_line()
        if tag in _PARAGRAPHS and not self._items:
            self.lines.append("")

    def _read_row(self, row: HtmlElement) -> None:
        self.end_line()
        cells = []
        for cell in row:
            inside = _Flow()
            inside.read(cell)
            inside.end_line()
            cells.append(inside.lines)
        self.lines += row_lines(cells)
