"""What an answer held and lacked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import TextArea

from bank import Question
from voiceint.attempt import Attempt, Stage
from voiceint.session import Session
from voiceint.takes import LookBack
from voiceint.tui.judging import Judging
from voiceint.tui.playback import Playback
from voiceint.tui.studio import Studio
from voiceint.tui.widgets.answer_view import AnswerView, View
from voiceint.tui.widgets.key_line import KeyLine
from voiceint.tui.widgets.passages import Passages
from voiceint.tui.widgets.plain import Plain
from voiceint.tui.widgets.transcript_pane import TranscriptPane

if TYPE_CHECKING:
    from voiceint.interviewer import Interviewer

_PAIR = 2
"""Takes that can be compared on this screen; there is another one for more."""


class Next(StrEnum):
    """What the person wants after reading an assessment."""

    NEXT = "next"
    AGAIN = "again"
    HOME = "home"


class AssessmentScreen(Screen[Next | None]):
    """One attempt: what is said about it, and the words that each remark is about, to read and to hear."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,enter", "next", "Next"),
        Binding("a", "again", "Again"),
        Binding("j", "move(1)", "Next remark, k back"),
        Binding("tab", "move(1)", show=False),
        Binding("k,shift+tab", "move(-1)", show=False),
        Binding("space", "hear", "Hear it"),
        Binding("p", "play", "Play / stop"),
        Binding("left_square_bracket", "jump(-1)", "Sentence before"),
        Binding("right_square_bracket", "jump(1)", "Sentence after"),
        Binding("ctrl+s", "judge", "Judge again"),
        Binding("e", "correct", "Correct the text"),
        Binding("o", "heard", "Original / corrected"),
        Binding("m", "sample", "Sample answer"),
        Binding("c", "compare", "Last take"),
        Binding("t", "all_takes", "All takes"),
        Binding("f", "finish", "Finish it"),
        Binding("escape", "home", "Leave"),
    ]

    class Failed(Message):
        """The recording could not be played or judged."""

        def __init__(self, problem: str) -> None:
            super().__init__()
            self.problem = problem

    class Finished(Message):
        """The answer was judged just now: a recording that had got no further, or a text that was corrected."""

        def __init__(self, attempt: Attempt) -> None:
            super().__init__()
            self.attempt = attempt

    class Played(Message):
        """The recording was heard to its end, or stopped."""

    class LookedBack(Message):
        """The take before this one is known, and what this one gained."""

        def __init__(self, earlier: LookBack) -> None:
            super().__init__()
            self.earlier = earlier

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
        self._attempt = replace(attempt, question=question)  # the history keeps no points, and they are judged again
        self._question = question
        self._session = session
        self._answer = AnswerView(question, id="answer")
        post = self.post_message
        self._playback = Playback(
            studio, lambda problem: post(self.Failed(problem)), lambda: post(self.Played()), self._answer.hear
        )
        self._judging = Judging(
            studio,
            lambda judged: post(self.Finished(judged)),
            lambda earlier: post(self.LookedBack(earlier)),
            lambda problem: post(self.Failed(problem)),
        )
        self._finish_now = finish
        self._busy = False
        self._may_drop = False
        self._earlier: LookBack | None = None

    def compose(self) -> ComposeResult:
        """A line for what went wrong, the panes, and the keys."""
        yield Plain(id="notice")
        yield self._answer
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the answer; the takes before it are looked up once it is painted."""
        self._show_answer()
        if self._finish_now:
            self.action_finish()

    def on_unmount(self) -> None:
        """Silence."""
        self._playback.stop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what this attempt has, and what can be done at the moment."""
        attempt, session, answer = self._attempt, self._session, self._answer
        if answer.view == View.CORRECTING:
            return {"home": True, "judge": not self._busy}.get(action, not hasattr(self, f"action_{action}"))
        reading, place = answer.view == View.READING, answer.place
        return {
            "next": session is not None and len(session.steps) > 1,
            "again": session is not None and not session.is_over and session.step.rules.repeats,
            "move": reading and bool(answer.places.all),
            "hear": reading and attempt.recording is not None and place is not None and place.seconds is not None,
            "play": attempt.recording is not None,
            "jump": self._playback.plays,
            "judge": False,
            "correct": reading and attempt.assessment is not None and attempt.transcript is not None,
            "heard": reading and attempt.heard is not None,
            "sample": reading and self._question.sample is not None,
            "compare": self._earlier is not None,
            "all_takes": self._earlier is not None and len(self._earlier.takes) > _PAIR,
            "finish": attempt.stage == Stage.RECORDED and attempt.recording is not None and not self._busy,
        }.get(action, True)

    def action_next(self) -> None:
        """The next question."""
        self.dismiss(Next.NEXT)

    def action_again(self) -> None:
        """The same question once more."""
        self.dismiss(Next.AGAIN)

    async def action_home(self) -> None:
        """Back to where we came from: to the assessment, or to the screen before it."""
        if self._answer.view == View.READING or self._busy:
            self.dismiss(Next.HOME)
        elif self._answer.view == View.CORRECTING and self._answer.is_changed and not self._may_drop:
            self._may_drop = True
            self._say("Esc again drops your change.")
        else:
            await self._read()

    def action_move(self, step: int) -> None:
        """Go to the next remark, or the one before, and to its words."""
        self._answer.move(step)
        self.refresh_bindings()

    def action_play(self) -> None:
        """Hear the recording from the words that are pointed at, or from its start; or stop it."""
        if not self._playback.stop():
            self.action_hear()

    def action_hear(self) -> None:
        """Hear the words that are pointed at."""
        self._play(self._answer.play_from)

    def action_jump(self, step: int) -> None:
        """Go on playing from the next sentence, or from the one before."""
        start = self._answer.sentence_from_here(step)
        if start is not None:
            self._play(start)

    def _play(self, start: float) -> None:
        """Play the recording from a second on."""
        self._say("Playing. P stops it; [ and ] go to the sentence before or after.")
        self._answer.begin_sound(start)
        self._playback.play(self._attempt, start)

    async def action_sample(self) -> None:
        """Show or hide the sample answer."""
        await self._answer.toggle_sample()

    async def action_compare(self) -> None:
        """Show the last take beside this one, or go back to this one."""
        if self._answer.view == View.COMPARING:
            await self._read()
        elif self._earlier is not None:
            await self._answer.compare(self._earlier)
            self.refresh_bindings()

    def action_all_takes(self) -> None:
        """Show all takes of the question."""
        from voiceint.tui.screens.compare import CompareScreen  # which opens this screen

        if self._earlier is not None:
            self._playback.stop()
            self.app.push_screen(CompareScreen(self._studio, self._earlier.takes))

    def action_heard(self) -> None:
        """Show the text as it was recognised, or as it was corrected."""
        self._answer.toggle_heard()

    async def action_correct(self) -> None:
        """Open the transcript in an editor."""
        self._playback.stop()
        self._may_drop = False
        await self._answer.correct()
        self.refresh_bindings()

    async def action_judge(self) -> None:
        """Judge the corrected text."""
        attempt, text = self._attempt, self._answer.draft
        if not text.strip():
            self._say("There is nothing to judge.")
        elif not self._answer.is_changed:
            await self._read()
        else:
            self._begin("Judging what you corrected ...", lambda interviewer: interviewer.correct(attempt, text))

    def action_finish(self) -> None:
        """Transcribe and judge a recording that got no further."""
        attempt = self._attempt
        self._begin("Writing down what you said ...", lambda interviewer: interviewer.finish(attempt))

    def _begin(self, notice: str, work: Callable[[Interviewer], Attempt]) -> None:
        self._busy = True
        self.refresh_bindings()
        self._say(notice)
        self._judging.begin(work)

    def _say(self, notice: str = "") -> None:
        """Say something, or what is to be said as long as nothing happens."""
        if not notice:
            first = "what was recognised" if self._attempt.recording else "what you typed first"
            corrected = f"You corrected this text; {first} is kept (o shows it)." if self._attempt.heard else ""
            notice = f"{self._attempt.problem} {corrected}".strip()
        line = self.query_one("#notice", Plain)
        line.show(notice)
        line.display = bool(notice)

    def _show_answer(self) -> None:
        """Show the attempt as it is now, and look back once it is painted."""
        self._say()
        self._answer.show(self._attempt)
        self.call_after_refresh(self._judging.look_back, self._attempt)

    async def _read(self) -> None:
        """Go back to the remarks and the words."""
        await self._answer.read()
        self._say()
        self.refresh_bindings()

    @on(Finished)
    async def _show_finished(self, message: Finished) -> None:
        self._attempt, self._busy, self._earlier = message.attempt, False, None
        await self._answer.read()
        self._show_answer()
        self.refresh_bindings()

    @on(Failed)
    def _show_problem(self, message: Failed) -> None:
        self._busy = False
        if not self._playback.plays:
            self._answer.end_sound()
        self.refresh_bindings()
        self._say(message.problem)

    @on(Played)
    def _say_nothing_plays(self) -> None:
        if self._playback.plays:
            return
        self._answer.end_sound()
        if not self._busy:
            self._say()

    @on(LookedBack)
    def _show_gains(self, message: LookedBack) -> None:
        self._earlier = message.earlier
        self._answer.show_gains(message.earlier)
        self.refresh_bindings()

    @on(TextArea.Changed)
    def _keep_change(self) -> None:
        self._may_drop = False

    @on(Passages.Pointed)
    def _hear_clicked(self, message: Passages.Pointed) -> None:
        """A click on a sentence plays it; the panes have pointed at it already."""
        self.refresh_bindings()
        if isinstance(message.control, TranscriptPane) and self.check_action("hear", ()):
            self.action_hear()
