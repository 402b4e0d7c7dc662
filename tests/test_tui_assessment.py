from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from conftest import SoundServer
from fakes import HOSTILE, STORY, FakeMicrophone, FakeSpeaker, FakeTranscriber, FakeVoice, tone
from room import MICROPHONE, QUESTIONS, SIZES, screen_text, sees, style_of, until
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import TextArea

from audio.clip import Clip
from audio.errors import DeviceError
from audio.ports import ignore
from audio.speaker import SoundDeviceSpeaker
from audio.transcript import Transcript, Word
from audio.wav import write_wav
from bank import Kind, Question, load_bank
from voiceint.attempt import Attempt, Stage
from voiceint.history import Store
from voiceint.interviewer import Interviewer, judge
from voiceint.rules import Rules, Style
from voiceint.session import Session
from voiceint.text_report import describe_change, points_heading, report_lines, verdict
from voiceint.tui.app import VoiceintApp
from voiceint.tui.screens.assessment import AssessmentScreen
from voiceint.tui.screens.home import HomeScreen
from voiceint.tui.studio import Studio
from voiceint.tui.widgets.answer_box import AnswerBox
from voiceint.tui.widgets.gauges import guide_gauge, sparkline
from voiceint.tui.widgets.passages import Passages
from voiceint.tui.widgets.place import find_places
from voiceint.tui.widgets.sample_pane import SamplePane
from voiceint.tui.widgets.scorecard import Scorecard
from voiceint.tui.widgets.spoken_words import find_words
from voiceint.tui.widgets.takes_pane import TakesPane
from voiceint.tui.widgets.transcript_pane import TranscriptPane

QUESTION = QUESTIONS[0]
SECONDS_A_WORD = 0.4
RECORDING_SECONDS = 40.0
HALF = STORY.split(" As a result")[0]
LIGHT = "#f0e442"


def spoken(store: Store, text: str = STORY, question: Question = QUESTION) -> Attempt:
    """A spoken answer with its recording, as it is kept."""
    words = tuple(
        Word(word, SECONDS_A_WORD * place, SECONDS_A_WORD * place + 0.3) for place, word in enumerate(text.split())
    )
    transcript = Transcript.of_words(words, RECORDING_SECONDS, "fake whisper")
    document = judge(question, transcript, 1.0, None)
    attempt = Attempt(question, stage=Stage.ASSESSED, transcript=transcript, assessment=document)
    attempt = replace(attempt, recording=store.recording_path(attempt).name)
    write_wav(store.recording_path(attempt), tone(RECORDING_SECONDS, rate=8000))
    store.save(attempt)
    return attempt


def typed(text: str = STORY, question: Question = QUESTION) -> Attempt:
    """A typed answer."""
    transcript = Transcript.typed(text)
    document = judge(question, transcript, None, None)
    return Attempt(question, stage=Stage.ASSESSED, transcript=transcript, assessment=document)


class TracedSpeaker(FakeSpeaker):
    """Plays until it is stopped or fails; the test says with `tell` how much was heard, in seconds."""

    def __init__(self) -> None:
        super().__init__(hold=True)
        self.tell: Callable[[float], object] = lambda seconds: None
        self.breaks = Event()

    def play(self, clip: Clip, stop: Event, on_position: Callable[[float], object] = ignore) -> bool:
        self.tell = on_position
        self.played.append(clip)
        while not stop.wait(0.01):
            if self.breaks.is_set():
                raise DeviceError("The loudspeaker stopped playing.")
        return False


class Reading:
    """An assessment that is read on a screen of its own."""

    def __init__(self, store: Store, speaker: FakeSpeaker | None = None) -> None:
        self.store = store
        self.speaker = speaker or FakeSpeaker()
        self.app = VoiceintApp(Studio(load_bank(), store, self._build, lambda: MICROPHONE, []))

    def _build(self) -> Interviewer:
        return Interviewer(FakeVoice(), self.speaker, FakeMicrophone(), FakeTranscriber(), self.store)

    @asynccontextmanager
    async def open(
        self, attempt: Attempt, size: tuple[int, int] = (80, 24), session: Session | None = None
    ) -> AsyncIterator[Pilot[None]]:
        async with self.app.run_test(size=size) as pilot:
            await pilot.pause()
            question = load_bank().find(attempt.question.id or "") or attempt.question
            await pilot.app.push_screen(AssessmentScreen(self.app.studio, attempt, question, session))
            await pilot.pause()
            yield pilot
        self.app.leave()
        if self.app.crash is not None:
            raise self.app.crash


