"""The plans that were kept."""

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from voiceint.planning.errors import PlanningError
from voiceint.planning.kept_plans import KeptPlan
from voiceint.planning.planner import Planner
from voiceint.safe_text import safe_text
from voiceint.tui.screens.plan import PlanScreen
from voiceint.tui.studio import Studio
from voiceint.tui.widgets.answer_table import AnswerTable
from voiceint.tui.widgets.key_line import KeyLine
from voiceint.tui.widgets.plain import Plain


class KeptPlansScreen(Screen[None]):
    """A table of plans; one can be opened or deleted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "delete", "Delete"),
        Binding("escape", "app.pop_screen", "Back"),
    ]

    AUTO_FOCUS = "#plans"

    def __init__(self, studio: Studio, planner: Planner, types: bool) -> None:
        """Args: types: whether the answers of a session are typed."""
        super().__init__()
        self._studio = studio
        self._planner = planner
        self._types = types
        self._plans: list[KeptPlan] = []
        self._doomed = ""

    def compose(self) -> ComposeResult:
        """The table."""
        yield Static("Your plans", id="title")
        yield Plain(id="notice")
        yield AnswerTable(id="plans", cursor_type="row")
        yield KeyLine()

    def on_mount(self) -> None:
        """Name the columns."""
        self.query_one(AnswerTable).add_columns("Kept", "Session", "Questions", "Job")

    def on_screen_resume(self) -> None:
        """Read them; one may have been changed."""
        self._plans, self._doomed = self._planner.kept.all(), ""
        table = self.query_one(AnswerTable)
        table.clear()
        for kept in self._plans:
            when = f"{kept.at.astimezone():%d %b %Y %H:%M}"
            cells = (when, kept.plan.style, str(len(kept.plan.questions)), safe_text(kept.plan.role or "A job"))
            table.add_row(*(Text(cell) for cell in cells))
        self.query_one("#notice", Plain).show("" if self._plans else "No plan is kept.")
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be one to delete."""
        return bool(self._plans) if action == "delete" else True

    def action_delete(self) -> None:
        """Delete the plan under the cursor; the first time, ask."""
        kept = self._plans[self.query_one(AnswerTable).cursor_row]
        if self._doomed != kept.id:
            self._doomed = kept.id
            self.query_one("#notice", Plain).show("Press D again to delete this plan for good.")
            return
        try:
            self._planner.kept.delete(kept.id)
        except PlanningError as error:
            self.query_one("#notice", Plain).show(str(error))
        else:
            self.on_screen_resume()

    @on(AnswerTable.RowSelected)
    def _open(self, event: AnswerTable.RowSelected) -> None:
        kept = self._plans[event.cursor_row]
        self.app.push_screen(PlanScreen(self._studio, self._planner, kept.plan, self._types, kept.id))
