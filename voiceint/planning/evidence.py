"""What in a posting speaks for each question of a bank."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from bank import Question
from voiceint.assessment.coverage import find_stems
from voiceint.assessment.embedding import Embedder, PieceEmbedder
from voiceint.planning.found import Found
from voiceint.planning.likeness import Matrix, compare_words
from voiceint.planning.picks import Picks, load_picks
from voiceint.planning.posting import Posting, Requirement
from voiceint.planning.seniority import LEVELS, level_of
from voiceint.planning.vocabulary.cues import cues, sharing

_MOST_LINES = 40
"""So many lines of a posting are read; a longer one repeats itself."""

_MOST_READ = 150
"""Of a larger bank, the meaning of so many questions is read: those whose words fit best. It takes about a second."""

_TOP_LINES = 3
"""A question is likely by the lines it fits best; that it does not fit the others is no fault."""

_MEANING_SHARE = 1 / 3
"""What the prompt's meaning counts; the rest is shared words, in which the trade is named."""

_UNALIKE = 0.02
"""Likeness that every question has at least, where others stand in for one that nothing was learned of."""

_LEADING = re.compile(
    r"\b(?:your (?:own )?(?:team|agents|people)|an? agent|manag\w+ people|people management|motivat\w+|hir(?:e|ing)"
    r"|coach\w*|recruit\w*|developing people|underperform\w*|discipline|leadership|pickers)\b",
    re.I,
)


@dataclass(frozen=True)
class Evidence:
    """What in a posting speaks for each of some questions.

    Attributes:
        lines: What is read of the posting.
        likeness: Of each line to each question, about 0 to 1.
        called: Each line's share of a question's attention, 0 where it does not speak for the question; None where the
            meaning is not read.
        named: What the posting names that each question is about, and the cues of each that it has.
        features: By name, for each question: what a ranking weighs.
        together: As in `Picks`, of each question to each.
    """

    lines: tuple[str, ...]
    likeness: Matrix
    called: Matrix | None
    named: tuple[tuple[Found, ...], ...]
    features: dict[str, Matrix]
    together: Matrix


def find_evidence(
    questions: Sequence[Question], posting: Posting, embedder: PieceEmbedder | None, picks: Picks | None = None
) -> Evidence:
    """What in a posting with at least one line speaks for at least one question.

    Args:
        questions: Of the bank.
        posting: What the job asks for.
        embedder: Reads the meaning; without one, words alone are compared.
        picks: What was learned from other postings; by default what comes with the program.
    """
    learned = picks or load_picks()
    lines = posting_lines(posting)
    likeness = compare_words(lines, [f"{question.prompt} {about(question)}" for question in questions])
    terms = [match_terms(posting, question) for question in questions]
    found_cues = find_cues(lines, questions)
    stand_ins = _stand_ins(questions, learned)
    features = {
        "cues": _weigh_cues(found_cues),
        "words": stand_ins @ learned.by_words(lines),
        "level": stand_ins @ learned.by_level(posting.seniority),
    }
    called = None
    if embedder is not None:
        odds, attention = learned.by_meaning(lines, embedder)
        features["meaning"] = stand_ins @ odds
        called = attention @ stand_ins.T
        likeness = _add_meaning(likeness, lines, questions, embedder)
    features["likeness"] = _standard(_mean_of_top(likeness - likeness.mean(axis=0)))
    named = tuple(cue + term for cue, term in zip(found_cues, terms, strict=True))
    together = (stand_ins @ learned.together @ stand_ins.T).astype(np.float32)
    return Evidence(tuple(lines), likeness, called, named, features, together)


def _stand_ins(questions: Sequence[Question], picks: Picks) -> Matrix:
    """For each question the shares of those that something was learned of: itself, or those it is like by its words.

    Shape (questions, questions that something was learned of).
    """
    column = {key: number for number, key in enumerate(picks.ids)}
    columns = [column[question.id] for question in questions if question.id in column]
    new = [row for row, question in enumerate(questions) if question.id not in column]
    known = [question.prompt for question in questions if question.id in column]
    shares = np.zeros((len(questions), len(picks.ids)), dtype=np.float32)
    shares[np.ix_(new, columns)] = _UNALIKE + compare_words([questions[row].prompt for row in new], known)
    for row, question in enumerate(questions):
        if question.id in column:
            shares[row, column[question.id]] = 1
        elif not columns:
            shares[row] = 1
    standing: Matrix = shares / shares.sum(axis=1, keepdims=True)
    return standing


def find_cues(lines: Sequence[str], questions: Sequence[Question]) -> list[tuple[Found, ...]]:
    """For each question the cues that the lines hold, each with its line; words may stand in other forms and apart."""
    stems = [find_stems(line) for line in lines]

    def first_line(phrase: str) -> str | None:
        own = _stems_of(phrase)
        return next((line for line, held in zip(lines, stems, strict=True) if own and own <= held), None)

    known = cues()
    phrases = [known.get(question.id or "", ()) for question in questions]
    return [tuple(Found(phrase, line) for phrase in own if (line := first_line(phrase)) is not None) for own in phrases]


@cache
def _stems_of(phrase: str) -> frozenset[str]:
    return find_stems(phrase)


def _weigh_cues(found: Sequence[tuple[Found, ...]]) -> Matrix:
    """How much the cues of each question tell: one that stands under several tells less."""
    shared = sharing()
    held = [sum(1 / shared[cue.text] for cue in each) for each in found]
    return np.sqrt(np.array(held, dtype=np.float32))


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
        elif posting.seniority and level_of(posting.seniority.text) != LEVELS[0]:
            found.append(posting.seniority)
    return tuple(found)


def _add_meaning(words: Matrix, lines: Sequence[str], questions: Sequence[Question], embedder: Embedder) -> Matrix:
    """Of each line to each question, about 0 to 1: the words of all that is known, and the prompt's meaning.

    A question's mean likeness says how easily it is like anything, and is taken off where questions are compared.
    """
    read = np.sort(np.argsort(-words.max(axis=0), kind="stable")[:_MOST_READ])
    meaning = np.clip(embedder.embed(lines) @ embedder.embed([questions[place].prompt for place in read]).T, 0, 1)
    likeness = (1 - _MEANING_SHARE) * words
    likeness[:, read] += _MEANING_SHARE * meaning
    return likeness


def _mean_of_top(likeness: Matrix) -> Matrix:
    top: Matrix = np.sort(likeness, axis=0)[-_TOP_LINES:].mean(axis=0)
    return top
