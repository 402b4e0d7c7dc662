"""A page of text whose passages can be pointed at."""

from collections.abc import Iterable

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from voiceint.tui.widgets.blocks import Block, mark

_POINTED = "reverse"
_LIT = "bold not reverse black on #f0e442"
_CONTEXT = 1
"""Lines that stay visible above and below what is pointed at."""


class Passages(ScrollView, can_focus=True):
    """Blocks under one another, of which only the lines in sight are drawn.

    One widget where each remark could be one: a page of them is there at once.
    """

    class Pointed(Message):
        """A passage was clicked on."""

        def __init__(self, passages: "Passages", place: int) -> None:
            super().__init__()
            self.passages = passages
            self.place = place

        @property
        def control(self) -> "Passages":
            """Where it was clicked on."""
            return self.passages

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._blocks: list[Block] = []
        self._head: Block | None = None
        self._lines: list[Content] = []
        self._pointed: Style | None = None
        self._lit: Style | None = None
        self._width = 0

    def show_blocks(self, blocks: Iterable[Block], head: Block | None = None) -> None:
        """Show other blocks.

        Args:
            blocks: From top to bottom.
            head: One line that stays at the top.
        """
        self._blocks, self._head, self._width = list(blocks), head, 0
        self._measure()

    def point_at(self, place: int | None) -> None:
        """Show the passage that is tied to a place, and bring it into sight."""
        self.point_at_style(None if place is None else mark(place))

    def point_at_style(self, pointed: Style | None) -> None:
        """Show the passage that has a style, and bring it into sight."""
        if pointed != self._pointed:
            self._pointed = pointed
            self.refresh()
        if pointed is not None:
            self._bring_into_sight(pointed)

    def light(self, lit: Style | None) -> None:
        """Light the words that have a style, and bring them into sight; only the lines that change are drawn again."""
        for row in {*self._rows(self._lit), *self._rows(lit)}:
            self.refresh_line(row)
        self._lit = lit
        if lit is not None:
            self._bring_into_sight(lit)

    def on_resize(self) -> None:
        """Break the lines anew if the width is another."""
        if self.scrollable_content_region.width != self._width or self.virtual_size.height != len(self._lines):
            self._measure()

    def on_click(self, event: events.Click) -> None:
        """Say which passage it was."""
        place = event.style.meta.get("place")
        if isinstance(place, int):
            self.post_message(self.Pointed(self, place))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text that is selected with the mouse."""
        return selection.extract("\n".join(line.plain for line in self._lines)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line; `y` counts from the top of the widget."""
        row = 0 if y == 0 and self._head is not None else y + self.scroll_offset.y
        width = self._break_lines()
        line = self._lines[row] if row < len(self._lines) else Content("")
        for wanted, look in ((self._pointed, _POINTED), (self._lit, _LIT)):
            for start, end in _spans(line, wanted):
                line = line.stylize(look, start, end)
        selection = self.text_selection
        span = selection.get_span(row) if selection is not None else None
        if span is not None:
            start, end = span
            chosen = Style.from_styles(self.screen.get_component_styles("screen--selection"))
            line = line.stylize(chosen, start, len(line) if end == -1 else end)
        strips = Visual.to_strips(self, line, width, 1, self.visual_style, apply_selection=False, pad=True)
        strip = strips[0] if strips else Strip.blank(width, self.rich_style)
        return strip.crop(0, width).apply_offsets(0, row)

    def _break_lines(self) -> int:
        """Break the lines if that was not done for this width; the first paint comes before the first resize event."""
        width = self.scrollable_content_region.width
        if width != self._width and width > 0:
            self._width = width
            head = self._head(width)[:1] if self._head is not None else []
            self._lines = head + [line for block in self._blocks for line in block(width)]
        return width

    def _measure(self) -> None:
        width = self._break_lines()
        if width <= 0:
            return
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()
        wanted = self._lit or self._pointed
        if wanted is not None:
            self._bring_into_sight(wanted)

    def _rows(self, wanted: Style | None) -> list[int]:
        """The lines that have a style, but not the one that is always there."""
        head = int(self._head is not None)
        return [row for row, line in enumerate(self._lines) if row >= head and _spans(line, wanted)]

    def _bring_into_sight(self, wanted: Style) -> None:
        rows = self._rows(wanted)
        if not rows:
            return
        head = int(self._head is not None)
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        first, last = max(0, rows[0] - head - _CONTEXT), rows[-1] + _CONTEXT
        if first < top or last - first >= height:
            self.scroll_to(y=first, animate=False)
        elif last >= top + height:
            self.scroll_to(y=last - height + 1, animate=False)


def _spans(line: Content, wanted: Style | None) -> list[tuple[int, int]]:
    return [] if wanted is None else [(span.start, span.end) for span in line.spans if span.style == wanted]
