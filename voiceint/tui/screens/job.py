"""What a plan is made of: a job posting and a background."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static

from voiceint.errors import VoiceintError
from voiceint.planning.plan import Plan
from voiceint.planning.planner import Planner
from voiceint.rules import Style
from voiceint.tui.screens.plan import PlanScreen
from voiceint.tui.studio import Studio
from voiceint.tui.widgets.answer_box import AnswerBox
from voiceint.tui.widgets.choice import Choice
from voiceint.tui.widgets.key_line import KeyLine
from voiceint.tui.widgets.plain import Plain

_MINUTES = ("15", "30", "45", "60")
_STYLES = (Style.PRACTISE, Style.PRESSURE, Style.MOCK)
_ABOUT = "Paste the job posting and, if you like, your CV; or name their files. They are read here and go nowhere."


class JobScreen(Screen[None]):
    """The posting and the background, pasted or as files, and what kind of session is wanted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "make", "Make the plan", priority=True),
        Binding("ctrl+o", "kept", "Kept plans", priority=True),
        Binding("escape", "app.pop_screen", "Back", priority=True),
    ]

    AUTO_FOCUS = "#posting-file"

    class Made(Message):
        """The plan is there, or why not."""

        def __init__(self, plan: Plan | None, problem: str = "") -> None:
            super().__init__()
            self.plan = plan
            self.problem = problem

    def __init__(self, studio: Studio, planner: Planner, types: bool) -> None:
        """Args: types: whether the answers of the session are typed."""
        super().__init__()
        self._studio = studio
        self._planner = planner
        self._types = types
        self._has_kept = False

    def compose(self) -> ComposeResult:
        """Two texts beside each other, each with the name of a file above, and two choices."""
        yield Static("A session for one job", id="title")
        yield Plain(_ABOUT, id="about")
        with Horizontal(id="documents"):
            for name, label in (("posting", "The job posting"), ("background", "Your background (CV)")):
                with Vertical():
                    yield Input(placeholder="File: PDF, DOCX, HTML, text", id=f"{name}-file")
                    box = AnswerBox(id=name, soft_wrap=True)
                    box.border_title = label
                    yield box
        yield Choice("Session", [style.value for style in _STYLES], id="style")
        yield Choice("Minutes", _MINUTES, 1, id="minutes")
        yield Plain(id="notice")
        yield KeyLine()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There may be no plan yet."""
        return self._has_kept if action == "kept" else True

    def on_screen_resume(self) -> None:
        """A plan may have been kept meanwhile."""
        self._has_kept = bool(self._planner.kept.all())
        self.refresh_bindings()

    def action_make(self) -> None:
        """Read both documents and plan; on a background thread, because a file may be slow to read."""
        posting, background = self._source("posting"), self._source("background")
        if posting is None:
            self._say("Paste the posting first, or name its file.")
            return
        minutes = int(self.query_one("#minutes", Choice).value)
        style = Style(self.query_one("#style", Choice).value)
        self._say("Reading ...")
        self._studio.background.start(lambda: self._make(posting, background, minutes, style))

    def action_kept(self) -> None:
        """Choose among the plans that were kept."""
        from voiceint.tui.screens.kept_plans import KeptPlansScreen

        self.app.push_screen(KeptPlansScreen(self._studio, self._planner, self._types))

    def _make(self, posting: str | Path, background: str | Path | None, minutes: int, style: Style) -> None:
        """On a background thread."""
        try:
            plan = self._planner.make(posting, background, minutes, style)
        except VoiceintError as error:
            self.post_message(self.Made(None, str(error)))
        else:
            self.post_message(self.Made(plan))

    def _source(self, name: str) -> str | Path | None:
        """The file if one is named, else the text."""
        file = self.query_one(f"#{name}-file", Input).value.strip().strip("'\"")
        if file:
            return Path(file).expanduser()
        return self.query_one(f"#{name}", AnswerBox).text.strip() or None

    @on(Input.Submitted)
    def _make_of_file(self) -> None:
        self.action_make()

    @on(Made)
    def _show(self, message: Made) -> None:
        self._say(message.problem)
        if message.plan is not None:
            self.app.push_screen(PlanScreen(self._studio, self._planner, message.plan, self._types))

    def _say(self, notice: str) -> None:
        self.query_one("#notice", Plain).show(notice)
