import re
import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from fakes import HOSTILE

from audio.transcript import Transcript
from bank import Kind, Point, Question, load_bank
from lab.coverage import Judge, Retelling, judge_by_overlap, point_verdicts, program_judge, read_retellings
from voiceint.assessment.clauses import Clause, Timeline, split_clauses
from voiceint.assessment.coverage import check_coverage, find_stems, read_question
from voiceint.assessment.embedding import SIZE, Embedder, Vectors
from voiceint.assessment.report import Coverage

BANK = load_bank()
BEHAVIOURAL = next(question for question in BANK.questions if question.id == "csm-conflict-late-delivery")
TECHNICAL = next(question for question in BANK.questions if question.id == "csm-technology-mastery")

DISCOUNT, WATCH = "You made a gesture of goodwill that fitted.", "You check by watching people work."
OTHER_STORY = (
    "At the dental clinic I kept the books, and one spring our auditor found that two invoices were the same. "
    "I went through every file of that year with her and found three more. We bought a small program for it."
)


class Still:
    """No sentence is like another; counts how often it is asked."""

    calls = 0

    def embed(self, sentences: Sequence[str]) -> Vectors:
        self.calls += 1
        return np.eye(len(sentences), SIZE, dtype=np.float32)


def clauses_of(text: str) -> list[Clause]:
    """The clauses of a typed answer."""
    return split_clauses(text, Timeline(Transcript.typed(text)))


def cover(question: Question, text: str, embedder: Embedder | None = None) -> Coverage:
    """The coverage of a typed answer."""
    clauses = clauses_of(text)
    vectors = embedder.embed([clause.text for clause in clauses]) if embedder else None
    return check_coverage(question, clauses, vectors, embedder)


def states(coverage: Coverage) -> dict[str, str]:
    """The state of each point."""
    return {check.point: check.state for check in coverage.points}


def sample_of(question: Question) -> str:
    """The model answer."""
    assert question.sample
    return question.sample.text


def test_samples_make_their_own_points(embedder: Embedder) -> None:
    for question in BANK.questions[::12]:
        assert {*states(cover(question, sample_of(question), embedder)).values()} == {"covered"}, question.id


def test_samples_make_their_own_points_by_words_too() -> None:
    found = [state for question in BANK.questions for state in states(cover(question, sample_of(question))).values()]

    assert len(found) == sum(len(question.points) for question in BANK.questions)
    assert found.count("covered") > 0.97 * len(found)


@pytest.mark.parametrize("meaning", [True, False])
def test_a_point_that_was_cut_out_is_missing(embedder: Embedder, meaning: bool) -> None:
    whole = " ".join(sample_of(BEHAVIOURAL).split())
    cut = re.sub(r"I rang her back with the time.*?next order\. ", "", whole)
    assert cut != whole

    used = embedder if meaning else None
    assert states(cover(BEHAVIOURAL, whole, used))[DISCOUNT] == "covered"
    assert states(cover(BEHAVIOURAL, cut, used))[DISCOUNT] == "missing"


def test_other_words_for_it_count_too(embedder: Embedder) -> None:
    text = (
        "I pull up a chair next to somebody from the team and see for myself where the mouse wanders. "
        "Each of them gets that from me every four weeks or so."
    )

    check = next(check for check in cover(TECHNICAL, text, embedder).points if check.point == WATCH)

    assert check.state == "covered"
    assert check.evidence
    assert check.evidence in text


def test_what_is_missing_has_no_words() -> None:
    coverage = cover(TECHNICAL, "I sit beside every agent for half an hour a month and watch how they use it.")

    assert all((check.evidence is None) == (check.state == "missing") for check in coverage.points)


@pytest.mark.parametrize("meaning", [True, False])
def test_another_story_is_not_told_what_it_lacks(embedder: Embedder, meaning: bool) -> None:
    assert cover(BEHAVIOURAL, OTHER_STORY, embedder if meaning else None) == Coverage(False, (), different_story=True)


def test_without_a_story_to_tell_every_answer_is_compared(embedder: Embedder) -> None:
    assert cover(TECHNICAL, OTHER_STORY, embedder).applicable


def test_a_question_without_a_sample_is_compared_with_its_phrasings(embedder: Embedder) -> None:
    question = Question(None, "Why us?", Kind.BEHAVIOURAL, points=(Point("You say why.", ("I like your products.",)),))

    assert states(cover(question, "I like your products.", embedder)) == {"You say why.": "covered"}
    assert states(cover(question, "I like your products.")) == {"You say why.": "covered"}


def test_no_points_or_no_words_is_nothing_to_compare() -> None:
    assert not cover(replace(BEHAVIOURAL, points=()), sample_of(BEHAVIOURAL)).applicable
    assert not cover(BEHAVIOURAL, "").applicable


def test_a_question_is_read_once_for_each_embedder() -> None:
    first, second = Still(), Still()
    for _ in range(3):
        read_question(BEHAVIOURAL, first)
    read_question(BEHAVIOURAL, second)

    assert (first.calls, second.calls) == (1, 1)


def test_each_clause_of_a_sample_makes_at_most_one_point() -> None:
    reading = read_question(BEHAVIOURAL, None)

    assert reading.points.shape == (len(reading.words), len(BEHAVIOURAL.points))
    assert np.all(reading.points >= 0)
    assert np.all(reading.points.sum(axis=1) <= 1.001)


@pytest.mark.parametrize("text", [HOSTILE, "x" * 50_000, "?!. " * 1000, "I rang her back, sorry. " * 5000])
def test_hostile_text_is_data(text: str) -> None:
    clauses = clauses_of(text)
    random = np.random.default_rng(0).normal(size=(len(clauses), SIZE)).astype(np.float32)
    vectors = random / np.linalg.norm(random, axis=1, keepdims=True)

    began = time.perf_counter()
    with_words = check_coverage(TECHNICAL, clauses)
    with_meaning = check_coverage(TECHNICAL, clauses, vectors, Still())

    assert len(with_words.points) == len(with_meaning.points) == len(TECHNICAL.points)
    assert time.perf_counter() - began < 5


def test_stems_join_the_forms_of_a_word() -> None:
    assert find_stems("She was coaching; we coached them") == find_stems("coach")


def test_the_retellings_are_read_with_their_labels() -> None:
    train = read_retellings("train")

    assert {answer.sort for answer in train} == {"retelling", "own", "different"}
    assert all({*answer.points} <= {"covered", "partly", "missing"} for answer in train)
    assert all(answer.text and "@" not in answer.text for answer in train)


def test_training_and_test_share_no_question() -> None:
    train, test = ({answer.question.id for answer in read_retellings(split)} for split in ("train", "test"))

    assert not train & test


@pytest.mark.parametrize(("meaning", "floor"), [(True, 0.85), (False, 0.7)])
def test_points_are_found_as_often_as_they_were(embedder: Embedder, meaning: bool, floor: float) -> None:
    answers = [answer for answer in read_retellings("train") if answer.sort == "retelling"][::4]

    own, plain = (_right(answers, program_judge(embedder if meaning else None)), _right(answers, judge_by_overlap))

    assert own > floor
    assert own > plain


def _right(answers: list[Retelling], judge: Judge) -> float:
    verdicts = [verdict for answer in answers for verdict in point_verdicts(answer, judge)]
    return sum(true == said for true, said in verdicts) / len(verdicts)