def pointed(pilot: Pilot[None], pane: type[Passages]) -> str:
    """The words that are pointed at in a pane, as they are seen on it."""
    widget = pilot.app.screen.query_one(pane)
    found = [
        segment.text.strip()
        for y in range(widget.size.height)
        for segment in widget.render_line(y)
        if segment.style is not None and segment.style.reverse and segment.text.strip(" ▏") not in ("", *"STARO")
    ]
    return " ".join(found)


def lit(pilot: Pilot[None]) -> str:
    """The words that are lit on the screen."""
    strips = pilot.app.screen._compositor.render_strips()
    lights = (seg for strip in strips for seg in strip if seg.style is not None and seg.style.bgcolor is not None)
    return " ".join(seg.text for seg in lights if seg.style and seg.style.bgcolor and seg.style.bgcolor.name == LIGHT)


async def begin_playing(pilot: Pilot[None], speaker: TracedSpeaker) -> None:
    """Have the recording played from its start."""
    await pilot.press("p")
    await until(pilot, lambda: speaker.played)


def whole(pilot: Pilot[None], pane: type[Passages]) -> str:
    """All lines of a pane, also those that are not in sight."""
    return " ".join(" ".join(line.plain for line in pilot.app.screen.query_one(pane)._lines).split())


def keys(pilot: Pilot[None]) -> set[str]:
    """The keys that do something now."""
    return {key for key, active in pilot.app.screen.active_bindings.items() if active.enabled}


async def press_until(pilot: Pilot[None], key: str, condition: Callable[[], object]) -> None:
    """Press a key until something is so."""
    for _ in range(60):
        await pilot.press(key)
        if condition():
            return
    raise AssertionError(screen_text(pilot))


async def word_on_screen(pilot: Pilot[None], word: str) -> tuple[int, int]:
    """Where a word is on the screen, the lowest place if there are several."""
    for y, line in reversed(list(enumerate(screen_text(pilot).split("\n")))):
        if word in line:
            return line.index(word) + 1, y
    raise AssertionError(word)


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_glance_has_the_verdict_the_advice_and_the_time_of_each_part(
    store: Store, size: tuple[int, int]
) -> None:
    async with Reading(store).open(spoken(store), size) as pilot:
        assert sees(pilot, "A whole story, with a number in its result")()
        assert sees(pilot, "1. ")()
        assert sees(pilot, "S Situation")()
        strip = pilot.app.screen.query_one(TranscriptPane)._lines[0]
        assert strip.cell_length == pilot.app.screen.query_one(TranscriptPane).scrollable_content_region.width
        assert strip.plain.replace("▏", " ").split() == ["S", "T", "A", "R"]


@pytest.mark.parametrize("size", SIZES)
async def test_figures_length_pace_points_and_delivery_are_below(store: Store, size: tuple[int, int]) -> None:
    async with Reading(store).open(spoken(store), size) as pilot:
        text = whole(pilot, Scorecard)
        for expected in (
            "Backlog 400 → 30",
            "✓",
            "guide: 60-120 s; sample:",
            "words a minute",
            "“My task was to clear it",
            "Delivery:",
        ):
            assert expected in text


@pytest.mark.parametrize("size", SIZES)
async def test_a_remark_is_followed_to_its_words(store: Store, size: tuple[int, int]) -> None:
    async with Reading(store).open(spoken(store), size) as pilot:
        await press_until(pilot, "j", lambda: pointed(pilot, Scorecard).startswith("Result"))

        words = pointed(pilot, TranscriptPane)
        assert "the backlog fell from 400 to 30" in words
        assert "400 tickets" not in words


async def test_a_figure_is_found_where_it_was_said(store: Store) -> None:
    async with Reading(store).open(spoken(store)) as pilot:
        await press_until(pilot, "tab", lambda: "Backlog 400 → 30" in pointed(pilot, Scorecard))
        assert "400 to 30" in pointed(pilot, TranscriptPane)
        await pilot.press("shift+tab", "tab")
        assert "Backlog 400 → 30" in pointed(pilot, Scorecard)


