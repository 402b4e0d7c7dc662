"""How answers change over time, in figures, words and plots."""

import json
from argparse import Namespace
from datetime import UTC, date, datetime, timedelta

import pytest
from summaries import NO_RESULT, NOW, QUESTION, keep, summary

from bank import Kind, Question
from voiceint.attempt import STAND_IN, Attempt, Place, Stage
from voiceint.commands.history import progress as command
from voiceint.history import Store, Summary
from voiceint.paths import Paths
from voiceint.progress import Measure, Progress, Unit, full_answers, measure_progress
from voiceint.progress.practice import look_back
from voiceint.progress.text import (
    describe_change,
    describe_practice,
    grouping,
    plot_lines,
    table_lines,
    topic_lines,
)
from voiceint.progress.topics import rank_topics, wilson_lower_bound
from voiceint.rules import Style
from voiceint.session import Session
from voiceint.settings import Settings
from voiceint.terminal_plot import NOTHING, plot

DAY = timedelta(days=1)


def measured(answers: list[Summary]) -> Progress:
    """The progress on the day of `NOW`."""
    progress = measure_progress(answers, NOW.date())
    assert progress is not None
    return progress


def every(days: float, count: int, each: int = 3) -> list[Summary]:
    """So many answers on each of so many days, so far apart, newest first, a session on each day."""
    return [
        summary("STAR", NOW - timedelta(days=days * at), quantified=True, session=f"{at}")
        for at in range(count)
        for _ in range(each)
    ]


# What is measured


def test_a_part_that_is_unsure_counts_neither_as_there_nor_as_missing() -> None:
    reading = measured([summary("STAR"), summary("STAr"), summary("STA·")]).periods[0].readings[Measure.RESULT]
    assert (reading.there, reading.of, reading.unsure) == (1, 2, 1)
    assert reading.value == 0.5


def test_parts_are_counted_only_where_a_story_was_asked_for() -> None:
    readings = measured([summary("STAR", quantified=True), summary(coverage=0.5)]).periods[0].readings
    assert readings[Measure.RESULT].of == readings[Measure.NUMBER].of == 1
    assert (readings[Measure.COVERAGE].value, readings[Measure.COVERAGE].of) == (0.5, 1)


def test_length_and_pace_are_the_medians_of_what_was_spoken() -> None:
    spoken = [summary(seconds=seconds, pace=pace) for seconds, pace in ((60, 100), (70, 120), (200, 180))]
    readings = measured([*spoken, summary(seconds=None, pace=None)]).periods[0].readings
    assert (readings[Measure.LENGTH].value, readings[Measure.LENGTH].of) == (70, 3)
    assert readings[Measure.PACE].value == 120


def test_nothing_is_said_of_no_answers() -> None:
    assert measure_progress([], NOW.date()) is None


@pytest.mark.parametrize(
    ("days", "count", "each", "unit"),
    [
        (1, 4, 3, Unit.SESSION),
        (3, 30, 3, Unit.WEEK),
        (20, 30, 3, Unit.MONTH),
        (100, 25, 3, Unit.YEAR),
        (1, 20, 1, Unit.WEEK),  # single answers say little, so they are put together
        (1, 3, 1, Unit.SESSION),  # and where there is nothing to put together, they stand for themselves
    ],
)
def test_answers_are_grouped_so_that_people_can_read_it(days: int, count: int, each: int, unit: Unit) -> None:
    progress = measured(every(days, count, each))
    assert progress.unit == unit
    assert sum(period.answers for period in progress.periods) == progress.answers == count * each
    assert [period.start for period in progress.periods] == sorted(period.start for period in progress.periods)


def test_a_week_begins_on_monday_and_weeks_without_answers_are_left_out() -> None:
    progress = measured([*every(1, 30), *(summary("STAR", NOW - 70 * DAY) for _ in range(3))])
    assert progress.unit == Unit.WEEK
    assert {period.start.weekday() for period in progress.periods} == {0}
    assert [period.label for period in progress.periods][:2] == ["6 Apr", "18 May"]


def test_the_first_answers_are_compared_with_the_latest() -> None:
    without, with_number = summary("STAR", NOW - 9 * DAY), summary("STAR", quantified=True)
    progress = measured([*[with_number] * 15, *[summary(coverage=0.5)] * 5, *[without] * 12])
    assert describe_change(progress, Measure.NUMBER) == "0 of your first 10, 10 of your latest 10."


def test_a_handful_of_answers_is_not_called_a_change() -> None:
    assert measured([summary("STAR") for _ in range(7)]).changes == {}
    assert Measure.RESULT in measured([summary("STAR") for _ in range(8)]).changes


