"""How soon an answer ends by itself."""

import math

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class Countdown(Widget):
    """A line with the `seconds` that are left; it takes no room while they are None."""

    seconds: reactive[int | None] = reactive(None, layout=True)

    def show(self, seconds: float | None) -> None:
        """Show how many seconds are left, rounded up."""
        self.seconds = None if seconds is None else max(1, math.ceil(seconds))

    def watch_seconds(self) -> None:
        """Come and go."""
        self.display = self.seconds is not None

    def render(self) -> Content:
        """What happens, and how it is kept from happening."""
        return Content(f"Ending in {self.seconds} s. Say anything to go on, or press Space to end now.")
