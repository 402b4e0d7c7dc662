"""What a whole session showed."""

import textwrap
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from voiceint.errors import VoiceintError
from voiceint.history import Filter
from voiceint.safe_text import safe_text
from voiceint.session import Session
from voiceint.session_report import Line, SessionReport, report_session
from voiceint.star_letters import star_letters
from voiceint.text_report import brief_length, verdict
from voiceint.tui.saved_page import PageSaved, save_page
from voiceint.tui.screens.assessment import AssessmentScreen
from voiceint.tui.studio import Studio
from voiceint.tui.widgets.answer_table import AnswerTable
from voiceint.tui.widgets.key_line import KeyLine
from voiceint.tui.widgets.plain import Plain

_OTHER_COLUMNS = 36
"""Columns that the other cells, the margins and the scroll bar take."""

_MOST_LINES = 4
_TITLES = {
    "practise": "Your practice session",
    "pressure": "Your pressure session",
    "ladder": "Your ladder: the same story, shorter each time",
    "drill": "Your drill: first sentences",
    "mock": "Your interview",
}


class ReportScreen(Screen[None]):
    """A few sentences on the session, and its answers, each of which can be opened."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "export", "Save as a page"),
        Binding("escape", "home", "Home"),
    ]

    class Loaded(Message):
        """The answers were read."""

        def __init__(self, report: SessionReport | None, problem: str = "") -> None:
            super().__init__()
            self.report = report
            self.problem = problem

    def __init__(self, studio: Studio, session: Session) -> None:
        super().__init__()
        self._studio = studio
        self._session = session
        self._lines: tuple[Line, ...] = ()

    def compose(self) -> ComposeResult:
        """Title, sentences, and the table."""
        with Vertical(id="report"):
            yield Static(_TITLES[self._session.style], id="title")
            yield Plain("Reading your answers ...", id="summary")
            yield AnswerTable(id="steps", cursor_type="row")
        yield KeyLine()

    def on_mount(self) -> None:
        """Have the answers read."""
        table = self.query_one(AnswerTable)
        table.add_columns("", "Length", "Parts", "Question, and what I heard")
        table.display = False
        self._studio.background.start(self._load)

    def action_home(self) -> None:
        """Back to the home screen."""
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A page is made of answers."""
        return any(line.takes for line in self._lines) if action == "export" else True

    def action_export(self) -> None:
        """Write the session as a page that opens in any browser."""
        wanted = Filter(session=self._session.id)
        save_page(self._studio, self, f"session-{self._session.id[:8]}", wanted)

    @on(PageSaved)
    def _tell_saved(self, message: PageSaved) -> None:
        self.notify(safe_text(message.line), markup=False)

    @on(Loaded)
    def _show(self, loaded: Loaded) -> None:
        if loaded.report is None:
            self.query_one("#summary", Plain).show(loaded.problem)
            return
        self._lines = loaded.report.lines
        self.query_one("#summary", Plain).show("\n".join(loaded.report.summary))
        table = self.query_one(AnswerTable)
        width = max(20, self.size.width - _OTHER_COLUMNS)
        for number, line in enumerate(self._lines, 1):
            cells = _cells(number, line, width)
            table.add_row(*cells, height=cells[-1].plain.count("\n") + 1)
        table.display = True
        table.focus()
        self.refresh_bindings()

    @on(AnswerTable.RowSelected)
    def _open(self, event: AnswerTable.RowSelected) -> None:
        line = self._lines[event.cursor_row]
        if line.last is not None:
            self.app.push_screen(AssessmentScreen(self._studio, line.last, line.step.question))

    def _load(self) -> None:
        """On a background thread."""
        try:
            attempts = self._studio.store.of_session(self._session.id)
        except VoiceintError as error:
            self._tell(self.Loaded(None, str(error)))
        else:
            self._tell(self.Loaded(report_session(self._session, attempts, verdict)))

    def _tell(self, message: Message) -> None:
        self.post_message(message)


def _cells(number: int, line: Line, width: int) -> list[Text]:
    """A row; as rich text, because a table reads markup in plain strings. `width`: of the last cell, in columns."""
    length = parts = ""
    if line.last is not None and line.last.assessment is not None:
        length = brief_length(line.last.assessment)
        parts = star_letters(line.last.assessment["star"])
    where = "↳" if line.step.reacts else line.step.part or str(number)
    asked = textwrap.shorten(safe_text(line.step.question.prompt), width, placeholder=" …")
    said = textwrap.wrap(safe_text(line.remark), width, max_lines=_MOST_LINES, placeholder=" …")
    told = Text.assemble((asked, "bold"), *(f"\n{row}" for row in said))
    return [Text(cell) for cell in (where, length, parts)] + [told]
