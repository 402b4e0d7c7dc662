"""Where a question is heard and answered."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.screen import Screen

from voiceint.attempt import Attempt, Stage
from voiceint.session import Session
from voiceint.tui.rehearsal import Rehearsal
from voiceint.tui.screens.assessment import AssessmentScreen, Next
from voiceint.tui.screens.report import ReportScreen
from voiceint.tui.stages import describe_stage
from voiceint.tui.studio import Studio
from voiceint.tui.widgets.answer_box import AnswerBox
from voiceint.tui.widgets.clock import Clock
from voiceint.tui.widgets.countdown import Countdown
from voiceint.tui.widgets.key_line import KeyLine
from voiceint.tui.widgets.level_meter import LevelMeter
from voiceint.tui.widgets.live_text import LiveText
from voiceint.tui.widgets.plain import Plain
from voiceint.turn import Moment, Turn
from voiceint.turn_clock import Due, Sign, TurnClock

if TYPE_CHECKING:
    from audio.ports import Progress

_LOOK_SECONDS = 0.08
_LEVEL_LASTS_SECONDS = 0.5
"""Without another level for this long, no sound arrives, and none is shown."""

_BETWEEN_SECONDS = 3.0
"""Between an answer that is not shown and the next question: time to breathe out."""

_REACTS_SECONDS = 1.0
"""Before the interviewer asks back: nobody who was listened to is answered at once."""

_HEARING = (Moment.LISTENING, Moment.INTERRUPTED, Moment.PAUSED)
_BEFORE = (Moment.ASKING, Moment.READY)


class InterviewScreen(Screen[None]):
    """One question at a time, until the session is over.

    Attributes:
        moment: Where the turn is, as far as the screen was told.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "speak", "Answer / end"),
        Binding("p", "rest", "Pause / go on"),
        Binding("r", "replay", "Replay"),
        Binding("i", "insight", "Hint"),
        Binding("t", "type", "Type instead"),
        Binding("s", "skip", "Skip"),
        Binding("ctrl+s", "hand_in", "Hand in", priority=True),
        Binding("ctrl+r", "speak_again", "Speak instead", priority=True),
        Binding("escape", "leave", "Leave"),
    ]

    AUTO_FOCUS = ""  # the keys belong to the screen until something is typed

    class News(Message):
        """Something happened in a turn; a screen that is already at another turn takes no notice."""

        def __init__(
            self, turn: Turn, moment: Moment | None = None, progress: Progress | None = None, notice: str | None = None
        ) -> None:
            super().__init__()
            self.turn = turn
            self.moment = moment
            self.progress = progress
            self.notice = notice

    class Over(Message):
        """A turn ended: with an attempt, with an error, or because the person left."""

        def __init__(self, turn: Turn, attempt: Attempt | None, error: str = "") -> None:
            super().__init__()
            self.turn = turn
            self.attempt = attempt
            self.error = error

    def __init__(
        self, studio: Studio, session: Session, typed: bool = False, now: Callable[[], float] = time.monotonic
    ) -> None:
        """Say what is rehearsed.

        Args:
            studio: What the screens work with.
            session: What is asked, from its present step on.
            typed: Whether the answers are typed, and no microphone is opened.
            now: Seconds from any start, never backwards.
        """
        super().__init__()
        self._studio = studio
        self._session = session
        self._rehearsal = Rehearsal(studio, session, self._tell_over)
        self._step = session.step
        self._typed = typed
        self._now = now
        self._turn = Turn()
        self._clock = TurnClock(session.step.rules, now)
        self._sign = Sign(0.0)
        self._silence: float | None = None
        self._cut_short = False
        self._may_leave = False
        self._go_on_at: float | None = None
        self.moment: Moment | None = None
        self._level: float | None = None
        self._level_at = 0.0
        self._seconds_left: float | None = None

    def compose(self) -> ComposeResult:
        """The question, the stage and clock, the level, the countdown, and the words as they come."""
        with Vertical(id="interview"):
            yield Plain(id="place")
            with VerticalScroll(id="question", can_focus=False):
                yield Plain(id="prompt")
                yield Plain(id="insight")
            with Horizontal(id="stage-line"):
                yield Plain(id="stage")
                yield Clock(id="clock")
            yield LevelMeter(id="level")
            yield Countdown(id="countdown")
            yield Plain(id="notice")
            yield LiveText(id="words")
            yield AnswerBox(id="typed", soft_wrap=True)
        yield KeyLine()

    def on_mount(self) -> None:
        """Ask the first question and have the others made into speech meanwhile."""
        self.set_interval(_LOOK_SECONDS, self._look)
        self._rehearsal.prepare(lambda: self.is_mounted)
        self._ask()

    def on_unmount(self) -> None:
        """Whatever still listens or speaks must end."""
        self._turn.cancel()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that do something now."""
        before = self.moment in _BEFORE
        rules = self._step.rules
        return {
            "speak": self.moment == Moment.KEPT or (not self._typed and (before or self.moment in _HEARING)),
            "rest": not rules.timed and self.moment in (Moment.LISTENING, Moment.PAUSED),
            "replay": before and rules.repeats,
            "insight": before and rules.open_book and bool(self._step.question.insight),
            "type": not self._typed and (before or self.moment == Moment.INTERRUPTED),
            "skip": before,
            "hand_in": self._typed and self.moment not in (Moment.ASSESSING, Moment.KEPT),
            "speak_again": self._typed and self.moment not in (Moment.ASSESSING, Moment.KEPT),
        }.get(action, True)

    def action_speak(self) -> None:
        """Begin the answer, or end it, or go on to what comes next."""
        if self.moment == Moment.KEPT:
            self._go_on()
        elif self.moment in _HEARING:
            self._turn.finish()
        else:
            self._turn.answer()

    def action_rest(self) -> None:
        """Pause the answer, or go on with it."""
        self._turn.rest()

    def action_insight(self) -> None:
        """Show or hide what the interviewer is after."""
        insight = self.query_one("#insight", Plain)
        insight.display = not insight.display
        insight.show(f"What they are after: {self._step.question.insight}")

    def action_replay(self) -> None:
        """Hear the question again."""
        self._turn.replay()

    def action_type(self) -> None:
        """Answer this question and the following ones with the keyboard, going on after what was heard."""
        self._typed = True
        if self.moment == Moment.INTERRUPTED:
            self._turn.cancel()
            self._turn = Turn()
            heard = self.query_one(LiveText).text
            self.query_one(AnswerBox).begin_with(f"{heard} " if heard else "")
            self.query_one("#notice", Plain).show("")
            self._show_moment(Moment.LISTENING if self._step.rules.timed else Moment.READY)  # the time goes on
        elif self.moment == Moment.READY:
            self._turn.cancel()  # the microphone stands by no longer
        self._show_means()

    def action_hand_in(self) -> None:
        """The typed answer is done."""
        text = self.query_one("#typed", AnswerBox).text
        if not text.strip():
            self.query_one("#notice", Plain).show("There is nothing to hand in yet.")
            return
        self._turn.cancel()
        turn = self._turn = Turn()
        self._show_moment(Moment.ASSESSING)
        self._rehearsal.judge(turn, text)

    def action_speak_again(self) -> None:
        """Back to the microphone, for this question and the following ones."""
        self._typed = False
        self._ask()

    def action_skip(self) -> None:
        """Leave this question out."""
        self._go_on()

    def action_leave(self) -> None:
        """Back to the home screen; what was recorded is kept, and the session can be taken up again."""
        if self.moment in _HEARING and not self._may_leave:
            self._may_leave = True
            self.query_one("#notice", Plain).show("Esc again leaves. What you said so far is kept in the history.")
            return
        if self.moment == Moment.KEPT:
            self._session.advance()
        self._turn.cancel()
        self._leave()

    @on(News)
    def _take_news(self, news: News) -> None:
        if news.turn is not self._turn:
            return
        if news.moment is not None:
            self._show_moment(news.moment)
        if news.progress is not None:
            self._silence = news.progress.silence
            self.query_one(LiveText).show(news.progress.text, news.progress.tail)
        if news.notice is not None:
            self.query_one("#notice", Plain).show(news.notice)

    @on(Over)
    async def _take_end(self, over: Over) -> None:
        if over.turn is not self._turn:
            return
        if over.attempt is not None:
            if over.attempt.stage != Stage.ASSESSED:
                self._fall_back(f"Your recording is kept. {over.attempt.problem}")
            elif self._step.rules.shows:
                await self._show_assessment(over.attempt)
            else:
                self._keep_for_later(over.attempt)
        elif over.error:
            self._fall_back(over.error)

    def _fall_back(self, problem: str) -> None:
        """Go on with the keyboard where the microphone or the recogniser failed."""
        self._typed = True
        self._show_moment(Moment.READY)
        self._show_means()
        self.query_one("#notice", Plain).show(f"{problem} You can type your answer, or try again with Ctrl+R.")

    def _keep_for_later(self, attempt: Attempt) -> None:
        """No scores before the end: the interviewer reacts, or goes on to the next question."""
        self._session.react(attempt.assessment or {}, self._cut_short)
        if self._session.is_last:
            self._go_on()
            return
        reacts = self._session.steps[self._session.position + 1].reacts
        self._go_on_at = self._now() + (_REACTS_SECONDS if reacts else _BETWEEN_SECONDS)
        self._show_moment(Moment.KEPT)

    async def _show_assessment(self, attempt: Attempt) -> None:
        await self._come_up()
        screen = AssessmentScreen(self._studio, attempt, self._session.current, self._session)
        self.app.push_screen(screen, self._after_assessment)

    async def _come_up(self) -> None:
        """Close what lies over this screen, such as the list of keys."""
        while self.app.screen is not self and self in self.app.screen_stack:
            await self.app.pop_screen()

    def _after_assessment(self, wish: Next | None) -> None:
        if wish == Next.AGAIN:
            self._ask()
        elif wish == Next.NEXT or self._session.is_last:
            self._go_on()
        else:
            self._session.advance()
            self._leave()

    def _go_on(self) -> None:
        self._turn.cancel()
        self._go_on_at = None
        if self._session.advance():
            self._ask()
        elif len(self._session.steps) > 1:
            self.call_later(self._report)
        else:
            self._leave()

    async def _report(self) -> None:
        self._rehearsal.keep()
        await self._come_up()
        self.app.switch_screen(ReportScreen(self._studio, self._session))

    def _leave(self) -> None:
        self._rehearsal.keep()
        self.dismiss()

    def _ask(self) -> None:
        """Begin a turn with the session's current question."""
        self._turn.cancel()
        step = self._step = self._session.step
        question = step.question
        where = (self._session.place, question.topic, "" if step.reacts else question.kind)
        self.query_one("#place", Plain).show(" · ".join(word for word in where if word))
        self.query_one("#prompt", Plain).show(question.prompt)
        self.query_one("#notice", Plain).show("")
        self.query_one(LiveText).show("")
        self.query_one("#typed", AnswerBox).clear()
        self.query_one("#insight").display = False
        self._clock = TurnClock(step.rules, self._now)
        self._silence, self._cut_short, self._may_leave, self._go_on_at = None, False, False, None
        turn = self._turn = self._new_turn()
        self._show_moment(Moment.ASKING)
        self._show_means()
        self._rehearsal.take(turn, lambda: not self._typed)

    def _new_turn(self) -> Turn:
        turn = Turn()
        turn.on_moment = lambda moment: self._tell(turn, moment=moment)
        turn.on_progress = lambda progress: self._tell(turn, progress=progress)
        turn.on_notice = lambda notice: self._tell(turn, notice=notice)
        turn.on_level = lambda level: self._hear_level(turn, level)
        turn.on_countdown = lambda seconds: self._hear_countdown(turn, seconds)
        return turn

    def _show_moment(self, moment: Moment) -> None:
        self.moment = moment
        self._clock.reach(moment)
        if moment != Moment.LISTENING:
            self._level = self._seconds_left = None
        self.query_one("#stage").set_class(moment == Moment.LISTENING and not self._typed, "recording")
        self.query_one("#stage").set_class(moment == Moment.INTERRUPTED, "interrupted")
        self._sign = replace(self._clock.look(), due=None)  # what is due at once is done at the next look
        self._show_sign(self._sign)
        self.refresh_bindings()

    def _show_sign(self, sign: Sign) -> None:
        """The clock, and what is said of the moment beside it."""
        self.query_one(Clock).show(sign)
        if self.moment is not None:
            said = describe_stage(self.moment, self._step.rules, self._typed, sign.warns)
            self.query_one("#stage", Plain).show(said)

    def _show_means(self) -> None:
        typed = self.query_one("#typed", AnswerBox)
        typed.display = self._typed
        self.query_one("#words").display = not self._typed
        self.query_one(LevelMeter).display = not self._typed
        self._show_sign(self._sign)
        if self._typed:
            typed.focus()
        else:
            self.set_focus(None)
        self.refresh_bindings()

    def _look(self) -> None:
        """Show what comes too often to be news, and do what the clock says."""
        heard = time.monotonic() - self._level_at < _LEVEL_LASTS_SECONDS
        self.query_one(LevelMeter).level = self._level if heard else None
        self.query_one(Countdown).show(self._seconds_left)
        before, sign = self._sign, self._clock.look(self._silence)
        self._sign = sign
        self.query_one(Clock).show(sign)
        if sign.warns != before.warns:
            self._show_sign(sign)
        if sign.due is not None and sign.due != before.due:
            self._do(sign.due)
        if self._go_on_at is not None and self._now() >= self._go_on_at:
            self._go_on()

    def _do(self, due: Due) -> None:
        """What the rules have happen by itself."""
        if due == Due.ANSWER and self._typed:
            self._show_moment(Moment.LISTENING)
        elif due == Due.ANSWER:
            self._turn.answer()
        elif not self._typed:
            self._cut_short = due == Due.CUT_IN
            self._turn.finish()
        elif self.query_one("#typed", AnswerBox).text.strip():
            self.action_hand_in()
        else:
            self._go_on()

    def _hear_level(self, turn: Turn, level: float) -> None:
        if turn is self._turn:
            self._level, self._level_at = level, time.monotonic()

    def _hear_countdown(self, turn: Turn, seconds: float | None) -> None:
        if turn is self._turn:
            self._seconds_left = seconds

    def _tell(
        self, turn: Turn, moment: Moment | None = None, progress: Progress | None = None, notice: str | None = None
    ) -> None:
        self.post_message(self.News(turn, moment, progress, notice))

    def _tell_over(self, turn: Turn, attempt: Attempt | None, error: str) -> None:
        self.post_message(self.Over(turn, attempt, error))