async def test_every_remark_with_words_is_in_the_transcript(store: Store) -> None:
    places = find_places(spoken(store).assessment or {})

    assert [place.key for place in places.all if place.key[0] == "star"] == [("star", n) for n in range(4)]
    assert all(0 <= place.start < place.end <= len(places.text) for place in places.all)
    assert all(place.seconds is not None for place in places.all)


async def test_words_are_heard_from_a_little_before_them(store: Store) -> None:
    reading = Reading(store)
    attempt = spoken(store)
    async with reading.open(attempt) as pilot:
        await until(pilot, reading.app.studio.interviewer.done)
        await press_until(pilot, "j", lambda: pointed(pilot, Scorecard).startswith("Task"))
        await pilot.press("space")
        await until(pilot, lambda: reading.speaker.played)

    said = STORY.split(" My task")[0].count(" ") + 1
    expected = RECORDING_SECONDS - (said * SECONDS_A_WORD - 0.3)
    assert reading.speaker.played[-1].seconds == pytest.approx(expected, abs=0.01)


async def test_play_begins_at_the_start_and_stops(store: Store) -> None:
    reading = Reading(store, FakeSpeaker(hold=True))
    async with reading.open(spoken(store)) as pilot:
        assert "space" not in keys(pilot)
        await pilot.press("p")
        await until(pilot, lambda: reading.speaker.played)
        assert reading.speaker.played[0].seconds == pytest.approx(RECORDING_SECONDS)
        await pilot.press("p")
        threads = reading.app.studio.background._threads
        await until(pilot, lambda: not any(thread.is_alive() for thread in threads))


async def test_a_click_on_a_sentence_plays_it(store: Store) -> None:
    reading = Reading(store)
    async with reading.open(spoken(store), (120, 40)) as pilot:
        await until(pilot, reading.app.studio.interviewer.done)
        x, y = await word_on_screen(pilot, "I trained eight")
        await pilot.click(offset=(x, y))
        await until(pilot, lambda: reading.speaker.played)

        assert "I trained eight agents" in pointed(pilot, TranscriptPane)
        said = STORY.split("I trained")[0].count(" ")
        played = reading.speaker.played[-1].seconds
        assert played == pytest.approx(RECORDING_SECONDS - said * SECONDS_A_WORD + 0.3, abs=0.01)


async def test_a_click_on_a_remark_points_at_its_words_in_silence(store: Store) -> None:
    reading = Reading(store)
    async with reading.open(spoken(store)) as pilot:
        x, y = await word_on_screen(pilot, "Situation")
        await pilot.click(offset=(x, y))
        await until(pilot, lambda: "backlog had doubled" in pointed(pilot, TranscriptPane))

    assert not reading.speaker.played


async def test_a_broken_loudspeaker_is_said(store: Store) -> None:
    async with Reading(store, FakeSpeaker(DeviceError("No loudspeaker."))).open(spoken(store)) as pilot:
        await pilot.press("p")
        await until(pilot, sees(pilot, "No loudspeaker."))


@pytest.mark.parametrize("size", SIZES)
async def test_the_word_that_is_heard_is_lit_and_the_position_shown(store: Store, size: tuple[int, int]) -> None:
    speaker = TracedSpeaker()
    async with Reading(store, speaker).open(spoken(store), size) as pilot:
        await begin_playing(pilot, speaker)
        assert lit(pilot) == ""
        for place in (0, 7, 20):
            speaker.tell(place * SECONDS_A_WORD + 0.1)
            await until(pilot, lambda place=place: lit(pilot) == STORY.split()[place])  # type: ignore[misc]
        assert sees(pilot, "What you said · ▶ 0:08 / 0:40")()


async def test_the_word_that_is_heard_stays_in_sight(store: Store) -> None:
    speaker = TracedSpeaker()
    async with Reading(store, speaker).open(spoken(store)) as pilot:
        await begin_playing(pilot, speaker)
        for place, word in enumerate(STORY.split()):
            speaker.tell(place * SECONDS_A_WORD)
            await until(pilot, lambda word=word: lit(pilot) == word)  # type: ignore[misc]