def test_a_change_in_length_is_told_beside_the_guide() -> None:
    progress = measured([*[summary(seconds=90)] * 4, *[summary(seconds=40)] * 4])
    told = "40 s in your first 4, 90 s in your latest 4 (medians). Guide: 60-120 s."
    assert describe_change(progress, Measure.LENGTH) == told


# Topics


def test_the_lower_bound_is_wilsons() -> None:
    assert wilson_lower_bound(0.5, 10) == pytest.approx(0.2366, abs=1e-4)
    assert wilson_lower_bound(0.0, 5) == 0
    assert wilson_lower_bound(1.0, 3) < wilson_lower_bound(1.0, 30) < 1


def test_a_topic_with_few_answers_is_not_called_weakest_for_them() -> None:
    few = [summary("S·A·", topic="Few")] * 3
    many = [summary("S·A·", topic="Many")] * 20
    good = [summary("STAR", quantified=True, topic="Good")] * 20
    assert [topic.name for topic in rank_topics([*few, *good, *many])] == ["Many", "Few", "Good"]


def test_the_weakest_topics_are_told_with_their_counts() -> None:
    stories = [summary("STAR", topic="Complaints")] * 2 + [summary("STA·", topic="Complaints")] * 2
    trade = [summary(coverage=0.25, topic="Queues")] * 3
    assert list(topic_lines(rank_topics([*stories, *trade]))) == [
        "Queues: 25% of what is looked for was there, over 3 answers",
        "Complaints: no number in the result in 4 of 4 stories",
    ]


def test_a_topic_that_is_hardly_told_in_stories_is_not_described_by_them() -> None:
    mixed = [summary("STA·"), *[summary(coverage=0.5)] * 4]
    assert list(topic_lines(rank_topics(mixed))) == ["A topic: 52% of what is looked for was there, over 5 answers"]


def test_of_topics_with_too_few_answers_it_says_that() -> None:
    assert list(topic_lines(rank_topics([summary("STA·")]))) == [
        "Too little is known of any topic: each needs 3 answers."
    ]
    answers = [*[summary("STA·", topic="Known")] * 3, summary("····", topic="New")]
    assert list(topic_lines(rank_topics(answers)))[-1] == "Fewer than 3 answers, so nothing is said yet: New."


def test_a_topic_in_which_nothing_was_missing_is_not_weak() -> None:
    assert list(topic_lines(rank_topics([summary("STAR", quantified=True)] * 5))) == []


# Practice


def test_days_of_practice_are_counted_and_their_longest_run() -> None:
    answers = [summary(at=NOW - age * DAY) for age in (0, 0, 1, 2, 9, 27, 28, 29)]
    assert describe_practice(look_back(answers, NOW.date())) == (
        "You practised on 5 of the last 28 days, up to 3 in a row."
    )


def test_a_break_is_not_mentioned() -> None:
    assert describe_practice(look_back([summary(at=NOW - 29 * DAY)], NOW.date())) == ""
    assert describe_practice(look_back([summary()], NOW.date())) == "You practised on 1 of the last 28 days."


# Which answers count


def test_a_drill_does_not_count_and_of_a_ladder_only_its_first_rung(store: Store) -> None:
    drill, ladder = (Session.of_questions([QUESTION], style) for style in (Style.DRILL, Style.LADDER))
    for session in (drill, ladder):
        store.keep_session(session)
    keep(store, place=Place(drill.id))
    first = keep(store, place=Place(ladder.id, 0), at=NOW)
    keep(store, NO_RESULT, place=Place(ladder.id, 1), at=NOW + DAY)
    own = keep(store, at=NOW + 2 * DAY)
    assert [answer.id for answer in full_answers(store)] == [own.id, first.id]


def test_only_what_the_user_answered_to_a_question_of_its_own_counts(store: Store) -> None:
    keep(store, candidate=STAND_IN)
    keep(store, question=Question(None, "And in numbers?", Kind.FOLLOW_UP))
    store.save(Attempt(QUESTION, stage=Stage.RECORDED, recording="a.wav"))
    keep(store, "")
    assert full_answers(store) == []


# Plots


def test_a_plot_has_its_width_the_axis_and_the_last_date() -> None:
    labels = [f"{day} May" for day in range(1, 21)]
    lines = plot([5.0 * at for at in range(20)], labels, 60, 12, unit="%", top=100)
    assert max(map(len, lines)) <= 60
    assert len(lines) <= 12
    assert [line.split("┤")[0].strip() for line in lines if "┤" in line] == ["100%", "75%", "50%", "25%", "0%"]
    assert lines[-1].endswith("20 May")
    assert "\x1b" not in "".join(lines)


