"""Which points of a good answer were made, by the content words they share."""

import re
from collections.abc import Sequence

from bank import Kind, Point, Question
from voiceint.assessment.clauses import Clause
from voiceint.assessment.report import Coverage, PointCheck

COVERED_FROM = 0.5
PARTLY_FROM = 0.34
"""Share of a phrasing's content words that two neighbouring clauses must hold."""

_SAME_STORY_FROM = 0.3
"""Share of points touched below which a behavioural answer is taken for another story than the sample's."""

_COMMON = frozenset(
    "a an and are as at be been but by can could did do does for from get had has have he her his how i if in into is "
    "it its me my no not of on one or our out she so some that the their them then there they this to up us was we "
    "were what when where which who why will with would you your because after before each every all more most just "
    "also".split()
)
_ENDINGS = re.compile(r"(?:ations?|ingly|edly|ings?|ness|ments?|ers?|ies|ied|ed|es|ly|s|y|e)$")


def check_coverage(question: Question, clauses: Sequence[Clause]) -> Coverage:
    """Each point of the question: covered, partly or missing, and the words that made it.

    Word overlap cannot see paraphrases: "missing" here means that no similar words were found.
    """
    checks = tuple(_check(point, clauses) for point in question.points)
    touched = sum(check.state != "missing" for check in checks)
    if not checks or (question.kind == Kind.BEHAVIOURAL and touched < _SAME_STORY_FROM * len(checks)):
        return Coverage(False, ())
    return Coverage(True, checks)


def _check(point: Point, clauses: Sequence[Clause]) -> PointCheck:
    best, evidence = 0.0, None
    for at, clause in enumerate(clauses):
        pair = " ".join(part.text for part in clauses[at : at + 2])
        for text in (clause.text, pair):
            said = _stems(text)
            for phrasing in point.phrasings:
                wanted = _stems(phrasing)
                score = len(said & wanted) / len(wanted) if wanted else 0.0
                if score > best:
                    best, evidence = score, text
    state = "covered" if best >= COVERED_FROM else "partly" if best >= PARTLY_FROM else "missing"
    return PointCheck(point.says, state, evidence if state != "missing" else None)


def _stems(text: str) -> frozenset[str]:
    words = (word for word in re.findall(r"[a-z']+", text.lower()) if word not in _COMMON)
    return frozenset(_ENDINGS.sub("", word) if len(word) > 4 else word for word in words)
