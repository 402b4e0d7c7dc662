"""The plan for one job: what will be asked, and why."""

from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen

from bank import Question
from voiceint.planning.errors import PlanningError
from voiceint.planning.plan import Plan
from voiceint.planning.planned_question import PlannedQuestion
from voiceint.planning.planner import Planner
from voiceint.safe_text import safe_text
from voiceint.tui.screens.interview import InterviewScreen
from voiceint.tui.studio import Studio
from voiceint.tui.widgets.answer_table import AnswerTable
from voiceint.tui.widgets.blocks import Block, blank, folded, hanging
from voiceint.tui.widgets.key_line import KeyLine
from voiceint.tui.widgets.passages import Passages
from voiceint.tui.widgets.plain import Plain, plain

_OTHER_COLUMNS = 24
"""Columns of the other cells, the margins and the scroll bar."""

_LEAST_COLUMNS = 30


class PlanScreen(Screen[None]):
    """The questions in their order, and below them the reasons for the one under the cursor; it can be edited."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "Start", priority=True),
        Binding("d", "drop", "Drop"),
        Binding("minus", "move(-1)", "Move up, + down"),
        Binding("plus", "move(1)", show=False),
        Binding("a", "add", "Add a question"),
        Binding("k", "keep", "Keep the plan"),
        Binding("j", "scroll(1)", "Scroll"),
        Binding("escape", "app.pop_screen", "Back"),
    ]

    AUTO_FOCUS = "#questions"

    def __init__(self, studio: Studio, planner: Planner, plan: Plan, types: bool, kept: str = "") -> None:
        """Say what is looked at.

        Args:
            studio: What the screens work with.
            planner: Keeps plans.
            plan: The plan.
            types: Whether its answers are typed.
            kept: Its id, if it is one that was kept.
        """
        super().__init__()
        self._studio = studio
        self._planner = planner
        self._plan = plan
        self._types = types
        self._kept = kept
        self._width = 0

    def compose(self) -> ComposeResult:
        """Heading, table, reasons."""
        yield Plain(self._plan.role or "Your plan", id="title")
        yield Plain(id="notice")
        yield AnswerTable(id="questions", cursor_type="row")
        yield Passages(id="reasons")
        yield KeyLine()

    def on_mount(self) -> None:
        """Name the columns."""
        self.query_one(AnswerTable).add_columns("", "Kind", "Question")
        self._say(f"{len(self._plan.questions)} questions, some {self._plan.minutes} minutes, {self._plan.style}")

    def on_resize(self) -> None:
        """The questions are shortened to the width."""
        if self.app.size.width != self._width:
            self._width = self.app.size.width
            self._fill()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An empty plan can only be added to."""
        return bool(self._plan.questions) if action in ("start", "drop", "move") else True

    def action_start(self) -> None:
        """Begin the session."""
        session = self._plan.session(self._studio.settings)
        if session is not None:
            self.app.push_screen(InterviewScreen(self._studio, session, self._types))

    def action_drop(self) -> None:
        """Leave the question out."""
        self._change(self._plan.without(self._row), self._row)

    def action_move(self, step: int) -> None:
        """Ask it earlier or later."""
        to = self._row + step
        if 0 <= to < len(self._plan.questions):
            self._change(self._plan.moved(self._row, to), to)

    def action_add(self) -> None:
        """Choose a question of the bank."""
        from voiceint.tui.screens.question_choice import QuestionChoice

        self.app.push_screen(QuestionChoice(self._studio.bank), self._add)

    def action_keep(self) -> None:
        """Keep the plan as it is now."""
        try:
            self._kept = self._planner.kept.keep(self._plan, self._kept).id
        except PlanningError as error:
            self._say(str(error))
        else:
            self._say("Kept. Ctrl+O on the screen before this one has it, and 'voiceint plan --list'.")

    def action_scroll(self, step: int) -> None:
        """Show more of the reasons."""
        self.query_one(Passages).scroll_page_down(animate=False)

    def _add(self, question: Question | None) -> None:
        if question is not None:
            self._change(self._plan.with_question(question), len(self._plan.questions))

    @property
    def _row(self) -> int:
        return self.query_one(AnswerTable).cursor_row

    def _change(self, plan: Plan, row: int) -> None:
        self._plan = plan
        self._fill(row)
        self._say("Changed. K keeps the plan as it is now." if self._kept else "")
        self.refresh_bindings()

    def _fill(self, row: int = 0) -> None:
        table = self.query_one(AnswerTable)
        table.clear()
        width = max(_LEAST_COLUMNS, self.app.size.width - _OTHER_COLUMNS)
        for number, planned in enumerate(self._plan.questions, 1):
            prompt = safe_text(planned.question.prompt)
            prompt = prompt if len(prompt) <= width else f"{prompt[: width - 1]}…"
            mark = "?" if planned.gap else "+" if planned.question.id is None else ""
            table.add_row(Text(f"{number}{mark}"), Text(planned.question.kind), Text(prompt))
        if self._plan.questions:
            table.move_cursor(row=min(row, len(self._plan.questions) - 1))
        self._show_reasons()

    @on(AnswerTable.RowHighlighted)
    def _follow(self) -> None:
        self._show_reasons()

    def _show_reasons(self) -> None:
        chosen = self._plan.questions[self._row] if self._row < len(self._plan.questions) else None
        blocks = [*(_reasons(chosen) if chosen else ()), *_whole(self._plan)]
        self.query_one(Passages).show_blocks(blocks)

    def _say(self, notice: str) -> None:
        self.query_one("#notice", Plain).show(notice)


def _reasons(planned: PlannedQuestion) -> Iterator[Block]:
    """Why a question is in the plan, and what to answer it with."""
    yield folded(plain(planned.question.prompt, "bold"))
    yield blank()
    for line in planned.why:
        yield hanging(Content.styled("Likely because  ", "dim"), plain(f"“{line}”"))
    if not planned.why:
        yield folded(plain("You added it, or it is asked in most interviews.", "dim"))
    if planned.gap:
        yield hanging(
            Content.styled("Expect a probe  ", "$text-warning"), plain(f"your background does not show: {planned.gap}")
        )
    for fit in planned.fits:
        where = f"{fit.job}: " if fit.job else ""
        yield hanging(Content.styled("You could tell  ", "$text-success"), plain(f"{where}“{fit.line}”"))
        if fit.lacks_number:
            yield hanging(Content(" " * 16), plain("It has no number yet: say how much.", "$text-warning"))
    if planned.last_time:
        yield hanging(Content.styled("Last time       ", "dim"), plain(planned.last_time))


def _whole(plan: Plan) -> Iterator[Block]:
    """What holds for the whole plan."""
    lists = (
        ("Not shown by your background", plan.gaps),
        ("Achievements that still lack a number", plan.achievements_without_number),
        ("To ask the interviewer", tuple(f"{ask.question} {ask.why}" for ask in plan.asks)),
        ("The posting", tuple(f"{name}: {value}" for name, value in plan.facts)),
    )
    for heading, items in lists:
        if items:
            yield blank()
            yield folded(plain(heading, "bold"))
            yield from (hanging(Content("- "), plain(item)) for item in items)
