"""The kinds of session, as somebody goes through them."""

from dataclasses import replace

import pytest
from fakes import STORY, FakeMicrophone, FakeSpeaker, FakeTranscriber, tone
from room import BANK, QUESTIONS, SIZES, Room, answer_aloud, begin_answer, screen_text, sees, until
from textual.pilot import Pilot

from bank import Question
from voiceint.history import Store
from voiceint.rules import Pressure, Rules, Style, rules_of
from voiceint.session import Session
from voiceint.session_plan import Wish, closing, plan_session
from voiceint.settings import Settings
from voiceint.tui.screens.assessment import AssessmentScreen
from voiceint.tui.screens.home import HomeScreen
from voiceint.tui.screens.interview import InterviewScreen
from voiceint.tui.screens.report import ReportScreen
from voiceint.tui.widgets.answer_box import AnswerBox
from voiceint.tui.widgets.choice import Choice

NO_RESULT = STORY.split("As a result")[0].strip()
PRESSURE = rules_of(Style.PRESSURE, Settings())


class FakeTime:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def pressure_session(questions: list[Question], rules: Rules = PRESSURE, level: Pressure = Pressure.CALM) -> Session:
    session = Session.of_questions(questions, Style.PRESSURE, rules)
    session.pressure = level
    return session


async def enter(pilot: Pilot[None], room: Room, session: Session, typed: bool = False) -> FakeTime:
    """Go into a session whose clock the test moves."""
    now = FakeTime()
    await until(pilot, sees(pilot, "✓ Recogniser"))
    await pilot.app.push_screen(InterviewScreen(room.app.studio, session, typed, now))
    return now


@pytest.mark.parametrize("size", SIZES)
async def test_under_pressure_everything_goes_by_the_clock(store: Store, size: tuple[int, int]) -> None:
    room = Room(store)
    session = pressure_session(QUESTIONS)
    async with room.open(size) as pilot:
        now = await enter(pilot, room, session)
        await until(pilot, sees(pilot, "Prepare. The recording starts by itself"))
        assert "0:30" in screen_text(pilot)
        now.seconds += 31
        await until(pilot, sees(pilot, "● Recording. It ends by itself"))
        assert "2:00" in screen_text(pilot)
        now.seconds += 91
        await until(pilot, sees(pilot, "The end is near"))
        now.seconds += 30
        await until(pilot, sees(pilot, "Kept. The next question comes by itself"))
        assert "A whole story" not in screen_text(pilot)  # no scores before the end
        now.seconds += 4
        await until(pilot, sees(pilot, "Question 2 of 2"))
        await until(pilot, sees(pilot, "Prepare."))
        now.seconds += 31
        await until(pilot, sees(pilot, "● Recording"))
        await pilot.press("space")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReportScreen))
        await until(pilot, sees(pilot, "2 of 2 questions answered"))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AssessmentScreen))
        await pilot.press("escape")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
    assert [attempt.place.step for attempt in store.of_session(session.id)] == [0, 1]
    assert store.left_session() is None


async def test_under_pressure_nothing_is_repeated_hinted_or_paused(store: Store) -> None:
    room = Room(store)
    async with room.open((120, 40)) as pilot:
        await enter(pilot, room, pressure_session(QUESTIONS))
        await until(pilot, sees(pilot, "Prepare."))
        for key in ("Replay", "Hint", "Pause"):
            assert key not in screen_text(pilot)
        spoken = len(room.speaker.played)
        await pilot.press("r")
        await pilot.pause()
        assert len(room.speaker.played) == spoken


async def test_the_interviewer_asks_for_what_was_missing(store: Store) -> None:
    room = Room(store, transcriber=FakeTranscriber(NO_RESULT))
    async with room.open() as pilot:
        now = await enter(pilot, room, pressure_session(QUESTIONS[:1], level=Pressure.PROBING))
        await until(pilot, sees(pilot, "Prepare."))
        now.seconds += 31
        await until(pilot, sees(pilot, "● Recording"))
        await pilot.press("space")
        await until(pilot, sees(pilot, "Kept."))
        now.seconds += 2
        await until(pilot, sees(pilot, "Question 1 of 1, asked back"))
        await until(pilot, sees(pilot, dict(QUESTIONS[0].follow_ups)["result"]))
        now.seconds += 4
        await until(pilot, sees(pilot, "● Recording"))
        await pilot.press("space")
        await until(pilot, sees(pilot, "still no result that I could hear"))
    assert dict(QUESTIONS[0].follow_ups)["result"] in room.voice.spoken


async def test_a_hostile_interviewer_cuts_in_at_a_pause(store: Store) -> None:
    room = Room(store)
    rules = replace(PRESSURE, interrupt=45.0)
    async with room.open() as pilot:
        now = await enter(pilot, room, pressure_session(QUESTIONS[:1], rules, Pressure.HOSTILE))
        await until(pilot, sees(pilot, "Prepare."))
        now.seconds += 31
        await until(pilot, sees(pilot, "● Recording"))
        now.seconds += 61  # no pause is heard, so it does not wait for one for ever
        await until(pilot, sees(pilot, "Kept."))
        now.seconds += 2
        await until(pilot, sees(pilot, "Let me stop you there."))
    assert len(store.recent()) == 1


async def test_what_is_typed_when_the_time_is_over_is_handed_in(store: Store) -> None:
    room = Room(store)
    session = pressure_session(QUESTIONS)
    async with room.open() as pilot:
        now = await enter(pilot, room, session, typed=True)
        await until(pilot, sees(pilot, "What is there at 0:00 is handed in"))
        pilot.app.screen.query_one(AnswerBox).begin_with(STORY)
        now.seconds += 31
        await until(pilot, sees(pilot, "2:00"))
        now.seconds += 121
        await until(pilot, sees(pilot, "Kept."))
    (attempt,) = store.of_session(session.id)
    assert attempt.transcript is not None
    assert attempt.transcript.text == STORY


