"""A collection of questions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random

from bank.question import Kind, Kpi, Question


@dataclass(frozen=True)
class Bank:
    """All questions that are available, in the order of their files."""

    questions: tuple[Question, ...]

    def find(self, question_id: str) -> Question | None:
        """The question with this id, or None."""
        return next((question for question in self.questions if question.id == question_id), None)

    @property
    def kpis(self) -> tuple[Kpi, ...]:
        """The key figures of every role, each once."""
        return tuple({kpi.name: kpi for question in self.questions for kpi in question.kpis}.values())

    def ask(self, prompt: str, kind: Kind) -> Question:
        """A question of the candidate's own, judged with the key figures of every role."""
        return replace(Question(None, prompt, kind), kpis=self.kpis)

    def choose(self, count: int, kinds: Iterable[Kind], random: Random) -> list[Question]:
        """Up to `count` questions of these kinds, at random, spread over kinds as evenly as they go."""
        piles = [[question for question in self.questions if question.kind == kind] for kind in kinds]
        for pile in piles:
            random.shuffle(pile)
        chosen: list[Question] = []
        while len(chosen) < count and any(piles):
            for pile in piles:
                if pile and len(chosen) < count:
                    chosen.append(pile.pop())
        return chosen
