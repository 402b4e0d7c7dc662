import argparse
import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fakes import HOSTILE, STORY

from audio.transcript import Transcript, Word
from bank import Kind, Question, load_bank
from voiceint.attempt import STAND_IN, Attempt, Stage
from voiceint.commands.history.compare import run
from voiceint.commands.output import UsageError
from voiceint.comparison import DIFFERENT_STORIES, compare_takes, tell_one_story
from voiceint.history import Store
from voiceint.interviewer import judge
from voiceint.paths import Paths
from voiceint.settings import Settings
from voiceint.takes import look_back, put_together, rows

QUESTION = next(question for question in load_bank().questions if question.kind == Kind.BEHAVIOURAL)
HALF = STORY.split(" As a result")[0]
NO_NUMBER = f"{HALF} In the end everybody was happier, the customers stayed with us, and my manager thanked the team."
OTHER = (
    "Two years ago a guest in our hotel lost her wedding ring in the spa. I was the duty manager, so it was up to me "
    "to find it. I emptied three filters with the engineer and called her every evening. As a result we found the ring "
    "behind the sauna bench on the second day, and she booked 40 rooms for a wedding."
)
BEGAN = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def take(day: int, text: str = STORY, question: Question = QUESTION, spoken: bool = True) -> Attempt:
    """An assessed answer of a day in March."""
    words = tuple(Word(word, 0.4 * place, 0.4 * place + 0.3) for place, word in enumerate(text.split()))
    transcript = Transcript.of_words(words, 0.4 * len(words), "fake whisper") if spoken else Transcript.typed(text)
    document = judge(question, transcript, None, None)
    at = BEGAN + timedelta(days=day)
    return Attempt(question, at=at, stage=Stage.ASSESSED, transcript=transcript, assessment=document)


def changed(attempt: Attempt, day: int, change: Callable[[dict[str, Any]], object]) -> Attempt:
    """The same answer on another day, judged otherwise."""
    document = deepcopy(attempt.assessment or {})
    change(document)
    return replace(take(day), assessment=document)


def without_number(document: dict[str, Any]) -> None:
    document["star"]["quantified_result"] = False


def test_takes_are_looked_at_oldest_first_each_with_what_it_gained() -> None:
    takes = put_together([take(3, NO_NUMBER), take(1, HALF), take(2, STORY)])

    assert [each.line.at.day for each in takes.takes] == [2, 3, 4]
    assert [each.line.letters for each in takes.takes] == ["STA·", "STAR", "STAR"]
    first, second = takes.steps
    assert first.gained[:2] == ("the result", "a number in the result")
    assert first.lost == ()
    assert "a number in the result" in second.lost


def test_what_changed_since_the_first_take_is_said_in_two_lines() -> None:
    takes = put_together([take(1, HALF), take(2)])

    assert takes.changed == (
        "From the first to the last: 20 s → 27 s, 151 words a minute, 3 → 5 figures.",
        "Gained: the result, a number in the result and 1 more. Lost: nothing.",
    )


def test_a_typed_take_and_a_spoken_one_are_measured_as_far_as_both_can_be() -> None:
    takes = put_together([take(1, spoken=False), take(2)])

    assert takes.changed[0] == "From the first to the last: 67 words → 27 s, 5 figures."


def test_the_best_take_has_the_most_parts_whatever_else_the_others_have() -> None:
    def short_of_a_task(document: dict[str, Any]) -> None:
        document["star"]["task"] |= {"present": False, "unsure": False}
        document["length"]["verdict"] = "good"

    takes = put_together([changed(take(1), 1, without_number), changed(take(1), 2, short_of_a_task)])

    assert takes.best == 0
    assert takes.reason == "Take 1 is the best: it has the most parts (4 of 4)."


