"""What kind of answer a question asks for, by its words."""

import re

from bank.question import Kind

_BEHAVIOURAL = re.compile(
    r"\b(?:tell (?:me|us) (?:about|of) (?:a|an|one|the (?:last|most|best|worst|hardest|biggest))\b|"
    r"(?:describe|recall|share|think of) (?:a|an|the|one) .*?(?:time|situation|occasion|experience|example|moment|project|"
    r"instance|problem|conflict|decision|achievement|failure)|"
    r"(?:give|provide|share)(?: me| us)? (?:a|an|one|some) (?:specific |concrete |recent )?(?:example|instance)|"
    r"(?:an|one) example of (?:a time|how you)|have you ever|a time (?:when|you)|when (?:did|have) you last|"
    r"what (?:was|is|has been) (?:the|your) (?:most|biggest|greatest|hardest|proudest))\b",
    re.IGNORECASE,
)
_SITUATIONAL = re.compile(
    r"\b(?:what would you|how would you|what will you do|imagine|suppose|let's say|if you (?:were|had|could|saw|found)|"
    r"if (?:a|an|one of|your|the) \w+.*\bwhat (?:do|would) you|where would you start)\b",
    re.IGNORECASE,
)


def infer_kind(prompt: str, heading: str = "") -> Kind:
    """Behavioural, situational or technical; the heading above decides where the words do not."""
    if _BEHAVIOURAL.search(prompt):
        return Kind.BEHAVIOURAL
    if _SITUATIONAL.search(prompt):
        return Kind.SITUATIONAL
    return kind_of_heading(heading) or Kind.TECHNICAL


def kind_of_heading(heading: str) -> Kind | None:
    """The kind that a heading names, or None."""
    words = heading.lower()
    if "behavio" in words or "competenc" in words or "star " in f"{words} ":
        return Kind.BEHAVIOURAL
    if "situation" in words or "scenario" in words or "hypothetical" in words:
        return Kind.SITUATIONAL
    if "technical" in words or "job-specific" in words or "role-specific" in words:
        return Kind.TECHNICAL
    return None
