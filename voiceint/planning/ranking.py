"""Which questions of the bank are likely to be asked for a posting."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from math import log
from typing import Any

import numpy as np
import numpy.typing as npt

from bank import Bank, Question
from voiceint.assessment.coverage import find_stems
from voiceint.assessment.embedding import Embedder
from voiceint.history import Summary
from voiceint.planning.excerpt import excerpt
from voiceint.planning.found import Found
from voiceint.planning.likeness import Matrix, compare_meaning, compare_words
from voiceint.planning.posting import Posting, Requirement
from voiceint.planning.vocabulary.cues import POSTINGS, cues, sharing

_MOST_LINES = 40
"""So many lines of a posting are read; a longer one repeats itself."""

_MOST_READ = 150
"""Of a larger bank, the meaning of so many questions is read: those whose words fit best. It takes about a second."""

_TOP_LINES = 3
"""A question is likely by the lines it fits best; that it does not fit the others is no fault."""

_MEANING_SHARE = 1 / 3
"""What the prompt's meaning counts; the rest is shared words, in which the trade is named."""

_MOST_TERMS = 3

WEIGHTS = {"cues": 1.29, "role": -0.7, "likeness": 0.38, "terms": 0.22, "picked": 0.78}
"""What each feature adds to the logarithm of the odds that a question is picked for a posting, by logistic regression
on the development postings (`python -m lab.fit_ranking`)."""

_WEAK = 0.2
"""What a weak last answer adds: it decides between questions that are about as likely."""

_OF_A_TOPIC, _SAME_TOPIC = 3, 0.4
"""So many questions of a topic are taken as they come; each further one has to be this much likelier than the one
before it had to be."""

_REASON_BY_MEANING, _REASON_BY_WORDS = 0.17, 0.08
"""Likeness from which a line is given as a reason."""

_MOST_REASONS = 2

_USUALLY_PICKED = 2.6
"""For so many postings a question of the bank was picked on average; a person's own question is taken so."""

_LEADERS = ("lead", "manager", "head")
_LEADING = re.compile(
    r"\b(?:your (?:own )?(?:team|agents|people)|an? agent|manag\w+ people|people management|motivat\w+|hir(?:e|ing)"
    r"|coach\w*|recruit\w*|developing people|underperform\w*|discipline|leadership|pickers)\b",
    re.I,
)


@dataclass(frozen=True)
class Ranked:
    """A question and how likely it is.

    Attributes:
        question: A question of the bank.
        score: For ordering, and never shown: more is likelier.
        why: The posting's own words that make it likely, shortened; may be empty.
    """

    question: Question
    score: float
    why: tuple[str, ...]


