"""Which answers are looked at."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from bank import STAR_PARTS
from voiceint.attempt import Stage

NUMBER = "number"
MISSING = (*STAR_PARTS, NUMBER)
"""What an answer to a question about a story can lack: a part, or a number in its result."""


@dataclass(frozen=True)
class Filter:
    """What an answer must be, to be listed. What is empty or None does not matter.

    Attributes:
        topic: Words of the topic's name.
        kind: Kind of the question.
        missing: One of `MISSING`.
        question: Id of the question in the bank, or the question itself where it has none.
        session: Id of the session.
        stage: How far it has come.
        candidate: Who answered.
        ids: Full ids of answers.
    """

    topic: str = ""
    kind: str = ""
    missing: str = ""
    question: str = ""
    session: str = ""
    stage: Stage | None = None
    candidate: str = ""
    ids: tuple[str, ...] = ()

    def where(self) -> tuple[str, tuple[object, ...]]:
        """The conditions on the table `summary` as SQL, and their values."""
        conditions = list(self._conditions())
        clause = " AND ".join(text for text, _ in conditions)
        return clause or "1", tuple(value for _, value in conditions)

    def _conditions(self) -> Iterator[tuple[str, object]]:
        if self.topic:
            yield "instr(lower(topic), lower(?))", self.topic
        if self.kind:
            yield "kind = ?", self.kind
        if self.missing == NUMBER:
            yield "letters != ? AND NOT quantified", ""
        elif self.missing:
            yield "substr(letters, ?, 1) = '·'", STAR_PARTS.index(self.missing) + 1
        if self.question:
            yield "coalesce(question_id, prompt) = ?", self.question
        if self.session:
            yield "session = ?", self.session
        if self.stage is not None:
            yield "stage = ?", self.stage
        if self.candidate:
            yield "candidate = ?", self.candidate
        if self.ids:
            yield "id IN (SELECT value FROM json_each(?))", json.dumps(self.ids)


EVERYTHING = Filter()
