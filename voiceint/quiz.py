"""Ten quick cards: what interviewers look for, what an answer lacks, which figure measures what."""

from dataclasses import dataclass, field
from random import Random

from bank import STAR_PARTS, Bank, Kind, Question

CHOICES = 3


@dataclass(frozen=True)
class Card:
    """A question with a few answers, one of them right.

    Attributes:
        ask: What is asked.
        about: The text it is about; empty if there is none.
        choices: The answers.
        right: Which of them is right, from 0.
        reason: Why.
    """

    ask: str
    about: str
    choices: tuple[str, ...]
    right: int
    reason: str


@dataclass
class Quiz:
    """A run of cards. A card that was missed comes back at the end, until it is known."""

    cards: list[Card]
    position: int = 0
    known: int = 0
    missed: list[Card] = field(default_factory=list)

    @property
    def card(self) -> Card | None:
        """The card that is up; None when all are known."""
        return self.cards[self.position] if self.position < len(self.cards) else None

    def answer(self, choice: int) -> bool:
        """Whether a choice is right. The first try of a card counts for the score; a miss comes back at the end."""
        card = self.cards[self.position]
        is_right = choice == card.right
        if is_right and card not in self.missed:
            self.known += 1
        if not is_right:
            self.missed.append(card)
            self.cards.append(card)
        self.position += 1
        return is_right


def draw_cards(bank: Bank, count: int, random: Random) -> list[Card]:
    """Up to `count` cards from a bank of one role, of all sorts that it can make."""
    piles = [make(bank, random) for make in (_signals, _missing_parts, _insights, _figures)]
    for pile in piles:
        random.shuffle(pile)
    cards: list[Card] = []
    while len(cards) < count and any(piles):
        for pile in piles:
            if pile and len(cards) < count:
                cards.append(pile.pop())
    random.shuffle(cards)
    return cards


def _shuffled(ask: str, about: str, right: str, wrong: list[str], reason: str, random: Random) -> Card:
    choices = [right, *wrong]
    random.shuffle(choices)
    return Card(ask, about, tuple(choices), choices.index(right), reason)


def _signals(bank: Bank, random: Random) -> list[Card]:
    """Which of two ways of working tells a hiring manager yes."""
    return [
        _shuffled(
            "Which of these would a hiring manager rather hear?",
            quality.what,
            quality.strong,
            [quality.weak],
            quality.show,
            random,
        )
        for role in bank.roles
        for quality in role.looked_for
        if quality.strong and quality.weak
    ]


def _missing_parts(bank: Bank, random: Random) -> list[Card]:
    """Which part was left out of a story."""
    cards: list[Card] = []
    for question in _sampled(bank, Kind.BEHAVIOURAL):
        assert question.sample is not None
        parts = dict(question.sample.parts)
        if not set(STAR_PARTS) <= set(parts):
            continue
        left_out = random.choice(STAR_PARTS)
        told = " ".join(text for name, text in question.sample.parts if name != left_out)
        wrong = random.sample([name for name in STAR_PARTS if name != left_out], CHOICES - 1)
        cards.append(
            _shuffled(
                "What is missing from this answer?",
                f"{question.prompt}\n\n{told}",
                f"The {left_out}",
                [f"The {name}" for name in wrong],
                f"It was: {parts[left_out]}",
                random,
            )
        )
    return cards


def _insights(bank: Bank, random: Random) -> list[Card]:
    """What the interviewer is after with a question."""
    told = [question for question in bank.questions if question.insight]
    cards: list[Card] = []
    for question in told:
        others = [other for other in told if other.topic != question.topic]
        if len(others) < CHOICES - 1:
            continue
        wrong = [_first_sentence(other.insight) for other in random.sample(others, CHOICES - 1)]
        cards.append(
            _shuffled(
                "What is the interviewer after with this question?",
                question.prompt,
                _first_sentence(question.insight),
                wrong,
                question.insight,
                random,
            )
        )
    return cards


def _figures(bank: Bank, random: Random) -> list[Card]:
    """Which key figure measures something."""
    kpis = [kpi for role in bank.roles for kpi in role.kpis if kpi.measures]
    cards: list[Card] = []
    for kpi in kpis:
        others = [other.name for other in kpis if other.name != kpi.name]
        if len(others) >= CHOICES - 1:
            said = next((way for way in kpi.spoken if way.casefold() != kpi.name.casefold()), kpi.name)
            wrong = random.sample(others, CHOICES - 1)
            reason = f"{kpi.name}, said aloud as '{said}'."
            cards.append(_shuffled("Which figure measures this?", kpi.measures, kpi.name, wrong, reason, random))
    return cards


def _sampled(bank: Bank, kind: Kind) -> list[Question]:
    return [question for question in bank.questions if question.kind == kind and question.sample]


def _first_sentence(text: str) -> str:
    end = text.find(". ")
    return text if end < 0 else text[: end + 1]