def rank(
    bank: Bank,
    posting: Posting,
    embedder: Embedder | None = None,
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
    lines = posting_lines(posting)
    if not questions or not lines:
        return [Ranked(question, 0.0, ()) for question in questions]
    likeness = _likeness(lines, questions, embedder)
    terms = [match_terms(posting, question) for question in questions]
    found_cues = find_cues(lines, questions)
    features = _features(questions, likeness, terms, found_cues)
    weak = _weaknesses(history, now)
    scores = np.array([_WEAK * weak.get(question.id, 0.0) for question in questions], dtype=np.float32)
    for name, weight in WEIGHTS.items():
        scores += weight * features[name]
    least = _REASON_BY_WORDS if embedder is None else _REASON_BY_MEANING
    title = posting.role.line if posting.role else ""
    return [
        Ranked(
            questions[place],
            float(scores[place]),
            _reasons(lines, likeness[:, place], found_cues[place] + terms[place], questions[place], least, title),
        )
        for place in _spread(questions, scores)
    ]


def measure_features(bank: Bank, posting: Posting, embedder: Embedder | None) -> dict[str, Matrix]:
    """The features of every question for a posting by their names in `WEIGHTS`, to fit those."""
    questions, lines = list(bank.questions), posting_lines(posting)
    terms = [match_terms(posting, question) for question in questions]
    return _features(questions, _likeness(lines, questions, embedder), terms, find_cues(lines, questions))


def find_cues(lines: Sequence[str], questions: Sequence[Question]) -> list[tuple[Found, ...]]:
    """For each question the cues that the lines hold, each with its line; words may stand in other forms and apart."""
    stems = [find_stems(line) for line in lines]

    def first_line(phrase: str) -> str | None:
        own = _stems_of(phrase)
        return next((line for line, held in zip(lines, stems, strict=True) if own and own <= held), None)

    known = cues()
    phrases = [known[question.id].phrases if question.id in known else () for question in questions]
    return [tuple(Found(phrase, line) for phrase in own if (line := first_line(phrase)) is not None) for own in phrases]


@cache
def _stems_of(phrase: str) -> frozenset[str]:
    return find_stems(phrase)


def _features(
    questions: Sequence[Question],
    likeness: Matrix,
    terms: Sequence[tuple[Found, ...]],
    found_cues: Sequence[tuple[Found, ...]],
) -> dict[str, Matrix]:
    """By name, for each question."""
    shared, known = sharing(), cues()
    counts = [known[question.id].picked if question.id in known else _USUALLY_PICKED for question in questions]
    held = [sum(1 / shared[cue.text] for cue in found) for found in found_cues]
    odds = [log((count + 0.5) / (POSTINGS - count + 0.5)) for count in counts]
    return {
        "cues": np.sqrt(np.array(held, dtype=np.float32)),
        "role": _standard(_role_distances(questions, _mean_of_top(likeness))),
        "likeness": _standard(_mean_of_top(likeness - likeness.mean(axis=0))),
        "terms": np.array([min(len(found), _MOST_TERMS) for found in terms], dtype=np.float32),
        "picked": np.array(odds, dtype=np.float32),
    }


def _standard(values: Matrix) -> Matrix:
    """With mean 0 and standard deviation 1, so that long and short postings are alike."""
    centred: Matrix = values - values.mean()
    return centred / (float(values.std()) or 1.0)


def posting_lines(posting: Posting) -> list[str]:
    """What the posting says of the work: its role, duties and requirements; where those were not found, every line."""
    found: list[Found | Requirement] = [*posting.duties, *posting.requirements]
    lines = [part.text for part in found] or [line for line in posting.document.lines if len(line.split()) > 3]
    role = [posting.role.text] if posting.role else []
    return list(dict.fromkeys(role + lines))[:_MOST_LINES]


def about(question: Question) -> str:
    """What is known of a question beside its prompt, as one text."""
    points = " ".join(point.says for point in question.points)
    sample = question.sample.text if question.sample else ""
    return " ".join([question.topic, *question.competencies, question.insight, points, sample])


def match_terms(posting: Posting, question: Question) -> tuple[Found, ...]:
    """What the posting names that the question is about: its figures, competencies, channels, and its team."""
    words = f"{question.prompt} {' '.join(question.competencies)}"
    stems = find_stems(words)
    metrics = {metric.casefold() for metric in question.metrics}
    found = [kpi for kpi in posting.kpis if kpi.text.casefold() in metrics]
    found += [skill for skill in posting.competencies if (own := find_stems(skill.text)) and own <= stems]
    found += [way for way in posting.channels if re.search(rf"\b{re.escape(way.text)}\b", question.prompt, re.I)]
    if _LEADING.search(words):
        if posting.team_size:
            found.append(Found("team", posting.team_size.line))
        elif posting.seniority and posting.seniority.text in _LEADERS:
            found.append(posting.seniority)
    return tuple(found)


def _likeness(lines: Sequence[str], questions: Sequence[Question], embedder: Embedder | None) -> Matrix:
    """Of each line to each question, about 0 to 1: the prompt's meaning and the words of all that is known.

    A question's mean likeness says how easily it is like anything, and is taken off where questions are compared.
    """
    words = compare_words(lines, [f"{question.prompt} {about(question)}" for question in questions])
    if embedder is None:
        return words
    read = np.sort(np.argsort(-words.max(axis=0), kind="stable")[:_MOST_READ])
    meaning = compare_meaning(lines, [questions[place].prompt for place in read], embedder)
    likeness = (1 - _MEANING_SHARE) * words
    likeness[:, read] += _MEANING_SHARE * meaning
    return likeness


def _mean_of_top(likeness: Matrix) -> Matrix:
    top: Matrix = np.sort(likeness, axis=0)[-_TOP_LINES:].mean(axis=0)
    return top


def _role_distances(questions: Sequence[Question], top: Matrix) -> Matrix:
    """How much less like the posting the role of each question is than the nearest role, by its questions' median."""
    by_role: dict[str, list[float]] = {}
    for question, score in zip(questions, top, strict=True):
        by_role.setdefault(question.role, []).append(float(score))
    nearness = {role: float(np.median(scores)) for role, scores in by_role.items()}
    nearest = max(nearness.values())
    return np.array([nearest - nearness[question.role] for question in questions], dtype=np.float32)


def _weaknesses(history: Sequence[Summary], now: datetime | None) -> dict[str | None, float]:
    """How weak the last answer to a question was, 0 to 1, as spaced repetition rates it."""
    if not history:
        return {}
    from fsrs import Rating  # with the library: few plans are made with a history

    from voiceint.repetition import rate, replay

    weights = {Rating.Again: 1.0, Rating.Hard: 0.6}
    recalls = replay(history, now or datetime.now(UTC))
    return {key: weights.get(rate(recall.last), 0.0) for key, recall in recalls.items()}


def _spread(questions: Sequence[Question], scores: npt.NDArray[np.floating[Any]]) -> list[int]:
    """The places of the questions in their order."""
    asked: Counter[str] = Counter()
    left, taken = list(np.argsort(-scores, kind="stable")), []

    def worth(place: int) -> float:
        return float(scores[place]) - _SAME_TOPIC * max(0, asked[questions[place].topic] + 1 - _OF_A_TOPIC)

    while left:
        best = max(left, key=worth)
        left.remove(best)
        taken.append(int(best))
        asked[questions[best].topic] += 1
    return taken


def _reasons(
    lines: Sequence[str], likeness: Matrix, terms: Sequence[Found], question: Question, least: float, title: str
) -> tuple[str, ...]:
    """The posting's words: the line that is most like the question, what it names of it, then another line.

    The role's name alone is no reason.
    """
    order = np.argsort(-likeness, kind="stable")
    named = [(term.line, term.text) for term in terms]
    alike = [(lines[place], question.prompt) for place in order if likeness[place] >= least]
    chosen: list[tuple[str, str]] = []
    for line, around in alike[:1] + named + alike[1:]:
        is_new = all(line not in other and other not in line for other, _ in chosen)
        if line not in title and is_new:
            chosen.append((line, around))
    return tuple(excerpt(line, around) for line, around in chosen[:_MOST_REASONS])
