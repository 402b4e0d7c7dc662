"""The lines of the history, more of them as one goes down."""

import textwrap
from collections.abc import Callable, Sequence
from datetime import datetime

from rich.text import Text
from textual import on

from voiceint.attempt import CANDIDATE
from voiceint.history import Hit, Summary
from voiceint.safe_text import safe_text
from voiceint.tui.widgets.answer_table import AnswerTable

PAGE = 40
"""So many lines are read at a time; a table of thousands would take seconds to build."""

_AHEAD = 20
"""The next page is read when the cursor is so near to the end."""

_OTHER_COLUMNS = 50
"""Columns that the other cells, the margins and the scroll bar take."""

_FEWEST_COLUMNS = 24
_FOUND_STYLE = "bold reverse"


class HistoryTable(AnswerTable):
    """Answers, newest first, or those in which words were found.

    Attributes:
        lines: The answers of the rows.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, cursor_type="row")
        self.lines: list[Summary] = []
        self._more: Callable[[int], Sequence[Summary]] | None = None

    def on_mount(self) -> None:
        """Name the columns."""
        self.add_columns("When", "Length", "Parts", "Figures", "Question, and what I heard")

    @property
    def chosen(self) -> Summary | None:
        """The answer under the cursor."""
        return self.lines[self.cursor_row] if self.cursor_row < len(self.lines) else None

    def show_lines(self, more: Callable[[int], Sequence[Summary]]) -> None:
        """Show answers.

        Args:
            more: The page of answers that begins at a place.
        """
        self._begin()
        self._more = more
        self._add(more(0))

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show what was found, each with the sentence it was found in."""
        self._begin()
        for hit in hits:
            self._add_line(hit.summary, _marked(hit, 2 * self._columns))

    def point_at(self, row: int) -> None:
        """Put the cursor on a row, or on the last one if there are fewer."""
        while self._more is not None and row >= len(self.lines):
            self._read_on()
        if self.lines:
            self.move_cursor(row=min(row, len(self.lines) - 1))

    def _begin(self) -> None:
        self.clear()
        self.lines, self._more = [], None

    @on(AnswerTable.RowHighlighted)
    def _follow_cursor(self, event: AnswerTable.RowHighlighted) -> None:
        if self._more is not None and event.cursor_row + _AHEAD >= len(self.lines):
            self._read_on()

    def _read_on(self) -> None:
        if self._more is not None:
            self._add(self._more(len(self.lines)))

    def _add(self, page: Sequence[Summary]) -> None:
        if len(page) < PAGE:
            self._more = None
        for line in page:
            self._add_line(line, Text(line.remark, "dim"))

    def _add_line(self, line: Summary, remark: Text) -> None:
        """Two lines at least: what was asked, and below it what is to be said of the answer."""
        who = "" if line.candidate == CANDIDATE else f"({line.candidate}) "
        asked = textwrap.shorten(who + line.prompt, self._columns, placeholder=" …")
        below = list(remark.wrap(self.app.console, self._columns))
        self.lines.append(line)
        self.add_row(*_cells(line), Text("\n").join([Text(asked), *below]), height=1 + len(below))

    @property
    def _columns(self) -> int:
        """Columns of the last cell."""
        return max(_FEWEST_COLUMNS, self.app.size.width - _OTHER_COLUMNS)


def _cells(line: Summary) -> Sequence[Text]:
    """What every row begins with; as rich text, because a table reads markup in plain strings."""
    length = line.brief_length if line.words or line.seconds is not None else ""
    at = line.at.astimezone()
    when = f"{at:%d %b %H:%M}" if at.year == datetime.now().year else f"{at:%d %b %Y}"
    figures = f"{line.figures}{' in R' if line.quantified else ''}" if line.figures else ""
    return [Text(cell) for cell in (when, length, line.letters, figures)]


def _marked(hit: Hit, columns: int) -> Text:
    """The part of the sentence with the first of the found words, which are lit."""
    text = Text(safe_text(hit.sentence))
    for start, end in hit.spans:
        text.stylize(_FOUND_STYLE, start, end)
    first = hit.spans[0][0] if hit.spans else 0
    start = max(0, min(first - columns // 3, len(text) - columns))
    cut = text[start : start + columns]
    return Text.assemble("… " if start else "", cut, " …" if start + columns < len(text) else "")
