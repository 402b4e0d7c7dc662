from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from fakes import HOSTILE, STORY
from room import QUESTIONS, SIZES, Room, screen_text, sees, style_of, until
from textual.pilot import Pilot

from audio.transcript import Transcript
from bank import Kind, Question, load_bank
from voiceint.attempt import Attempt, Stage
from voiceint.history import Store
from voiceint.interviewer import judge
from voiceint.tui.screens.assessment import AssessmentScreen
from voiceint.tui.screens.compare import CompareScreen
from voiceint.tui.widgets.answer_box import AnswerBox
from voiceint.tui.widgets.takes_pane import TakesPane
from voiceint.tui.widgets.transcript_pane import TranscriptPane

QUESTION = QUESTIONS[0]
HALF = STORY.split(" As a result")[0]
END = " The summer after that was a quiet one, and nobody waited for longer than a day."
OTHER = (
    "Two years ago a guest in our hotel lost her wedding ring in the spa. I was the duty manager, so it was up to me "
    "to find it. I emptied three filters with the engineer and called her every evening. As a result we found the ring "
    "behind the sauna bench on the second day, and she booked 40 rooms for a wedding."
)
BEGAN = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def take(store: Store, day: int, text: str = STORY, question: Question = QUESTION) -> Attempt:
    """A typed answer of a day in March, as it is kept."""
    transcript = Transcript.typed(text)
    attempt = Attempt(question, stage=Stage.ASSESSED, transcript=transcript, at=BEGAN + timedelta(days=day))
    attempt = replace(attempt, assessment=judge(question, transcript, None, None))
    store.save(attempt)
    return attempt


@asynccontextmanager
async def comparing(store: Store, takes: list[Attempt], size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    """The screen of these takes."""
    room = Room(store)
    async with room.open(size) as pilot:
        await until(pilot, room.app.studio.interviewer.done)
        await pilot.app.push_screen(CompareScreen(room.app.studio, takes))
        await pilot.pause()
        yield pilot


def words(pilot: Pilot[None]) -> str:
    """All lines of the words of the takes, also those that are not in sight."""
    return " ".join(" ".join(line.plain for line in pilot.app.screen.query_one(TakesPane)._lines).split())


@pytest.mark.parametrize("size", SIZES)
async def test_all_takes_are_seen_with_the_best_starred_and_what_changed_since_the_first(
    store: Store, size: tuple[int, int]
) -> None:
    takes = [take(store, 1, HALF), take(store, 2), take(store, 3, HALF + END)]
    async with comparing(store, takes, size) as pilot:
        lines = screen_text(pilot).split("\n")
        (best,) = [line for line in lines if "★" in line and "STAR" in line]
        assert best.split()[1] == "2"
        assert sees(pilot, "Take 2 is the best: it has the most parts (4 of 4)")()
        assert sees(pilot, "From the first to the last: 50 words →")()
        assert sees(pilot, "Gained:")()
        assert sees(pilot, "● Take 1 and take 3")()


async def test_the_parts_of_two_takes_stand_side_by_side_where_there_is_room(store: Store) -> None:
    takes = [take(store, 1, HALF), take(store, 2)]
    for width, beside in ((80, False), (99, False), (100, True), (140, True)):
        async with comparing(store, takes, (width, 40)) as pilot:
            lines = [line for line in screen_text(pilot).split("\n") if "Last year" in line]
            assert [line.count("Last year") for line in lines] == ([2] if beside else [1, 1])


async def test_another_take_is_chosen_with_the_arrows_and_compared_with_the_held_one(store: Store) -> None:
    takes = [take(store, 1, HALF), take(store, 2), take(store, 3, OTHER)]
    async with comparing(store, takes) as pilot:
        assert "The two takes tell different stories" in words(pilot)
        await pilot.press("up")
        await until(pilot, sees(pilot, "● Take 1 and take 2"))
        assert "Gained: + the result" in words(pilot)
        assert "R Take 1: nothing of this R Take 2: As a result" in words(pilot)
        await pilot.press("space")
        await until(pilot, sees(pilot, "● Take 2: choose another one to compare it with"))
        await pilot.press("up")
        await until(pilot, sees(pilot, "● Take 2 and take 1"))
        assert "Gained: + the result" in words(pilot)  # still from the older one to the newer one


async def test_long_words_are_scrolled_while_the_arrows_choose(store: Store) -> None:
    async with comparing(store, [take(store, 1, HALF), take(store, 2)]) as pilot:
        await pilot.press("j", "j")
        await until(pilot, sees(pilot, "the backlog fell from 400 to 30"))
        await pilot.press("k", "k")
        await until(pilot, sees(pilot, "Gained:"))


async def test_a_take_is_opened_and_left_again(store: Store) -> None:
    takes = [take(store, 1, HALF), take(store, 2)]
    async with comparing(store, takes) as pilot:
        await pilot.press("up", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AssessmentScreen))
        assert sees(pilot, "A story without a result.")()
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, CompareScreen))
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, CompareScreen))