def test_then_a_number_in_the_result_then_points_then_a_good_length_decide() -> None:
    def good(document: dict[str, Any]) -> None:
        document["length"]["verdict"] = "good"

    def points(made: int) -> Callable[[dict[str, Any]], None]:
        def change(document: dict[str, Any]) -> None:
            states = ["covered"] * made + ["missing"] * (3 - made)
            checks = [{"point": str(place), "state": state, "evidence": None} for place, state in enumerate(states)]
            document["coverage"] = {"applicable": True, "points": checks, "different_story": False}

        return change

    number = changed(changed(take(1), 1, points(0)), 1, lambda _: None)
    pointed = changed(changed(changed(take(1), 2, points(3)), 2, without_number), 2, good)
    assert put_together([number, pointed]).reason == "Take 1 is the best: its result has a number."

    few = changed(changed(take(1), 2, points(1)), 2, good)
    many = changed(take(1), 1, points(2))
    assert put_together([many, few]).reason == "Take 1 is the best: it makes the most points (2 of 3)."

    assert put_together([changed(take(1), 1, good), take(2)]).reason == "Take 1 is the best: its length is good."


def test_the_latest_of_equal_takes_is_the_best() -> None:
    takes = put_together([take(1), take(2), take(3, HALF)])

    assert takes.best == 1
    assert takes.reason == (
        "Take 2 is the best: it has the most parts (4 of 4) and it is the latest of those that are as good."
    )


def test_a_part_that_is_unsure_is_neither_had_nor_lost() -> None:
    def unsure_of_the_task(document: dict[str, Any]) -> None:
        document["star"]["task"] |= {"present": False, "unsure": True}

    sure, unsure = take(1), changed(take(1), 2, unsure_of_the_task)
    takes = put_together([sure, unsure])

    assert takes.steps[0].lost == ()
    assert takes.takes[1].parts == 3
    assert takes.best == 0


def test_points_do_not_count_where_one_take_was_not_measured_by_them() -> None:
    def measured(document: dict[str, Any]) -> None:
        check = {"point": "You asked.", "state": "covered", "evidence": "I asked"}
        document["coverage"] = {"applicable": True, "points": [check], "different_story": False}

    def unmeasured(document: dict[str, Any]) -> None:
        document["coverage"] = {"applicable": False, "points": [], "different_story": True}

    takes = put_together([changed(take(1), 1, measured), changed(take(1), 2, unmeasured)])

    assert [each.points for each in takes.takes] == [1, None]
    assert takes.steps[0].lost == ()
    assert takes.best == 1


def test_different_stories_are_said_to_be_different_and_only_parts_and_lengths_are_compared() -> None:
    before, after = take(1), take(2, OTHER)

    gains = compare_takes(before.assessment or {}, after.assessment or {})

    assert not gains.same_story
    assert not any(
        "figure" in change or "point" in change or "number" in change for change in gains.gained + gains.lost
    )
    numbers, held = put_together([before, after]).changed
    assert "figures" not in numbers
    assert held.startswith("Another story. ")


def test_a_story_told_shorter_or_in_part_is_the_same_story() -> None:
    whole, half = take(1).assessment or {}, take(2, HALF).assessment or {}

    assert tell_one_story(whole, half)
    assert tell_one_story(whole, take(3, NO_NUMBER).assessment or {})


def test_of_a_few_words_nobody_can_tell_which_story_they_are() -> None:
    assert tell_one_story(take(1).assessment or {}, take(2, "I found her ring in the sauna.").assessment or {})


def test_the_words_of_the_question_make_no_story_the_same() -> None:
    question = Question(None, "Tell me about a guest who lost a ring in the spa of a hotel.", Kind.BEHAVIOURAL)
    before = take(1, f"{STORY} The guest lost a ring in the spa of the hotel.", question)
    after = take(2, OTHER, question)

    assert not tell_one_story(before.assessment or {}, after.assessment or {})


def test_the_words_stand_together_by_the_parts_of_a_story() -> None:
    found = rows([take(1, HALF), take(2)])

    assert [row.role for row in found] == list("STAR")
    result = found[-1].texts
    assert result[0] == ""
    assert result[1].startswith("As a result the backlog fell")


