"""The keys that do something now, on the last lines of a screen."""

from typing import Any

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

_BETWEEN = "  "


class KeyLine(Static):
    """What the screen's bindings offer; a click on a key does what the key does.

    One widget, where Textual's own footer makes one for each key, and all of them anew whenever a key comes or goes.
    """

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[list[tuple[int, str]]] = []

    def on_mount(self) -> None:
        """Follow the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._show_keys()

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked on."""
        row = self._rows[event.y] if event.y < len(self._rows) else []
        key = next((key for end, key in row if event.x - self.gutter.left < end), None)
        if key is not None:
            self.app.simulate_key(key)

    def _follow(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen:
            self._show_keys()

    def _show_keys(self) -> None:
        shown: dict[str, Binding] = {}
        for binding in shown_bindings(self.screen):
            shown.setdefault(binding.action, binding)
        room = self.screen.size.width - self.gutter.width
        lines: list[Content] = []
        self._rows = []
        for binding in shown.values():
            piece = Content.assemble((key_name(binding), "bold $footer-key-foreground"), f" {binding.description}")
            if lines and len(lines[-1]) + len(_BETWEEN) + len(piece) <= room:
                lines[-1] = Content.assemble(lines[-1], _BETWEEN, piece)
            else:
                lines.append(piece)
                self._rows.append([])
            self._rows[-1].append((len(lines[-1]), binding.key))
        content = Content("\n").join(lines)
        if content != self.content:  # an update lays the whole screen out anew
            self.update(content)


def shown_bindings(screen: Screen[Any]) -> list[Binding]:
    """What can be done on a screen now, one for each key."""
    return [active.binding for active in screen.active_bindings.values() if active.binding.show and active.enabled]


def key_name(binding: Binding) -> str:
    """How a binding's key is written for people."""
    names = {
        "question_mark": "?",
        "escape": "Esc",
        "space": "Space",
        "enter": "Enter",
        "comma": ",",
        "slash": "/",
        "left_square_bracket": "[",
        "minus": "-",
        "plus": "+",
        "right_square_bracket": "]",
    }
    return names.get(binding.key, binding.key.replace("ctrl+", "Ctrl+"))
