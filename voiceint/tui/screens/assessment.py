"""What an answer held and lacked."""

from enum import StrEnum
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from audio.errors import AudioError
from bank import Question
from voiceint.attempt import Attempt, Stage
from voiceint.errors import VoiceintError
from voiceint.session import Session
from voiceint.tui.playback import Playback
from voiceint.tui.studio import Studio
from voiceint.tui.widgets.key_line import KeyLine
from voiceint.tui.widgets.plain import Plain, plain
from voiceint.tui.widgets.question_card import sample_content
from voiceint.tui.widgets.scorecard import Scorecard


class Next(StrEnum):
    """What the person wants after reading an assessment."""

    NEXT = "next"
    AGAIN = "again"
    HOME = "home"


class AssessmentScreen(Screen[Next | None]):
    """One attempt, read from top to bottom."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,enter", "next", "Next"),
        Binding("a", "again", "Again"),
        Binding("p", "play", "Play / stop"),
        Binding("m", "sample", "Sample answer"),
        Binding("f", "finish", "Finish it"),
        Binding("escape", "home", "Back"),
    ]

    class Failed(Message):
        """The recording could not be played or judged."""

        def __init__(self, problem: str) -> None:
            super().__init__()
            self.problem = problem

    class Finished(Message):
        """A recording that had got no further is judged now."""

        def __init__(self, attempt: Attempt) -> None:
            super().__init__()
            self.attempt = attempt

    def __init__(
        self,
        studio: Studio,
        attempt: Attempt,
        question: Question,
        session: Session | None = None,
        finish: bool = False,
    ) -> None:
        """Say what is looked at.

        Args:
            studio: What the screens work with.
            attempt: The answer.
            question: With its sample answer, if there is one.
            session: None when looking back.
            finish: Whether the answer has got no further than its recording, and is to be finished now.
        """
        super().__init__()
        self._studio = studio
        self._attempt = attempt
        self._question = question
        self._session = session
        self._playback = Playback(studio, lambda problem: self._tell(self.Failed(problem)))
        self._finishing = False
        self._finish_now = finish

    def compose(self) -> ComposeResult:
        """The question, the scorecard, and the sample answer below it."""
        with VerticalScroll(id="assessment"):
            yield Static(plain(self._question.prompt, "bold"), id="asked")
            yield Plain(self._attempt.problem, id="notice")
            if self._attempt.assessment is not None:
                yield Scorecard(self._attempt.assessment)
            yield Static(sample_content(self._question), id="sample")
        yield KeyLine()

    def on_mount(self) -> None:
        """The scroll view takes the arrow keys."""
        self.query_one("#sample").display = False
        self.query_one("#assessment").focus()
        if self._finish_now:
            self.action_finish()

    def on_unmount(self) -> None:
        """Silence."""
        self._playback.stop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what this attempt has."""
        return {
            "next": self._session is not None and not self._session.is_last,
            "again": self._session is not None,
            "play": self._attempt.recording is not None,
            "sample": self._question.sample is not None,
            "finish": self._attempt.stage == Stage.RECORDED
            and self._attempt.recording is not None
            and not self._finishing,
        }.get(action, True)

    def action_next(self) -> None:
        """The next question."""
        self.dismiss(Next.NEXT)

    def action_again(self) -> None:
        """The same question once more."""
        self.dismiss(Next.AGAIN)

    def action_home(self) -> None:
        """Back to where we came from."""
        self.dismiss(Next.HOME)

    def action_sample(self) -> None:
        """Show or hide the sample answer."""
        sample = self.query_one("#sample")
        sample.display = not sample.display
        if sample.display:
            self.call_after_refresh(sample.scroll_visible, top=True)

    def action_finish(self) -> None:
        """Transcribe and judge a recording that got no further."""
        self._finishing = True
        self.refresh_bindings()
        self.query_one("#notice", Plain).show("Writing down what you said ...")
        self._studio.background.start(self._finish)

    def _finish(self) -> None:
        """On a background thread: do what is left to do."""
        try:
            attempt = self._studio.interviewer.result().finish(self._attempt)
        except (AudioError, VoiceintError) as error:
            self._tell(self.Failed(str(error)))
        else:
            self._studio.settle(attempt)
            self._tell(self.Finished(attempt))

    def _tell(self, message: Message) -> None:
        self.post_message(message)

    @on(Finished)
    def _show_finished(self, message: Finished) -> None:
        self.app.switch_screen(AssessmentScreen(self._studio, message.attempt, self._question, self._session))

    @on(Failed)
    def _show_problem(self, message: Failed) -> None:
        self._finishing = False
        self.refresh_bindings()
        self.query_one("#notice", Plain).show(message.problem)

    def action_play(self) -> None:
        """Hear the recording, or stop it."""
        self._playback.toggle(self._attempt)
