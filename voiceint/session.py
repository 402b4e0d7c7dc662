"""Which questions are asked, in which order and under which rules, and where we are among them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from bank import Bank, Kind, Question
from bank.kept_question import from_document, to_document
from voiceint.reaction import Want, cut_in, react
from voiceint.rules import LADDER_SECONDS, Pressure, Rules, Style, follow_up_rules, rung


@dataclass(frozen=True)
class Step:
    """One question of a session.

    Attributes:
        question: What is asked.
        rules: How.
        part: Name of the part of the session it belongs to, or of the rung; empty if there are none.
        want: What the interviewer reacts with, if this is a reaction to the step before.
    """

    question: Question
    rules: Rules = field(default_factory=Rules)
    part: str = ""
    want: Want | None = None

    @property
    def reacts(self) -> bool:
        """Whether this is a reaction to the answer before, and not a question of its own."""
        return self.want is not None


@dataclass
class Session:
    """A run of steps. Knows no screen and no device; the answers are kept with its id and the step's place.

    Attributes:
        style: What kind of session it is.
        steps: In the order they are asked; a reaction is put in behind the answer it is for.
        position: Which step is asked now; past the last when the session is over.
        pressure: How the interviewer reacts to answers.
        id: 32 hexadecimal digits.
        at: When it was begun, UTC.
    """

    style: Style
    steps: list[Step]
    position: int = 0
    pressure: Pressure = Pressure.CALM
    id: str = field(default_factory=lambda: uuid4().hex)
    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    @classmethod
    def of_questions(
        cls, questions: Sequence[Question], style: Style = Style.PRACTISE, rules: Rules | None = None
    ) -> "Session":
        """A session that asks each question under the same rules; a ladder asks each once a rung."""
        if style == Style.LADDER:
            rungs = [(rung(seconds), f"{seconds:.0f} s") for seconds in LADDER_SECONDS]
            return cls(style, [Step(question, own, part) for question in questions for own, part in rungs])
        return cls(style, [Step(question, rules or Rules()) for question in questions])

    @property
    def step(self) -> Step:
        """The step that is taken now."""
        return self.steps[self.position]

    @property
    def current(self) -> Question:
        """The question that is asked now."""
        return self.step.question

    @property
    def questions(self) -> list[Question]:
        """What is asked, in order."""
        return [step.question for step in self.steps]

    @property
    def place(self) -> str:
        """Where we are, for people. Reactions are not counted: nobody knows how many there will be."""
        own = [step for step in self.steps if not step.reacts]
        number = sum(not step.reacts for step in self.steps[: self.position + 1])
        words = f"Question {number} of {len(own)}"
        if self.style == Style.LADDER:
            words = f"Rung {self.position + 1} of {len(self.steps)}"
        if self.step.reacts:
            words += ", asked back"
        return f"{words} · {self.step.part}" if self.step.part else words

    @property
    def is_last(self) -> bool:
        """Whether no step follows."""
        return self.position + 1 >= len(self.steps)

    @property
    def is_over(self) -> bool:
        """Whether every step was taken."""
        return self.position >= len(self.steps)

    def advance(self) -> bool:
        """Go to the next step; False if there is none, and the session is over."""
        self.position = min(self.position + 1, len(self.steps))
        return not self.is_over

    def react(self, assessment: dict[str, Any], cut_short: bool = False) -> None:
        """Put in what the interviewer says to the answer that was just given. A reaction is not reacted to.

        Args:
            assessment: The JSON document of the answer's assessment.
            cut_short: Whether the interviewer ended it.
        """
        if self.step.reacts:
            return
        reaction = cut_in(self.current) if cut_short else react(self.current, assessment, self.pressure, self.position)
        if reaction is None:
            return
        asked = self.current
        question = Question(None, reaction.prompt, Kind.FOLLOW_UP, asked.role, asked.topic, kpis=asked.kpis)
        step = Step(question, follow_up_rules(self.step.rules), self.step.part, reaction.want)
        self.steps.insert(self.position + 1, step)

    def to_dict(self) -> dict[str, Any]:
        """The session as a JSON document: the questions by their ids, and by their words where they have none."""
        return {
            "id": self.id,
            "at": self.at.isoformat(),
            "style": self.style,
            "position": self.position,
            "pressure": self.pressure,
            "steps": [
                {
                    **to_document(step.question),
                    "terms": step.question.terms,
                    "rules": asdict(step.rules),
                    "part": step.part,
                    "want": step.want,
                }
                for step in self.steps
            ],
        }

    @classmethod
    def from_dict(cls, document: dict[str, Any], bank: Bank) -> "Session":
        """The session of such a document, with what the bank knows of its questions today."""
        return cls(
            style=Style(document["style"]),
            steps=[_step(step, bank) for step in document["steps"]],
            position=document["position"],
            pressure=Pressure(document["pressure"]),
            id=document["id"],
            at=datetime.fromisoformat(document["at"]),
        )


def _step(document: dict[str, Any], bank: Bank) -> Step:
    question = replace(from_document(document, bank), terms=tuple(document.get("terms", ())))
    want = Want(document["want"]) if document["want"] else None
    return Step(question, Rules(**document["rules"]), document["part"], want)
