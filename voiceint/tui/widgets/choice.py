"""One choice out of a few, changed with the arrow keys or a click."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widget import Widget

from voiceint.tui.widgets.plain import plain


class Choice(Widget, can_focus=True):
    """A label with its value between two arrows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Change", show=False),
        Binding("right", "step(1)", "Change", show=False),
    ]
    place: var[int] = var(0)
    """Which of the values is chosen."""

    class Changed(Message):
        """Another value was chosen."""

        def __init__(self, choice: "Choice") -> None:
            super().__init__()
            self.choice = choice

    def __init__(self, label: str, values: Sequence[str], place: int = 0, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._label = label
        self._values = list(values)
        self.set_reactive(Choice.place, place)

    @property
    def value(self) -> str:
        """The value that is chosen."""
        return self._values[self.place]

    def choose(self, value: str) -> None:
        """Choose a value."""
        self.place = self._values.index(value)

    def offer(self, values: Sequence[str]) -> None:
        """Offer other values; the first is chosen unless the present one is among them."""
        chosen = self.value
        self._values = list(values)
        self.place = self._values.index(chosen) if chosen in self._values else 0
        self.refresh(layout=True)

    def render(self) -> Content:
        """The label and the value."""
        return Content.assemble(f"{self._label:<12}", ("‹ ", "dim"), plain(self.value, "bold"), (" ›", "dim"))

    def watch_place(self) -> None:
        """Show the new value and tell whoever listens."""
        self.refresh(layout=True)
        self.post_message(self.Changed(self))

    def action_step(self, step: int) -> None:
        """Choose the next value, or the one before."""
        self.place = (self.place + step) % len(self._values)

    def on_click(self, event: events.Click) -> None:
        """A click chooses the next value."""
        self.focus()
        self.action_step(1)
