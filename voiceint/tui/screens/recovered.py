"""Answers that were recorded last time and got no further."""

import wave
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from voiceint.attempt import Attempt
from voiceint.errors import StorageError
from voiceint.tui.playback import Playback
from voiceint.tui.screens.assessment import AssessmentScreen
from voiceint.tui.studio import Studio
from voiceint.tui.widgets.key_line import KeyLine
from voiceint.tui.widgets.plain import Plain, plain

_ABOUT = "What was said is kept. F writes it down and assesses it, D deletes it."


class RecoveredScreen(Screen[None]):
    """Offers to finish each of them, or to delete it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "finish", "Finish it"),
        Binding("p", "play", "Play / stop"),
        Binding("d", "delete", "Delete"),
        Binding("escape", "later", "Later"),
    ]

    class Failed(Message):
        """A recording could not be played."""

        def __init__(self, problem: str) -> None:
            super().__init__()
            self.problem = problem

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self._studio = studio
        self._attempts: list[Attempt] = []
        self._playback = Playback(studio, self._report)
        self._doomed: Attempt | None = None

    def compose(self) -> ComposeResult:
        """How many there are, and which."""
        yield Static(id="title", markup=False)
        yield Plain(_ABOUT, id="about")
        yield OptionList(id="recovered")
        yield Plain(id="notice")
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Show those that are left, or leave."""
        self._attempts = list(self._studio.recovered)
        if not self._attempts:
            self.dismiss()
            return
        count = len(self._attempts)
        title = "An answer was not finished" if count == 1 else f"{count} answers were not finished"
        self.query_one("#title", Static).update(title)
        choices = self.query_one(OptionList)
        place = min(choices.highlighted or 0, count - 1)
        choices.clear_options()
        choices.add_options(Option(self._describe(attempt)) for attempt in self._attempts)
        choices.highlighted = place
        choices.focus()

    def on_screen_suspend(self) -> None:
        """Silence."""
        self._playback.stop()

    @on(OptionList.OptionSelected)
    def action_finish(self) -> None:
        """Have the chosen answer written down and assessed."""
        attempt = self._chosen
        question = self._studio.bank.known(attempt.question)
        self.app.push_screen(AssessmentScreen(self._studio, attempt, question, finish=True))

    def action_play(self) -> None:
        """Hear the recording, or stop it."""
        self._playback.toggle(self._chosen)

    def action_delete(self) -> None:
        """Delete the chosen answer with its recording; the first time, ask."""
        if self._doomed is not self._chosen:
            self._doomed = self._chosen
            self._show("Press D again to delete this answer and its recording for good.")
            return
        self._playback.stop()
        try:
            self._studio.store.delete(self._doomed.id)
        except StorageError as error:
            self._show(str(error))
            return
        self._studio.settle(self._doomed)
        self._doomed = None
        self._show("")
        self.on_screen_resume()

    def action_later(self) -> None:
        """Leave them in the history."""
        self.dismiss()

    @on(OptionList.OptionHighlighted)
    def _forget_wish(self) -> None:
        """Another answer is chosen: nothing of the one before is meant."""
        if self._doomed is not None and self._doomed is not self._chosen:
            self._doomed = None
            self._show("")

    @on(Failed)
    def _show_problem(self, message: Failed) -> None:
        self._show(message.problem)

    @property
    def _chosen(self) -> Attempt:
        return self._attempts[self.query_one(OptionList).highlighted or 0]

    def _show(self, line: str) -> None:
        self.query_one("#notice", Plain).show(line)

    def _report(self, problem: str) -> None:
        self.post_message(self.Failed(problem))

    def _describe(self, attempt: Attempt) -> Content:
        seconds = _seconds(self._studio.store.recording_path(attempt))
        length = "" if seconds is None else f" · {seconds // 60}:{seconds % 60:02} recorded"
        about = f"\n{attempt.at.astimezone():%d %b %H:%M}{length}"
        why = f"\n{attempt.problem}" if attempt.problem else ""
        return plain(attempt.question.prompt, "bold") + plain(about + why, "dim")


def _seconds(recording: Path) -> int | None:
    """The length of a recording, read from its header; None if it cannot be read."""
    try:
        with wave.open(str(recording), "rb") as source:
            return round(source.getnframes() / source.getframerate())
    except (OSError, EOFError, ZeroDivisionError, wave.Error):
        return None
