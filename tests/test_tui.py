import threading
from dataclasses import replace
from typing import cast

import pytest
from fakes import HOSTILE, STORY, FakeMicrophone, FakeSpeaker, FakeTranscriber, FakeVoice, tone
from room import (
    QUESTIONS,
    SIZES,
    Room,
    answer_aloud,
    begin_answer,
    screen_text,
    sees,
    style_of,
    until,
)
from textual import events
from textual.widgets import TextArea

from audio.devices import Devices
from audio.errors import DeviceError, ModelError, VoiceError
from audio.ports import Progress
from audio.wav import write_wav
from bank import Bank, Kind, Question
from voiceint.attempt import Attempt, Stage
from voiceint.errors import StorageError
from voiceint.history import Store
from voiceint.tui.screens.assessment import AssessmentScreen
from voiceint.tui.screens.help import HelpScreen
from voiceint.tui.screens.history import HistoryScreen
from voiceint.tui.screens.home import HomeScreen
from voiceint.tui.screens.interview import InterviewScreen
from voiceint.tui.screens.quiz import QuizScreen
from voiceint.tui.screens.recovered import RecoveredScreen
from voiceint.tui.widgets.choice import Choice
from voiceint.tui.widgets.countdown import Countdown
from voiceint.tui.widgets.key_line import KeyLine
from voiceint.tui.widgets.level_meter import LevelMeter
from voiceint.tui.widgets.live_text import LiveText
from voiceint.turn import Moment


def leave_unfinished(store: Store, question: Question = QUESTIONS[0]) -> Attempt:
    """An answer that was recorded and got no further."""
    attempt = Attempt(question, stage=Stage.RECORDED, problem="The program ended in the middle of this answer.")
    attempt = replace(attempt, recording=store.recording_path(attempt).name)
    write_wav(store.recording_path(attempt), tone(73.0, rate=8000))
    store.save(attempt)
    return attempt


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
        await pilot.press("down", "down", "down", "right")
        await pilot.press("down", "right")
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

        assert "A whole story, with a number in its result" in screen_text(pilot)

    (attempt,) = store.recent()
    assert attempt.stage == Stage.ASSESSED


@pytest.mark.parametrize("size", SIZES)
async def test_an_assessment_shows_each_part_with_its_words(store: Store, size: tuple[int, int]) -> None:
    room = Room(store)
    attempt = room._build().judge_text(QUESTIONS[0], STORY)
    async with room.open(size) as pilot:
        await pilot.app.push_screen(AssessmentScreen(room.app.studio, attempt, QUESTIONS[0]))
        await pilot.pause()
        scroll = pilot.app.screen.query_one("#scorecard")
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
        if moment == "listening":
            await pilot.press("escape")
            await until(pilot, sees(pilot, "Esc again leaves. What you said so far is kept"))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        threads = room.app.studio.background._threads
        await until(pilot, lambda: not any(thread.is_alive() for thread in threads))

    assert len(store.recent()) == (0 if moment == "asking" else 1)


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


@pytest.mark.parametrize("size", [*SIZES, (30, 24)])
async def test_the_last_lines_have_the_keys_that_do_something_and_take_clicks(
    store: Store, size: tuple[int, int]
) -> None:
    async with Room(store, QUESTIONS).open(size) as pilot:
        await until(pilot, sees(pilot, "Type instead"))
        line = pilot.app.screen.query_one(KeyLine)
        assert "Space Answer / end" in screen_text(pilot)
        assert "Hand in" not in screen_text(pilot)

        rows = screen_text(pilot).splitlines()[-line.size.height :]
        y, x = next((y, row.index("Skip")) for y, row in enumerate(rows) if "Skip" in row)
        await pilot.click(line, offset=(x, y))
        await until(pilot, sees(pilot, "Question 2 of 2"))


async def test_the_command_palette_has_the_keys_of_the_screen(store: Store) -> None:
    async with Room(store).open((120, 40)) as pilot:
        await pilot.press("ctrl+p")
        await until(pilot, sees(pilot, "History"))
        await pilot.press(*"history", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))


async def test_the_bank_is_searched_and_one_question_practised(store: Store) -> None:
    async with Room(store).open(SIZES[0]) as pilot:
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


async def test_a_quiz_gives_the_reason_at_once_and_keeps_the_score(store: Store) -> None:
    async with Room(store).open(SIZES[0]) as pilot:
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


async def test_what_may_still_change_is_dim_and_the_end_is_in_sight(store: Store) -> None:
    room = Room(store, QUESTIONS)
    async with room.open() as pilot:
        turn = await begin_answer(pilot)
        await until(pilot, room.microphone.heard_all.is_set)
        turn.on_progress(Progress("One line."))
        await until(pilot, sees(pilot, "One line."))
        top = pilot.app.screen.query_one(LiveText).region.y
        assert "One line." in screen_text(pilot).splitlines()[top]
        turn.on_progress(Progress(f"{STORY} " * 6 + "So I stayed", "and [red]maybe[/] we"))
        await until(pilot, sees(pilot, "So I stayed and [red]maybe[/] we"))

        assert style_of(pilot, "[red]maybe[/]").color != style_of(pilot, "stayed").color


