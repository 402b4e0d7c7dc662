"""Which points of a good answer were made, by meaning and by the words they share.

An answer is compared with concrete sentences only: the ways of saying a point and the clauses of the sample that make
it. Each point's likeness then goes through a logistic regression, trained by `python -m lab.coverage --train` on
retellings of samples.
"""

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import numpy as np
import numpy.typing as npt

from audio.transcript import Transcript
from bank import Kind, Question
from voiceint.assessment.clauses import Clause, Timeline, split_clauses
from voiceint.assessment.embedding import Embedder, Vectors
from voiceint.assessment.report import Coverage, PointCheck

Matrix = npt.NDArray[np.float32]

FEATURES = ("phrasings", "sample", "others", "words")
"""What is known of each point, all about 0 to 1.

phrasings: Likeness of the nearest words of the answer, mean over the point's phrasings.
sample: The same over the clauses of the sample that make the point.
others: Sum of those two, mean over the other points: how easily this speaker is matched at all.
words: Share of the point's words, the rare ones counting more, that were said anywhere.
"""


@dataclass(frozen=True)
class CoverageModel:
    """A logistic regression over `FEATURES`, and the likeness to the sample from which an answer tells its story."""

    weights: tuple[float, ...]
    bias: float
    same_story_from: float


WITH_MEANING = CoverageModel(weights=(11.5, 11.0, -7.8, 6.4), bias=-2.2, same_story_from=0.38)
WITH_WORDS = CoverageModel(weights=(3.3, 0.8, -3.7, 8.6), bias=-0.6, same_story_from=0.157)
"""Weights as `--train` prints them. The story thresholds lie where the retellings and the different stories of the
training answers are parted best: mean cosine of the clauses, or cosine of the sets of words."""

COVERED_FROM = 0.55
MISSING_BELOW = 0.45
"""Chance that a point was made; between the two it is said to be made partly. Of the points of training answers that
fell below, judged by weights from other questions, nine in ten were truly missing."""

_BELONGS_FROM = 0.2
_BELONGS_WIDTH = 0.05
"""How near a clause of the sample must be to a point's phrasings to make that point, and how soft that border is."""

_WORDS_IN_BELONGING = 0.5
"""What shared words add to the cosine when clauses of the sample are given to points."""

_CENTRE_PRIOR = 8
"""Sentences of no direction in the centre, so that a question of few sentences keeps theirs."""

_COMMON = frozenset(
    "a an and are as at be been but by can could did do does for from get had has have he her his how i if in into is "
    "it its me my no not of on one or our out she so some that the their them then there they this to up us was we "
    "were what when where which who why will with would you your because after before each every all more most just "
    "also".split()
)
_ENDINGS = re.compile(r"(?:ations?|ingly|edly|ings?|ness|ments?|ers?|ies|ied|ed|es|ly|s|y|e)$")


def check_coverage(
    question: Question,
    clauses: Sequence[Clause],
    vectors: Vectors | None = None,
    embedder: Embedder | None = None,
    model: CoverageModel | None = None,
) -> Coverage:
    """Each point of the question: covered, partly or missing, and the words that made it.

    Not applicable where there is nothing to compare, or where a behavioural answer tells another story than the
    sample's: what another story says of a point cannot be told from what it only touches.

    Args:
        question: What was asked.
        clauses: What was said.
        vectors: The clauses' vectors, of shape (clauses, 384); without them, words alone are compared.
        embedder: Reads the question; needed with vectors.
        model: Other weights than the program's.
    """
    if not question.points or not clauses:
        return Coverage(False, ())
    if vectors is None or embedder is None:
        vectors, embedder = None, None
    answer = compare(read_question(question, embedder), clauses, vectors)
    model = model or (WITH_WORDS if vectors is None else WITH_MEANING)
    if question.kind == Kind.BEHAVIOURAL and question.sample and answer.story < model.same_story_from:
        return Coverage(False, (), different_story=True)
    chances = 1 / (1 + np.exp(-(answer.features @ np.array(model.weights) + model.bias)))
    return Coverage(
        True,
        tuple(
            _check(point.says, float(chance), evidence)
            for point, chance, evidence in zip(question.points, chances, answer.evidence, strict=True)
        ),
    )


