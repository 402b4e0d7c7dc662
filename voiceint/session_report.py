"""What a whole session showed."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from bank import STAR_PARTS, Kind
from voiceint.attempt import Attempt
from voiceint.comparison import compare_takes
from voiceint.guides import SECONDS
from voiceint.opening import Opener, find_opening
from voiceint.reaction import Want
from voiceint.rules import Style
from voiceint.session import Session, Step
from voiceint.text_report import counted, in_words

_OFTEN = 2
"""Advice that was given this often in one session is a habit."""


@dataclass(frozen=True)
class Line:
    """One step of a session with its answers.

    Attributes:
        step: The step.
        takes: Its answers, oldest first; empty where it was skipped.
        remark: What this kind of session looks at in the last of them, in a few words.
    """

    step: Step
    takes: tuple[Attempt, ...]
    remark: str

    @property
    def last(self) -> Attempt | None:
        """The answer that counts."""
        return self.takes[-1] if self.takes else None


@dataclass(frozen=True)
class SessionReport:
    """Lines of a session and, in a few sentences, what they have in common."""

    lines: tuple[Line, ...]
    summary: tuple[str, ...]


def report_session(
    session: Session, attempts: Sequence[Attempt], verdict: Callable[[dict[str, Any]], str]
) -> SessionReport:
    """The report of a session.

    Args:
        session: What was asked.
        attempts: The answers that were given in it, as `Store.of_session` lists them.
        verdict: An assessment in one line of words.
    """
    taken = [tuple(each for each in attempts if each.place.step == place) for place in range(len(session.steps))]
    first = _document(taken[0]) if taken else None
    lines: list[Line] = []
    for step, takes in zip(session.steps, taken, strict=True):
        document = _document(takes)
        if document is None:
            remark = takes[-1].problem or "not judged" if takes else "skipped"
        elif session.style == Style.DRILL:
            remark = _opening(document)
        elif session.style == Style.LADDER and first is not None and lines:
            remark = _lost(first, document)
        elif step.want is not None:
            remark = _met(step.want, document)
        else:
            remark = verdict(document)
        lines.append(Line(step, takes, remark))
    judged = [(line.step, document) for line in lines if (document := _document(line.takes)) is not None]
    return SessionReport(tuple(lines), tuple(_summary(session, judged)))


def _document(takes: Sequence[Attempt]) -> dict[str, Any] | None:
    return takes[-1].assessment if takes else None


def _opening(document: dict[str, Any]) -> str:
    opening = find_opening(document)
    return "nothing was said" if opening is None else f"{opening.opener}: “{opening.text}”"


def _lost(first: dict[str, Any], document: dict[str, Any]) -> str:
    lost = [each for each in compare_takes(first, document).lost if each != "a good length"]
    return f"lost {in_words(lost)}" if lost else "nothing was lost"


def _met(want: Want, document: dict[str, Any]) -> str:
    """Whether what the interviewer asked back for was then said."""
    roles = {sentence["role"] for sentence in document["sentences"]}
    met = {
        Want.STORY: document["story"]["kind"] == "story" or "A" in roles,
        Want.SITUATION: "S" in roles,
        Want.TASK: "T" in roles,
        Want.ACTION: "A" in roles and document["delivery"]["i"] > 0,
        Want.RESULT: "R" in roles,
        Want.NUMBER: bool(document["metrics"]),
        Want.CHALLENGE: document["length"]["words"] > 0,
    }[want]
    if want == Want.CHALLENGE:
        return "stood your ground" if met else "said nothing"
    return f"gave the {want.value}" if met else f"still no {want.value} that I could hear"


def _summary(session: Session, judged: list[tuple[Step, dict[str, Any]]]) -> Iterator[str]:
    own = [(step, document) for step, document in judged if not step.reacts]
    if not own:
        yield "No answer was judged in this session."
        return
    asked = sum(not step.reacts for step in session.steps)
    seconds = [document["length"]["seconds"] for _, document in own if document["length"]["seconds"]]
    length = f", half of them longer than {median(seconds):.0f} s" if len(seconds) > 1 else ""
    yield f"{len(own)} of {counted(asked, 'question')} answered{length}."
    if session.style == Style.DRILL:
        yield from _openings([document for _, document in own])
        return
    yield from _stories([document for step, document in own if step.question.kind == Kind.BEHAVIOURAL])
    backs = [(step, document) for step, document in judged if step.want not in (None, Want.CHALLENGE)]
    if backs:
        met = sum(not _met(step.want, document).startswith("still") for step, document in backs if step.want)
        yield f"Asked back for what was missing: {len(backs)}. Then given: {met}."
    yield from _habits(own)


def _stories(documents: list[dict[str, Any]]) -> Iterator[str]:
    stories = [each for each in documents if each["star"]["applicable"]]
    if not stories:
        return
    counts = [f"{name} in {sum(_present(each, name) for each in stories)}" for name in STAR_PARTS]
    numbers = sum(bool(each["star"]["quantified_result"]) for each in stories)
    if len(stories) > 1:
        yield f"{len(stories)} stories: {', '.join(counts)}, a number in the result of {numbers}."


def _present(document: dict[str, Any], name: str) -> bool:
    return bool(document["star"][name]["present"])


def _openings(documents: list[dict[str, Any]]) -> Iterator[str]:
    found = Counter(opening.opener for each in documents if (opening := find_opening(each)) is not None)
    kinds = (Opener.HEADLINE, Opener.SITUATION, Opener.WARM_UP)
    counts = (counted(found[opener], opener) for opener in kinds)
    other = f"; {found[Opener.OTHER]} were something else" if found[Opener.OTHER] else ""
    yield f"You opened with {', '.join(counts)}{other}."
    if found[Opener.WARM_UP]:
        yield "A warm-up says nothing yet: begin with what you did, or with where it was."


def _habits(judged: list[tuple[Step, dict[str, Any]]]) -> Iterator[str]:
    """The advice that came most often; not that an answer was short where there was no time for a longer one."""
    documents = [
        {"advice": [line for line in document["advice"] if line["check"] != "length" or _has_time(step)]}
        for step, document in judged
    ]
    checks = Counter(check for each in documents for check in {line["check"] for line in each["advice"]})
    for check, count in checks.most_common(1):
        if count >= _OFTEN:
            lines = (line["message"] for each in documents for line in each["advice"] if line["check"] == check)
            yield f"In {count} of {len(documents)} answers the same advice: {next(lines)}"


def _has_time(step: Step) -> bool:
    return step.rules.answer is None or step.rules.answer > SECONDS[0]
