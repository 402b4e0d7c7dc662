"""The questions, to look through and to practise one."""

from typing import ClassVar, cast

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, Tree

from bank import Question
from voiceint.safe_text import safe_text
from voiceint.session import Session
from voiceint.tui.screens.interview import InterviewScreen
from voiceint.tui.studio import Studio
from voiceint.tui.widgets.key_line import KeyLine
from voiceint.tui.widgets.plain import Plain
from voiceint.tui.widgets.question_card import QuestionCard


class BankScreen(Screen[None]):
    """Topics and questions on the left, the chosen question on the right, a search above."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "practise", "Practise this one"),
        Binding("slash", "search", "Search"),
        Binding("escape", "back", "Back"),
    ]

    def __init__(self, studio: Studio, role: str, typed: bool) -> None:
        """Args: role: whose questions; typed: whether a question that is practised is answered with the keyboard."""
        super().__init__()
        self._studio = studio
        self._bank = studio.bank.of_role(role)
        self._typed = typed
        self._question: Question | None = None

    def compose(self) -> ComposeResult:
        """The three parts."""
        yield Input(placeholder="Search in questions, insights, samples and competencies", id="search")
        with Horizontal(id="bank"):
            yield Tree[Question | None]("", id="topics")
            with VerticalScroll(id="chosen"):
                yield QuestionCard(id="card")
                yield Plain(id="notice")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show every topic, the keyboard in the tree."""
        tree = self._tree
        tree.show_root = False
        self._fill("")
        tree.focus()

    @property
    def _tree(self) -> "Tree[Question | None]":
        return cast("Tree[Question | None]", self.query_one(Tree))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A question must be chosen before it can be practised."""
        return self._question is not None if action == "practise" else True

    @on(Input.Changed, "#search")
    def _search(self, event: Input.Changed) -> None:
        self._fill(event.value)

    @on(Input.Submitted, "#search")
    def _leave_search(self) -> None:
        self._tree.focus()

    @on(Tree.NodeHighlighted)
    def _show(self, event: "Tree.NodeHighlighted[Question | None]") -> None:
        if event.node.data is not None:
            self._choose(event.node.data)

    def action_search(self) -> None:
        """Type into the search."""
        self.query_one(Input).focus()

    def action_back(self) -> None:
        """Empty the search first, then leave."""
        search = self.query_one(Input)
        if search.value:
            search.value = ""
            self._tree.focus()
        else:
            self.dismiss()

    def action_practise(self) -> None:
        """Answer the question that is shown."""
        if self._question is not None:
            self.app.push_screen(InterviewScreen(self._studio, Session.of_questions([self._question]), self._typed))

    def _choose(self, question: Question | None) -> None:
        self._question = question
        self.query_one(QuestionCard).show(question)
        self.query_one("#chosen").scroll_home(animate=False)
        self.refresh_bindings()

    def _fill(self, words: str) -> None:
        tree = self._tree
        tree.clear()
        if words.strip():
            found = self._bank.search(words)
            for question in found:
                tree.root.add_leaf(_label(question.prompt), question)
            self._choose(found[0] if found else None)
            self.query_one("#notice", Plain).show("" if found else "Nothing fits. Fewer or shorter words find more.")
            return
        self.query_one("#notice", Plain).show("")
        for topic, questions in self._bank.topics.items():
            branch = tree.root.add(_label(f"{topic} ({len(questions)})"), None, expand=True)
            for question in questions:
                branch.add_leaf(_label(question.prompt), question)
        if self._bank.questions:  # once the tree is drawn: both together would hold the screen up
            self.call_after_refresh(self._choose, self._bank.questions[0])


def _label(text: str) -> Text:
    """A label as rich text, because a tree reads markup in plain strings."""
    return Text(safe_text(text), no_wrap=True, overflow="ellipsis")
