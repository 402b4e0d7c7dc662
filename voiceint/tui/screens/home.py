"""Where a session is chosen."""

from random import Random
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Button, Static

from bank import WRITTEN_KINDS
from voiceint.session import Session
from voiceint.tui.screens.bank import BankScreen
from voiceint.tui.screens.history import HistoryScreen
from voiceint.tui.screens.interview import InterviewScreen
from voiceint.tui.screens.quiz import QuizScreen
from voiceint.tui.studio import Studio
from voiceint.tui.widgets.choice import Choice
from voiceint.tui.widgets.key_line import KeyLine
from voiceint.tui.widgets.plain import Plain, plain

_KINDS = {"mixed": WRITTEN_KINDS, **{kind.value: (kind,) for kind in WRITTEN_KINDS}}
_COUNTS = ("1", "3", "5", "10")
_SPOKEN, _TYPED = "voice", "keyboard"


class HomeScreen(Screen[None]):
    """Role, questions, and whether the room is ready."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "Start", priority=True),
        Binding("b", "bank", "Questions"),
        Binding("z", "quiz", "Quiz"),
        Binding("h", "history", "History"),
        Binding("up", "app.focus_previous", "Up", show=False),
        Binding("down", "app.focus_next", "Down", show=False),
        Binding("q", "app.quit", "Quit"),
    ]

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self._studio = studio
        kinds = {question.kind for question in studio.bank.questions}
        self._kinds = [name for name, members in _KINDS.items() if kinds & set(members)]

    def compose(self) -> ComposeResult:
        """The choices, and below them the state of the room."""
        roles = sorted({question.role for question in self._studio.bank.questions})
        with VerticalScroll(id="home"):
            yield Static("voiceint", id="title")
            yield Static("Rehearse your interview out loud. Nothing leaves this machine.", id="subtitle")
            with Vertical(id="choices"):
                yield Choice("Role", roles, id="role")
                yield Choice("Questions", self._kinds, id="kind")
                yield Choice("How many", _COUNTS, 1, id="count")
                yield Choice("Answer by", (_SPOKEN, _TYPED), id="means")
            yield Plain(id="found")
            yield Button("Start", id="start", variant="primary")
            with Vertical(id="room"):
                for part in ("Microphone", "Voice", "Recogniser"):
                    yield Plain(f"  {part:<12}getting ready ...", id=part.lower())
        yield KeyLine()

    def on_mount(self) -> None:
        """Have the keyboard at the first thing that people change."""
        self.query_one("#count").focus()

    def on_screen_resume(self) -> None:
        """Remind of the answers that wait to be finished."""
        count = len(self._studio.recovered)
        found = self.query_one("#found", Plain)
        found.display = count > 0
        answers = "An answer" if count == 1 else f"{count} answers"
        found.show(f"{answers} from last time can be finished: H shows your answers.")

    def show_readiness(self, part: str, line: str, works: bool) -> None:
        """Say how a part of the room is; without a microphone, answers are typed."""
        mark = plain("✓ ", "$success") if works else plain("! ", "bold $warning")
        self.query_one(f"#{part.lower()}", Plain).show(mark + plain(f"{part:<12}{line}"))
        if part == "Microphone" and not works:
            self.query_one("#means", Choice).choose(_TYPED)

    @on(Button.Pressed, "#start")
    def action_start(self) -> None:
        """Begin a session with what is chosen."""
        kinds = _KINDS[self.query_one("#kind", Choice).value]
        count = int(self.query_one("#count", Choice).value)
        questions = self._studio.bank.of_role(self._chosen_role).choose(count, kinds, Random())
        if not questions:
            self.notify("This role has no questions of that kind.", markup=False)
            return
        self.app.push_screen(InterviewScreen(self._studio, Session.of_questions(questions), self._types))

    def action_bank(self) -> None:
        """Look through the questions of the role."""
        self.app.push_screen(BankScreen(self._studio, self._chosen_role, self._types))

    def action_quiz(self) -> None:
        """Cards of the role."""
        self.app.push_screen(QuizScreen(self._studio.bank.of_role(self._chosen_role)))

    @property
    def _chosen_role(self) -> str:
        return self.query_one("#role", Choice).value

    @property
    def _types(self) -> bool:
        return self.query_one("#means", Choice).value == _TYPED

    def action_history(self) -> None:
        """Show earlier answers."""
        self.app.push_screen(HistoryScreen(self._studio))