def _check(point: str, chance: float, evidence: str) -> PointCheck:
    if chance < MISSING_BELOW:
        return PointCheck(point, "missing", None)
    return PointCheck(point, "covered" if chance >= COVERED_FROM else "partly", evidence)


@dataclass(frozen=True)
class QuestionReading:
    """A question made ready for comparison; n phrasings come first among its m sentences, then the sample's clauses.

    Attributes:
        phrasings: How many of the sentences are phrasings.
        points: How far each sentence makes each point, 0 to 1: shape (m, points).
        vocabulary: Place of each stem of the sentences.
        words: Weight of each stem in each sentence, 0 where it is not in it: shape (m, stems).
        story: Whether a stem is in the sample's story only, and neither in a phrasing nor in the prompt: (stems,).
        vectors: The sentences' vectors as the embedder gave them: shape (m, 384); None without one.
        centre: What the sentences have in common, which tells no point from another: shape (384,).
    """

    phrasings: int
    points: Matrix
    vocabulary: dict[str, int]
    words: Matrix
    story: npt.NDArray[np.bool_]
    vectors: Vectors | None
    centre: Vectors | None


def read_question(question: Question, embedder: Embedder | None) -> QuestionReading:
    """The question's sentences, some 30. Reading them takes an embedder about 0.3 s, and the last 16 are kept.

    Read the question while it is asked, and the first answer to it is judged as fast as the next.
    """
    return _read(question, cast(Hashable, embedder))  # objects are hashable, though a protocol cannot say so


@lru_cache(maxsize=16)
def _read(question: Question, embedder: Embedder | None) -> QuestionReading:
    owners = [place for place, point in enumerate(question.points) for _ in point.phrasings]
    phrasings = [phrasing for point in question.points for phrasing in point.phrasings]
    told = question.sample.text if question.sample else ""
    sentences = phrasings + [clause.text for clause in split_clauses(told, Timeline(Transcript.typed(told)))]
    stems = [find_stems(sentence) for sentence in sentences]
    vocabulary = {stem: place for place, stem in enumerate(sorted(frozenset[str]().union(*stems)))}
    held = _held(stems, vocabulary)
    words = held * np.log((len(sentences) + 1) / held.sum(axis=0))
    vectors = centre = None
    alike = held @ words.T / _totals(words)
    if embedder is not None:
        vectors = embedder.embed(sentences)
        centre = vectors.sum(axis=0) / (len(sentences) + _CENTRE_PRIOR)
        centred = _unit(vectors - centre)
        alike = centred @ centred.T + _WORDS_IN_BELONGING * alike
    own = np.eye(len(question.points), dtype=np.float32)[owners]
    known = find_stems(question.prompt).union(*stems[: len(phrasings)])
    return QuestionReading(
        phrasings=len(phrasings),
        points=np.concatenate([own, _belonging(alike[: len(phrasings), len(phrasings) :], own)]),
        vocabulary=vocabulary,
        words=words.astype(np.float32),
        story=np.array([stem not in known for stem in vocabulary], dtype=np.bool_),
        vectors=vectors,
        centre=centre,
    )


def _belonging(alike: Matrix, own: Matrix) -> Matrix:
    """How far each clause of the sample makes each point: a softmax over the points and none of them."""
    nearest = np.stack([alike[own[:, place] > 0].max(axis=0) for place in range(own.shape[1])], axis=1)
    scores = np.exp((nearest - _BELONGS_FROM) / _BELONGS_WIDTH)
    shares: Matrix = scores / (1 + scores.sum(axis=1, keepdims=True))
    return shares