async def test_the_level_is_shown_while_the_microphone_stands_by_and_not_when_nothing_comes(store: Store) -> None:
    async with Room(store, QUESTIONS).open() as pilot:
        await until(pilot, sees(pilot, "Think as long as you like"))
        screen = cast(InterviewScreen, pilot.app.screen)
        meter = screen.query_one(LevelMeter)
        screen._turn.on_level(0.4)
        await until(pilot, lambda: meter.level == 0.4)
        screen._level_at -= 1.0
        await until(pilot, lambda: meter.level is None)


@pytest.mark.parametrize("size", SIZES)
async def test_a_microphone_that_stops_is_said(store: Store, size: tuple[int, int]) -> None:
    async with Room(store, QUESTIONS).open(size) as pilot:
        turn = await begin_answer(pilot)
        turn.on_moment(Moment.INTERRUPTED)
        await until(pilot, sees(pilot, "Not recording: the microphone stopped. What you said is kept."))
        await until(pilot, sees(pilot, "T types the rest."))

        assert "● Recording" not in screen_text(pilot)
        assert pilot.app.screen.query_one("#stage").has_class("interrupted")
        turn.on_moment(Moment.LISTENING)
        await until(pilot, sees(pilot, "● Recording"))
        assert not pilot.app.screen.query_one("#stage").has_class("interrupted")


async def test_an_interrupted_answer_can_be_ended(store: Store) -> None:
    async with Room(store, QUESTIONS).open() as pilot:
        turn = await begin_answer(pilot)
        turn.on_moment(Moment.INTERRUPTED)
        await until(pilot, sees(pilot, "Not recording"))
        await pilot.press("space")
        await until(pilot, lambda: isinstance(pilot.app.screen, AssessmentScreen))


async def test_the_rest_of_an_interrupted_answer_can_be_typed(store: Store) -> None:
    async with Room(store, QUESTIONS).open() as pilot:
        turn = await begin_answer(pilot)
        turn.on_progress(Progress("I sorted every ticket.", "And then \x1b[31m I"))
        turn.on_moment(Moment.INTERRUPTED)
        await until(pilot, sees(pilot, "Not recording"))
        await pilot.press("t")
        await until(pilot, sees(pilot, "Type your answer"))
        box = pilot.app.screen.query_one("#typed", TextArea)
        await pilot.press(*"slept")
        assert box.text == "I sorted every ticket. And then \ufffd[31m I slept"
        await until(pilot, lambda: [attempt.stage for attempt in store.recent()] == [Stage.RECORDED])
        turn.on_moment(Moment.LISTENING)
        await pilot.pause()
        assert "● Recording" not in screen_text(pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, AssessmentScreen))

    typed, spoken = store.recent()
    assert (typed.recording, typed.stage) == (None, Stage.ASSESSED)
    assert store.recording_path(spoken).is_file()


@pytest.mark.parametrize("size", SIZES)
async def test_the_countdown_is_seen_and_vanishes_when_it_is_cancelled(store: Store, size: tuple[int, int]) -> None:
    async with Room(store, QUESTIONS).open(size) as pilot:
        turn = await begin_answer(pilot)
        countdown = pilot.app.screen.query_one(Countdown)
        assert not countdown.display
        turn.on_countdown(1.9)
        await until(pilot, sees(pilot, "Ending in 2 s. Say anything to go on, or press Space to end now."))
        turn.on_countdown(0.6)
        await until(pilot, sees(pilot, "Ending in 1 s."))
        turn.on_countdown(None)
        await until(pilot, lambda: "Ending in" not in screen_text(pilot))
        assert not countdown.display


async def test_space_ends_the_answer_in_the_countdown(store: Store) -> None:
    async with Room(store, QUESTIONS, transcriber=FakeTranscriber(hold=True)).open() as pilot:
        turn = await begin_answer(pilot)
        turn.on_countdown(1.9)
        await until(pilot, sees(pilot, "Ending in 2 s."))
        await pilot.press("space")
        await until(pilot, sees(pilot, "Writing down"))
        await until(pilot, lambda: "Ending in" not in screen_text(pilot))


async def test_a_notice_comes_and_goes(store: Store) -> None:
    async with Room(store, QUESTIONS).open() as pilot:
        turn = await begin_answer(pilot)
        turn.on_notice("The microphone hears almost nothing.")
        await until(pilot, sees(pilot, "hears almost nothing"))
        turn.on_notice("")
        await until(pilot, lambda: "hears almost nothing" not in screen_text(pilot))


