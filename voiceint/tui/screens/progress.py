"""How answers change over time, and what to answer next."""

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen

from voiceint.errors import VoiceintError
from voiceint.history import Summary
from voiceint.progress import Measure, Progress, full_answers, measure_progress
from voiceint.progress.text import (
    NO_ANSWERS,
    describe_change,
    describe_practice,
    grouping,
    plot_lines,
    table_lines,
    topic_lines,
)
from voiceint.repetition import Suggestion, suggest_session
from voiceint.rules import Style, rules_of
from voiceint.session import Session
from voiceint.tui.screens.interview import InterviewScreen
from voiceint.tui.studio import Studio
from voiceint.tui.widgets.choice import Choice
from voiceint.tui.widgets.key_line import KeyLine
from voiceint.tui.widgets.plain import Plain, plain

_EVERY_TOPIC = "all"
_OTHER_LINES = 22
"""What stands above and below the plot where all of it is to be in sight."""

_MARGIN = 6
"""Columns beside the text: its margin, the scroll bar, and some air."""

_LEAST_PLOT, _MOST_PLOT = 11, 19
"""Lines of a plot."""

_DRAWN = re.compile("[●○\u2800-\u28ff]+")
"""Points and lines of a plot, in distinction from its axes."""


@dataclass(frozen=True)
class Picture:
    """What is shown: of which topic, its progress, and the next session."""

    topic: str
    topics: Sequence[str]
    progress: Progress | None
    suggestions: Sequence[Suggestion]


class ProgressScreen(Screen[None]):
    """One measure over time, the next session, and the weakest topics."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "Start the next session", priority=True),
        Binding("space,pagedown", "scroll(1)", "More below"),
        Binding("pageup", "scroll(-1)", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("escape", "app.pop_screen", "Back"),
    ]

    AUTO_FOCUS = "#measure"

    class Loaded(Message):
        """The answers were read."""

        def __init__(self, picture: Picture | None, problem: str = "") -> None:
            super().__init__()
            self.picture = picture
            self.problem = problem

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self._studio = studio
        self._picture: Picture | None = None

    def compose(self) -> ComposeResult:
        """Two choices that stay, and below them what they choose."""
        yield Plain("Your progress", id="title")
        yield Plain("Reading your answers ...", id="about")
        yield Choice("Measure", [measure.value for measure in Measure], id="measure")
        yield Choice("Topic", [_EVERY_TOPIC], id="topic")
        with VerticalScroll(id="progress", can_focus=False):
            yield Plain(id="change")
            yield Plain(id="plot")
            yield Plain("Next session", classes="heading")
            yield Plain(id="next")
            yield Plain("Worth practising", classes="heading")
            yield Plain(id="weak")
            yield Plain("Over time", classes="heading")
            yield Plain(id="table")
        yield KeyLine()

    def on_mount(self) -> None:
        """Have the answers read; until then there is nothing to choose."""
        self._show_parts(False)

    def on_screen_resume(self) -> None:
        """Read the answers, and again after a session."""
        self._read()

    def on_resize(self) -> None:
        """Draw for another width."""
        self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a session where there are questions for it, and more where there is more."""
        if action == "start":
            return self._picture is not None and bool(self._picture.progress and self._picture.suggestions)
        if action == "scroll":
            return bool(self.query("#progress")) and self.query_one("#progress").max_scroll_y > 0
        return True

    def action_start(self) -> None:
        """Begin the session that is planned here."""
        if self._picture is None:
            return
        questions = [suggestion.question for suggestion in self._picture.suggestions]
        session = Session.of_questions(questions, Style.PRACTISE, rules_of(Style.PRACTISE, self._studio.settings))
        self.app.push_screen(InterviewScreen(self._studio, session))

    def action_scroll(self, pages: int) -> None:
        """Go on to what is below, or back."""
        pane = self.query_one("#progress")
        pane.scroll_relative(y=pages * (pane.size.height - 1), animate=False)

    @on(Choice.Changed)
    def _follow(self, changed: Choice.Changed) -> None:
        if changed.choice.id == "measure":
            self._draw()
        elif self._picture is not None and changed.choice.value != self._picture.topic:
            self._read()

    @on(Loaded)
    def _show(self, loaded: Loaded) -> None:
        if loaded.picture is None:
            self.query_one("#about", Plain).show(loaded.problem)
            return
        if loaded.picture.topic != self._topic:
            return  # another topic was chosen meanwhile
        self._picture = loaded.picture
        self.query_one("#topic", Choice).offer([_EVERY_TOPIC, *loaded.picture.topics])
        self._show_parts(loaded.picture.progress is not None)
        self._draw()
        self.refresh_bindings()

    def _show_parts(self, there: bool) -> None:
        for part in self.query("#measure, #topic, #progress"):
            part.display = there

    def _draw(self) -> None:
        """Everything, for the width there is."""
        picture = self._picture
        if picture is None:
            return
        about = self.query_one("#about", Plain)
        if picture.progress is None:
            about.show(NO_ANSWERS)
            return
        progress, width = picture.progress, self.size.width - _MARGIN
        self.query_one("#title", Plain).show(f"Your progress: {grouping(progress)}")
        practice = describe_practice(progress.practice)
        about.display = bool(practice)
        about.show(practice)
        measure = Measure(self.query_one("#measure", Choice).value)
        height = min(_MOST_PLOT, max(_LEAST_PLOT, self.size.height - _OTHER_LINES))
        change = self.query_one("#change", Plain)
        change.display = measure in progress.changes
        change.show(describe_change(progress, measure))
        drawing = "\n".join(plot_lines(progress, measure, width, height))
        self.query_one("#plot", Plain).show(plain(drawing).highlight_regex(_DRAWN, style="$text-accent"))
        self.query_one("#next", Plain).show(_plan(picture.suggestions, width))
        self.query_one("#weak", Plain).show("\n".join(topic_lines(progress.topics)))
        self.query_one("#table", Plain).show("\n".join(table_lines(progress)))
        self.call_after_refresh(self.refresh_bindings)

    def _read(self) -> None:
        topic = self._topic
        self._studio.background.start(lambda: self._load(topic))

    def _load(self, topic: str) -> None:
        """On a background thread."""
        try:
            answers = full_answers(self._studio.store)
        except VoiceintError as error:
            self.post_message(self.Loaded(None, str(error)))
        else:
            self.post_message(self.Loaded(self._measure(answers, topic)))

    def _measure(self, answers: Sequence[Summary], topic: str) -> Picture:
        own = [answer for answer in answers if topic in (_EVERY_TOPIC, answer.topic)]
        words = "" if topic == _EVERY_TOPIC else topic
        return Picture(
            topic,
            sorted({answer.topic for answer in answers if answer.topic}),
            measure_progress(own),
            suggest_session(self._studio.bank, own, datetime.now(UTC), words),
        )

    @property
    def _topic(self) -> str:
        return self.query_one("#topic", Choice).value


def _plan(suggestions: Sequence[Suggestion], width: int) -> Content:
    """The questions of the next session, each with the reason for it."""
    lines: list[Content] = []
    for number, suggestion in enumerate(suggestions, 1):
        asked = textwrap.shorten(suggestion.question.prompt, width - 3, placeholder=" …")
        lines += [plain(f"{number}. {asked}"), plain(f"   {suggestion.reason}", "dim")]
    return Content("\n").join(lines or [plain("The bank has no questions on this topic.")])
