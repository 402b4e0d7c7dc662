"""One interview question and what is known about good answers to it."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of answer a question asks for."""

    BEHAVIOURAL = "behavioural"
    """A story of what the candidate did: STAR applies."""

    TECHNICAL = "technical"
    """How the candidate works or what they know: points and a concrete example."""

    SITUATIONAL = "situational"
    """What the candidate would do."""

    CLOSING = "closing"
    """What the candidate asks the interviewer; the last question of a whole interview, and of no question file."""

    FOLLOW_UP = "follow-up"
    """What an interviewer asks back: a few sentences on one thing; of no question file either."""


STAR_PARTS = ("situation", "task", "action", "result")
"""The parts of a story, in the order they are told."""

WRITTEN_KINDS = (Kind.BEHAVIOURAL, Kind.TECHNICAL, Kind.SITUATIONAL)
"""The kinds that questions in files have."""


@dataclass(frozen=True)
class Kpi:
    """A key figure of a trade.

    Attributes:
        name: The name an expert uses.
        spoken: The ways people say it, lower case.
        measures: What it measures, in plain words.
        lower_is_better: Whether a smaller value is an improvement.
        counted: Nouns whose number is this figure: "200 calls" is a contact volume.
    """

    name: str
    spoken: tuple[str, ...]
    measures: str = ""
    lower_is_better: bool = False
    counted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sample:
    """A model answer, written to be spoken, as labelled parts in the order they are said.

    Behavioural: situation, task, action, result. Others: any of opening, points, example, closing. An answer
    whose parts are not known is one part called "answer".
    """

    parts: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The whole answer."""
        return " ".join(text for _, text in self.parts)


@dataclass(frozen=True)
class Point:
    """Something a good answer says, in two or three ways of saying it."""

    says: str
    phrasings: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """A question.

    Attributes:
        id: Stable name; None for a question that the candidate typed.
        prompt: What the interviewer says.
        kind: What sort of answer it asks for.
        role: Name of the role it belongs to.
        topic: Name of its topic.
        competencies: What it tests.
        insight: What the interviewer is after, and what to avoid.
        sample: A model answer, if there is one.
        points: What a good answer covers.
        metrics: Names of the key figures that an expert would mention.
        follow_ups: What an interviewer asks when a part is missing, by the part's name.
        seconds: Length of answer to aim for.
        difficulty: 1 (warm-up) to 3 (hard).
        kpis: The key figures of the role, for recognition and the metric check.
        source: Who is behind the insight, for questions that were imported.
        terms: Words of a job posting that an answer may take up, where the question was planned for one.
    """

    id: str | None
    prompt: str
    kind: Kind
    role: str = ""
    topic: str = ""
    competencies: tuple[str, ...] = ()
    insight: str = ""
    sample: Sample | None = None
    points: tuple[Point, ...] = ()
    metrics: tuple[str, ...] = ()
    follow_ups: tuple[tuple[str, str], ...] = ()
    seconds: int = 90
    difficulty: int = 2
    kpis: tuple[Kpi, ...] = ()
    source: str = ""
    terms: tuple[str, ...] = ()
