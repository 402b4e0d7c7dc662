"""What is said about an answer. The field names are the keys of the JSON document."""

from dataclasses import asdict, dataclass, field
from typing import Any

from bank import STAR_PARTS

JUDGE_VERSION = 1
"""Raised whenever answers come to be judged otherwise, so that earlier ones can be judged anew."""


@dataclass(frozen=True)
class Evidence:
    """Words of the answer; `start` and `end` in seconds, None for typed text; `confidence` 0 to 1."""

    text: str
    start: float | None
    end: float | None
    confidence: float


@dataclass(frozen=True)
class QuestionAsked:
    """The question as it was asked."""

    id: str | None
    prompt: str
    kind: str


@dataclass(frozen=True)
class SpokenWord:
    """A word and its time in seconds."""

    text: str
    start: float
    end: float


@dataclass(frozen=True)
class TranscriptText:
    """What was judged; `words` is empty for typed text."""

    text: str
    edited: bool
    words: tuple[SpokenWord, ...]


@dataclass(frozen=True)
class Length:
    """How long the answer was; `ratio` is words over the sample answer's words; verdict short, good or long."""

    words: int
    seconds: float | None
    words_per_minute: float | None
    sample_words: int | None
    ratio: float | None
    verdict: str


@dataclass(frozen=True)
class Story:
    """What sort of answer it was: story, general, hypothetical, self_description or thin."""

    kind: str
    confidence: float


@dataclass(frozen=True)
class Part:
    """One part of STAR; `share` is its share of the answer's words, 0 to 1, `seconds` its time, None for typed text."""

    present: bool
    unsure: bool
    share: float
    seconds: float | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Star:
    """The parts of a story; `order` has the letters of the parts as they came."""

    applicable: bool
    situation: Part
    task: Part
    action: Part
    result: Part
    quantified_result: bool
    order: tuple[str, ...]

    @property
    def parts(self) -> tuple[tuple[str, Part], ...]:
        """The parts by name, in STAR order."""
        names = STAR_PARTS
        return tuple(zip(names, (self.situation, self.task, self.action, self.result), strict=True))


@dataclass(frozen=True)
class Sentence:
    """A clause of the answer with its role: S, T, A, R or O (anything else)."""

    text: str
    role: str
    confidence: float
    start: float | None
    end: float | None


@dataclass(frozen=True)
class Metric:
    """A quantity that was said. A single value stands in `to`; `delta` is positive, its sign in `direction`."""

    text: str
    kpi: str | None
    kind: str
    from_: float | None
    to: float | None
    delta: float | None
    unit: str | None
    direction: str | None
    period: str | None
    in_result: bool
    start: float | None
    end: float | None


@dataclass(frozen=True)
class ExpectedMetric:
    """A key figure that an expert would name, and whether it was."""

    kpi: str
    seen: bool


@dataclass(frozen=True)
class PostingTerm:
    """A word of the job posting, and whether the answer took it up."""

    term: str
    seen: bool


@dataclass(frozen=True)
class PointCheck:
    """A point of a good answer: covered, partly or missing, and the words that made it."""

    point: str
    state: str
    evidence: str | None


@dataclass(frozen=True)
class Coverage:
    """Which points were made; not applicable where there are none or a different story was told."""

    applicable: bool
    points: tuple[PointCheck, ...]
    different_story: bool = False


@dataclass(frozen=True)
class Pause:
    """A silence between two words, in seconds."""

    start: float
    seconds: float


@dataclass(frozen=True)
class Pace:
    """How fast a stretch was spoken that starts at a second; pauses are counted in."""

    start: float
    words_per_minute: float


@dataclass(frozen=True)
class Delivery:
    """How it was said. Whisper leaves out most fillers, so their number is a lower bound."""

    fillers_at_least: int
    fillers_per_minute: float | None
    hedges: int
    pauses: tuple[Pause, ...]
    pace: tuple[Pace, ...]
    i: int
    we: int


@dataclass(frozen=True)
class Advice:
    """One thing to do in the next take, with the words it is about."""

    check: str
    message: str
    evidence: str | None


@dataclass(frozen=True)
class Timings:
    """How long the program took, in seconds."""

    transcribe_seconds: float | None
    assess_seconds: float


@dataclass(frozen=True)
class Assessment:
    """Everything that is said about one answer; `advice` has the most useful first.

    `judge` is "meaning" where the embedding read the clauses, and "words" where the smaller model did without it.
    """

    question: QuestionAsked
    transcript: TranscriptText
    length: Length
    story: Story
    star: Star
    sentences: tuple[Sentence, ...]
    metrics: tuple[Metric, ...]
    expected_metrics: tuple[ExpectedMetric, ...]
    coverage: Coverage
    delivery: Delivery
    advice: tuple[Advice, ...]
    judge: str
    posting_terms: tuple[PostingTerm, ...] = ()
    judge_version: int = JUDGE_VERSION
    timings: Timings = field(default_factory=lambda: Timings(None, 0.0))

    def to_dict(self) -> dict[str, Any]:
        """The JSON document, numbers rounded to three places."""
        rounded: dict[str, Any] = _plain(asdict(self))
        return rounded


def _plain(value: Any) -> Any:
    """Dataclass output as JSON values; `from_` exists because `from` is a word of Python."""
    if isinstance(value, dict):
        return {("from" if key == "from_" else key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return round(value, 3) if isinstance(value, float) else value
