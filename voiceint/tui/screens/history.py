"""Earlier answers."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Input, Static

from bank import WRITTEN_KINDS
from voiceint.attempt import Attempt
from voiceint.errors import VoiceintError
from voiceint.history import Filter, Summary
from voiceint.history.filter import MISSING, NUMBER
from voiceint.session import Session
from voiceint.text_report import counted
from voiceint.tui.saved_page import PageSaved, save_page
from voiceint.tui.screens.assessment import AssessmentScreen
from voiceint.tui.studio import Studio
from voiceint.tui.widgets.choice import Choice
from voiceint.tui.widgets.history_table import PAGE, HistoryTable
from voiceint.tui.widgets.key_line import KeyLine
from voiceint.tui.widgets.plain import Plain

_ALL = "all"
_ANYTHING = "anything"
_MISSING = {_ANYTHING: "", **{f"the {part}": part for part in MISSING}}
_MISSING[f"a {NUMBER} in the result"] = _MISSING.pop(f"the {NUMBER}")


class HistoryScreen(Screen[None]):
    """A table of answers, which can be searched and narrowed down; each can be opened, compared and deleted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search"),
        Binding("f", "filter", "Filter"),
        Binding("c", "compare", "Compare takes"),
        Binding("s", "session", "Its session"),
        Binding("p", "progress", "Progress"),
        Binding("x", "export", "Save as a page"),
        Binding("d", "delete", "Delete"),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("escape,h", "back", "Back"),
    ]

    AUTO_FOCUS = "#attempts"

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self._studio = studio
        self._doomed: str | None = None
        self._width = 0

    def compose(self) -> ComposeResult:
        """Search, filter, and the table."""
        yield Static("Your answers", id="title")
        yield Input(placeholder="Words that you said, or that were asked", id="search")
        with Vertical(id="filter"):
            yield Choice("Topic", [_ALL, *sorted(self._studio.bank.topics)], id="topic")
            yield Choice("Questions", [_ALL, *(kind.value for kind in WRITTEN_KINDS)], id="kind")
            yield Choice("Lacking", list(_MISSING), id="missing")
        yield Plain(id="notice")
        yield HistoryTable(id="attempts")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with everything."""
        self.query_one("#search").display = self.query_one("#filter").display = False

    def on_screen_resume(self) -> None:
        """An answer may have been judged or deleted meanwhile."""
        self._width = self.app.size.width
        row = self._table.cursor_row
        self._list()
        self._table.point_at(row)

    def on_resize(self, event: Resize) -> None:
        """The lines are broken anew for another width."""
        if event.size.width != self._width:
            self._width = event.size.width
            self.on_screen_resume()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done with the answer under the cursor."""
        chosen = self._table.chosen if self.is_mounted else None
        if action in ("compare", "delete", "export"):
            return chosen is not None
        return bool(chosen and chosen.session) if action == "session" else True

    def action_search(self) -> None:
        """Type words to find."""
        search = self.query_one(Input)
        search.display = True
        search.focus()

    def action_filter(self) -> None:
        """Show what the answers can be narrowed down by, or show all of them again."""
        choices = self.query_one("#filter")
        choices.display = not choices.display
        if choices.display:
            choices.query_one("#topic").focus()
        else:
            for choice in choices.query(Choice):
                choice.place = 0
            self._table.focus()

    def action_back(self) -> None:
        """Leave the search and the filter first, then the screen."""
        search = self.query_one(Input)
        if search.display:
            search.value = ""
            search.display = False
            self._table.focus()
        elif self.query_one("#filter").display:
            self.action_filter()
        else:
            self.dismiss()

    def action_compare(self) -> None:
        """See the takes of the question beside one another."""
        from voiceint.tui.screens.compare import CompareScreen

        attempt = self._find()
        if attempt is None:
            return
        takes = self._studio.store.takes(attempt.question)
        if len(takes) < 2:
            self._say("There is one take of this question so far. A second one can be compared with it.")
        else:
            self.app.push_screen(CompareScreen(self._studio, takes))

    def action_session(self) -> None:
        """See the session that the answer was given in."""
        from voiceint.tui.screens.report import ReportScreen

        chosen = self._table.chosen
        document = self._studio.store.find_session(chosen.session) if chosen is not None else None
        if document is None:
            self._say("This session was not kept.")
        else:
            self.app.push_screen(ReportScreen(self._studio, Session.from_dict(document, self._studio.bank)))

    def action_progress(self) -> None:
        """See how the answers change."""
        from voiceint.tui.screens.progress import ProgressScreen

        self.app.push_screen(ProgressScreen(self._studio))

    def action_export(self) -> None:
        """Write the chosen answer as a page that opens in any browser."""
        chosen = self._table.chosen
        if chosen is not None:
            self._say("Writing the page ...")
            save_page(self._studio, self, f"answer-{chosen.id[:8]}", Filter(ids=(chosen.id,)))

    @on(PageSaved)
    def _tell_saved(self, message: PageSaved) -> None:
        self._say(message.line)

    def action_delete(self) -> None:
        """Delete the chosen answer with its recording; the first time, ask."""
        chosen = self._table.chosen
        if chosen is None:
            return
        if self._doomed != chosen.id:
            self._doomed = chosen.id
            self._say("Press D again to delete this answer and its recording for good, here and in the backups.")
            return
        attempt = self._find()
        try:
            self._studio.store.delete(chosen.id)
        except VoiceintError as error:
            self._say(str(error))
            return
        if attempt is not None:
            self._studio.settle(attempt)
        self.on_screen_resume()
        self._say("Deleted.")

    @on(Input.Changed, "#search")
    def _search(self) -> None:
        self._list()

    @on(Input.Submitted, "#search")
    def _leave_search(self) -> None:
        self._table.focus()

    @on(Choice.Changed)
    def _narrow_down(self) -> None:
        self._list()

    @on(HistoryTable.RowHighlighted)
    def _follow_cursor(self) -> None:
        chosen = self._table.chosen
        if self._doomed is not None and (chosen is None or chosen.id != self._doomed):
            self._doomed = None
            self._say_what_is_shown()
        self.refresh_bindings()

    @on(HistoryTable.RowSelected)
    def _open(self) -> None:
        attempt = self._find()
        if attempt is not None:
            question = self._studio.bank.known(attempt.question)
            self.app.push_screen(AssessmentScreen(self._studio, attempt, question))

    @property
    def _table(self) -> HistoryTable:
        return self.query_one(HistoryTable)

    @property
    def _wanted(self) -> Filter:
        topic, kind = (self.query_one(name, Choice).value for name in ("#topic", "#kind"))
        return Filter(
            topic="" if topic == _ALL else topic,
            kind="" if kind == _ALL else kind,
            missing=_MISSING[self.query_one("#missing", Choice).value],
        )

    def _find(self) -> Attempt | None:
        chosen = self._table.chosen
        try:
            return self._studio.store.find(chosen.id) if chosen is not None else None
        except VoiceintError as error:
            self._say(str(error))
            return None

    def _list(self) -> None:
        """Show the answers that are searched for, or narrowed down to."""
        words, wanted, store = self.query_one(Input).value, self._wanted, self._studio.store
        self._doomed = None

        def page(start: int) -> Sequence[Summary]:
            return store.summaries(wanted, PAGE, start)

        try:
            if words.strip():
                self._table.show_hits(store.search(words, wanted, PAGE))
            else:
                self._table.show_lines(page)
        except VoiceintError as error:
            self._say(str(error))
            return
        self._table.display = bool(self._table.lines)
        self._say_what_is_shown()
        self.refresh_bindings()

    def _say_what_is_shown(self) -> None:
        store, wanted = self._studio.store, self._wanted
        if self.query_one(Input).value.strip():
            count = len(self._table.lines)
            self._say(f"Found in {counted(count, 'answer')}." if count else "No answer has these words.")
        elif not self._table.lines:
            self._say("No answer is like that." if store.count() else "No answers yet. Give one, and it will be here.")
        else:
            self._say(f"{counted(store.count(wanted), 'answer')}, newest first.")

    def _say(self, notice: str) -> None:
        self.query_one("#notice", Plain).show(notice)
