"""Which parts of a story were told, each with the words that told it."""

import re
from collections.abc import Sequence

from bank import Kind, Question
from voiceint.assessment.clauses import Clause
from voiceint.assessment.report import Evidence, Metric, Part, Star, Story

PRESENT_FROM = 0.65
UNSURE_FROM = 0.45
"""A part is present when one clause has it with this confidence, unsure between the two, else missing. Chosen on the
training voices: a part that was never said must not be ticked, even if one that was said is asked for again."""

_MOST_EVIDENCE = 3
_OWN_PEOPLE = re.compile(r"\b(?:agents?|people|staff|colleagues|team|advisors|reps|of us)\b", re.IGNORECASE)


def find_star(
    question: Question,
    story: Story,
    clauses: Sequence[Clause],
    labels: Sequence[tuple[str, float]],
    metrics: Sequence[Metric],
) -> Star:
    """The parts of STAR. It applies to behavioural questions and to stories told unasked."""
    told = story.kind == "story"
    parts = {letter: _part(letter, clauses, labels) for letter in "STAR"}
    order: list[str] = []
    for role, confidence in labels:
        if role in "STAR" and confidence >= UNSURE_FROM and order[-1:] != [role]:
            order.append(role)
    return Star(
        applicable=question.kind == Kind.BEHAVIOURAL or (told and question.id is None),
        situation=parts["S"],
        task=parts["T"],
        action=parts["A"],
        result=parts["R"],
        quantified_result=any(metric.in_result and says_an_outcome(metric) for metric in metrics),
        order=tuple(order),
    )


def says_an_outcome(metric: Metric) -> bool:
    """Whether a quantity tells what came of something, rather than how large one's team is or how long it took."""
    if metric.kind in ("change", "level", "money") or metric.kpi:
        return True
    return metric.kind != "duration" and not _OWN_PEOPLE.search(metric.text)


def _part(letter: str, clauses: Sequence[Clause], labels: Sequence[tuple[str, float]]) -> Part:
    own = [
        (clause, confidence)
        for clause, (role, confidence) in zip(clauses, labels, strict=True)
        if role == letter and confidence >= UNSURE_FROM
    ]
    times = [clause.end - clause.start for clause, _ in own if clause.start is not None and clause.end is not None]
    best = max((confidence for _, confidence in own), default=0.0)
    words = sum(clause.words for clause in clauses)
    strongest = sorted(own, key=lambda pair: -pair[1])[:_MOST_EVIDENCE]
    return Part(
        present=best >= PRESENT_FROM,
        unsure=UNSURE_FROM <= best < PRESENT_FROM,
        share=sum(clause.words for clause, _ in own) / words if words else 0.0,
        seconds=sum(times) if any(clause.start is not None for clause in clauses) else None,
        evidence=tuple(
            Evidence(clause.text, clause.start, clause.end, confidence)
            for clause, confidence in sorted(strongest, key=lambda pair: pair[0].begin)
        ),
    )
