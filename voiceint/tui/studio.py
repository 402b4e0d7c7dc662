"""What the app needs from outside, made when it is needed and not before the first screen."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # numpy comes with these, and the first screen should not wait for it
    from audio.devices import Devices
    from voiceint.interviewer import Interviewer


@dataclass
class Studio:
    """Builds the interviewer and finds the devices; both are slow and are called on a background thread.

    Attributes:
        build: Makes the interviewer.
        find_devices: Lists the sound devices; may raise DeviceError.
        interviewer: The interviewer, once it is built.
    """

    build: Callable[[], Interviewer]
    find_devices: Callable[[], Devices]
    interviewer: Future[Interviewer] = field(default_factory=Future)

    def open(self) -> Interviewer:
        """Build the interviewer and let those who wait for it have it."""
        self.interviewer.set_result(self.build())
        return self.interviewer.result()

    def close(self) -> None:
        """Close the interviewer, if there is one."""
        if self.interviewer.done():
            self.interviewer.result().close()
