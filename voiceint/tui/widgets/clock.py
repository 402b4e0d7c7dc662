"""The one clock."""

import time

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

_TICK_SECONDS = 0.2


class Clock(Widget):
    """Minutes and seconds that it ran."""

    seconds: reactive[int] = reactive(0)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._began: float | None = None
        self._before = 0.0

    @property
    def runs(self) -> bool:
        """Whether it counts now."""
        return self._began is not None

    def on_mount(self) -> None:
        """Look at the time a few times a second."""
        self.set_interval(_TICK_SECONDS, self._tick)

    def reset(self) -> None:
        """Stand at zero."""
        self._began, self._before, self.seconds = None, 0.0, 0

    def start(self) -> None:
        """Count on from where it stands."""
        if self._began is None:
            self._began = time.monotonic() - self._before

    def stop(self) -> None:
        """Stay at the time that is shown."""
        if self._began is not None:
            self._before, self._began = time.monotonic() - self._began, None

    def render(self) -> Content:
        """m:ss"""
        return Content.styled(f"{self.seconds // 60}:{self.seconds % 60:02}", "bold")

    def _tick(self) -> None:
        if self._began is not None:
            self.seconds = int(time.monotonic() - self._began)