async def test_an_answer_can_be_paused_and_what_is_said_then_is_not_recorded(store: Store) -> None:
    microphone = FakeMicrophone(tone(0.5))
    async with Room(store, QUESTIONS, microphone=microphone).open((120, 40)) as pilot:
        turn = await begin_answer(pilot)
        await pilot.press("p")
        await until(pilot, sees(pilot, "Paused: nothing is recorded."))
        assert turn.paused.is_set()
        await pilot.press("p")
        await until(pilot, sees(pilot, "● Recording"))
        assert not turn.paused.is_set()
        await pilot.press("space")
        await until(pilot, lambda: isinstance(pilot.app.screen, AssessmentScreen))


async def test_the_hint_is_there_on_demand_in_practice(store: Store) -> None:
    async with Room(store, QUESTIONS).open((120, 40)) as pilot:
        await until(pilot, sees(pilot, "Think as long as you like"))
        assert "What they are after" not in screen_text(pilot)
        await pilot.press("i")
        await until(pilot, sees(pilot, "What they are after: " + " ".join(QUESTIONS[0].insight.split()[:5])))
        await pilot.press("i")
        await until(pilot, lambda: "What they are after" not in screen_text(pilot))


@pytest.mark.parametrize("size", SIZES)
async def test_a_ladder_ends_with_what_was_lost(store: Store, size: tuple[int, int]) -> None:
    room = Room(store)
    session = Session.of_questions(QUESTIONS[:1], Style.LADDER)
    async with room.open(size) as pilot:
        now = await enter(pilot, room, session)
        for rung, text in (("120", STORY), ("60", STORY), ("30", NO_RESULT)):
            room.transcriber.text = text
            await until(pilot, sees(pilot, f"· {rung} s"))
            await until(pilot, sees(pilot, "Prepare."))
            now.seconds += 11
            await until(pilot, sees(pilot, "● Recording"))
            await pilot.press("space")
            await until(pilot, lambda: not sees(pilot, "● Recording")())
            now.seconds += 4
        await until(pilot, sees(pilot, "nothing was lost"))
        await until(pilot, sees(pilot, "lost the result"))


async def test_a_drill_ends_with_the_openings(store: Store) -> None:
    room = Room(store, transcriber=FakeTranscriber("I cut our waiting time from nine minutes to four."))
    session = Session.of_questions(QUESTIONS, Style.DRILL, rules_of(Style.DRILL, Settings()))
    async with room.open((120, 40)) as pilot:
        now = await enter(pilot, room, session)
        for number in (1, 2):
            await until(pilot, sees(pilot, f"Question {number} of 2"))
            await until(pilot, sees(pilot, "● Recording"))
            now.seconds += 11
            await until(pilot, lambda: not sees(pilot, "● Recording")())
            now.seconds += 4
        await until(pilot, sees(pilot, "You opened with 2 headlines"))


async def test_an_interview_ends_with_the_candidates_own_questions(store: Store) -> None:
    role = QUESTIONS[0].role
    asked = [ask.question for ask in BANK.of_role(role).roles[0].asks[:2]]
    room = Room(store, transcriber=FakeTranscriber(" ".join(asked)))
    session = Session.of_questions([closing(BANK, role), closing(BANK, role)], Style.MOCK, Rules(shows=False))
    session.position = 1
    async with room.open() as pilot:
        await enter(pilot, room, session)
        await until(pilot, sees(pilot, "What would you like to ask us?"))
        await answer_aloud(pilot)
        await until(pilot, lambda: isinstance(pilot.app.screen, ReportScreen))
        await until(pilot, sees(pilot, "You asked about 2"))


async def test_a_session_that_was_left_is_offered_and_goes_on(store: Store) -> None:
    room = Room(store)
    session = plan_session(BANK, Wish(count=3), Settings())
    assert session is not None
    async with room.open() as pilot:
        await enter(pilot, room, session)
        await answer_aloud(pilot)
        await until(pilot, lambda: isinstance(pilot.app.screen, AssessmentScreen))
        await pilot.press("escape")
        await until(pilot, sees(pilot, "R goes on with your practise session: Question 2 of 3."))
        await pilot.press("r")
        await until(pilot, sees(pilot, "Question 2 of 3"))
    assert [attempt.place.step for attempt in store.of_session(session.id)] == [0]


@pytest.mark.parametrize("style", list(Style))
async def test_every_kind_of_session_starts_from_home(store: Store, style: Style) -> None:
    async with Room(store, speaker=FakeSpeaker(hold=True)).open((120, 40)) as pilot:
        pilot.app.screen.query_one("#style", Choice).choose(style.value)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen))
        place = "Rung 1 of 3" if style == Style.LADDER else "Question 1 of"
        await until(pilot, sees(pilot, place))


async def test_what_to_do_next_is_what_was_never_answered(store: Store) -> None:
    async with Room(store).open((120, 40)) as pilot:
        pilot.app.screen.query_one("#order", Choice).choose("what I should do next")
        await pilot.press("enter")
        await until(pilot, sees(pilot, "Question 1 of 3"))


async def test_topics_are_those_of_the_role(store: Store) -> None:
    async with Room(store).open((120, 40)) as pilot:
        topic = pilot.app.screen.query_one("#topic", Choice)
        first = BANK.of_role(pilot.app.screen.query_one("#role", Choice).value)
        topic.choose(next(iter(first.topics)))
        await pilot.press("enter")
        await until(pilot, sees(pilot, f"· {next(iter(first.topics))} ·"))
