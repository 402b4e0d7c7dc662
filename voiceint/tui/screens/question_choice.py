"""Choosing one question of the bank."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from bank import Bank, Question
from voiceint.tui.widgets.plain import plain


class QuestionChoice(ModalScreen[Question | None]):
    """A search and what it finds; Enter chooses."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Back")]

    def __init__(self, bank: Bank) -> None:
        super().__init__()
        self._bank = bank
        self._found: list[Question] = list(bank.questions)

    def compose(self) -> ComposeResult:
        """The search above the list."""
        with Vertical(id="question-choice"):
            yield Input(placeholder="Words of a question, or a new one of your own; Enter chooses", id="words")
            yield OptionList(id="found")

    def on_mount(self) -> None:
        """Begin with every question."""
        self._fill()

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        self._found = self._bank.search(event.value) if event.value.strip() else list(self._bank.questions)
        self._fill()

    @on(Input.Submitted)
    def _choose_first(self, event: Input.Submitted) -> None:
        if self._found:
            self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._found[event.option_index])

    def _fill(self) -> None:
        found = self.query_one(OptionList)
        found.clear_options()
        found.add_options(Option(plain(question.prompt)) for question in self._found)
        if self._found:
            found.highlighted = 0
