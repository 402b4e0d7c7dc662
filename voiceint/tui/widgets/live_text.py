"""An answer as it is written down."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from voiceint.safe_text import safe_text
from voiceint.tui.widgets.plain import Plain, plain


class LiveText(VerticalScroll, can_focus=False):
    """What is final, and after it, dim, what may still change. Stays at the end until somebody scrolls.

    Attributes:
        text: All that is shown, without control characters.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.text = ""

    def compose(self) -> ComposeResult:
        """One block of text."""
        yield Plain()

    def on_mount(self) -> None:
        """Stay at the end."""
        self.anchor()

    def show(self, text: str, tail: str = "") -> None:
        """Show the final text and its tail."""
        self.text = safe_text(f"{text} {tail}".strip())
        space = " " if text and tail else ""
        self.query_one(Plain).show(plain(f"{text}{space}") + plain(tail, "dim"))
