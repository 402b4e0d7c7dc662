"""What the screens work with."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING

from bank import Bank
from voiceint.attempt import Attempt
from voiceint.history import Store
from voiceint.settings import Settings
from voiceint.tui.background import Background

if TYPE_CHECKING:  # numpy comes with these, and the first screen should not wait for it
    from audio.devices import Devices
    from voiceint.interviewer import Interviewer
    from voiceint.planning.planner import Planner

_ROOM = ("voice", "rate", "microphone", "speaker", "model", "auto_stop", "tones", "keep_audio")
"""The settings that an interviewer is built with."""


@dataclass
class Studio:
    """The questions, the history, and an interviewer that is built once the first screen is up.

    Attributes:
        bank: The questions.
        store: The history.
        build: Makes the interviewer; slow, so called on a background thread.
        find_devices: Lists the sound devices; slow as well, and may raise DeviceError.
        recovered: Answers of last time that were recorded and got no further.
        interviewer: The interviewer, once it is built; another one after `apply`.
        background: Threads for work that would block the screen.
        settings: What the user chose.
        save: Keeps the settings; may raise StorageError.
        rebuild: Makes another interviewer when the settings changed; without it the first one stays.
        listen: Tells the level of a microphone by its name, until the event is set; may raise DeviceError.
        say: Speaks in the interviewer's voice until the event is set; may raise AudioError.
        write_down: Tells the level of the interviewer's microphone until the event is set, and returns what was said,
            which is kept nowhere; may raise AudioError.
        planner: Makes plans for jobs; imports much, so called when one is wanted.
        first_run: Whether nothing was ever chosen, so that the set-up is offered.
        problems: What is wrong with the file of the settings, a line each.
        on_rebuilt: Called, on a background thread, with an interviewer that took the place of another.
    """

    bank: Bank
    store: Store
    build: Callable[[], Interviewer]
    find_devices: Callable[[], Devices]
    recovered: list[Attempt] = field(default_factory=list)
    interviewer: Future[Interviewer] = field(default_factory=Future)
    background: Background = field(default_factory=Background)
    settings: Settings = field(default_factory=Settings)
    save: Callable[[Settings], None] = lambda settings: None
    rebuild: Callable[[Settings], Interviewer] | None = None
    listen: Callable[[str | None, Callable[[float], None], Event], None] | None = None
    say: Callable[[str, Event], None] | None = None
    write_down: Callable[[Callable[[float], None], Event], str] | None = None
    planner: Callable[[], Planner] | None = None
    first_run: bool = False
    problems: list[str] = field(default_factory=list)
    on_rebuilt: Callable[[Interviewer], None] = lambda interviewer: None
    _closed: bool = field(default=False, init=False, repr=False)

    def open(self) -> Interviewer:
        """Build the interviewer and let those who wait for it have it."""
        first = self.interviewer  # it may be replaced meanwhile
        first.set_result(self.build())
        return first.result()

    def apply(self, settings: Settings) -> None:
        """Take other settings over and keep them; an interviewer that fits them is built in the background.

        Raises:
            StorageError: They hold, but only until the program ends.
        """
        before, self.settings = self.settings, settings
        if self.rebuild is not None and any(getattr(before, name) != getattr(settings, name) for name in _ROOM):
            rebuild, old = self.rebuild, self.interviewer
            new = self.interviewer = Future()
            self.background.start(lambda: self._replace(old, new, lambda: rebuild(settings)))
        self.save(settings)

    def settle(self, attempt: Attempt) -> None:
        """An answer is finished or deleted."""
        self.recovered = [other for other in self.recovered if other.id != attempt.id]

    def close(self) -> None:
        """End the interviewer's processes and the threads that still run."""
        self._closed = True
        if self.interviewer.done():
            self.interviewer.result().close()
        self.background.leave()

    def _replace(self, old: Future[Interviewer], new: Future[Interviewer], build: Callable[[], Interviewer]) -> None:
        """On a background thread: the new interviewer is there before the old one goes."""
        before = old.result()
        interviewer = build()
        new.set_result(interviewer)
        before.close()
        if self._closed:
            interviewer.close()
        elif self.interviewer is new:
            self.on_rebuilt(interviewer)
