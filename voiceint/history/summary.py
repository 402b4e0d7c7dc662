"""What is listed of an answer: everything but its words."""

from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any

from voiceint.attempt import Attempt, Stage
from voiceint.safe_text import safe_text
from voiceint.star_letters import star_letters
from voiceint.text_report import verdict


@dataclass(frozen=True)
class Summary:
    """One line of the history. What is known of assessed answers only is None or empty for the others.

    Attributes:
        id: The attempt's id.
        at: When it was begun, UTC.
        session: Id of its session; empty outside a session.
        stage: How far it has come.
        candidate: Who answered.
        recorded: Whether there is a recording.
        question_id: The question's id in the bank; None for one that was asked in the person's own words.
        prompt: The question.
        kind: Kind of the question.
        topic: Its topic; may be empty.
        words: How many were said.
        seconds: Length; None for typed answers.
        pace: Words a minute; None for typed answers.
        length: short, good or long.
        letters: The parts of the story as `star_letters` writes them; empty where STAR is not asked.
        figures: How many were given.
        quantified: Whether a number is in the result.
        coverage: Share of the sample's points that were made, 0 to 1; None where points are not compared.
        verdict: The answer in one line of words; before it is assessed, why it is not.
        judge: Which judge it was, as `judge_of` writes it.
    """

    id: str
    at: datetime
    session: str
    stage: Stage
    candidate: str
    recorded: bool
    question_id: str | None
    prompt: str
    kind: str
    topic: str
    words: int | None
    seconds: float | None
    pace: float | None
    length: str
    letters: str
    figures: int
    quantified: bool
    coverage: float | None
    verdict: str
    judge: str

    @classmethod
    def of(cls, attempt: Attempt) -> "Summary":
        """The line of an attempt."""
        assessment = attempt.assessment
        length = assessment["length"] if assessment else {}
        star = assessment["star"] if assessment else {}
        return cls(
            id=attempt.id,
            at=attempt.at,
            session=attempt.place.session,
            stage=attempt.stage,
            candidate=attempt.candidate,
            recorded=attempt.recording is not None,
            question_id=attempt.question.id,
            prompt=safe_text(attempt.question.prompt),
            kind=attempt.question.kind,
            topic=safe_text(attempt.question.topic),
            words=length.get("words"),
            seconds=length.get("seconds"),
            pace=length.get("words_per_minute"),
            length=length.get("verdict", ""),
            letters=star_letters(star) if star else "",
            figures=len(assessment["metrics"]) if assessment else 0,
            quantified=bool(star and star["applicable"] and star["quantified_result"]),
            coverage=share_of_points(assessment) if assessment else None,
            verdict=safe_text(verdict(assessment) if assessment else attempt.problem),
            judge=judge_of(assessment) if assessment else "",
        )

    @property
    def brief_length(self) -> str:
        """Seconds of a spoken answer, words of a typed one."""
        return f"{self.words or 0} words" if self.seconds is None else f"{self.seconds:.0f} s"

    @property
    def remark(self) -> str:
        """What is to be said of it: the verdict, or how far it has come."""
        return self.verdict if self.stage == Stage.ASSESSED else f"{self.stage}: {self.verdict or 'not assessed'}"

    @classmethod
    def of_row(cls, row: tuple[Any, ...]) -> "Summary":
        """The line as it is kept: the fields in their order."""
        values = list(row)
        values[1] = datetime.fromisoformat(values[1])
        values[3] = Stage(values[3])
        values[5], values[16] = bool(values[5]), bool(values[16])
        return cls(*values)

    def to_row(self) -> tuple[Any, ...]:
        """The fields in their order, as SQLite keeps them."""
        key, at, *others = astuple(self)
        return (key, at.isoformat(), *others)


def judge_of(assessment: dict[str, Any]) -> str:
    """Which judge an assessment is of: its version, 0 before versions were kept, and what it read."""
    return judge_name(assessment.get("judge_version", 0), assessment.get("judge") == "meaning")


def judge_name(version: int, reads_meaning: bool) -> str:
    """A judge, of which version and whether it reads the meaning or the words alone."""
    return f"{version}, by {'meaning' if reads_meaning else 'words'}"


def share_of_points(assessment: dict[str, Any]) -> float | None:
    """The share of the sample's points that an answer makes, 0 to 1; None where they are not compared."""
    coverage = assessment["coverage"]
    if not coverage["applicable"] or not coverage["points"]:
        return None
    made = sum(point["state"] == "covered" for point in coverage["points"])
    return float(made / len(coverage["points"]))
