"""All takes of one question: what became of the answer, which take is the best and why, and the words side by side."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bank import STAR_PARTS
from voiceint.attempt import Attempt
from voiceint.comparison import Comparison, compare_takes
from voiceint.history import Summary
from voiceint.text_report import counted, in_words

_ROLES = "STARO"
_MOST_CHANGES = 2


@dataclass(frozen=True)
class Take:
    """One assessed answer among the others.

    Attributes:
        attempt: The answer.
        line: What the history lists of it: date, length, pace, letters, figures, coverage.
        points: How many of the question's points it makes; None where points were not compared.
        of_points: How many there are; 0 where points were not compared.
    """

    attempt: Attempt
    line: Summary
    points: int | None
    of_points: int

    @classmethod
    def of(cls, attempt: Attempt) -> "Take":
        """The take of an assessed answer."""
        coverage = assessment_of(attempt)["coverage"]
        points = coverage["points"] if coverage["applicable"] else ()
        made = sum(point["state"] == "covered" for point in points)
        return cls(attempt, Summary.of(attempt), made if points else None, len(points))

    @property
    def parts(self) -> int:
        """How many parts of the story were plainly heard."""
        return sum(letter.isupper() for letter in self.line.letters)


@dataclass(frozen=True)
class Row:
    """What each of some takes says in one place.

    Attributes:
        role: S, T, A, R or O; empty where the answer has no such parts.
        point: The point that these words make; empty where they are not sorted by points.
        texts: The words of each take, empty where it has none.
    """

    role: str
    point: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Takes:
    """Two or more takes of one question.

    Attributes:
        takes: Oldest first.
        steps: What was gained and lost from each take to the next; one fewer than the takes.
        best: Which take is the best, from 0.
        reason: Why, as a sentence.
        changed: What became of the answer from the first take to the last, in two lines: in numbers; gained and lost.
    """

    takes: tuple[Take, ...]
    steps: tuple[Comparison, ...]
    best: int
    reason: str
    changed: tuple[str, str]


def put_together(attempts: Sequence[Attempt]) -> Takes:
    """Look at two or more assessed answers to one question together, whatever order they come in."""
    takes = tuple(Take.of(attempt) for attempt in sorted(attempts, key=lambda attempt: attempt.at))
    steps = tuple(compare(before.attempt, after.attempt) for before, after in pairwise(takes))
    best, reason = _find_best(takes)
    return Takes(takes, steps, best, reason, _changed(takes[0], takes[-1]))


@dataclass(frozen=True)
class LookBack:
    """What came before a take.

    Attributes:
        before: The take before it.
        gains: What was gained and lost since.
        takes: All assessed takes of the question, oldest first.
    """

    before: Attempt
    gains: Comparison
    takes: tuple[Attempt, ...]


def look_back(attempt: Attempt, takes: Sequence[Attempt]) -> LookBack | None:
    """Look at the take before an assessed one; None for the first. `takes`: all assessed ones, oldest first."""
    before = next((take for take in reversed(takes) if take.at < attempt.at and take.assessment), None)
    return None if before is None else LookBack(before, compare(before, attempt), tuple(takes))


def assessment_of(attempt: Attempt) -> dict[str, Any]:
    """The assessment of an answer that has one. Raises ValueError."""
    if attempt.assessment is None:
        raise ValueError(f"the answer {attempt.id} is not assessed")
    return attempt.assessment


def compare(before: Attempt, after: Attempt) -> Comparison:
    """What was gained and lost between two assessed answers."""
    return compare_takes(assessment_of(before), assessment_of(after))


def rows(attempts: Sequence[Attempt]) -> list[Row]:
    """The words of assessed answers to one question, so that what belongs together stands together.

    By the parts of a story where those are asked for; else by the points that all of them were measured by, and then
    as a whole.
    """
    documents = [assessment_of(attempt) for attempt in attempts]
    if all(document["star"]["applicable"] for document in documents):
        by_role = (Row(role, "", tuple(_said(document, role) for document in documents)) for role in _ROLES)
        return [row for row in by_role if any(row.texts)]
    points = list(_by_points(documents)) if all(each["coverage"]["applicable"] for each in documents) else []
    return [*points, Row("", "", tuple(_said(document) for document in documents))]


def _said(document: dict[str, Any], role: str = "") -> str:
    return " ".join(sentence["text"] for sentence in document["sentences"] if role in ("", sentence["role"]))


def _by_points(documents: Sequence[dict[str, Any]]) -> Iterator[Row]:
    evidence = [{item["point"]: item["evidence"] or "" for item in each["coverage"]["points"]} for each in documents]
    for point in dict.fromkeys(point for each in evidence for point in each):
        texts = tuple(each.get(point, "") for each in evidence)
        if any(texts):
            yield Row("", point, texts)


_Criterion = tuple[Callable[[Take], int], Callable[[Take], str]]
"""More is better; and how the one that has more is praised."""


def _find_best(takes: Sequence[Take]) -> tuple[int, str]:
    """The take with the most parts; of those a number in its result, the most points, a good length, the latest.

    Parts come first because interviewers score by them. What is unsure counts for nothing and against nothing: only a
    part that was plainly heard makes a difference. Points count only where those of every take were compared.
    """
    left = list(enumerate(takes))
    reasons: list[str] = []
    for count, praise in _criteria(measured=all(take.points is not None for take in takes)):
        most = max(count(take) for _, take in left)
        better = [(place, take) for place, take in left if count(take) == most]
        if len(better) < len(left):
            reasons.append(praise(better[0][1]))
        left = better
    place = left[-1][0]
    if len(left) > 1:
        reasons.append("it is the latest of those that are as good")
    return place, f"Take {place + 1} is the best: {in_words(reasons)}."


def _criteria(measured: bool) -> list[_Criterion]:
    return [
        (lambda take: take.parts, lambda take: f"it has the most parts ({take.parts} of {len(STAR_PARTS)})"),
        (lambda take: take.line.quantified, lambda take: "its result has a number"),
        (
            lambda take: (take.points or 0) if measured else 0,
            lambda take: f"it makes the most points ({take.points} of {take.of_points})",
        ),
        (lambda take: take.line.length == "good", lambda take: "its length is good"),
    ]


def _changed(first: Take, last: Take) -> tuple[str, str]:
    gains = compare(first.attempt, last.attempt)
    numbers = [_arrow(first.line.brief_length, last.line.brief_length)]
    if first.line.pace is not None and last.line.pace is not None:
        numbers.append(f"{_arrow(f'{first.line.pace:.0f}', f'{last.line.pace:.0f}')} words a minute")
    if gains.same_story:
        figures = counted(last.line.figures, "figure")
        numbers.append(_arrow(str(first.line.figures), figures) if first.line.figures != last.line.figures else figures)
    story = "" if gains.same_story else "Another story. "
    held = f"{story}Gained: {_briefly(gains.gained)}. Lost: {_briefly(gains.lost)}."
    return f"From the first to the last: {', '.join(numbers)}.", held


def _arrow(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"


def _briefly(changes: tuple[str, ...]) -> str:
    more = len(changes) - _MOST_CHANGES
    return ", ".join(changes[:_MOST_CHANGES]) + (f" and {more} more" if more > 0 else "") or "nothing"
