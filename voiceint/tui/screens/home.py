"""Where a session is chosen."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Button, Static

from bank import WRITTEN_KINDS
from voiceint.errors import VoiceintError
from voiceint.rules import Style
from voiceint.session import Session
from voiceint.session_plan import Wish, plan_session
from voiceint.tui.studio import Studio
from voiceint.tui.widgets.choice import Choice
from voiceint.tui.widgets.key_line import KeyLine
from voiceint.tui.widgets.plain import Plain, plain

_KINDS = {"mixed": WRITTEN_KINDS, **{kind.value: (kind,) for kind in WRITTEN_KINDS}}
_COUNTS = ("1", "2", "3", "5", "10")
_SPOKEN, _TYPED = "voice", "keyboard"
_ANY, _NEXT = "at random", "what I should do next"
_EVERY_TOPIC = "all"
_STYLES = {
    Style.PRACTISE: "At your own pace: think, answer, see what your answer held, take it again.",
    Style.PRESSURE: "As in a recorded interview: {prepare}, {answer} to answer, one take. You are asked back.",
    Style.LADDER: "One story three times: in 120 seconds, in 60, in 30. You see what was lost on the way.",
    Style.DRILL: "Ten questions, ten seconds each: only your first sentence.",
    Style.MOCK: "A whole interview: about you, your stories, your trade, and your own questions at the end.",
}
_FREE = (Style.PRACTISE, Style.PRESSURE)
"""Styles in which kind and number of questions can be chosen; the others have a plan of their own."""


class HomeScreen(Screen[None]):
    """What to rehearse, and whether the room is ready."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "Start", priority=True),
        Binding("r", "resume", "Go on with the last session"),
        Binding("j", "job", "For one job"),
        Binding("b", "bank", "Questions"),
        Binding("z", "quiz", "Quiz"),
        Binding("h", "history", "History"),
        Binding("comma", "settings", "Settings"),
        Binding("up", "app.focus_previous", "Up", show=False),
        Binding("down", "app.focus_next", "Down", show=False),
        Binding("q", "app.quit", "Quit"),
    ]

    AUTO_FOCUS = "#style"  # focused by the way: a call would style and draw everything once more

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self._studio = studio
        self._left: Session | None = None
        kinds = {question.kind for question in studio.bank.questions}
        self._kinds = [name for name, members in _KINDS.items() if kinds & set(members)]

    def compose(self) -> ComposeResult:
        """The choices, and below them the state of the room."""
        roles = sorted({question.role for question in self._studio.bank.questions})
        with VerticalScroll(id="home"):
            yield Static("voiceint", id="title")
            yield Static("Rehearse your interview out loud. Nothing leaves this machine.", id="subtitle")
            with Vertical(id="choices"):
                yield Choice("Session", [style.value for style in Style], id="style")
                yield Plain(id="about-style")
                yield Choice("Role", roles, id="role")
                yield Choice("Topic", [_EVERY_TOPIC], id="topic")
                yield Choice("Questions", self._kinds, id="kind")
                yield Choice("How many", _COUNTS, 2, id="count")
                yield Choice("Chosen", (_ANY, _NEXT), id="order")
                yield Choice("Answer by", (_SPOKEN, _TYPED), id="means")
            yield Plain(id="found")
            yield Button("Start", id="start", variant="primary")
            with Vertical(id="room"):
                for part in ("Microphone", "Voice", "Recogniser"):
                    yield Plain(f"  {part:<12}getting ready ...", id=part.lower())
        yield KeyLine()

    def on_mount(self) -> None:
        """Have the keyboard at the first thing that people change."""
        self._show_topics()

    def on_screen_resume(self) -> None:
        """Remind of the answers that wait to be finished, and of a session that was left."""
        self.query_one("#style").focus()
        self._left = self._find_left()
        lines = []
        count = len(self._studio.recovered)
        if count:
            answers = "An answer" if count == 1 else f"{count} answers"
            lines.append(f"{answers} from last time can be finished: H shows your answers.")
        if self._left is not None:
            lines.append(f"R goes on with your {self._left.style} session: {self._left.place}.")
        found = self.query_one("#found", Plain)
        found.display = bool(lines)
        found.show("\n".join(lines))
        self._show_style()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is."""
        if action == "job":
            return self._studio.planner is not None
        return self._left is not None if action == "resume" else True

    @on(Choice.Changed)
    def _follow(self, changed: Choice.Changed) -> None:
        if changed.choice.id == "style":
            self._show_style()
        elif changed.choice.id == "role":
            self._show_topics()

    def _show_style(self) -> None:
        """What the chosen kind of session is, and only the choices that it leaves open."""
        style, settings = self._style, self._studio.settings
        prepare = f"{settings.prepare_seconds:.0f} s to prepare"
        about = _STYLES[style].format(prepare=prepare, answer=f"{settings.answer_seconds:.0f} s")
        self.query_one("#about-style", Plain).show(about)
        self.query_one("#kind").display = self.query_one("#count").display = style in _FREE
        self.query_one("#topic").display = self.query_one("#order").display = style != Style.MOCK

    def _show_topics(self) -> None:
        topics = self._studio.bank.of_role(self._chosen_role).topics
        self.query_one("#topic", Choice).offer([_EVERY_TOPIC, *topics])

    def _find_left(self) -> Session | None:
        """The newest session, if it was left before its end; one of a single question is not worth going on with."""
        try:
            document = self._studio.store.left_session()
        except VoiceintError:
            return None  # said when something is to be written
        session = None if document is None else Session.from_dict(document, self._studio.bank)
        return session if session is not None and len(session.steps) > 1 else None

    def show_readiness(self, part: str, line: str, works: bool) -> None:
        """Say how a part of the room is; without a microphone, answers are typed."""
        mark = plain("✓ ", "$success") if works else plain("! ", "bold $warning")
        self.query_one(f"#{part.lower()}", Plain).show(mark + plain(f"{part:<12}{line}"))
        if part == "Microphone" and not works:
            self.query_one("#means", Choice).choose(_TYPED)

    @on(Button.Pressed, "#start")
    def action_start(self) -> None:
        """Begin a session with what is chosen."""
        from voiceint.progress import full_answers
        from voiceint.tui.screens.interview import InterviewScreen

        topic = self.query_one("#topic", Choice).value
        free = self._style in _FREE
        wish = Wish(
            self._style,
            int(self.query_one("#count", Choice).value),
            self._chosen_role,
            "" if topic == _EVERY_TOPIC else topic,
            _KINDS[self.query_one("#kind", Choice).value] if free else WRITTEN_KINDS,
            self.query_one("#order", Choice).value == _NEXT,
        )
        try:
            history = full_answers(self._studio.store) if wish.next_up else []
        except VoiceintError as error:
            self.notify(str(error), markup=False)
            return
        session = plan_session(self._studio.bank, wish, self._studio.settings, history)
        if session is None:
            self.notify("There are no questions of that kind.", markup=False)
            return
        self.app.push_screen(InterviewScreen(self._studio, session, self._types))

    def action_resume(self) -> None:
        """Go on with the session that was left."""
        from voiceint.tui.screens.interview import InterviewScreen

        if self._left is not None:
            self.app.push_screen(InterviewScreen(self._studio, self._left, self._types))

    def action_job(self) -> None:
        """Plan a session for a job posting."""
        if self._studio.planner is None:
            return
        from voiceint.tui.screens.job import JobScreen

        self.app.push_screen(JobScreen(self._studio, self._studio.planner(), self._types))

    def action_bank(self) -> None:
        """Look through the questions of the role."""
        from voiceint.tui.screens.bank import BankScreen

        self.app.push_screen(BankScreen(self._studio, self._chosen_role, self._types))

    def action_quiz(self) -> None:
        """Cards of the role."""
        from voiceint.tui.screens.quiz import QuizScreen

        self.app.push_screen(QuizScreen(self._studio.bank.of_role(self._chosen_role)))

    def action_settings(self) -> None:
        """Devices, voice, times."""
        from voiceint.tui.screens.settings import SettingsScreen

        self.app.push_screen(SettingsScreen(self._studio))

    @property
    def _style(self) -> Style:
        return Style(self.query_one("#style", Choice).value)

    @property
    def _chosen_role(self) -> str:
        return self.query_one("#role", Choice).value

    @property
    def _types(self) -> bool:
        return self.query_one("#means", Choice).value == _TYPED

    def action_history(self) -> None:
        """Show earlier answers."""
        from voiceint.tui.screens.history import HistoryScreen

        self.app.push_screen(HistoryScreen(self._studio))