def test_where_no_story_is_asked_for_they_stand_together_by_points_and_as_a_whole() -> None:
    question = next(
        each for each in load_bank().questions if each.kind == Kind.TECHNICAL and each.points and each.sample
    )
    sample = question.sample.text if question.sample else ""
    found = rows([take(1, " ".join(sample.split()[:40]), question), take(2, sample, question)])

    points = [row.point for row in found if row.point]
    assert points
    assert set(points) <= {point.says for point in question.points}
    assert found[-1].point == found[-1].role == ""
    assert found[-1].texts[1] == " ".join(sample.split())


def test_the_take_before_is_looked_back_at_and_the_first_has_none() -> None:
    attempts = [take(1, HALF), take(2), take(3, NO_NUMBER)]

    earlier = look_back(attempts[1], attempts)

    assert earlier is not None
    assert earlier.before is attempts[0]
    assert "the result" in earlier.gains.gained
    assert earlier.takes == tuple(attempts)
    assert look_back(attempts[0], attempts) is None


class History:
    """`voiceint history compare` on a history of its own."""

    def __init__(self, store: Store, paths: Paths, *attempts: Attempt) -> None:
        self._store = store
        self._paths = paths
        for attempt in attempts:
            store.save(attempt)

    def compare(self, *ids: str, question: str | None = None, as_json: bool = False) -> int:
        options = argparse.Namespace(attempts=list(ids), question=question, json=as_json)
        return run(options, Settings(), self._paths, self._store)


def test_takes_are_compared_on_the_command_line(store: Store, paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    attempts = [take(1, HALF), take(2), take(3, OTHER)]
    history = History(store, paths, *attempts, replace(take(4), candidate=STAND_IN))

    assert history.compare(*(attempt.id[:8] for attempt in attempts)) == 0
    text = capsys.readouterr().out
    assert history.compare(question=QUESTION.id) == 0
    assert capsys.readouterr().out == text
    assert f"* take 3  {attempts[2].id[:8]}" in text
    assert "Take 3 is the best" in text
    assert "Take 1 to 2: gained the result" in text
    assert f"Take 2 to 3: {DIFFERENT_STORIES}" in text
    assert max(len(line) for line in text.splitlines()[1:]) <= 100


def test_the_comparison_is_one_json_document(store: Store, paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = take(1, HALF), take(2)

    History(store, paths, first, second).compare(second.id, first.id, as_json=True)

    document = json.loads(capsys.readouterr().out)
    assert [each["id"] for each in document["takes"]] == [first.id, second.id]
    assert [each["best"] for each in document["takes"]] == [False, True]
    assert document["steps"][0]["gained"][0] == "the result"
    assert [row["role"] for row in document["text"]] == list("STAR")


def test_what_cannot_be_compared_is_refused_in_one_line(store: Store, paths: Paths) -> None:
    other = replace(take(2), question=Question(None, "Another question?", Kind.BEHAVIOURAL))
    unjudged = Attempt(QUESTION, stage=Stage.RECORDED)
    first = take(1)
    history = History(store, paths, first, other, unjudged)

    for ids, reason in (
        ([first.id, other.id], "different questions"),
        ([first.id, first.id], "two answers or more"),
        ([first.id, unjudged.id], "not assessed"),
        ([first.id, "nothing"], "There is no answer"),
    ):
        with pytest.raises(UsageError, match=reason):
            history.compare(*ids)
    with pytest.raises(UsageError, match="Fewer than two"):
        history.compare(question=QUESTION.id)


def test_hostile_words_are_printed_without_control_characters(
    store: Store, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    question = Question(None, f"Tell me {HOSTILE}", Kind.BEHAVIOURAL)
    attempts = [take(day, f"{STORY} {HOSTILE}", question) for day in (1, 2)]

    History(store, paths, *attempts).compare(*(attempt.id for attempt in attempts))

    assert not set(capsys.readouterr().out) & set("\x1b\x07\u202e\x00")
