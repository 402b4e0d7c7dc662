"""A session for one job, in the app."""

from pathlib import Path

import pytest
from room import BANK, SIZES, Room, screen_text, sees, until
from textual.pilot import Pilot

from voiceint.history import Store
from voiceint.planning.planner import Planner
from voiceint.tui.screens.interview import InterviewScreen
from voiceint.tui.screens.job import JobScreen
from voiceint.tui.screens.kept_plans import KeptPlansScreen
from voiceint.tui.screens.plan import PlanScreen
from voiceint.tui.widgets.answer_box import AnswerBox
from voiceint.tui.widgets.answer_table import AnswerTable

POSTING = """Customer Service Manager

What you will do
- Lead a team of 25 advisors on phone, email and chat
- Handle escalated complaints and find out why they happen
- Report on CSAT and first contact resolution every week

What you need
- Experience with Zendesk
- A head for rotas and forecasts
"""
BACKGROUND = """Anna Example

Team leader, Parcel Post, 2021 - present
- Led 12 agents on the late shift
- Cut repeat calls by a third
- Rebuilt the complaints process
"""


def room_with_planner(store: Store, folder: Path) -> Room:
    room = Room(store)
    planner = Planner(BANK, store, folder, lambda: None)
    room.app.studio.planner = lambda: planner
    return room


async def make_plan(room: Room, pilot: Pilot[None]) -> PlanScreen:
    """Go from the home screen to the plan of the posting."""
    await pilot.press("j")
    await until(pilot, lambda: isinstance(pilot.app.screen, JobScreen))
    pilot.app.screen.query_one("#posting", AnswerBox).begin_with(POSTING)
    pilot.app.screen.query_one("#background", AnswerBox).begin_with(BACKGROUND)
    await pilot.press("ctrl+s")
    await until(pilot, lambda: isinstance(pilot.app.screen, PlanScreen) and screen_text(pilot).strip())
    await pilot.pause()
    assert isinstance(pilot.app.screen, PlanScreen)
    return pilot.app.screen


def prompts(screen: PlanScreen) -> list[str]:
    return [planned.question.prompt for planned in screen._plan.questions]


@pytest.mark.parametrize("size", SIZES)
async def test_a_posting_becomes_a_plan_with_reasons(store: Store, tmp_path: Path, size: tuple[int, int]) -> None:
    room = room_with_planner(store, tmp_path)
    async with room.open(size) as pilot:
        screen = await make_plan(room, pilot)

        assert len(screen.query_one(AnswerTable).rows) == len(prompts(screen)) > 3
        assert sees(pilot, "Customer Service Manager")()
        assert sees(pilot, "Likely because")()


async def test_a_plan_is_edited_kept_and_found_again(store: Store, tmp_path: Path) -> None:
    room = room_with_planner(store, tmp_path)
    async with room.open((120, 40)) as pilot:
        screen = await make_plan(room, pilot)
        first, second, *others = prompts(screen)

        await pilot.press("plus")
        assert prompts(screen)[:2] == [second, first]
        await pilot.press("minus", "d")
        await pilot.pause()
        assert prompts(screen) == [first, *others] or prompts(screen) == [second, *others]
        left = prompts(screen)

        await pilot.press("a")
        await pilot.pause()
        await pilot.press(*"angry", "enter", "enter")
        await pilot.pause()
        assert len(prompts(screen)) in (len(left), len(left) + 1)  # one that is in it stays where it is

        await pilot.press("k")
        await until(pilot, sees(pilot, "Kept."))
        await pilot.press("escape", "ctrl+o")
        await until(pilot, lambda: isinstance(pilot.app.screen, KeptPlansScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PlanScreen))
        assert prompts(pilot.app.screen) == prompts(screen)  # type: ignore[arg-type]

        await pilot.press("escape", "d", "d")
        await until(pilot, sees(pilot, "No plan is kept."))
        assert not list(tmp_path.glob("*.json"))


async def test_a_plan_is_rehearsed(store: Store, tmp_path: Path) -> None:
    room = room_with_planner(store, tmp_path)
    async with room.open() as pilot:
        screen = await make_plan(room, pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen))

        assert isinstance(pilot.app.screen, InterviewScreen)
        session = pilot.app.screen._session
        assert [question.prompt for question in session.questions] == prompts(screen)
        assert "Zendesk" in session.current.terms


async def test_a_file_that_cannot_be_read_is_said_and_the_texts_stay(store: Store, tmp_path: Path) -> None:
    room = room_with_planner(store, tmp_path)
    async with room.open((120, 40)) as pilot:
        await pilot.press("j")
        await until(pilot, lambda: isinstance(pilot.app.screen, JobScreen))
        await pilot.press("ctrl+s")
        await until(pilot, sees(pilot, "Paste the posting first"))

        await pilot.press(*"nowhere.pdf", "enter")
        await until(pilot, sees(pilot, "nowhere.pdf"))
        assert isinstance(pilot.app.screen, JobScreen)


async def test_what_a_posting_says_is_shown_as_it_is(store: Store, tmp_path: Path) -> None:
    room = room_with_planner(store, tmp_path)
    async with room.open((120, 40)) as pilot:
        await pilot.press("j")
        await until(pilot, lambda: isinstance(pilot.app.screen, JobScreen))
        text = POSTING.replace("escalated complaints", "[red]escalated[/red] [@click=app.quit]complaints[/]")
        pilot.app.screen.query_one("#posting", AnswerBox).begin_with(text)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, PlanScreen))

        assert pilot.app.is_running
