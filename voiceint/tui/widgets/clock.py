"""The one clock."""

import time

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

_TICK_SECONDS = 0.2


class Clock(Widget):
    """Minutes and seconds since it was started."""

    seconds: reactive[int] = reactive(0)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._began: float | None = None

    def on_mount(self) -> None:
        """Look at the time a few times a second."""
        self.set_interval(_TICK_SECONDS, self._tick)

    def start(self) -> None:
        """Count from zero."""
        self._began = time.monotonic()
        self.seconds = 0

    def stop(self) -> None:
        """Stay at the time that is shown."""
        self._began = None

    def render(self) -> Content:
        """m:ss"""
        return Content.styled(f"{self.seconds // 60}:{self.seconds % 60:02}", "bold")

    def _tick(self) -> None:
        if self._began is not None:
            self.seconds = int(time.monotonic() - self._began)
