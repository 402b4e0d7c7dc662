"""Word documents: paragraphs, lists, tables, text boxes and filled-in forms; not the headers and footers of pages."""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from voiceint.planning.errors import ReaderError
from voiceint.planning.readers.rows import row_lines

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

LARGEST_UNPACKED = 50_000_000
"""Bytes, pictures and all."""

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_P, _T, _TABLE, _ROW, _CELL = (_WORD + name for name in ("p", "t", "tbl", "tr", "tc"))
_TEXT_BOX = f"{_WORD}txbxContent"
_SKIPPED = {f"{_COMPATIBILITY}Fallback", f"{_WORD}pPr", f"{_WORD}rPr", f"{_WORD}sdtPr", f"{_WORD}sectPr"}
_CHARACTERS = {f"{_WORD}tab": " ", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "-"}
_HIDDEN = f"{_WORD}rPr/{_WORD}vanish"

_GAP = 3.0
"""Points of space under a paragraph from which it looks parted from the next."""


def read_docx(data: bytes) -> list[str]:
    """The lines of a Word document. Raises ReaderError."""
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        with ZipFile(BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > LARGEST_UNPACKED:
                raise ReaderError("is too large when unpacked: save it as text.")
        document = Document(BytesIO(data))
    except (BadZipFile, OpcError, KeyError, ValueError, SyntaxError) as error:  # SyntaxError: broken XML
        raise ReaderError("is no whole Word document: open it and save it again as DOCX.") from error
    return _Reader(document).lines(document.element.body)


class _Reader:
    def __init__(self, document: Any) -> None:
        self._document = document
        defaults = document.styles.element.find(f"{_WORD}docDefaults/{_WORD}pPrDefault/{_WORD}pPr/{_WORD}spacing")
        self._default_gap = float(defaults.get(f"{_WORD}after") or 0) / 20 if defaults is not None else 0.0

    def lines(self, parent: Any) -> list[str]:
        """The lines of everything in a body, a cell or a text box."""
        found: list[str] = []
        for child in parent:
            if child.tag == _P:
                lines = self._paragraph(child)
                if _ends_list(found, lines):
                    found.append("")
                found += lines
            elif child.tag == _TABLE:
                for row in child.iter(_ROW):
                    if next(row.iterancestors(_TABLE)) is child:
                        cells = [cell for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW)) is row]
                        found += row_lines([self.lines(cell) for cell in cells])
                found.append("")
            elif child.tag not in _SKIPPED:
                found += self.lines(child)
        return found

    def _paragraph(self, element: Any) -> list[str]:
        from docx.text.paragraph import Paragraph

        boxes: list[Any] = []
        written = [line for line in "".join(_pieces(element, boxes)).split("\n") if line.strip()]
        beside = [line for box in boxes for line in ["", *self.lines(box), ""]]
        if not written:
            return [*beside, ""]
        paragraph = Paragraph(element, self._document)
        style = _style_names(paragraph)
        if any(name.startswith(("Heading", "Title", "Subtitle")) for name in style):
            return [*beside, "", *written, ""]
        if _is_item(paragraph, style):
            return [*beside, "- " + " ".join(written)]
        return [*beside, *written, *([""] if self._gap(paragraph) >= _GAP else [])]

    def _gap(self, paragraph: "Paragraph") -> float:
        """Points of space under a paragraph, by its own format, its styles, or the document."""
        formats = [paragraph.paragraph_format, *(style.paragraph_format for style in _styles(paragraph))]
        return next((form.space_after.pt for form in formats if form.space_after is not None), self._default_gap)


def _ends_list(before: list[str], lines: list[str]) -> bool:
    return before[-1:] != [""] and "".join(before[-1:]).startswith("- ") and not lines[0].startswith("- ")


def _pieces(element: Any, boxes: list[Any]) -> Iterator[str]:
    """The text of a paragraph; the text boxes that hang on it are put aside."""
    for child in element:
        if child.tag == _TEXT_BOX:
            boxes.append(child)
        elif child.tag == _T:
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag not in _SKIPPED and child.find(_HIDDEN) is None:
            yield from _pieces(child, boxes)


def _styles(paragraph: "Paragraph") -> list[Any]:
    """The paragraph's style and those it is based on."""
    chain: list[Any] = []
    style: Any = paragraph.style
    while style is not None and len(chain) < 10:
        chain.append(style)
        style = style.base_style
    return chain


def _style_names(paragraph: "Paragraph") -> list[str]:
    return [style.name or "" for style in _styles(paragraph)]


def _is_item(paragraph: "Paragraph", style: list[str]) -> bool:
    """Whether it stands in a list: by its own numbering (0: none), that of its styles, or their name."""
    sources = [paragraph._p, *(each.element for each in _styles(paragraph))]
    for source in sources:
        number = source.find(f"{_WORD}pPr/{_WORD}numPr/{_WORD}numId")
        if number is not None:
            return bool(number.get(f"{_WORD}val") != "0")
    return any(name.startswith("List") and name != "List Paragraph" for name in style)
