"""Earlier answers."""

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from voiceint.attempt import CANDIDATE, Attempt
from voiceint.safe_text import safe_text
from voiceint.text_report import brief_length, verdict
from voiceint.tui.screens.assessment import AssessmentScreen
from voiceint.tui.star_letters import star_letters
from voiceint.tui.studio import Studio
from voiceint.tui.widgets.answer_table import AnswerTable
from voiceint.tui.widgets.key_line import KeyLine
from voiceint.tui.widgets.plain import Plain

_PROMPT_COLUMNS = 34


class HistoryScreen(Screen[None]):
    """A table of attempts; one can be opened."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,h", "app.pop_screen", "Back"),
    ]

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self._studio = studio
        self._attempts: list[Attempt] = []

    def compose(self) -> ComposeResult:
        """The table, or a line where there is nothing yet."""
        yield Static("Your answers", id="title")
        yield Plain(id="notice")
        yield AnswerTable(id="attempts", cursor_type="row")
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill the table, newest first."""
        self._attempts = self._studio.store.recent()
        table = self.query_one(AnswerTable)
        table.add_columns("When", "Length", "Parts", "Question", "Verdict")
        for attempt in self._attempts:
            table.add_row(*_cells(attempt), key=attempt.id)
        table.display = bool(self._attempts)
        if not self._attempts:
            self.query_one("#notice", Plain).show("No answers yet. Give one, and it will be here.")
        table.focus()

    @on(AnswerTable.RowSelected)
    def _open(self, event: AnswerTable.RowSelected) -> None:
        attempt = self._attempts[event.cursor_row]
        question = self._studio.bank.find(attempt.question.id) if attempt.question.id else None
        self.app.push_screen(AssessmentScreen(self._studio, attempt, question or attempt.question))


def _cells(attempt: Attempt) -> list[Text]:
    """A row; as rich text, because a table reads markup in plain strings."""
    assessment = attempt.assessment
    length, parts, said = "", "", f"{attempt.stage}: {attempt.problem or 'not assessed'}"
    if assessment is not None:
        length = brief_length(assessment)
        parts = star_letters(assessment["star"])
        said = verdict(assessment)
    if attempt.candidate != CANDIDATE:
        said = f"({attempt.candidate}) {said}"
    prompt = safe_text(attempt.question.prompt)
    if len(prompt) > _PROMPT_COLUMNS:
        prompt = prompt[: _PROMPT_COLUMNS - 1] + "…"
    when = f"{attempt.at.astimezone():%d %b %H:%M}"
    return [Text(cell) for cell in (when, length, parts, prompt, safe_text(said))]