async def test_a_take_that_was_corrected_meanwhile_is_compared_as_it_is_now(store: Store) -> None:
    takes = [take(store, 1, HALF), take(store, 2)]
    async with comparing(store, takes) as pilot:
        await pilot.press("up", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AssessmentScreen))
        await pilot.press("e")
        pilot.app.screen.query_one(AnswerBox).text = STORY
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.screen.query_one(TranscriptPane).display)
        await pilot.press("escape")
        await until(pilot, sees(pilot, "it is the latest of those that are as good"))


async def test_all_takes_are_offered_where_there_are_more_than_two(store: Store) -> None:
    first, second = take(store, 1, HALF), take(store, 2)
    room = Room(store)
    async with room.open() as pilot:
        await pilot.app.push_screen(AssessmentScreen(room.app.studio, second, QUESTION))
        await until(pilot, sees(pilot, "c Last take"))
        assert "All takes" not in screen_text(pilot)
        await pilot.press("t", "escape")
        third = take(store, 3)
        await pilot.app.push_screen(AssessmentScreen(room.app.studio, third, QUESTION))
        await until(pilot, sees(pilot, "t All takes"))
        await pilot.press("t")
        await until(pilot, sees(pilot, "● Take 1 and take 3"))
        assert first.at < second.at


async def test_points_stand_together_where_no_story_is_asked_for(store: Store) -> None:
    question = next(each for each in load_bank().questions if each.kind == Kind.TECHNICAL and each.points)
    sample = question.sample.text if question.sample else ""
    takes = [take(store, 1, " ".join(sample.split()[:40]), question), take(store, 2, sample, question)]
    async with comparing(store, takes, (120, 40)) as pilot:
        assert any(point.says in words(pilot) for point in question.points)


@pytest.mark.parametrize("size", [*SIZES, (40, 12)])
async def test_hostile_words_are_shown_as_they_are(store: Store, size: tuple[int, int]) -> None:
    question = Question(None, f"Tell me {HOSTILE}", Kind.BEHAVIOURAL)
    takes = [take(store, day, f"{STORY} {HOSTILE}", question) for day in (1, 2)]
    async with comparing(store, takes, size) as pilot:
        assert "[@click=app.quit]x[/]" in words(pilot)
        assert not set(screen_text(pilot)) & set("\x1b\x07\u202e\x00")


async def test_the_chosen_take_is_marked_in_the_table(store: Store) -> None:
    async with comparing(store, [take(store, 1, HALF), take(store, 2)]) as pilot:
        chosen = style_of(pilot, "STAR").bgcolor
        assert chosen != style_of(pilot, "STA·").bgcolor


async def test_there_is_nothing_to_compare_once_another_program_deleted_a_take(store: Store) -> None:
    takes = [take(store, 1, HALF), take(store, 2)]
    async with comparing(store, takes) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AssessmentScreen))
        store.delete(takes[0].id)
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, (AssessmentScreen, CompareScreen)))
