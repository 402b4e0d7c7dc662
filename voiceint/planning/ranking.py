"""Which questions of the bank are likely to be asked for a posting."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from bank import Bank, Question
from voiceint.assessment.embedding import PieceEmbedder
from voiceint.history import Summary
from voiceint.planning.evidence import Evidence, find_evidence, posting_lines
from voiceint.planning.excerpt import excerpt
from voiceint.planning.likeness import Matrix
from voiceint.planning.posting import Posting

WEIGHTS = {"cues": -0.02, "likeness": 0.06, "words": 2.16, "level": 0.3, "meaning": 0.68}
WEIGHTS_OF_WORDS = {"cues": 0.37, "likeness": 0.17, "words": 6.33, "level": 0.62}
"""What each feature adds to the logarithm of the odds that a question is picked for a posting, with the meaning read
and without, by logistic regression on every fifth of the development postings (`python -m lab.fit_ranking`)."""

_WEAK = 0.2
"""What a weak last answer adds: it decides between questions that are about as likely."""

_OF_A_TOPIC, _SAME_TOPIC = 3, 0.4
"""So many questions of a topic are taken as they come; each further one has to be this much likelier than the one
before it had to be."""

_TOGETHER = 0.1
"""What it counts that two questions are picked together oftener or less often than each for itself: of 0 to 0.5, what
found most among the development postings left out."""

_CALLED, _ALIKE = 0.25, 0.08
"""The share of a question's attention that a line has, and its likeness in words, from which the line is a reason: on
development postings left out, a line shown is in three of four cases one that the writer named."""

_MOST_REASONS = 2


@dataclass(frozen=True)
class Ranked:
    """A question in its order.

    Attributes:
        question: A question of the bank.
        why: The posting's own words that make it likely, shortened; may be empty.
    """

    question: Question
    why: tuple[str, ...]


def rank(
    bank: Bank,
    posting: Posting,
    embedder: PieceEmbedder | None = None,
    history: Sequence[Summary] = (),
    now: datetime | None = None,
) -> list[Ranked]:
    """All questions of the bank, the likeliest first, those of one topic spread.

    Args:
        bank: The questions of every role.
        posting: What the job asks for.
        embedder: Reads the meaning; without one, words alone are compared.
        history: The person's answers, newest first: what was answered weakly comes a little sooner.
        now: UTC; for tests.
    """
    questions = list(bank.questions)
    if not questions or not posting_lines(posting):
        return [Ranked(question, ()) for question in questions]
    evidence = find_evidence(questions, posting, embedder)
    weak = _weaknesses(history, now)
    sooner = np.array([_WEAK * weak.get(question.id, 0.0) for question in questions], dtype=np.float32)
    order = order_questions(questions, evidence, WEIGHTS_OF_WORDS if embedder is None else WEIGHTS, sooner)
    title = posting.role.line if posting.role else ""
    return [Ranked(questions[place], _reasons(evidence, place, questions[place], title)) for place in order]


def order_questions(
    questions: Sequence[Question], evidence: Evidence, weights: Mapping[str, float], sooner: Matrix | None = None
) -> list[int]:
    """The places of the questions, the likeliest first; those of one topic, or seldom picked together, are spread.

    Args:
        questions: Those that the evidence is of.
        evidence: What speaks for each.
        weights: What each feature adds to the logarithm of the odds.
        sooner: What is added for each question beside; by default nothing.
    """
    scores = np.zeros(len(questions), dtype=np.float32) if sooner is None else sooner.copy()
    for name, weight in weights.items():
        scores += weight * evidence.features[name]
    return _spread(questions, scores, evidence.together)


def _weaknesses(history: Sequence[Summary], now: datetime | None) -> dict[str | None, float]:
    """How weak the last answer to a question was, 0 to 1, as spaced repetition rates it."""
    if not history:
        return {}
    from fsrs import Rating  # with the library: few plans are made with a history

    from voiceint.repetition import rate, replay

    weights = {Rating.Again: 1.0, Rating.Hard: 0.6}
    recalls = replay(history, now or datetime.now(UTC))
    return {key: weights.get(rate(recall.last), 0.0) for key, recall in recalls.items()}


def _spread(questions: Sequence[Question], scores: Matrix, together: Matrix) -> list[int]:
    """The places of the questions in their order."""
    asked: Counter[str] = Counter()
    left, taken = list(np.argsort(-scores, kind="stable")), []
    worth = scores.copy()

    def of_topic(place: int) -> float:
        return float(worth[place]) - _SAME_TOPIC * max(0, asked[questions[place].topic] + 1 - _OF_A_TOPIC)

    while left:
        best = max(left, key=of_topic)
        left.remove(best)
        taken.append(int(best))
        asked[questions[best].topic] += 1
        worth += _TOGETHER * together[best]
    return taken


def _strength(evidence: Evidence, place: int) -> tuple[Matrix, float]:
    """How strongly each line speaks for a question, and from where on it is a reason."""
    if evidence.called is not None:
        return evidence.called[:, place], _CALLED
    return evidence.likeness[:, place], _ALIKE


def _reasons(evidence: Evidence, place: int, question: Question, title: str) -> tuple[str, ...]:
    """The posting's words: the lines that call for the question, or where none does, those that name what it is about.

    The role's name alone is no reason.
    """
    lines = evidence.lines
    strength, least = _strength(evidence, place)
    order = np.argsort(-strength, kind="stable")
    named = [(found.line, found.text) for found in evidence.named[place] if found.line not in title]
    calling = [(lines[line], question.prompt) for line in order if strength[line] >= least and lines[line] not in title]
    chosen: list[tuple[str, str]] = []
    for line, around in calling or named:
        if all(line not in other and other not in line for other, _ in chosen):
            chosen.append((line, around))
    return tuple(excerpt(line, around) for line, around in chosen[:_MOST_REASONS])