async def test_a_word_that_is_pointed_at_is_lit_as_well(store: Store) -> None:
    speaker = TracedSpeaker()
    async with Reading(store, speaker).open(spoken(store)) as pilot:
        await begin_playing(pilot, speaker)
        speaker.tell(0.1)
        await press_until(pilot, "j", lambda: pointed(pilot, Scorecard).startswith("Situation"))
        await until(pilot, lambda: lit(pilot) == "Last")
        assert "year, when I was managing" in pointed(pilot, TranscriptPane)


async def test_only_the_lines_that_change_are_drawn_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    speaker = TracedSpeaker()
    drawn: list[int] = []
    draw = TranscriptPane.render_line

    def count(pane: TranscriptPane, y: int) -> Strip:
        drawn.append(y)
        return draw(pane, y)

    async with Reading(store, speaker).open(spoken(store), (120, 40)) as pilot:
        await begin_playing(pilot, speaker)
        speaker.tell(0.1)
        await until(pilot, lambda: lit(pilot) == "Last")
        monkeypatch.setattr(TranscriptPane, "render_line", count)
        speaker.tell(0.5)
        await until(pilot, lambda: lit(pilot) == "year,")
        assert len(set(drawn)) == 1
        drawn.clear()
        speaker.tell(0.6)  # the same word and the same second
        await pilot.pause()
        assert drawn == []


async def test_brackets_go_to_the_sentence_before_or_after_and_play_on(store: Store) -> None:
    speaker = TracedSpeaker()
    attempt = spoken(store)
    starts = [sentence["start"] for sentence in (attempt.assessment or {})["sentences"]]
    async with Reading(store, speaker).open(attempt) as pilot:

        async def press(key: str) -> float:
            count = len(speaker.played)
            await pilot.press(key)
            await until(pilot, lambda: len(speaker.played) > count)
            return RECORDING_SECONDS - speaker.played[-1].seconds

        assert not {"left_square_bracket", "right_square_bracket"} & keys(pilot)
        await begin_playing(pilot, speaker)
        assert await press("right_square_bracket") == pytest.approx(starts[1] - 0.3, abs=0.01)
        assert await press("right_square_bracket") == pytest.approx(starts[2] - 0.3, abs=0.01)
        speaker.tell(0.4)
        await until(pilot, sees(pilot, "What you said · ▶"))
        assert lit(pilot) == STORY.split()[round(starts[2] / SECONDS_A_WORD)]
        assert await press("left_square_bracket") == pytest.approx(starts[1] - 0.3, abs=0.01)
        speaker.tell(2.5)  # well into the sentence: it is said again
        assert await press("left_square_bracket") == pytest.approx(starts[1] - 0.3, abs=0.01)


async def test_nothing_stays_lit_when_playing_ends(store: Store) -> None:
    speaker = TracedSpeaker()
    async with Reading(store, speaker).open(spoken(store)) as pilot:
        await begin_playing(pilot, speaker)
        speaker.tell(0.1)
        await until(pilot, lambda: lit(pilot))
        await pilot.press("p")
        await until(pilot, lambda: not lit(pilot))
        speaker.tell(0.5)
        await pilot.pause()
        assert lit(pilot) == ""
        assert "▶" not in screen_text(pilot)


async def test_nothing_stays_lit_when_the_loudspeaker_breaks(store: Store) -> None:
    speaker = TracedSpeaker()
    async with Reading(store, speaker).open(spoken(store)) as pilot:
        await begin_playing(pilot, speaker)
        speaker.tell(0.1)
        await until(pilot, lambda: lit(pilot))
        speaker.breaks.set()
        await until(pilot, sees(pilot, "The loudspeaker stopped playing."))
        assert lit(pilot) == ""


async def test_the_text_as_it_was_recognised_is_not_lit(store: Store) -> None:
    speaker = TracedSpeaker()
    attempt = Interviewer(None, FakeSpeaker(), FakeMicrophone(), FakeTranscriber(), store).correct(
        spoken(store, HALF), STORY
    )
    async with Reading(store, speaker).open(attempt) as pilot:
        await begin_playing(pilot, speaker)
        await pilot.press("o")
        speaker.tell(0.1)
        await pilot.pause()
        assert lit(pilot) == ""
        await pilot.press("o")
        speaker.tell(0.5)
        await until(pilot, lambda: lit(pilot) == "year,")


