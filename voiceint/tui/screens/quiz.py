"""Cards on what interviewers look for."""

from random import Random
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from bank import Bank
from voiceint.quiz import Quiz, draw_cards
from voiceint.tui.widgets.key_line import KeyLine
from voiceint.tui.widgets.plain import Plain, plain

_CARDS = 10


class QuizScreen(Screen[None]):
    """One card at a time: a question, a few answers, and the reason at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(number), f"answer({number - 1})", f"Answer {number}", show=False) for number in (1, 2, 3)),
        Binding("n", "next", "Next card"),
        Binding("escape", "dismiss", "Back"),
    ]

    def __init__(self, bank: Bank) -> None:
        """Args: bank: of one role."""
        super().__init__()
        cards = draw_cards(bank, _CARDS, Random())
        self._quiz = Quiz(cards)
        self._count = len(cards)
        self._card = self._quiz.card
        self._answered = False

    def compose(self) -> ComposeResult:
        """The card, its answers, and what is said about the choice."""
        yield Plain(id="place")
        with VerticalScroll(id="quiz", can_focus=False):
            yield Static(id="ask", markup=False)
            yield Plain(id="about")
            yield OptionList(id="choices")
            yield Static(id="reason", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the first card."""
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The next card comes after an answer."""
        if action == "next":
            return self._answered and self._card is not None
        return not self._answered if action == "answer" else True

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        if self._answered:
            self.action_next()
        else:
            self.action_answer(event.option_index)

    def action_answer(self, choice: int) -> None:
        """Choose an answer and hear at once whether it was right."""
        if self._card is None or self._answered or choice >= len(self._card.choices):
            return
        card = self._card
        right = self._quiz.answer(choice)
        self._answered = True
        verdict = plain("Right. ", "bold $text-success") if right else plain("No. ", "bold $text-error")
        answer = "" if right else f"{card.choices[card.right]}\n"
        hint = plain("\nEnter or N: the next card", "dim")
        self.query_one("#reason", Static).update(Content.assemble(verdict, plain(answer + card.reason), hint))
        self.query_one("#reason").scroll_visible(animate=False)
        self._show_place()
        self.refresh_bindings()

    def action_next(self) -> None:
        """The next card; one that was missed comes back at the end."""
        self._card = self._quiz.card
        self._answered = False
        self._show()

    def _show(self) -> None:
        card = self._card
        choices = self.query_one(OptionList)
        choices.clear_options()
        self.query_one("#reason", Static).update("")
        self._show_place()
        if card is None:
            nothing = "There is nothing to make cards from in this role."
            done = f"Done. You knew {self._quiz.known} of {self._count} at the first try."
            self.query_one("#ask", Static).update(plain(done if self._count else nothing, "bold"))
            self.query_one("#about", Plain).show("")
            choices.display = False
        else:
            self.query_one("#ask", Static).update(plain(card.ask, "bold"))
            self.query_one("#about", Plain).show(card.about)
            choices.add_options(Option(plain(f"{number}  {choice}")) for number, choice in enumerate(card.choices, 1))
            choices.highlighted = 0
            choices.focus()
        self.query_one("#quiz").scroll_home(animate=False)
        self.refresh_bindings()

    def _show_place(self) -> None:
        left = len(self._quiz.cards) - self._quiz.position
        self.query_one("#place", Plain).show(f"Quiz · {self._quiz.known} known at the first try · {left} cards to go")
