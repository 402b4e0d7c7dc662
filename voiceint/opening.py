"""How an answer begins: with the scene, or with what it comes to."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Opener(StrEnum):
    """What a first sentence does."""

    HEADLINE = "headline"
    """It says what the candidate did or brought about."""

    SITUATION = "situation"
    """It says where and when, or what had to be reached."""

    WARM_UP = "warm-up"
    """It says nothing yet: "That is a good question", "Let me think"."""

    OTHER = "something else"
    """It says neither, and is no warm-up either."""


_OPENERS = {
    "S": Opener.SITUATION,
    "T": Opener.SITUATION,
    "A": Opener.HEADLINE,
    "R": Opener.HEADLINE,
}


_WARM_UP = re.compile(
    r"\b(?:good|great|interesting|tough|hard|difficult) (?:question|one)\b|\blet me (?:think|see|start|begin)\b"
    r"|\bwhere (?:do|should|shall) i (?:start|begin)\b|\bthanks?(?: you)? for (?:asking|the question)\b"
    r"|\bi(?:'d| would) (?:like|love) to (?:tell|talk|share)\b",
    re.I,
)


@dataclass(frozen=True)
class Opening:
    """The first sentence of an answer, in the candidate's words, and what it does."""

    text: str
    opener: Opener


def find_opening(assessment: dict[str, Any]) -> Opening | None:
    """The opening in the JSON document of an assessment; None where nothing was said.

    A sentence may be several clauses. The first of them that tells something decides. Where no story is asked for,
    whatever is no warm-up goes straight to the answer.
    """
    sentences = assessment["sentences"]
    if not sentences:
        return None
    first: list[dict[str, Any]] = []
    for sentence in sentences:
        first.append(sentence)
        if sentence["text"].rstrip("\"'”’)").endswith((".", "!", "?")):
            break
    text = " ".join(sentence["text"] for sentence in first)
    if _WARM_UP.search(text):
        told = Opener.WARM_UP
    elif not assessment["star"]["applicable"]:
        told = Opener.HEADLINE
    else:
        told = next((_OPENERS[each["role"]] for each in first if each["role"] in _OPENERS), Opener.OTHER)
    return Opening(text, told)
