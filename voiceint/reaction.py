"""How an interviewer reacts to an answer: asks for what it lacked, doubts it, or cuts in."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bank import STAR_PARTS, Kind, Question
from voiceint.rules import Pressure


class Want(StrEnum):
    """What the interviewer wants to hear now; the values are also the names of a question's own follow-ups."""

    STORY = "example"
    SITUATION = "situation"
    TASK = "task"
    ACTION = "action"
    RESULT = "result"
    NUMBER = "number"
    CHALLENGE = "challenge"


_LINES = {
    Want.STORY: (
        "Can you give me one time when that really happened?",
        "That is how you work in general. Take me to one day when you did it.",
    ),
    Want.SITUATION: ("What was going on at the time?", "Where was that, and what was wrong?"),
    Want.TASK: ("What was it that you had to reach?", "What exactly was asked of you?"),
    Want.ACTION: ("And what was your part in that?", "Which of that did you do yourself?"),
    Want.RESULT: ("And how did it end?", "So what changed because of you?"),
    Want.NUMBER: ("What did that do to the numbers?", "From what to what?"),
    Want.CHALLENGE: (
        "I am not convinced. What would have happened without you?",
        "Would you really do it the same way again?",
        "Somebody else might say that was luck. What do you say?",
    ),
}
"""What is asked where a question brings no follow-up of its own."""

_CUT_IN = {
    Kind.BEHAVIOURAL: "Let me stop you there. In one sentence: what came of it?",
    Kind.TECHNICAL: "Let me stop you there. What is the one thing that matters most?",
    Kind.SITUATIONAL: "Let me stop you there. What would you do first?",
}


@dataclass(frozen=True)
class Reaction:
    """What the interviewer says, and what for."""

    want: Want
    prompt: str


def react(question: Question, assessment: dict[str, Any], pressure: Pressure, turn: int = 0) -> Reaction | None:
    """What the interviewer says to an answer; None goes on to the next question.

    Args:
        question: What was asked; its own follow-ups are preferred.
        assessment: The JSON document of the answer's assessment.
        pressure: How the interviewer behaves.
        turn: Counts the questions of a session, so that not every follow-up is worded the same.
    """
    known = question.kind in (Kind.BEHAVIOURAL, Kind.TECHNICAL) or bool(question.follow_ups)
    if pressure == Pressure.CALM or not known or not assessment["length"]["words"]:
        return None
    want = next(_lacking(question, assessment), None)
    if want is None:
        if pressure == Pressure.PROBING:
            return None
        want = Want.CHALLENGE
    lines = _LINES[want]
    return Reaction(want, dict(question.follow_ups).get(want.value) or lines[turn % len(lines)])


def cut_in(question: Question) -> Reaction:
    """What the interviewer says in the middle of an answer that goes on too long."""
    want = Want.RESULT if question.kind == Kind.BEHAVIOURAL else Want.CHALLENGE
    return Reaction(want, _CUT_IN.get(question.kind, _CUT_IN[Kind.TECHNICAL]))


def _lacking(question: Question, assessment: dict[str, Any]) -> Iterator[Want]:
    """What a listener misses most comes first."""
    star, delivery = assessment["star"], assessment["delivery"]
    if question.kind == Kind.BEHAVIOURAL:
        if assessment["story"]["kind"] != "story":
            yield Want.STORY
            return
        missing = {name for name in STAR_PARTS if not _heard(star[name])}
        if "action" in missing or delivery["we"] > delivery["i"]:
            yield Want.ACTION
        if "result" in missing:
            yield Want.RESULT
        elif not star["quantified_result"]:
            yield Want.NUMBER
        yield from (want for want in (Want.SITUATION, Want.TASK) if want.value in missing)
    elif question.kind == Kind.TECHNICAL:
        if assessment["story"]["kind"] != "story" and not assessment["metrics"]:
            yield Want.STORY
        if not assessment["metrics"]:
            yield Want.NUMBER


def _heard(part: dict[str, Any]) -> bool:
    """Whether it would be unfair to say that a part was missing."""
    return bool(part["present"] or part["unsure"])
