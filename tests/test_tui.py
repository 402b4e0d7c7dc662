import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import cast

import pytest
from fakes import HOSTILE, STORY, FakeMicrophone, FakeSpeaker, FakeTranscriber, FakeVoice, tone
from textual import events
from textual.pilot import Pilot
from textual.widgets import TextArea

from audio.devices import Device, Devices
from audio.errors import DeviceError, ModelError, VoiceError
from audio.wav import write_wav
from bank import Bank, Kind, Question, load_bank
from voiceint.attempt import Attempt, Stage
from voiceint.interviewer import Interviewer
from voiceint.store import Store
from voiceint.tui.app import VoiceintApp
from voiceint.tui.screens.assessment import AssessmentScreen
from voiceint.tui.screens.help import HelpScreen
from voiceint.tui.screens.history import HistoryScreen
from voiceint.tui.screens.home import HomeScreen
from voiceint.tui.screens.quiz import QuizScreen
from voiceint.tui.studio import Studio
from voiceint.tui.widgets.choice import Choice
from voiceint.tui.widgets.clock import Clock

BANK = load_bank()
QUESTIONS = [question for question in BANK.questions if question.kind == Kind.BEHAVIOURAL][:2]
MICROPHONE = Devices((Device("Desk mic", 48000),), (), "Desk mic", None)
SIZES = [(80, 24), (120, 40)]


class Room:
    """An app made of fakes."""

    def __init__(
        self,
        store: Store,
        questions: list[Question] | None = None,
        bank: Bank = BANK,
        speaker: FakeSpeaker | None = None,
        microphone: FakeMicrophone | None = None,
        transcriber: FakeTranscriber | None = None,
        devices: Callable[[], Devices] = lambda: MICROPHONE,
    ) -> None:
        self.store = store
        self.voice = FakeVoice()
        self.speaker = speaker or FakeSpeaker()
        self.microphone = microphone or FakeMicrophone()
        self.transcriber = transcriber or FakeTranscriber()
        self.app = VoiceintApp(Studio(bank, store, self._build, devices), questions)

    def _build(self) -> Interviewer:
        return Interviewer(self.voice, self.speaker, self.microphone, self.transcriber, self.store)

    @asynccontextmanager
    async def open(self, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
        """Run the app, and end what it started."""
        async with self.app.run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot
        self.app.leave()
        if self.app.crash is not None:
            raise self.app.crash


async def until(pilot: Pilot[None], condition: Callable[[], object]) -> None:
    """Let the app run until something is so."""
    for _ in range(400):
        await pilot.pause()
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"never came: {screen_text(pilot)}")


