"""What sort of answer it is: a story, or talk about oneself in general."""

import re
from collections.abc import Sequence

from voiceint.assessment.clauses import Clause
from voiceint.assessment.report import Story

_THIN_WORDS = 15
"""Fewer words than this are too little to judge."""

_CUES = {
    "hypothetical": re.compile(
        r"\b(?:i|we)(?:'d| would| could| might| will|'ll)\b|\bif (?:i|that|a customer|this)\b", re.I
    ),
    "self_description": re.compile(
        r"\bi(?:'m| am| consider myself| see myself| would describe myself)\b(?! (?:not sure|sorry|going))|\bmy (?:strengths?|weakness|personality|style)\b|\bas a person\b",
        re.I,
    ),
    "general": re.compile(
        r"\b(?:i|we) (?:always|usually|often|generally|normally|typically|tend to|try to|make sure|ensure|believe|think|like to|focus|keep|look|ask|listen|check|review|give|use|encourage|need|want)\b"
        r"|\b(?:it's|it is|that's) (?:important|essential|key|crucial|vital)\b|\byou (?:have|need|should|must|can|want)\b|\bin general\b",
        re.I,
    ),
}
_PAST = re.compile(
    r"\b(?:was|were|had|did|went|\w{2,}ed|made|took|gave|told|said|came|got|found|began|wrote|ran|held|put|brought|met|spoke|led)\b",
    re.I,
)


def speaks_as(kind: str, text: str) -> bool:
    """Whether a clause has the words of a kind of answer that is no story."""
    cue = _CUES.get(kind)
    return cue is not None and bool(cue.search(text))


def classify_story(clauses: Sequence[Clause], labels: Sequence[tuple[str, float]]) -> Story:
    """Story, general, hypothetical, self_description or thin, with a confidence of 0 to 1.

    A story is told in the past, with deeds of the speaker; the other kinds are told by their own cues.
    """
    words = sum(clause.words for clause in clauses)
    if words < _THIN_WORDS:
        return Story("thin", 1.0)
    weight = dict.fromkeys(("story", *_CUES), 0.5)
    for clause, (role, confidence) in zip(clauses, labels, strict=True):
        matches = {kind: bool(cue.search(clause.text)) for kind, cue in _CUES.items()}
        past = bool(_PAST.search(clause.text))
        if past and not any(matches.values()):
            weight["story"] += 0.5 + (confidence if role in "SAR" else 0.0)
        for kind, found in matches.items():
            weight[kind] += found * (0.6 if past else 1.2)
    kind = max(weight, key=lambda name: weight[name])
    return Story(kind, weight[kind] / sum(weight.values()))
