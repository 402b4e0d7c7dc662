"""Which questions of the bank are likely to be asked for a posting."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from bank import Bank, Question
from voiceint.assessment.coverage import find_stems
from voiceint.assessment.embedding import Embedder
from voiceint.history import Summary
from voiceint.planning.excerpt import excerpt
from voiceint.planning.kept_vectors import KeptVectors
from voiceint.planning.likeness import Matrix, compare, compare_words
from voiceint.planning.posting import Found, Posting

_MOST_LINES = 40
"""So many lines of a posting are read; a longer one repeats itself."""

_MOST_READ = 200
"""Of a larger bank, the meaning of so many questions is read: those whose words fit best."""

_TOP_LINES = 3
"""A question is likely by the lines it fits best; that it does not fit the others is no fault."""

_PROMPT_SHARE = 0.5
"""What the prompt counts beside what is said about the question."""

_PER_TERM, _MOST_TERMS = 0.04, 3
_ROLE = 0.5
_PROBE = 0.03
_WEAK = 0.02
"""What a term of the posting adds, a role's distance from the nearest takes away, and a probe of the role's hiring
managers and a weak last answer add, in units of likeness. Set on `lab/data/postings/d*`; a weak answer breaks ties."""

_SAME_TOPIC = 0.02
_ALIKE = 0.1
"""Maximal marginal relevance (Carbonell & Goldstein 1998): what each earlier question of the topic, and the likeness
to the nearest earlier question, takes away."""

_PLAIN_REASON = 0.3
"""Likeness from which a line is given as a reason."""

_MOST_REASONS = 2

_LEADERS = ("lead", "manager", "head")
_LEADING = re.compile(
    r"\b(?:your (?:own )?(?:team|agents|people)|an? agent|manag\w+ people|people management|motivat\w+|hir(?:e|ing)"
    r"|coach\w*|recruit\w*|developing people|underperform\w*|discipline|leadership|pickers)\b",
    re.I,
)
_ABOUT_TOOLS = re.compile(r"\b(?:software|tools?|systems?|crm)\b", re.I)


@dataclass(frozen=True)
class Ranked:
    """A question and how likely it is.

    Attributes:
        question: A question of the bank.
        score: For ordering and never shown: about 0, unlikely, to 1.
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
    top = np.sort(likeness, axis=0)[-_TOP_LINES:].mean(axis=0)
    terms = [match_terms(posting, question) for question in questions]
    probes = {looked_for.probe for role in bank.roles for looked_for in role.looked_for}
    weak = _weaknesses(history, now)
    scores = (
        top
        + _PER_TERM * np.array([min(len(found), _MOST_TERMS) for found in terms])
        - _ROLE * _role_distances(questions, top)
        + _PROBE * np.array([question.id in probes for question in questions])
        + _WEAK * np.array([weak.get(question.id, 0.0) for question in questions])
    )
    order = _spread(questions, scores, embedder)
    return [
        Ranked(questions[place], float(scores[place]), _reasons(lines, likeness[:, place], terms[place], questions[place]))
        for place in order
    ]


def posting_lines(posting: Posting) -> list[str]:
    """What the posting says of the work: its role, duties and requirements; where those were not found, every line."""
    found = [*posting.duties, *posting.requirements]
    lines = [part.text for part in found] or [line for line in posting.document.lines if len(line.split()) > 3]
    role = [posting.role.text] if posting.role else []
    return list(dict.fromkeys(role + lines))[:_MOST_LINES]


def about(question: Question) -> str:
    """What is known of a question beside its prompt, as one text."""
    points = " ".join(point.says for point in question.points)
    return f"{question.topic}: {', '.join(question.competencies)}. {points or question.insight}"


def question_texts(questions: Sequence[Question]) -> list[str]:
    """The texts of questions that are read for a ranking."""
    return [question.prompt for question in questions] + [about(question) for question in questions]


def match_terms(posting: Posting, question: Question) -> tuple[Found, ...]:
    """What the posting names that the question is about: its figures, competencies, channels, tools, and its team."""
    words = f"{question.prompt} {' '.join(question.competencies)}"
    stems = find_stems(words)
    metrics = {metric.casefold() for metric in question.metrics}
    found = [kpi for kpi in posting.kpis if kpi.text.casefold() in metrics]
    found += [skill for skill in posting.competencies if (own := find_stems(skill.text)) and own <= stems]
    found += [way for way in posting.channels if re.search(rf"\b{re.escape(way.text)}\b", question.prompt, re.I)]
    if _ABOUT_TOOLS.search(question.prompt):
        found += posting.tools[:1]
    if _LEADING.search(words):
        if posting.team_size:
            found.append(Found("team", posting.team_size.line))
        elif posting.seniority and posting.seniority.text in _LEADERS:
            found.append(posting.seniority)
    return tuple(found)


def _likeness(lines: Sequence[str], questions: Sequence[Question], embedder: Embedder | None) -> Matrix:
    """Of each line to each question: shape (lines, questions)."""
    prompts, abouts = [question.prompt for question in questions], [about(question) for question in questions]
    likeness = _PROMPT_SHARE * compare_words(lines, prompts) + (1 - _PROMPT_SHARE) * compare_words(lines, abouts)
    if embedder is None:
        return likeness
    read = np.sort(np.argsort(-likeness.max(axis=0), kind="stable")[:_MOST_READ])
    chosen = [questions[place] for place in read]
    if isinstance(embedder, KeptVectors):
        embedder.keep(question_texts(chosen))
    likeness[:, read] = _PROMPT_SHARE * compare(lines, [prompts[place] for place in read], embedder) + (
        1 - _PROMPT_SHARE
    ) * compare(lines, [abouts[place] for place in read], embedder)
    return likeness


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


def _spread(questions: Sequence[Question], scores: Matrix, embedder: Embedder | None) -> list[int]:
    """The places of the questions in their order."""
    likeness = compare([question.prompt for question in questions], [question.prompt for question in questions], None)
    left, taken = list(range(len(questions))), []
    losses = np.zeros(len(questions))
    nearest = np.zeros(len(questions))
    while left:
        best = max(left, key=lambda place: scores[place] - losses[place] - _ALIKE * nearest[place])
        left.remove(best)
        taken.append(best)
        nearest = np.maximum(nearest, likeness[best])
        losses += _SAME_TOPIC * np.array([question.topic == questions[best].topic for question in questions])
    return taken


def _reasons(
    lines: Sequence[str], likeness: Matrix, terms: Sequence[Found], question: Question
) -> tuple[str, ...]:
    """The posting's words, first where it names what the question is about, then the lines that are most like it."""
    named = [excerpt(term.line, term.text) for term in terms]
    alike = [excerpt(lines[place], question.prompt) for place in np.argsort(-likeness) if likeness[place] >= _PLAIN_REASON]
    return tuple(dict.fromkeys(alike[:1] + named + alike[1:]))[:_MOST_REASONS]