def screen_text(pilot: Pilot[None]) -> str:
    """What is on the screen, as plain text."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips)


def sees(pilot: Pilot[None], text: str) -> Callable[[], bool]:
    """Whether a text is on the screen, however its lines are broken."""
    return lambda: text in " ".join(screen_text(pilot).split())


async def answer_aloud(pilot: Pilot[None]) -> None:
    """Begin the answer when the question was asked, and end it as soon as it is recorded."""
    await until(pilot, sees(pilot, "Think as long as you like"))
    await pilot.press("space")
    await until(pilot, sees(pilot, "● Recording"))
    await pilot.press("space")


@pytest.mark.parametrize("size", SIZES)
async def test_home_says_whether_the_room_is_ready(store: Store, size: tuple[int, int]) -> None:
    async with Room(store).open(size) as pilot:
        await until(pilot, sees(pilot, "✓ Recogniser"))

        text = screen_text(pilot)
        assert "✓ Microphone  Desk mic" in text
        assert "✓ Voice       fake voice" in text
        assert "Start" in text


async def test_without_a_microphone_answers_are_typed(store: Store) -> None:
    def none() -> Devices:
        raise DeviceError("PortAudio is not installed: sudo apt install libportaudio2")

    async with Room(store, devices=none).open() as pilot:
        await until(pilot, sees(pilot, "libportaudio2"))

        assert pilot.app.screen.query_one("#means", Choice).value == "keyboard"
        await pilot.press("enter")
        await until(pilot, sees(pilot, "Type your answer"))


async def test_a_missing_model_is_said_on_the_home_screen(store: Store) -> None:
    transcriber = FakeTranscriber(error=ModelError("The model 'base' is not on this machine: voiceint models get base"))
    async with Room(store, transcriber=transcriber).open() as pilot:
        await until(pilot, sees(pilot, "voiceint models get base"))


async def test_choices_are_made_with_the_arrow_keys(store: Store) -> None:
    async with Room(store).open() as pilot:
        await pilot.press("right")
        await pilot.press("up", "right")
        await pilot.press("enter")
        await until(pilot, sees(pilot, "Question 1 of 5"))

        assert "behavioural" in screen_text(pilot)


async def test_a_spoken_answer_is_heard_shown_and_kept(store: Store) -> None:
    room = Room(store, QUESTIONS)
    async with room.open() as pilot:
        await until(pilot, sees(pilot, "Think as long as you like"))
        assert QUESTIONS[0].prompt.split(".")[0] in " ".join(screen_text(pilot).split())
        await pilot.press("space")
        await until(pilot, sees(pilot, "● Recording"))
        await until(pilot, sees(pilot, "backlog had doubled"))
        await pilot.press("space")
        await until(pilot, lambda: isinstance(pilot.app.screen, AssessmentScreen))

        assert "A whole story, with a number in its result." in screen_text(pilot)

    (attempt,) = store.recent()
    assert attempt.stage == Stage.ASSESSED


@pytest.mark.parametrize("size", SIZES)
async def test_an_assessment_shows_each_part_with_its_words(store: Store, size: tuple[int, int]) -> None:
    room = Room(store)
    attempt = room._build().judge_text(QUESTIONS[0], STORY)
    async with room.open(size) as pilot:
        await pilot.app.push_screen(AssessmentScreen(room.app.studio, attempt, QUESTIONS[0]))
        await pilot.pause()
        scroll = pilot.app.screen.query_one("#assessment")
        seen = screen_text(pilot)
        while scroll.scroll_offset.y < scroll.max_scroll_y:
            scroll.scroll_relative(y=8, animate=False)
            await pilot.pause()
            seen += screen_text(pilot)

        seen = " ".join(seen.split())
        for expected in (
            "S Situation",
            "T Task",
            "A Action",
            "R Result",
            "“My task was to clear it",
            "Figures you gave",
        ):
            assert expected in seen


async def test_the_sample_answer_is_shown_on_demand(store: Store) -> None:
    room = Room(store)
    attempt = room._build().judge_text(QUESTIONS[0], STORY)
    async with room.open() as pilot:
        await pilot.app.push_screen(AssessmentScreen(room.app.studio, attempt, QUESTIONS[0]))
        assert "A sample answer" not in screen_text(pilot)
        await pilot.press("m")
        await until(pilot, sees(pilot, "A sample answer"))


async def test_an_answer_can_be_taken_again_and_the_session_goes_on(store: Store) -> None:
    async with Room(store, QUESTIONS).open() as pilot:
        for step in ("a", "n"):
            await until(pilot, sees(pilot, "Think as long as you like"))
            await pilot.press("space")
            await until(pilot, sees(pilot, "● Recording"))
            await pilot.press("space")
            await until(pilot, lambda: isinstance(pilot.app.screen, AssessmentScreen))
            await pilot.press(step)
        await until(pilot, sees(pilot, "Question 2 of 2"))

    assert [attempt.question.id for attempt in store.recent()] == [QUESTIONS[0].id] * 2


async def test_a_typed_answer_goes_the_same_way(store: Store) -> None:
    async with Room(store, QUESTIONS).open() as pilot:
        await until(pilot, sees(pilot, "Think as long as you like"))
        await pilot.press("t")
        pilot.app.screen.query_one("#typed", TextArea).text = STORY
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, AssessmentScreen))

    (attempt,) = store.recent()
    assert attempt.recording is None


async def test_an_empty_typed_answer_is_not_handed_in(store: Store) -> None:
    async with Room(store, QUESTIONS).open() as pilot:
        await until(pilot, sees(pilot, "Think as long as you like"))
        await pilot.press("t", "ctrl+s")
        await until(pilot, sees(pilot, "nothing to hand in"))


async def test_a_microphone_that_fails_leaves_the_keyboard(store: Store) -> None:
    broken = FakeMicrophone(tone(0.0), error=DeviceError("No microphone was found: connect one."))
    async with Room(store, QUESTIONS, microphone=broken).open() as pilot:
        await until(pilot, sees(pilot, "Think as long as you like"))
        await pilot.press("space")
        await until(
            pilot,
            sees(pilot, "No microphone was found: connect one. You can type your answer, or try again with Ctrl+R."),
        )

        assert isinstance(pilot.app.focused, TextArea)


async def test_a_broken_model_keeps_the_recording_and_leaves_the_keyboard(store: Store) -> None:
    room = Room(store, QUESTIONS, transcriber=FakeTranscriber(error=ModelError("The model file is damaged.")))
    async with room.open() as pilot:
        await answer_aloud(pilot)
        await until(pilot, sees(pilot, "Your recording is kept. The model file is damaged."))

    assert store.recording_path(store.recent()[0]).is_file()


async def test_after_a_failed_microphone_one_can_speak_again(store: Store) -> None:
    room = Room(store, QUESTIONS, microphone=FakeMicrophone(tone(0.0), error=DeviceError("No microphone.")))
    async with room.open() as pilot:
        await until(pilot, sees(pilot, "Think as long as you like"))
        await pilot.press("space")
        await until(pilot, sees(pilot, "try again with Ctrl+R"))
        room.microphone.clip, room.microphone.error = tone(1.0), None
        await pilot.press("ctrl+r")
        await until(pilot, sees(pilot, "Think as long as you like"))
        await pilot.press("space")
        await until(pilot, sees(pilot, "● Recording"))


async def test_handing_in_three_times_keeps_one_answer(store: Store) -> None:
    async with Room(store, QUESTIONS).open() as pilot:
        await until(pilot, sees(pilot, "Think as long as you like"))
        await pilot.press("t")
        pilot.app.screen.query_one("#typed", TextArea).text = STORY
        await pilot.press("ctrl+s", "ctrl+s", "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, AssessmentScreen))

    assert len(store.recent()) == 1


async def test_what_is_typed_or_pasted_cannot_steer_the_terminal(store: Store) -> None:
    async with Room(store, QUESTIONS).open() as pilot:
        await until(pilot, sees(pilot, "Think as long as you like"))
        await pilot.press("t")
        box = pilot.app.screen.query_one("#typed", TextArea)
        box.post_message(events.Paste("pasted \x9d52;c;x\x9c \u202e \x1b[31m"))
        await until(pilot, lambda: "pasted" in box.text)

        assert not set(box.text) & set("\x9d\x9c\u202e\x1b")


async def test_the_keys_may_be_open_when_the_assessment_comes(store: Store) -> None:
    room = Room(store, QUESTIONS, transcriber=FakeTranscriber(hold=True))
    async with room.open() as pilot:
        await answer_aloud(pilot)
        await until(pilot, sees(pilot, "Writing down"))
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        assert room.transcriber.last is not None
        room.transcriber.last.cancelled.set()
        await until(pilot, lambda: isinstance(pilot.app.screen, AssessmentScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))


async def test_leaving_while_a_recording_plays_ends_the_sound(store: Store) -> None:
    room = Room(store, QUESTIONS)
    async with room.open() as pilot:
        await answer_aloud(pilot)
        await until(pilot, lambda: isinstance(pilot.app.screen, AssessmentScreen))
        room.speaker.hold, room.speaker.playing = True, threading.Event()
        await pilot.press("p")
        await until(pilot, room.speaker.playing.is_set)
        await pilot.press("p")
        threads = room.app.studio.background._threads
        await until(pilot, lambda: not any(thread.is_alive() for thread in threads))
        room.speaker.error = DeviceError("No loudspeaker.")
        await pilot.press("p", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))


async def test_a_recording_that_got_no_further_is_finished_from_the_history(store: Store) -> None:
    attempt = replace(Attempt(QUESTIONS[0]), stage=Stage.RECORDED)
    write_wav(store.recording_path(attempt), tone(1.0))
    store.save(replace(attempt, recording=store.recording_path(attempt).name))
    async with Room(store).open() as pilot:
        await pilot.press("h")
        await until(pilot, sees(pilot, "recorded"))
        await pilot.press("enter", "f")
        await until(pilot, sees(pilot, "A whole story"))

    assert [kept.stage for kept in store.recent()] == [Stage.ASSESSED]


async def test_a_voice_that_does_not_work_is_not_ticked(store: Store) -> None:
    room = Room(store)
    room.voice.error = VoiceError("No speech engine: sudo apt install espeak-ng")
    async with room.open() as pilot:
        await until(pilot, sees(pilot, "sudo apt install espeak-ng"))
        assert "✓ Voice" not in screen_text(pilot)


async def test_skipping_asks_the_next_question(store: Store) -> None:
    async with Room(store, QUESTIONS).open() as pilot:
        await until(pilot, sees(pilot, "Think as long as you like"))
        await pilot.press("s")
        await until(pilot, sees(pilot, "Question 2 of 2"))


@pytest.mark.parametrize("moment", ["asking", "listening", "transcribing"])
async def test_leaving_ends_every_thread(store: Store, moment: str) -> None:
    speaker = FakeSpeaker(hold=moment == "asking")
    room = Room(store, QUESTIONS, speaker=speaker, transcriber=FakeTranscriber(hold=moment == "transcribing"))
    async with room.open() as pilot:
        if moment == "asking":
            await until(pilot, speaker.playing.is_set)
        else:
            await until(pilot, sees(pilot, "Think as long as you like"))
            await pilot.press("space")
            await until(pilot, sees(pilot, "● Recording"))
        if moment == "transcribing":
            await pilot.press("space")
            await until(pilot, sees(pilot, "Writing down"))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        threads = room.app.studio.background._threads
        await until(pilot, lambda: not any(thread.is_alive() for thread in threads))

    assert len(store.recent()) == (0 if moment == "asking" else 1)


async def test_the_clock_runs_only_while_listening(store: Store) -> None:
    async with Room(store, QUESTIONS).open() as pilot:
        await until(pilot, sees(pilot, "Think as long as you like"))
        clock = pilot.app.screen.query_one(Clock)
        assert clock._began is None
        await pilot.press("space")
        await until(pilot, sees(pilot, "● Recording"))
        assert clock._began is not None


async def test_history_lists_and_opens_answers(store: Store) -> None:
    room = Room(store)
    room._build().judge_text(QUESTIONS[0], STORY)
    async with room.open() as pilot:
        await pilot.press("h")
        await until(pilot, sees(pilot, "STAR"))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AssessmentScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))


async def test_an_empty_history_says_so(store: Store) -> None:
    async with Room(store).open() as pilot:
        await pilot.press("h")
        await until(pilot, sees(pilot, "No answers yet"))


async def test_a_recording_can_be_heard_and_stopped(store: Store) -> None:
    room = Room(store, QUESTIONS, speaker=FakeSpeaker())
    async with room.open() as pilot:
        await answer_aloud(pilot)
        await until(pilot, lambda: isinstance(pilot.app.screen, AssessmentScreen))
        played = len(room.speaker.played)
        await pilot.press("p")
        await until(pilot, lambda: len(room.speaker.played) == played + 1)


async def test_the_keys_are_shown_and_closed_again(store: Store) -> None:
    async with Room(store).open() as pilot:
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        assert "Start" in screen_text(pilot)
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))


@pytest.mark.parametrize("size", SIZES)
async def test_the_bank_is_searched_and_one_question_practised(store: Store, size: tuple[int, int]) -> None:
    async with Room(store).open(size) as pilot:
        await pilot.press("b")
        await until(pilot, sees(pilot, "Communication (4)"))
        await pilot.press("slash", *"furious")
        await until(pilot, sees(pilot, "What the interviewer is after"))
        await pilot.press("enter", "p")
        await until(pilot, sees(pilot, "Question 1 of 1"))
        assert "furious" in screen_text(pilot)
        await pilot.press("escape", "escape")
        await until(pilot, sees(pilot, "Communication (4)"))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))


async def test_a_search_without_a_hit_says_so(store: Store) -> None:
    async with Room(store).open() as pilot:
        await pilot.press("b", "slash", *"xyzzy")
        await until(pilot, sees(pilot, "Nothing fits"))


@pytest.mark.parametrize("size", SIZES)
async def test_a_quiz_gives_the_reason_at_once_and_keeps_the_score(store: Store, size: tuple[int, int]) -> None:
    async with Room(store).open(size) as pilot:
        await pilot.press("z")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuizScreen))
        screen = cast(QuizScreen, pilot.app.screen)
        for known in range(1, 11):
            assert screen._card is not None
            await pilot.press(str(screen._card.right + 1))
            await until(pilot, sees(pilot, f"{known} known at the first try"))
            assert "Right." in " ".join(screen_text(pilot).split())
            await pilot.press("n")
        await until(pilot, sees(pilot, "You knew 10 of 10"))


async def test_hostile_text_is_shown_as_text_on_every_screen(store: Store) -> None:
    hostile = Question("hostile", HOSTILE, Kind.BEHAVIOURAL, role=HOSTILE, topic=HOSTILE)
    text = f"{STORY} {HOSTILE}"
    room = Room(store, [hostile], Bank((hostile,)), transcriber=FakeTranscriber(text))
    room._build().judge_text(hostile, text)
    async with room.open((100, 60)) as pilot:
        await until(pilot, sees(pilot, "Think as long as you like"))
        seen = [screen_text(pilot)]
        await pilot.press("space")
        await until(pilot, sees(pilot, "● Recording"))
        await until(pilot, sees(pilot, "backlog"))
        seen.append(screen_text(pilot))
        await pilot.press("space")
        await until(pilot, lambda: isinstance(pilot.app.screen, AssessmentScreen))
        seen.append(screen_text(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        seen.append(screen_text(pilot))
        await pilot.press("b")
        await until(pilot, sees(pilot, "behavioural · aim for"))
        seen.append(screen_text(pilot))
        await pilot.press("escape", "h")
        await until(pilot, sees(pilot, "Your answers"))
        seen.append(screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AssessmentScreen))
        seen.append(screen_text(pilot))

    for screen in seen:
        assert not set(screen) & set("\x1b\x07\x00\u202e")
        assert "[@click=app.quit]" in screen


async def test_an_unfinished_attempt_can_be_looked_at(store: Store) -> None:
    store.save(Attempt(QUESTIONS[0], stage=Stage.RECORDED, problem="The model is damaged."))
    async with Room(store).open() as pilot:
        await pilot.press("h")
        await until(pilot, sees(pilot, "recorded"))
        await pilot.press("enter")
        await until(pilot, sees(pilot, "The model is damaged."))


async def test_an_unexpected_error_is_not_swallowed(store: Store) -> None:
    class Bug(FakeVoice):
        def speak(self, text: str) -> object:  # type: ignore[override]
            raise ZeroDivisionError("a bug")

    room = Room(store, QUESTIONS)
    room.voice = Bug()
    with pytest.raises(ZeroDivisionError):
        async with room.open() as pilot:
            await until(pilot, lambda: room.app.crash is not None)
