"""A collection of questions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random

from bank.question import Kind, Kpi, Question
from bank.role import Role


@dataclass(frozen=True)
class Bank:
    """All questions that are available, in the order of their files, and the roles they belong to."""

    questions: tuple[Question, ...]
    roles: tuple[Role, ...] = ()

    def find(self, question_id: str) -> Question | None:
        """The question with this id, or None."""
        return next((question for question in self.questions if question.id == question_id), None)

    def known(self, question: Question) -> Question:
        """A question that was kept, with what the bank knows of it today; itself if it is none of the bank's."""
        return (self.find(question.id) if question.id else None) or question

    def of_role(self, name: str) -> "Bank":
        """The part of the bank that belongs to one role."""
        return Bank(
            tuple(question for question in self.questions if question.role == name),
            tuple(role for role in self.roles if role.name == name),
        )

    @property
    def topics(self) -> dict[str, list[Question]]:
        """The questions by topic, in order; topics of the same name in different roles are one."""
        found: dict[str, list[Question]] = {}
        for question in self.questions:
            found.setdefault(question.topic, []).append(question)
        return found

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

    def search(self, text: str) -> list[Question]:
        """Questions that hold every word of `text`, best first: in the prompt, then elsewhere.

        Looked through are prompt, topic, competencies, insight, sample and points, in any case, by the
        beginnings of words.
        """
        wanted = text.lower().split()
        scored = [(_score(question, wanted), place, question) for place, question in enumerate(self.questions)]
        return [question for score, place, question in sorted(scored, key=lambda row: (-row[0], row[1])) if score]


def _score(question: Question, wanted: list[str]) -> int:
    """How well a question fits: 0 if a word is not in it; words in the prompt count most."""
    fields = (
        (9, question.prompt),
        (5, f"{question.topic} {' '.join(question.competencies)} {question.id} {' '.join(question.metrics)}"),
        (2, question.insight),
        (1, f"{question.sample.text if question.sample else ''} {' '.join(point.says for point in question.points)}"),
    )
    padded = [(weight, f" {text.lower()}") for weight, text in fields]
    total = 0
    for word in wanted:
        best = max((weight for weight, text in padded if f" {word}" in text or f"-{word}" in text), default=0)
        if not best:
            return 0
        total += best
    return total
