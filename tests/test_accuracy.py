"""A floor under the judge, on a few of the test answers, so that nobody lowers it unseen."""

import pytest

from lab.accuracy import accuracy, cut_out_pairs, macro_f1, presence_pairs, program_judge, role_pairs
from lab.answers import SPLITS, LabelledAnswer, read_answers
from voiceint.assessment.embedding import Embedder


@pytest.fixture(scope="module")
def answers() -> list[LabelledAnswer]:
    """Every fourth test answer."""
    return read_answers(SPLITS["test"])[::4]


@pytest.mark.parametrize(("full", "roles", "presence", "cut"), [(True, 0.85, 0.87, 0.82), (False, 0.81, 0.85, 0.87)])
def test_the_judge_is_right_as_often_as_it_was(
    embedder: Embedder, answers: list[LabelledAnswer], full: bool, roles: float, presence: float, cut: float
) -> None:
    judge = program_judge(embedder if full else None)

    assert macro_f1([pair for answer in answers for pair in role_pairs(answer, judge)]) > roles
    assert accuracy([pair for answer in answers for pair in presence_pairs(answer, judge)]) > presence
    assert accuracy([pair for answer in answers[::2] for pair in cut_out_pairs(answer, judge)]) > cut
