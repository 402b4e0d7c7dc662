"""The keys of a screen."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from voiceint.tui.widgets.key_line import key_name, shown_bindings


class HelpScreen(ModalScreen[None]):
    """Lists what can be done on the screen beneath."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,question_mark,enter,space", "dismiss", "Close")]

    def __init__(self, beneath: Screen[object]) -> None:
        super().__init__()
        self._rows = [
            (key_name(binding), binding.description) for binding in shown_bindings(beneath) if binding.description
        ]

    def compose(self) -> ComposeResult:
        """A box with one line a key."""
        rows = [Content.assemble((f"{key:<12}", "bold"), text, "\n") for key, text in self._rows]
        with VerticalScroll(id="keys"):
            yield Static(Content.assemble(("Keys\n\n", "bold"), *rows, ("\nEsc closes this.", "dim")))