@dataclass(frozen=True)
class AnswerReading:
    """An answer next to a question's points.

    Attributes:
        features: `FEATURES` of each point: shape (points, 4).
        story: How near the answer is to the sample's story, 0 to 1.
        evidence: For each point, the clause or two neighbouring clauses that come nearest to its phrasings.
    """

    features: Matrix
    story: float
    evidence: tuple[str, ...]


def compare(question: QuestionReading, clauses: Sequence[Clause], vectors: Vectors | None) -> AnswerReading:
    """How near an answer comes to each point; at least one clause is needed."""
    single = _held([find_stems(clause.text) for clause in clauses], question.vocabulary)
    held = np.concatenate([single, np.maximum(single[:-1], single[1:])])
    said = held.max(axis=0)
    if vectors is None or question.vectors is None or question.centre is None:
        alike = held @ question.words.T / _totals(question.words)
        story = _story_words(question, clauses, said)
    else:
        pairs = _unit(vectors[:-1] + vectors[1:])
        alike = _unit(np.concatenate([vectors, pairs]) - question.centre) @ _unit(question.vectors - question.centre).T
        samples = question.vectors[question.phrasings :]
        story = float((vectors @ samples.T).max(axis=1).mean()) if len(samples) else 0.0
    best = alike.max(axis=0)
    phrasings = _mean(best[: question.phrasings], question.points[: question.phrasings])
    sample = _mean(best[question.phrasings :], question.points[question.phrasings :])
    sample = np.where(question.points[question.phrasings :].sum(axis=0) > 0, sample, phrasings)
    both = phrasings + sample
    others = (both.sum() - both) / max(len(both) - 1, 1)
    wanted = question.points.T @ question.words
    nearest = (alike[:, : question.phrasings] @ question.points[: question.phrasings]).argmax(axis=0)
    return AnswerReading(
        features=np.stack([phrasings, sample, others, wanted @ said / _totals(wanted)], axis=1),
        story=story,
        evidence=tuple(_words(clauses, int(place)) for place in nearest),
    )


def _story_words(question: QuestionReading, clauses: Sequence[Clause], said: Matrix) -> float:
    """Cosine between the set of the answer's stems and the set of those that only the sample's story has."""
    stems = find_stems(" ".join(clause.text for clause in clauses))
    shared = float((said * question.story).sum())
    return shared / max(1.0, float(np.sqrt(len(stems) * question.story.sum())))


def _words(clauses: Sequence[Clause], place: int) -> str:
    """A clause, or, from the number of clauses on, a clause and the next."""
    if place < len(clauses):
        return clauses[place].text
    return " ".join(clause.text for clause in clauses[place - len(clauses) :][:2])


def _held(sentences: Sequence[frozenset[str]], vocabulary: dict[str, int]) -> Matrix:
    """1 where a sentence has a stem: shape (sentences, stems)."""
    rows = np.zeros((len(sentences), len(vocabulary)), dtype=np.float32)
    for row, stems in zip(rows, sentences, strict=True):
        row[[vocabulary[stem] for stem in stems if stem in vocabulary]] = 1
    return rows


def _mean(values: Matrix, shares: Matrix) -> Matrix:
    """For each column of shares, the mean of the values that it weights."""
    means: Matrix = values @ shares / np.maximum(shares.sum(axis=0), 1e-6)
    return means


def _totals(rows: Matrix) -> Matrix:
    sums: Matrix = np.maximum(rows.sum(axis=1), 1e-6)
    return sums


def _unit(rows: Vectors) -> Vectors:
    made: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return made


def find_stems(text: str) -> frozenset[str]:
    """The words of a text without their endings; the commonest words are left out."""
    words = (word for word in re.findall(r"[a-z']+", text.lower()) if word not in _COMMON)
    return frozenset(_ENDINGS.sub("", word) if len(word) > 4 else word for word in words)
