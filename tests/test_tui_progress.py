"""The screen of progress, as somebody looks through it."""

from datetime import UTC, datetime, timedelta
from typing import cast

import pytest
from room import BANK, SIZES, Room, screen_text, sees, until
from summaries import NO_RESULT, QUESTION, keep
from textual.pilot import Pilot

from bank import Kind, Question
from voiceint.history import Store
from voiceint.tui.screens.home import HomeScreen
from voiceint.tui.screens.interview import InterviewScreen
from voiceint.tui.screens.progress import ProgressScreen

TODAY = datetime.now(UTC)
OTHER = next(
    question for question in BANK.questions if question.kind == Kind.BEHAVIOURAL and question.topic != QUESTION.topic
)


def keep_some(store: Store) -> None:
    """Two weeks of answers to questions of two topics: without a number in the result, then with one."""
    for age in range(14, 6, -1):
        keep(store, NO_RESULT, at=TODAY - timedelta(days=age))
    for age in range(6, -1, -1):
        keep(store, question=OTHER, at=TODAY - timedelta(days=age))


async def look(pilot: Pilot[None], room: Room) -> ProgressScreen:
    """Open the screen."""
    await pilot.app.push_screen(ProgressScreen(room.app.studio))
    await until(pilot, lambda: "Reading your answers" not in screen_text(pilot))
    return cast(ProgressScreen, pilot.app.screen)


def axis_end(pilot: Pilot[None]) -> int:
    """The column at which the lower axis of the plot ends."""
    return next(line.rindex("┬") for line in screen_text(pilot).splitlines() if "└" in line)


@pytest.mark.parametrize("size", SIZES)
async def test_a_measure_is_drawn_as_wide_as_the_terminal(store: Store, size: tuple[int, int]) -> None:
    keep_some(store)
    room = Room(store)
    async with room.open(size) as pilot:
        await look(pilot, room)
        await until(pilot, sees(pilot, "0 of your first 7, 7 of your latest 7."))
        assert size[0] - 12 < axis_end(pilot) < size[0]
        assert "100%┤" in screen_text(pilot)
        assert "Enter Start the next session" in screen_text(pilot)

        await pilot.resize_terminal(60, 24)
        await until(pilot, lambda: 48 < axis_end(pilot) < 60)


async def test_left_and_right_choose_another_measure(store: Store) -> None:
    keep_some(store)
    room = Room(store)
    async with room.open() as pilot:
        await look(pilot, room)
        await until(pilot, sees(pilot, "‹ number in the result ›"))
        await pilot.press("left")
        await until(pilot, sees(pilot, "‹ points made ›"))
        await pilot.press("right", "right")
        await until(pilot, sees(pilot, "‹ result ›"))
        await until(pilot, sees(pilot, "7 of your latest"))


async def test_one_topic_can_be_looked_at(store: Store) -> None:
    keep_some(store)
    room = Room(store)
    async with room.open((120, 40)) as pilot:
        await look(pilot, room)
        await until(pilot, sees(pilot, "15 answers"))
        await pilot.press("down")
        while f"‹ {OTHER.topic} ›" not in screen_text(pilot):
            await pilot.press("right")
            await pilot.pause()
        await until(pilot, sees(pilot, "Your progress: 7 answers"))
        assert QUESTION.topic not in screen_text(pilot)
        first = next(line for line in screen_text(pilot).splitlines() if "1. " in line)
        assert any(question.prompt[:40] in first for question in BANK.topics[OTHER.topic])


async def test_what_does_not_fit_is_reached_with_space(store: Store) -> None:
    keep_some(store)
    room = Room(store)
    async with room.open() as pilot:
        await look(pilot, room)
        await until(pilot, sees(pilot, "Space More below"))
        assert "Over time" not in screen_text(pilot)
        await pilot.press("space", "space")
        await until(pilot, sees(pilot, "Over time"))
        await pilot.press("pageup", "pageup")
        await until(pilot, sees(pilot, "100%┤"))


async def test_enter_starts_the_session_that_is_planned(store: Store) -> None:
    keep_some(store)
    room = Room(store)
    async with room.open((120, 40)) as pilot:
        await look(pilot, room)
        await until(pilot, sees(pilot, f"1. {QUESTION.prompt[:60]}"))
        await until(pilot, sees(pilot, "You answered it 7 days ago without a result."))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen))
        await until(pilot, sees(pilot, "Question 1 of 3"))
        assert QUESTION.prompt in " ".join(screen_text(pilot).split())


async def test_without_answers_there_is_one_kind_sentence(store: Store) -> None:
    room = Room(store)
    async with room.open() as pilot:
        await look(pilot, room)
        await until(pilot, sees(pilot, "Nothing to show yet: answer a few questions, and this fills by itself."))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ProgressScreen)
        assert "Measure" not in screen_text(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))


async def test_one_answer_is_not_drawn(store: Store) -> None:
    keep(store, at=TODAY)
    room = Room(store)
    async with room.open() as pilot:
        await look(pilot, room)
        await until(pilot, sees(pilot, "There is too little to draw yet."))
        assert "Your progress: 1 answer, all of one session" in screen_text(pilot)


async def test_a_topic_from_outside_steers_nothing(store: Store) -> None:
    keep(store, question=Question(None, "Why?", Kind.BEHAVIOURAL, topic="[red]x[/red] \x1b[31m"), at=TODAY)
    room = Room(store)
    async with room.open() as pilot:
        await look(pilot, room)
        await until(pilot, sees(pilot, "Your progress: 1 answer"))
        await pilot.press("down", "right")
        await until(pilot, sees(pilot, "[red]x[/red]"))


async def test_a_history_that_cannot_be_read_says_so(store: Store) -> None:
    room = Room(store)
    async with room.open() as pilot:
        store.close()
        await look(pilot, room)
        await until(pilot, sees(pilot, "cannot be used"))
