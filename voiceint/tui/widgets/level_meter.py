"""How loud the microphone is."""

import math

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

_QUIETEST_DB = -60.0
_LOUD_DB = -6.0
_CELLS = 30


class LevelMeter(Widget):
    """A bar from -60 dBFS to full scale; `level` is a peak from 0 to 1, None while nothing is heard."""

    level: reactive[float | None] = reactive(None)

    def render(self) -> Content:
        """The bar, with a word where something is wrong."""
        if self.level is None:
            return Content.styled("─" * _CELLS, "dim")
        decibels = 20 * math.log10(self.level) if self.level > 0 else _QUIETEST_DB
        filled = max(0, min(_CELLS, round((decibels - _QUIETEST_DB) / -_QUIETEST_DB * _CELLS)))
        style = "$warning" if decibels > _LOUD_DB else "$success"
        word = "" if self.level < 1 else " too loud"
        return Content.assemble(("█" * filled, style), ("─" * (_CELLS - filled), "dim"), (word, "bold"))