async def test_opening_an_answer_makes_nothing_ready_for_playing(store: Store) -> None:
    async with Reading(store).open(spoken(store)) as pilot:
        lines = pilot.app.screen.query_one(TranscriptPane)._lines
        assert not any(
            "word" in span.style.meta for line in lines for span in line.spans if not isinstance(span.style, str)
        )


def test_each_word_is_found_with_its_time(store: Store) -> None:
    assessment = spoken(store, f"{STORY} {HOSTILE} the the end.").assessment or {}
    places = find_places(assessment)

    found = find_words(assessment, places)

    said = [places.text[word.start : word.end] for word in found.words]
    assert said[: len(STORY.split())] == STORY.split()
    assert said[-3:] == ["the", "the", "end."]
    assert [found.at(seconds) for seconds in (-1.0, 0.0, 0.39, 0.41, 99.0)] == [None, 0, 0, 1, len(said) - 1]


def test_words_that_were_put_in_by_a_correction_are_never_lit() -> None:
    heard = Transcript.of_words((Word("I", 0.0, 0.3), Word("left.", 0.4, 0.8)), 1.0, "fake whisper")
    assessment = judge(QUESTION, heard.corrected("I sorted every ticket and I left."), None, None)
    places = find_places(assessment)

    words = find_words(assessment, places).words

    assert [word.seconds for word in words] == sorted(word.seconds for word in words)
    assert {places.text[word.start : word.end] for word in words} >= {"left."}
    assert len(words) < len(places.text.split())


def test_a_typed_answer_has_no_words_to_light() -> None:
    assessment = typed().assessment or {}
    found = find_words(assessment, find_places(assessment))

    assert found.words == ()
    assert found.sentence_from(3.0, 1) is None
    assert found.sentence_from(3.0, -1) is None


@pytest.mark.sound
def test_a_loudspeaker_tells_how_much_of_a_clip_was_heard(sound: SoundServer) -> None:
    told: list[float] = []

    assert SoundDeviceSpeaker().play(tone(1.0), Event(), told.append)

    assert told == sorted(told)
    assert told[0] < 0.2
    assert 0.8 < told[-1] <= 1.0
    assert len(told) > 10


async def test_a_typed_answer_has_nothing_to_hear(store: Store) -> None:
    async with Reading(store).open(typed()) as pilot:
        await pilot.press("j")
        assert pointed(pilot, Scorecard)
        assert not {"space", "p"} & keys(pilot)
        assert "guide: 130-300 words" in whole(pilot, Scorecard)


async def test_a_correction_is_judged_and_both_texts_are_kept(store: Store) -> None:
    attempt = spoken(store, HALF)
    async with Reading(store).open(attempt) as pilot:
        assert sees(pilot, "A story without a result.")()
        await pilot.press("e")
        assert keys(pilot) & {"e", "n", "m", "ctrl+s"} == {"ctrl+s"}
        box = pilot.app.screen.query_one(AnswerBox)
        assert box.has_focus
        box.text = STORY
        await pilot.press("ctrl+s")
        await until(pilot, sees(pilot, "A whole story, with a number in its result"))

        assert sees(pilot, "You corrected this text; what was recognised is kept (o shows it)")()
        assert "the backlog fell" in whole(pilot, TranscriptPane)
        await pilot.press("o")
        assert "the backlog fell" not in whole(pilot, TranscriptPane)
        await pilot.press("o")
        assert "the backlog fell" in whole(pilot, TranscriptPane)

    (kept,) = store.recent()
    assert kept.heard is not None
    assert kept.transcript is not None
    assert (kept.heard.text, kept.transcript.text) == (HALF, STORY)


async def test_following_a_remark_leaves_the_text_as_it_was_recognised(store: Store) -> None:
    attempt = Interviewer(None, FakeSpeaker(), FakeMicrophone(), FakeTranscriber(), store).correct(
        spoken(store, HALF), STORY
    )
    async with Reading(store).open(attempt) as pilot:
        await pilot.press("o")
        await press_until(pilot, "j", lambda: pointed(pilot, Scorecard).startswith("Result"))
        assert "the backlog fell" in pointed(pilot, TranscriptPane)


