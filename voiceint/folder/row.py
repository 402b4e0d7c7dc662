"""What the table says of one file."""

from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from bank import STAR_PARTS, Question
from voiceint.folder.files import candidate_of
from voiceint.history import share_of_points
from voiceint.text_report import verdict

OK = "ok"
FAILED = "failed"


@dataclass(frozen=True)
class Row:
    """A line of the table; the fields are its columns. What is not known or does not apply is None or empty.

    Attributes:
        file: Path relative to the folder, with `/`.
        candidate: Who answered; see `candidate_of`.
        question: Id of the question; empty for one in the coach's own words.
        prompt: The question.
        status: "ok" or "failed".
        problem: Why it failed.
        words: How many were said.
        seconds: Length of the recording; None for texts.
        words_per_minute: Pace; None for texts.
        situation: Whether the part was heard: yes, unsure or no; empty where STAR is not asked. The same for the next.
        task: See `situation`.
        action: See `situation`.
        result: See `situation`.
        figures: How many were given.
        number_in_result: yes or no; empty where STAR is not asked.
        coverage: Share of the sample's points that were made, 0 to 1; None where points are not compared.
        verdict: The answer in one line.
        advice: The most useful thing to do in the next take.
        judge: "meaning" or "words"; see `Assessment.judge`.
        model: Which recogniser wrote the words; empty for texts.
    """

    file: str
    candidate: str
    question: str = ""
    prompt: str = ""
    status: str = OK
    problem: str = ""
    words: int | None = None
    seconds: float | None = None
    words_per_minute: float | None = None
    situation: str = ""
    task: str = ""
    action: str = ""
    result: str = ""
    figures: int | None = None
    number_in_result: str = ""
    coverage: float | None = None
    verdict: str = ""
    advice: str = ""
    judge: str = ""
    model: str = ""

    @classmethod
    def judged(cls, file: str, document: dict[str, Any], model: str) -> "Row":
        """The row of an answer, from the JSON document of its assessment."""
        asked, length, star = document["question"], document["length"], document["star"]
        share = share_of_points(document)
        situation, task, action, result = (_heard(star[name]) if star["applicable"] else "" for name in STAR_PARTS)
        return cls(
            file,
            candidate_of(file),
            asked["id"] or "",
            asked["prompt"],
            words=length["words"],
            seconds=length["seconds"],
            words_per_minute=length["words_per_minute"],
            situation=situation,
            task=task,
            action=action,
            result=result,
            figures=len(document["metrics"]),
            number_in_result=_yes(star["quantified_result"]) if star["applicable"] else "",
            coverage=None if share is None else round(share, 3),
            verdict=verdict(document),
            advice=document["advice"][0]["message"] if document["advice"] else "",
            judge=document["judge"],
            model=model,
        )

    @classmethod
    def failed(cls, file: str, question: Question | None, problem: str) -> "Row":
        """The row of a file that could not be judged."""
        row = cls(file, candidate_of(file), status=FAILED, problem=" ".join(problem.split()))
        return replace(row, question=question.id or "", prompt=question.prompt) if question else row

    @classmethod
    def of_dict(cls, values: object) -> "Row | None":
        """The row that `to_dict` wrote; None if it is not one."""
        if not isinstance(values, dict) or values.keys() != {field.name for field in fields(cls)}:
            return None
        return cls(**values)

    def to_dict(self) -> dict[str, Any]:
        """The columns by name, in their order."""
        return asdict(self)

    def of_file(self, file: str) -> "Row":
        """The same answer in a file of another name."""
        return replace(self, file=file, candidate=candidate_of(file))


COLUMNS = tuple(field.name for field in fields(Row))


def _heard(part: dict[str, Any]) -> str:
    return "unsure" if part["unsure"] else _yes(part["present"])


def _yes(value: bool) -> str:
    return "yes" if value else "no"
