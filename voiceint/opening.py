"""How an answer begins: with the scene, or with what it comes to."""

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
    """It says neither: "That is a good question", "Let me think"."""


_OPENERS = {
    "S": Opener.SITUATION,
    "T": Opener.SITUATION,
    "A": Opener.HEADLINE,
    "R": Opener.HEADLINE,
}


@dataclass(frozen=True)
class Opening:
    """The first sentence of an answer, in the candidate's words, and what it does."""

    text: str
    opener: Opener


def find_opening(assessment: dict[str, Any]) -> Opening | None:
    """The opening in the JSON document of an assessment; None where nothing was said.

    A sentence may be several clauses. The first of them that tells something decides.
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
    told = next((_OPENERS[each["role"]] for each in first if each["role"] in _OPENERS), Opener.WARM_UP)
    return Opening(text, told)
