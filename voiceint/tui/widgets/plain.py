"""Text that came from outside."""

from textual.content import Content
from textual.widgets import Static

from voiceint.safe_text import safe_text


def plain(text: str, style: str = "") -> Content:
    """Any text as content without markup and without control characters."""
    return Content.styled(safe_text(text), style) if style else Content(safe_text(text))


class Plain(Static):
    """A block of text that is shown as it is."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(plain(text), id=id, classes=classes, markup=False)

    def show(self, text: str | Content) -> None:
        """Show another text."""
        self.update(plain(text) if isinstance(text, str) else text)
