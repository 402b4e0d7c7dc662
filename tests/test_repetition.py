"""Which question is worth answering next, and why."""

import subprocess
import sys
from datetime import timedelta

import pytest
from fsrs import Rating
from summaries import NOW, summary

from bank import Bank, Kind, Question, load_bank
from voiceint.attempt import Stage
from voiceint.repetition import NEXT, rate, replay, suggest, suggest_session

BANK = load_bank()
DAY = timedelta(days=1)
FIRST, SECOND, THIRD = (
    Question(name, f"{name}?", Kind.BEHAVIOURAL, difficulty=difficulty)
    for name, difficulty in (("first", 1), ("second", 2), ("third", 3))
)


@pytest.mark.parametrize(
    ("letters", "quantified", "length", "rating"),
    [
        ("ST··", False, "good", Rating.Again),
        ("····", False, "short", Rating.Again),
        ("STA·", True, "good", Rating.Again),
        ("S·aR", False, "good", Rating.Hard),
        ("·TAR", True, "good", Rating.Hard),
        ("STAr", False, "good", Rating.Good),
        ("STAR", False, "good", Rating.Good),
        ("STAR", True, "long", Rating.Good),
        ("STAR", True, "good", Rating.Easy),
    ],
)
def test_a_story_is_rated_by_what_it_held(letters: str, quantified: bool, length: str, rating: Rating) -> None:
    assert rate(summary(letters, quantified=quantified, length=length)) == rating


@pytest.mark.parametrize(
    ("coverage", "length", "rating"),
    [
        (0.0, "good", Rating.Again),
        (0.2, "good", Rating.Again),
        (0.4, "good", Rating.Hard),
        (0.5, "short", Rating.Good),
        (1.0, "long", Rating.Good),
        (1.0, "good", Rating.Easy),
        (None, "short", Rating.Hard),
        (None, "good", Rating.Good),
    ],
)
def test_an_answer_that_is_no_story_is_rated_by_its_points(coverage: float | None, length: str, rating: Rating) -> None:
    assert rate(summary(coverage=coverage, length=length)) == rating


def test_silence_is_to_be_answered_again() -> None:
    assert rate(summary(words=0)) == Rating.Again


def test_what_is_due_comes_first_then_what_was_never_answered_then_what_comes_back_later() -> None:
    history = [
        summary("STAR", NOW - DAY, "third", quantified=True),
        summary("STA·", NOW - 9 * DAY, "second"),
    ]
    never = Question("never", "never?", Kind.BEHAVIOURAL)
    order = [each.question for each in suggest([THIRD, never, FIRST, SECOND], history, NOW)]
    assert order == [SECOND, FIRST, never, THIRD]  # of the two that were never answered, the easier one


def test_of_what_is_due_the_weakest_comes_first() -> None:
    history = [
        summary("STAR", NOW - 20 * DAY, "first", quantified=True),
        summary("····", NOW - 20 * DAY, "second"),
        summary("S·AR", NOW - 20 * DAY, "third"),
    ]
    assert [each.question for each in suggest([FIRST, SECOND, THIRD], history, NOW)] == [SECOND, THIRD, FIRST]


def test_a_whole_answer_stays_away_for_longer() -> None:
    recalls = replay([summary("STAR", question="whole", quantified=True), summary("STA·", question="partly")], NOW)
    assert recalls["partly"].due < recalls["whole"].due


def test_what_lacks_its_result_every_day_comes_back_every_day() -> None:
    recall = replay([summary("STA·", NOW - age * DAY) for age in range(8)], NOW)["a-question"]
    assert recall.due == NOW + DAY


def test_answers_are_replayed_from_the_oldest_to_the_newest() -> None:
    weak, whole = "····", "STAR"
    mended = replay([summary(whole, NOW), summary(weak, NOW - 30 * DAY)], NOW)
    lost = replay([summary(weak, NOW), summary(whole, NOW - 30 * DAY)], NOW)
    assert lost["a-question"].due < mended["a-question"].due
    assert lost["a-question"].last.letters == weak


def test_nothing_stays_away_for_more_than_a_month() -> None:
    history = [summary("STAR", NOW - age * DAY, quantified=True) for age in (0, 30, 60, 90, 120)]
    assert replay(history, NOW)["a-question"].due == NOW + 30 * DAY


def test_an_answer_that_was_not_judged_changes_nothing() -> None:
    assert replay([summary("STAR", stage=Stage.RECORDED), summary("STAR", question=None)], NOW) == {}


@pytest.mark.parametrize(
    ("letters", "quantified", "coverage", "reason"),
    [
        ("STA·", False, None, "You answered it 9 days ago without a result."),
        ("S··R", True, None, "You answered it 9 days ago without a task and an action."),
        ("STaR", False, None, "You answered it 9 days ago without a number in its result."),
        ("", False, 0.25, "You answered it 9 days ago with fewer than half of its points."),
        ("", False, 0.75, "You answered it 9 days ago."),
    ],
)
def test_a_reason_says_when_it_was_answered_and_what_was_missing(
    letters: str, quantified: bool, coverage: float | None, reason: str
) -> None:
    answer = summary(letters, NOW - 9 * DAY, "first", quantified=quantified, coverage=coverage)
    assert suggest([FIRST], [answer], NOW)[0].reason == reason


def test_what_is_not_due_says_when_it_comes_back() -> None:
    answer = summary("STA·", NOW - timedelta(hours=1), "first")
    assert (
        suggest([FIRST], [answer], NOW)[0].reason == "You answered it today without a result. It comes back on 18 Jun."
    )


def test_what_was_never_answered_says_so() -> None:
    assert suggest([FIRST], [], NOW)[0].reason == "Not answered in full yet."


def test_the_next_session_is_of_the_role_that_was_practised_last() -> None:
    warehouse = next(question for question in BANK.questions if question.role.startswith("Warehouse"))
    suggestions = suggest_session(BANK, [summary("STA·", question=warehouse.id)], NOW)
    assert len(suggestions) == NEXT
    assert {each.question.role for each in suggestions} == {warehouse.role}


def test_without_answers_the_next_session_has_warm_ups_of_the_first_role() -> None:
    suggestions = suggest_session(BANK, [], NOW)
    assert {each.question.role for each in suggestions} == {BANK.questions[0].role}
    assert {each.question.difficulty for each in suggestions} == {1}


def test_the_next_session_keeps_to_a_topic() -> None:
    suggestions = suggest_session(BANK, [], NOW, "conflict")
    assert {each.question.topic for each in suggestions} == {"Conflict resolution"}
    assert suggest_session(BANK, [], NOW, "no such topic") == []


def test_an_empty_bank_has_no_next_session() -> None:
    assert suggest_session(Bank(()), [], NOW) == []


def test_the_library_is_loaded_only_where_it_is_needed_and_brings_nothing_heavy() -> None:
    code = (
        "import sys, voiceint.session_plan, voiceint.tui.screens.home\n"
        "print('fsrs' in sys.modules)\n"
        "import voiceint.repetition\n"
        "print([name for name in ('numpy', 'torch', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.split("\n")[:2] == ["False", "[]"], done.stderr