@pytest.mark.parametrize("size", SIZES)
async def test_an_answer_of_last_time_is_offered_and_finished(store: Store, size: tuple[int, int]) -> None:
    attempt = leave_unfinished(store)
    recording = store.recording_path(attempt).read_bytes()
    async with Room(store, recovered=[attempt]).open(size) as pilot:
        await until(pilot, sees(pilot, "An answer was not finished"))
        await until(pilot, sees(pilot, QUESTIONS[0].prompt[:40]))
        await until(pilot, sees(pilot, "1:13 recorded"))
        assert f"{attempt.at.astimezone():%d %b %H:%M}" in screen_text(pilot)
        await pilot.press("f")
        await until(pilot, sees(pilot, "A whole story"))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        assert "can be finished" not in screen_text(pilot)

    assert [kept.stage for kept in store.recent()] == [Stage.ASSESSED]
    assert store.recording_path(attempt).read_bytes() == recording


async def test_finishing_that_fails_leaves_the_answer_as_it_was(store: Store) -> None:
    attempt = leave_unfinished(store)
    recording = store.recording_path(attempt).read_bytes()
    broken = FakeTranscriber(error=ModelError("The model file is damaged."))
    async with Room(store, transcriber=broken, recovered=[attempt]).open() as pilot:
        await until(pilot, sees(pilot, "An answer was not finished"))
        await pilot.press("f")
        await until(pilot, sees(pilot, "The model file is damaged."))
        broken.error = None
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, RecoveredScreen))
        assert store.recent()[0].stage == Stage.RECORDED
        assert store.recording_path(attempt).read_bytes() == recording
        await pilot.press("enter")
        await until(pilot, sees(pilot, "A whole story"))


async def test_one_answer_of_two_is_deleted_after_being_asked(store: Store) -> None:
    first, second = leave_unfinished(store), leave_unfinished(store, QUESTIONS[1])
    async with Room(store, recovered=[first, second]).open() as pilot:
        await until(pilot, sees(pilot, "2 answers were not finished"))
        await pilot.press("d")
        await until(pilot, sees(pilot, "Press D again"))
        await pilot.press("down")
        await until(pilot, lambda: "Press D again" not in screen_text(pilot))
        await pilot.press("d")
        await until(pilot, sees(pilot, "Press D again"))
        assert len(store.recent()) == 2
        await pilot.press("d")
        await until(pilot, sees(pilot, "An answer was not finished"))
        await pilot.press("escape")
        await until(pilot, sees(pilot, "An answer from last time can be finished"))

    assert [kept.id for kept in store.recent()] == [first.id]
    assert store.recording_path(first).is_file()
    assert not store.recording_path(second).exists()


async def test_deleting_the_last_one_goes_home(store: Store) -> None:
    attempt = leave_unfinished(store)
    async with Room(store, recovered=[attempt]).open() as pilot:
        await until(pilot, sees(pilot, "An answer was not finished"))
        await pilot.press("d", "d")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        assert "can be finished" not in screen_text(pilot)

    assert store.recent() == []


async def test_an_answer_that_cannot_be_deleted_is_said(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(attempt: Attempt) -> None:
        raise StorageError("The history cannot be used.")

    monkeypatch.setattr(store, "delete", refuse)
    async with Room(store, recovered=[leave_unfinished(store)]).open() as pilot:
        await until(pilot, sees(pilot, "An answer was not finished"))
        await pilot.press("d", "d")
        await until(pilot, sees(pilot, "The history cannot be used."))


async def test_an_answer_of_last_time_can_be_heard_and_left_for_later(store: Store) -> None:
    room = Room(store, speaker=FakeSpeaker(hold=True), recovered=[leave_unfinished(store)])
    async with room.open() as pilot:
        await until(pilot, sees(pilot, "An answer was not finished"))
        await pilot.press("p")
        await until(pilot, room.speaker.playing.is_set)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        assert "An answer from last time can be finished" in screen_text(pilot)
        threads = room.app.studio.background._threads
        await until(pilot, lambda: not any(thread.is_alive() for thread in threads))


async def test_a_recording_that_is_gone_is_said(store: Store) -> None:
    attempt = leave_unfinished(store)
    store.recording_path(attempt).unlink()
    async with Room(store, recovered=[attempt]).open() as pilot:
        await until(pilot, sees(pilot, "An answer was not finished"))
        assert "recorded" not in screen_text(pilot)
        await pilot.press("p")
        await until(pilot, lambda: attempt.id in screen_text(pilot))


async def test_a_session_that_is_started_at_once_is_not_held_up(store: Store) -> None:
    async with Room(store, QUESTIONS, recovered=[leave_unfinished(store)]).open() as pilot:
        await until(pilot, sees(pilot, "Question 1 of 2"))
        await pilot.press("escape")
        await until(pilot, sees(pilot, "An answer from last time can be finished"))
