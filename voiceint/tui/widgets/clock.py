"""The one clock."""

import math

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from voiceint.turn_clock import Sign


class Clock(Widget):
    """Minutes and seconds of a turn, in another colour when the end is near."""

    seconds: reactive[int] = reactive(0)
    warns: reactive[bool] = reactive(False)

    def show(self, sign: Sign) -> None:
        """Show what is left, rounded up, or what has passed, rounded down."""
        self.seconds = math.ceil(sign.seconds) if sign.ends else int(sign.seconds)
        self.warns = sign.warns

    def render(self) -> Content:
        """m:ss"""
        style = "bold $text-error" if self.warns else "bold"
        return Content.styled(f"{self.seconds // 60}:{self.seconds % 60:02}", style)