def test_what_says_little_is_drawn_as_that() -> None:
    drawn = "".join(plot([10, 90, 20], ["a", "b", "c"], 40, 11, faint=[1]))
    assert (drawn.count("●"), drawn.count("○")) == (2, 1)


def test_plots_do_not_run_into_each_other() -> None:
    first = plot([1, 2, 3], ["a", "b", "c"], 40, 11)
    plot([30, None, 10], ["d", "e", "f"], 60, 15, unit=" s", faint=[0])
    assert plot([1, 2, 3], ["a", "b", "c"], 40, 11) == first


@pytest.mark.parametrize("series", [[], [4.0], [None, 4.0, None]])
def test_one_point_is_no_plot(series: list[float | None]) -> None:
    assert plot(series, ["x"] * len(series), 80, 12) == [NOTHING]


@pytest.mark.parametrize("highest", [0.0, 3.0, 97.0, 100.0, 101.0, 5000.0])
def test_the_axis_reaches_above_the_highest_value(highest: float) -> None:
    lines = plot([0, highest], ["a", "b"], 50, 12)
    top = next(line for line in lines if "┤" in line)
    assert float(top.split("┤")[0]) >= highest


def test_a_period_with_few_answers_is_marked_and_explained() -> None:
    progress = measured([summary("STAR", session="b"), *[summary("STAR", NOW - 9 * DAY, session="a")] * 3])
    lines = plot_lines(progress, Measure.RESULT, 80, 12)
    assert lines[-1] == "○ fewer than 3 answers"
    assert "○" in "".join(lines[:-1])


def test_the_table_says_how_many_answers_each_figure_is_of() -> None:
    old = NOW - 9 * DAY
    first = [summary("STA·", old, session="a"), summary("STaR", old, quantified=True, session="a")]
    progress = measured([summary(coverage=0.75, session="b"), *first])
    rows = [line.split() for line in table_lines(progress)]
    assert rows[1] == ["8", "Jun", "2", "2/2", "2/2", "1/1", "1/2", "1/2", "80", "s", "140", "-"]
    assert rows[2] == ["17", "Jun", "1", "-", "-", "-", "-", "-", "80", "s", "140", "75%"]


def test_the_table_fits_80_columns() -> None:
    long = [summary("STAR", NOW - timedelta(days=at), quantified=True, coverage=1.0) for at in range(700)]
    assert max(map(len, table_lines(measured(long)))) <= 75


def test_what_answers_are_grouped_by_is_said() -> None:
    assert grouping(measured(every(3, 30))) == "90 answers, by week"
    assert grouping(measured([summary()])) == "1 answer, all of one session"


# The command


def run(store: Store, paths: Paths, topic: str | None = None, as_json: bool = False) -> int:
    return command.run(Namespace(topic=topic, json=as_json), Settings(), paths, store)


def test_the_command_shows_plot_table_weak_topics_and_what_is_next(
    store: Store, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    for age in range(40, 48):
        keep(store, NO_RESULT, at=datetime.now(UTC) - age * DAY)
    assert run(store, paths) == 0
    printed = capsys.readouterr().out
    assert "Your progress: 8 answers" in printed
    assert "100%┤" in printed
    assert "Result: 0 of your first 4, 0 of your latest 4." in printed
    assert f"{QUESTION.topic}: no " in printed
    assert f"1. {QUESTION.prompt} You answered it 40 days ago without a result." in " ".join(printed.split())
    assert max(map(len, printed.splitlines())) <= 88
    assert run(store, paths, topic=QUESTION.topic) == 0
    assert f"--next --role '{QUESTION.role}' --topic {QUESTION.topic}" in capsys.readouterr().out


def test_the_command_speaks_json(store: Store, paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    keep(store, NO_RESULT, at=NOW)
    assert run(store, paths, as_json=True) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["answers"] == 1
    assert document["periods"][0]["start"] == date(2026, 6, 17).isoformat()
    assert document["periods"][0]["readings"]["result"] == {"value": 0.0, "of": 1, "unsure": 0}
    assert len(document["next"]) == 3


def test_without_answers_the_command_says_what_to_do(
    store: Store, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(store, paths) == 0
    assert "answer a few questions" in capsys.readouterr().out
    keep(store)
    assert run(store, paths, topic="no such topic") == 0
    assert capsys.readouterr().out == "No answers to a topic with 'no such topic' yet.\n"
    assert run(store, paths, as_json=True, topic="no such topic") == 0
    assert json.loads(capsys.readouterr().out)["answers"] == 0