async def test_a_change_is_dropped_only_when_asked_twice(store: Store) -> None:
    async with Reading(store).open(spoken(store)) as pilot:
        await pilot.press("e", "escape")
        assert not pilot.app.screen.query(TextArea)
        await pilot.press("e", "x", "escape")
        await until(pilot, sees(pilot, "Esc again drops your change."))
        await pilot.press("y", "escape")
        assert pilot.app.screen.query_one(AnswerBox).text.endswith("xy")
        await pilot.press("escape")
        assert not pilot.app.screen.query(TextArea)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))

    assert store.recent()[0].heard is None


async def test_an_unchanged_or_empty_text_is_not_judged(store: Store) -> None:
    async with Reading(store).open(spoken(store)) as pilot:
        await pilot.press("e")
        pilot.app.screen.query_one(AnswerBox).text = " "
        await pilot.press("ctrl+s")
        await until(pilot, sees(pilot, "There is nothing to judge."))
        pilot.app.screen.query_one(AnswerBox).text = STORY
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not pilot.app.screen.query(TextArea))

    assert store.recent()[0].heard is None


@pytest.mark.parametrize("size", SIZES)
async def test_the_sample_stands_beside_where_there_is_room(store: Store, size: tuple[int, int]) -> None:
    async with Reading(store).open(spoken(store), size) as pilot:
        await pilot.press("m")
        await until(pilot, sees(pilot, "A sample answer"))
        screen = pilot.app.screen
        assert screen.query_one(Scorecard).display is (size[0] >= 110)
        assert screen.query_one(TranscriptPane).region.height > 2
        lines = screen.query_one(SamplePane)._lines
        assert [line.plain[1] for line in lines[1:] if line.plain[:4].strip()] == list("STAR")
        await pilot.press("m")
        assert "A sample answer" not in screen_text(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_a_take_is_compared_with_the_last_one(store: Store, size: tuple[int, int]) -> None:
    before = spoken(store, HALF)
    store.save(replace(before, at=before.at - timedelta(days=1)))
    async with Reading(store).open(spoken(store), size) as pilot:
        await until(pilot, sees(pilot, "Since your last take you gained: the result, a number in the result"))
        await pilot.press("c")
        await until(pilot, sees(pilot, "Lost: nothing"))
        text = whole(pilot, TakesPane)
        assert "+ the result" in text
        assert "The last take" in text
        assert "Length: 50 words" in text
        await pilot.press("escape")
        assert sees(pilot, "S Situation")()
        await pilot.press("c", "c")
        assert sees(pilot, "S Situation")()


async def test_a_first_take_is_compared_with_nothing(store: Store) -> None:
    reading = Reading(store)
    async with reading.open(spoken(store)) as pilot:
        threads = reading.app.studio.background._threads
        await until(pilot, lambda: not any(thread.is_alive() for thread in threads))
        assert "c" not in keys(pilot)
        assert "Since your last take" not in screen_text(pilot)


async def test_a_question_that_is_asked_once_is_not_answered_again(store: Store) -> None:
    strict = Session.of_questions([QUESTION, QUESTION], Style.MOCK, Rules(repeats=False))
    async with Reading(store).open(spoken(store), session=strict) as pilot:
        assert "a" not in keys(pilot)
        assert "n" in keys(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_an_assessment_of_an_older_version_is_read(store: Store, size: tuple[int, int]) -> None:
    attempt = spoken(store)
    document: dict[str, Any] = dict(attempt.assessment or {})
    del document["judge"], document["question"], document["timings"]
    document["delivery"] = {key: value for key, value in document["delivery"].items() if key != "pace"}
    document["coverage"] = {key: value for key, value in document["coverage"].items() if key != "different_story"}
    document["star"] = {
        name: {key: value for key, value in part.items() if key != "seconds"} if isinstance(part, dict) else part
        for name, part in document["star"].items()
    }
    async with Reading(store).open(replace(attempt, assessment=document), size) as pilot:
        assert sees(pilot, "A whole story")()
        await press_until(pilot, "j", lambda: pointed(pilot, Scorecard).startswith("Result"))
        await pilot.press("m")
        await until(pilot, sees(pilot, "A sample answer"))
    assert report_lines(document)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_is_shown_as_it_is(store: Store, size: tuple[int, int]) -> None:
    question = Question(None, f"Tell me {HOSTILE}", Kind.BEHAVIOURAL)
    attempt = spoken(store, f"{STORY} {HOSTILE} and {HOSTILE}", question)
    async with Reading(store).open(attempt, size) as pilot:
        for _ in range(12):
            await pilot.press("k")
        await pilot.press("o", "c", "m", "e")
        pilot.app.screen.query_one(AnswerBox).text = HOSTILE
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not pilot.app.screen.query(TextArea))
        await pilot.press("o")

        assert "[@click=app.quit]x[/]" in whole(pilot, TranscriptPane)
        assert not set(screen_text(pilot)) & set("\x1b\x07\u202e\x00")


async def test_an_answer_without_words_and_one_without_an_assessment_are_shown(store: Store) -> None:
    attempts = [
        typed(""),
        Attempt(QUESTION, stage=Stage.TRANSCRIBED, transcript=Transcript.typed("Only this.")),
        Attempt(QUESTION, stage=Stage.RECORDED, problem="Nothing was recorded."),
    ]
    for attempt, expected in zip(
        attempts, ("No words were heard.", "Only this.", "Nothing was recorded."), strict=True
    ):
        async with Reading(store).open(attempt) as pilot:
            await pilot.press("j", "k", "space", "p")
            assert sees(pilot, expected)()


async def test_a_narrow_window_and_a_resized_one_keep_the_words_in_sight(store: Store) -> None:
    async with Reading(store).open(spoken(store), (40, 12)) as pilot:
        await press_until(pilot, "j", lambda: pointed(pilot, Scorecard).startswith("Result"))
        await pilot.press("m")
        for width, height in ((140, 40), (60, 16)):
            await pilot.resize_terminal(width, height)
            await until(pilot, lambda: "400 to 30" in pointed(pilot, TranscriptPane))


async def test_the_parts_have_their_colours_in_the_text(store: Store) -> None:
    async with Reading(store).open(spoken(store), (120, 40)) as pilot:
        assert str(style_of(pilot, " S ").bgcolor and style_of(pilot, " S ").bgcolor.triplet.hex) == "#56b4e9"  # type: ignore[union-attr]


def test_what_a_candidate_asks_is_counted() -> None:
    document = dict(typed().assessment or {})
    points = [
        {"point": name, "state": state, "evidence": None} for name, state in (("Team", "covered"), ("Q", "partly"))
    ]
    document |= {
        "question": {"id": None, "prompt": "What would you like to ask us?", "kind": "closing"},
        "star": document["star"] | {"applicable": False},
        "coverage": {"applicable": True, "points": points},
    }

    assert verdict(document) == "You asked about 1 of the things that are worth asking here."
    assert points_heading(document) == "Worth asking, compared by words"
    assert "Worth asking, compared by words" in report_lines(document)
    points[0]["state"] = "missing"
    assert verdict(document) == "You asked about none of the things that managers of this role like to be asked."


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"kpi": "CSAT", "from": 78.0, "to": 91.0, "unit": "%"}, "CSAT 78 → 91 %"),
        ({"kpi": "CSAT", "delta": 12.0, "direction": "up", "unit": "%"}, "CSAT +12 %"),
        ({"to": 1_250_000.0}, "Count 1,250,000"),
        ({}, "Count some"),
    ],
)
def test_a_figure_is_written_in_few_words(changes: dict[str, Any], expected: str) -> None:
    nothing = {"text": "some", "kpi": None, "kind": "count", "from": None, "to": None, "delta": None}
    assert describe_change(nothing | {"unit": None, "direction": None} | changes) == expected


def test_gauges_hold_any_number() -> None:
    assert sparkline([100, 150, 200]) == "▁▅█"
    assert sparkline([120, 120]) == "▁▁"
    assert guide_gauge(0, (60, 120)).plain[0] == "●"
    assert guide_gauge(900, (60, 120)).plain[-1] == "▶"
