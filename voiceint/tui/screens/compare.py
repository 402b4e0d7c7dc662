"""All takes of one question."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from voiceint.attempt import Attempt
from voiceint.errors import VoiceintError
from voiceint.takes import Take, compare, put_together
from voiceint.tui.screens.assessment import AssessmentScreen
from voiceint.tui.studio import Studio
from voiceint.tui.widgets.answer_table import AnswerTable
from voiceint.tui.widgets.key_line import KeyLine
from voiceint.tui.widgets.plain import Plain
from voiceint.tui.widgets.takes_pane import TakesPane


class CompareScreen(Screen[None]):
    """A table of the takes, what changed since the first one, and the words of two of them side by side."""

    CSS_PATH: ClassVar[str] = "../compare.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "hold", "Compare with this one"),
        Binding("j", "scroll_words(1)", "Scroll, k back"),
        Binding("k", "scroll_words(-1)", show=False),
        Binding("escape", "app.pop_screen", "Back"),
    ]

    class Loaded(Message):
        """The takes were read again, as one may have been corrected."""

        def __init__(self, attempts: Sequence[Attempt], problem: str = "") -> None:
            super().__init__()
            self.attempts = attempts
            self.problem = problem

    def __init__(self, studio: Studio, takes: Sequence[Attempt]) -> None:
        """Say what is looked at.

        Args:
            studio: What the screens work with.
            takes: Two or more assessed answers to one question.
        """
        super().__init__()
        self._studio = studio
        self._takes = put_together(takes)
        self._held = 0

    def compose(self) -> ComposeResult:
        """The question, the table, what changed, and the words."""
        yield Plain(self._takes.takes[0].attempt.question.prompt, id="asked")
        yield AnswerTable(id="all-takes", cursor_type="row")
        yield Plain(id="changed")
        yield TakesPane(id="two-takes")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the takes, and compare the last one with the first."""
        table = self.query_one(AnswerTable)
        table.add_columns("", "Take", "When", "Length", "Words/min", "Parts", "Figures", "Points")
        self._show_takes(len(self._takes.takes) - 1)
        table.focus()

    def action_hold(self) -> None:
        """Compare the others with the chosen take."""
        self._held = self._chosen
        self._show_takes(self._chosen)

    def action_scroll_words(self, step: int) -> None:
        """Go on in the words of the two takes, or back."""
        pane = self.query_one(TakesPane)
        pane.scroll_relative(y=step * max(1, pane.size.height - 1), animate=False)

    @property
    def _chosen(self) -> int:
        return self.query_one(AnswerTable).cursor_row

    def _show_takes(self, chosen: int) -> None:
        """Show all takes, and choose one of them."""
        takes, table = self._takes, self.query_one(AnswerTable)
        table.clear()
        for place, take in enumerate(takes.takes):
            name = f"{place + 1} ●" if place == self._held else str(place + 1)
            table.add_row(*_cells("★" if place == takes.best else "", name, take))
        table.move_cursor(row=chosen)
        self.query_one("#changed", Plain).show("\n".join((f"★ {takes.reason}", *takes.changed)))
        self._show_words()

    @on(AnswerTable.RowHighlighted)
    def _show_words(self) -> None:
        """Show the words of the chosen take beside those of the one it is compared with."""
        takes, pane = self._takes.takes, self.query_one(TakesPane)
        pair = [(f"Take {place + 1}", takes[place].attempt) for place in sorted({self._held, self._chosen})]
        held = f"● Take {self._held + 1}"
        if len(pair) == 1:
            pane.show(f"{held}: choose another one to compare it with", pair, None, measured=False)
        else:
            gains = compare(pair[0][1], pair[1][1])
            pane.show(f"{held} and take {self._chosen + 1}", pair, gains, measured=False)
        pane.scroll_home(animate=False)

    @on(AnswerTable.RowSelected)
    def _open(self, event: AnswerTable.RowSelected) -> None:
        attempt = self._takes.takes[event.cursor_row].attempt
        question = self._studio.bank.known(attempt.question)
        screen = AssessmentScreen(self._studio, attempt, question)
        self.app.push_screen(screen, lambda _: self._studio.background.start(self._load))

    def _load(self) -> None:
        """On a background thread: read the takes again."""
        question = self._takes.takes[0].attempt.question
        try:
            self.post_message(self.Loaded(self._studio.store.takes(question)))
        except VoiceintError as error:
            self.post_message(self.Loaded((), str(error)))

    @on(Loaded)
    def _show_again(self, message: Loaded) -> None:
        if message.problem:
            self.query_one("#changed", Plain).show(message.problem)
            return
        shown = {take.attempt.id for take in self._takes.takes}
        left = [attempt for attempt in message.attempts if attempt.id in shown]
        if len(left) < len(shown):  # one was deleted by another program
            self.dismiss()
            return
        self._takes = put_together(left)
        self._show_takes(self._chosen)


def _cells(star: str, name: str, take: Take) -> list[Text]:
    """A row; as rich text, because a table reads markup in plain strings."""
    line = take.line
    pace = "" if line.pace is None else f"{line.pace:.0f}"
    points = "" if take.points is None else f"{take.points} of {take.of_points}"
    when = f"{line.at.astimezone():%d %b %H:%M}"
    return [Text(cell) for cell in (star, name, when, line.brief_length, pace, line.letters, str(line.figures), points)]
