"""What the screens work with."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bank import Bank
from voiceint.attempt import Attempt
from voiceint.store import Store
from voiceint.tui.background import Background

if TYPE_CHECKING:  # numpy comes with these, and the first screen should not wait for it
    from audio.devices import Devices
    from voiceint.interviewer import Interviewer


@dataclass
class Studio:
    """The questions, the history, and an interviewer that is built once the first screen is up.

    Attributes:
        bank: The questions.
        store: The history.
        build: Makes the interviewer; slow, so called on a background thread.
        find_devices: Lists the sound devices; slow as well, and may raise DeviceError.
        recovered: Answers of last time that were recorded and got no further.
        interviewer: The interviewer, once it is built.
        background: Threads for work that would block the screen.
    """

    bank: Bank
    store: Store
    build: Callable[[], Interviewer]
    find_devices: Callable[[], Devices]
    recovered: list[Attempt] = field(default_factory=list)
    interviewer: Future[Interviewer] = field(default_factory=Future)
    background: Background = field(default_factory=Background)

    def open(self) -> Interviewer:
        """Build the interviewer and let those who wait for it have it."""
        self.interviewer.set_result(self.build())
        return self.interviewer.result()

    def settle(self, attempt: Attempt) -> None:
        """An answer is finished or deleted."""
        self.recovered = [other for other in self.recovered if other.id != attempt.id]

    def close(self) -> None:
        """End the interviewer's processes and the threads that still run."""
        if self.interviewer.done():
            self.interviewer.result().close()
        self.background.leave()
