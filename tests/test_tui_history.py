"""Looking back in the app."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from fakes import STORY, tone
from room import SIZES, Room, screen_text, sees, until
from test_history import BEHAVIOURAL, NO_RESULT, TECHNICAL, answered
from textual.pilot import Pilot

from audio.transcript import Transcript
from audio.wav import write_wav
from voiceint.attempt import Attempt, Stage
from voiceint.history import Store
from voiceint.session import Session
from voiceint.tui.screens.assessment import AssessmentScreen
from voiceint.tui.screens.history import HistoryScreen
from voiceint.tui.screens.report import ReportScreen
from voiceint.tui.widgets.history_table import PAGE, HistoryTable


@pytest.fixture
def filled(store: Store) -> Store:
    """Three answers: a story, one without a result in a session, and a technical one."""
    session = Session.of_questions([BEHAVIOURAL])
    session.advance()
    store.keep_session(session)
    store.save(answered(BEHAVIOURAL, STORY))
    store.save(answered(BEHAVIOURAL, NO_RESULT, 10, session.id))
    store.save(answered(TECHNICAL, "I would look at the queue first, and at the forecast.", 20))
    return store


async def look_back(room: Room, pilot: Pilot[None]) -> HistoryTable:
    room.app.push_screen(HistoryScreen(room.app.studio))
    await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen) and sees(pilot, "Your answers")())
    await pilot.pause()
    return pilot.app.screen.query_one(HistoryTable)


@pytest.mark.parametrize("size", SIZES)
async def test_answers_are_listed_newest_first(filled: Store, size: tuple[int, int]) -> None:
    room = Room(filled)
    async with room.open(size) as pilot:
        table = await look_back(room, pilot)

        assert [line.id for line in table.lines] == [line.id for line in filled.summaries()]
        assert sees(pilot, "3 answers, newest first.")()
        assert "S·A·" in screen_text(pilot) and sees(pilot, "A story without")()


async def test_words_are_found_as_they_are_typed_and_lit_in_their_sentence(filled: Store) -> None:
    room = Room(filled)
    async with room.open((120, 40)) as pilot:
        table = await look_back(room, pilot)
        await pilot.press("slash", *"depot")
        await pilot.pause()

        assert sees(pilot, "Found in 1 answer.")()
        sentence = table.get_row_at(0)[-1]
        assert [sentence.plain[lit.start : lit.end] for lit in sentence.spans] == ["depot"]

        await pilot.press(*"xyz")
        await pilot.pause()
        assert sees(pilot, "No answer has these words.")()

        await pilot.press("escape")
        await pilot.pause()
        assert len(table.lines) == 3 and pilot.app.screen.focused is table


async def test_answers_are_narrowed_down_by_what_they_lack(filled: Store) -> None:
    room = Room(filled)
    async with room.open() as pilot:
        table = await look_back(room, pilot)
        await pilot.press("f", "down", "down")
        for _ in range(4):
            await pilot.press("right")  # anything, situation, task, action, result
        await pilot.pause()

        assert sees(pilot, "the result")() and sees(pilot, "1 answer, newest first.")()
        assert [line.letters for line in table.lines] == ["S·A·"]

        await pilot.press("escape")
        await pilot.pause()
        assert len(table.lines) == 3


async def test_an_answer_is_opened_and_the_cursor_comes_back_to_it(filled: Store) -> None:
    room = Room(filled)
    async with room.open() as pilot:
        table = await look_back(room, pilot)
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AssessmentScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))

        assert table.cursor_row == 1


async def test_an_answer_is_deleted_when_it_is_asked_for_twice(filled: Store) -> None:
    recorded = answered(BEHAVIOURAL, STORY, 30)
    recorded = Attempt(**{**vars(recorded), "recording": f"{recorded.id}.wav"})
    write_wav(filled.recording_path(recorded), tone(0.1))
    filled.save(recorded)
    room = Room(filled)
    async with room.open((120, 40)) as pilot:
        table = await look_back(room, pilot)
        await pilot.press("d")
        await pilot.pause()
        assert sees(pilot, "Press D again")() and filled.count() == 4

        await pilot.press("down", "up", "d")  # somewhere else meanwhile: it is asked again
        await pilot.pause()
        assert filled.count() == 4

        await pilot.press("d")
        await pilot.pause()
        assert filled.count() == 3 and len(table.lines) == 3 and sees(pilot, "Deleted.")()
        assert not filled.recording_path(recorded).exists()


async def test_the_session_of_an_answer_is_opened(filled: Store) -> None:
    room = Room(filled)
    async with room.open() as pilot:
        await look_back(room, pilot)
        screen = cast(HistoryScreen, pilot.app.screen)
        assert not screen.check_action("session", ())  # the newest was given outside a session

        await pilot.press("down", "s")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReportScreen))


async def test_one_take_cannot_be_compared(filled: Store) -> None:
    room = Room(filled)
    async with room.open() as pilot:
        await look_back(room, pilot)
        await pilot.press("c")
        await pilot.pause()

        assert sees(pilot, "There is one take of this question so far.")()


async def test_a_long_history_is_read_on_as_one_goes_down(store: Store) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    store.take_in([(Attempt(BEHAVIOURAL, at=at + timedelta(hours=n)), ()) for n in range(PAGE + 30)], [])
    room = Room(store)
    async with room.open() as pilot:
        table = await look_back(room, pilot)
        assert len(table.lines) == PAGE

        await pilot.press("ctrl+end")
        await pilot.pause()

        assert len(table.lines) == PAGE + 30 == table.row_count


async def test_what_others_wrote_is_shown_as_it_is(store: Store) -> None:
    text = "We had [red]a queue[/red] and [@click=app.quit]left[/]."
    attempt = answered(BEHAVIOURAL, text)
    store.save(Attempt(**{**vars(attempt), "transcript": Transcript.typed(text), "stage": Stage.ASSESSED}))
    room = Room(store)
    async with room.open((120, 40)) as pilot:
        await look_back(room, pilot)
        await pilot.press("slash", *"queue")
        await pilot.pause()

        assert sees(pilot, "[red]a queue[/red]")()


async def test_an_answer_is_saved_as_a_page(filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    room = Room(filled)
    async with room.open((120, 40)) as pilot:
        table = await look_back(room, pilot)
        await pilot.press("x")
        await until(pilot, sees(pilot, "Saved as"))

        assert table.chosen is not None
        page = (tmp_path / f"voiceint-answer-{table.chosen.id[:8]}.html").read_text()
        assert "I would look at the queue first" in page


async def test_a_session_is_saved_as_a_page(filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    room = Room(filled)
    async with room.open((120, 40)) as pilot:
        await look_back(room, pilot)
        await pilot.press("down", "s")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReportScreen) and sees(pilot, "Save as a page")())
        await pilot.press("x")
        await until(pilot, lambda: list(tmp_path.glob("voiceint-session-*.html")))

        (page,) = tmp_path.glob("voiceint-session-*.html")
        assert "wrong depot" in page.read_text()


async def test_a_page_that_cannot_be_written_is_told(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    room = Room(filled)
    async with room.open((120, 40)) as pilot:
        table = await look_back(room, pilot)
        assert table.chosen is not None
        (tmp_path / "gone" / f"voiceint-answer-{table.chosen.id[:8]}.html").mkdir()
        await pilot.press("x")

        await until(pilot, sees(pilot, "cannot be written"))
