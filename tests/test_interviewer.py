import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event, Thread
from typing import NamedTuple

import numpy as np
import pytest
from fakes import STORY, FakeMicrophone, FakeSpeaker, FakeTranscriber, FakeVoice, tone

from audio.errors import DeviceError, ModelError, VoiceError
from audio.ports import Block, Progress
from audio.tone import end_tone, start_tone
from audio.wav import read_wav
from bank import Kind, load_bank
from voiceint.attempt import Attempt, Place, Stage
from voiceint.errors import StorageError
from voiceint.history import Store
from voiceint.interviewer import Interviewer
from voiceint.session import Session
from voiceint.turn import Moment, Turn

QUESTION = next(question for question in load_bank().questions if question.kind == Kind.BEHAVIOURAL)


class Room:
    """An interviewer made of fakes, and a turn that is watched."""

    def __init__(
        self,
        store: Store,
        voice: FakeVoice | None = None,
        speaker: FakeSpeaker | None = None,
        microphone: FakeMicrophone | None = None,
        transcriber: FakeTranscriber | None = None,
        tones: bool = False,
        keep_audio: bool = True,
    ) -> None:
        self.voice = voice or FakeVoice()
        self.speaker = speaker or FakeSpeaker()
        self.microphone = microphone or FakeMicrophone()
        self.transcriber = transcriber or FakeTranscriber()
        self.interviewer = Interviewer(
            self.voice, self.speaker, self.microphone, self.transcriber, store, tones=tones, keep_audio=keep_audio
        )
        self.moments: list[Moment] = []
        self.reached = {moment: Event() for moment in Moment}
        self.notices: list[str] = []
        self.turn = Turn(self._note, on_notice=self.notices.append)

    def _note(self, moment: Moment) -> None:
        self.moments.append(moment)
        self.reached[moment].set()

    def take(self, during: Callable[[], None], timed: bool = False) -> Attempt | None:
        """Run a turn while `during` acts as the person."""
        person = Thread(target=during)
        person.start()
        attempt = self.interviewer.take(QUESTION, self.turn, place=Place("a session", 3), timed=timed)
        person.join(10)
        return attempt

    def answer_and_finish(self) -> None:
        """What most people do."""
        self.reached[Moment.READY].wait(10)
        self.turn.answer()
        self.microphone.heard_all.wait(10)
        self.turn.finish()


def test_a_turn_asks_listens_transcribes_assesses_and_stores(store: Store) -> None:
    room = Room(store)

    attempt = room.take(room.answer_and_finish)

    assert attempt is not None and attempt.stage == Stage.ASSESSED
    assert room.moments == [
        moment for moment in Moment if moment not in (Moment.INTERRUPTED, Moment.PAUSED, Moment.KEPT)
    ]
    assert attempt.place == Place("a session", 3)
    assert room.voice.spoken == [QUESTION.prompt]
    assert attempt.transcript is not None and attempt.transcript.text == STORY
    assert attempt.assessment is not None and attempt.assessment["story"]["kind"] == "story"
    assert attempt.assessment["timings"]["transcribe_seconds"] is not None
    (kept,) = store.recent()
    assert (kept.id, kept.stage) == (attempt.id, Stage.ASSESSED)
    assert read_wav(store.recording_path(kept)).seconds == pytest.approx(0.5)


def test_the_recogniser_is_told_the_words_of_the_trade(store: Store) -> None:
    room = Room(store)

    room.take(room.answer_and_finish)

    hint = room.transcriber.hints[0].split(", ")
    assert set(QUESTION.metrics) <= set(hint)
    assert "CSAT" in hint
    assert len(hint) <= 12


def test_the_microphone_opens_only_after_the_question(store: Store) -> None:
    room = Room(store, speaker=FakeSpeaker(hold=True))

    def interrupt() -> None:
        room.speaker.playing.wait(10)
        assert room.microphone.opened == 0
        room.turn.answer()
        room.microphone.heard_all.wait(10)
        room.turn.finish()

    assert room.take(interrupt) is not None
    assert room.microphone.opened == 1


def test_the_question_can_be_heard_again(store: Store) -> None:
    room = Room(store)

    def replay_twice() -> None:
        room.reached[Moment.READY].wait(10)
        room.turn.replay()
        room.turn.replay()
        room.turn.answer()
        room.microphone.heard_all.wait(10)
        room.turn.finish()

    room.take(replay_twice)

    assert room.voice.spoken == [QUESTION.prompt] * 3


def test_recording_is_only_said_once_sound_arrives(store: Store) -> None:
    room = Room(store, microphone=FakeMicrophone(tone(0.0), error=DeviceError("No microphone was found.")))

    with pytest.raises(DeviceError):
        room.take(lambda: room.turn.answer())

    assert Moment.OPENING in room.moments
    assert Moment.LISTENING not in room.moments
    assert store.recent() == []
    assert list(store.recordings.iterdir()) == []


def test_leaving_before_the_answer_keeps_nothing(store: Store) -> None:
    room = Room(store)

    def leave() -> None:
        room.reached[Moment.READY].wait(10)
        room.turn.cancel()

    assert room.take(leave) is None
    assert store.recent() == []


def test_leaving_while_the_question_is_heard_ends_it(store: Store) -> None:
    room = Room(store, speaker=FakeSpeaker(hold=True))

    def leave() -> None:
        room.speaker.playing.wait(10)
        room.turn.cancel()

    assert room.take(leave) is None


def test_leaving_in_the_middle_of_an_answer_keeps_the_recording(store: Store) -> None:
    room = Room(store)

    def leave() -> None:
        room.reached[Moment.READY].wait(10)
        room.turn.answer()
        room.reached[Moment.LISTENING].wait(10)
        room.turn.cancel()

    attempt = room.take(leave)

    assert attempt is not None and attempt.stage == Stage.RECORDED
    assert read_wav(store.recording_path(store.recent()[0])).seconds == pytest.approx(0.5)
    assert room.transcriber.last is not None and room.transcriber.last.cancelled.is_set()


def test_leaving_while_it_transcribes_returns_at_once_and_keeps_the_recording(store: Store) -> None:
    room = Room(store, transcriber=FakeTranscriber(hold=True))

    def leave() -> None:
        room.answer_and_finish()
        room.reached[Moment.TRANSCRIBING].wait(10)
        room.turn.cancel()

    attempt = room.take(leave)

    assert attempt is not None and attempt.stage == Stage.RECORDED
    assert store.recent()[0].stage == Stage.RECORDED


def test_a_failed_transcription_keeps_the_recording_and_says_why(store: Store) -> None:
    room = Room(store, transcriber=FakeTranscriber(error=ModelError("The model is damaged.")))

    attempt = room.take(room.answer_and_finish)

    assert attempt is not None
    assert (attempt.stage, attempt.problem) == (Stage.RECORDED, "The model is damaged.")
    assert store.recording_path(attempt).is_file()
    assert store.recent()[0].problem == "The model is damaged."


class Unplugged(FakeMicrophone):
    """Works while the person thinks and until `pull` is set, then again from when `plug` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.pull = Event()
        self.plug = Event()

    def listen(self, stop: Event) -> Iterator[Block]:
        self.opened += 1
        if self.opened > 1 and not self.plug.is_set():
            raise DeviceError("The cable came out.")
        yield Block(self.clip.pcm, self.clip.rate)
        while not stop.is_set() and (self.opened > 1 or not self.pull.wait(0.01)):
            stop.wait(0.01)
        if not stop.is_set():
            raise DeviceError("The cable came out.")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audio.recorder.RETRY_SECONDS", 0.01)


@pytest.mark.usefixtures("impatient")
def test_an_interrupted_answer_goes_on_when_there_is_a_microphone_again(store: Store) -> None:
    microphone = Unplugged()
    room = Room(store, microphone=microphone)

    def answer() -> None:
        room.reached[Moment.READY].wait(10)
        room.turn.answer()
        room.reached[Moment.LISTENING].wait(10)
        microphone.pull.set()
        room.reached[Moment.INTERRUPTED].wait(10)
        room.reached[Moment.LISTENING].clear()
        microphone.plug.set()
        room.reached[Moment.LISTENING].wait(10)
        room.turn.finish()

    attempt = room.take(answer)

    assert attempt is not None
    assert (attempt.stage, attempt.problem) == (Stage.ASSESSED, "")
    assert room.moments[2:] == [
        Moment.OPENING,
        Moment.LISTENING,
        Moment.INTERRUPTED,
        Moment.LISTENING,
        Moment.TRANSCRIBING,
        Moment.ASSESSING,
    ]
    assert read_wav(store.recording_path(attempt)).seconds == pytest.approx(1.0)
    assert room.notices[0].startswith("The cable came out.")
    assert "works again" in room.notices[1] and "fake microphone" in room.notices[1]


@pytest.mark.parametrize("leaves", [False, True], ids=["finish", "cancel"])
def test_an_interrupted_answer_can_be_ended_at_once(store: Store, leaves: bool) -> None:
    microphone = Unplugged()
    room = Room(store, microphone=microphone)
    ended: list[float] = []

    def answer() -> None:
        room.reached[Moment.READY].wait(10)
        room.turn.answer()
        room.reached[Moment.LISTENING].wait(10)
        microphone.pull.set()
        room.reached[Moment.INTERRUPTED].wait(10)
        ended.append(time.monotonic())
        if leaves:
            room.turn.cancel()
        else:
            room.turn.finish()

    attempt = room.take(answer)

    assert time.monotonic() - ended[0] < 0.5
    assert attempt is not None
    assert attempt.stage == (Stage.RECORDED if leaves else Stage.ASSESSED)
    assert attempt.problem.startswith("The cable came out.")
    assert read_wav(store.recording_path(attempt)).seconds == pytest.approx(0.5)


def test_a_microphone_that_does_not_work_is_said_while_the_person_thinks(store: Store) -> None:
    room = Room(store, microphone=FakeMicrophone(tone(0.0), error=DeviceError("No microphone was found.")))
    said = Event()

    def note(notice: str) -> None:
        room.notices.append(notice)
        said.set()

    room.turn.on_notice = note

    def leave() -> None:
        assert said.wait(10)
        room.turn.cancel()

    assert room.take(leave) is None
    assert room.notices == ["No microphone was found."]


def test_the_level_is_shown_while_the_person_thinks(store: Store) -> None:
    room = Room(store)
    heard = Event()
    room.turn.on_level = lambda level: heard.set()

    def leave() -> None:
        assert heard.wait(10)
        assert Moment.LISTENING not in room.moments
        room.turn.cancel()

    assert room.take(leave) is None


def test_a_person_who_types_is_not_listened_to(store: Store) -> None:
    room = Room(store)

    def leave() -> None:
        room.reached[Moment.READY].wait(10)
        assert room.microphone.opened == 0
        room.turn.cancel()

    person = Thread(target=leave)
    person.start()
    assert room.interviewer.take(QUESTION, room.turn, lambda: False) is None
    person.join(10)

    assert room.microphone.opened == 0


class Disk(NamedTuple):
    total: int
    used: int
    free: int


def test_a_nearly_full_disk_is_said_before_the_answer(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda folder: Disk(10**9, 0, 30_000_000))
    room = Room(store)

    attempt = room.take(room.answer_and_finish)

    assert attempt is not None and attempt.stage == Stage.ASSESSED
    assert room.notices == ["The disk is nearly full, with room for about 5 min: free some disk space."]


def test_nothing_is_begun_on_a_full_disk(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda folder: Disk(10**9, 0, 1_000_000))
    room = Room(store)

    with pytest.raises(DeviceError, match="The disk is full"):
        room.take(lambda: room.turn.answer())

    assert store.recent() == []
    assert Moment.OPENING not in room.moments


@pytest.mark.parametrize(
    ("voice", "speaker"),
    [(FakeVoice(VoiceError("No speech engine.")), None), (None, FakeSpeaker(DeviceError("No loudspeaker.")))],
    ids=["voice", "speaker"],
)
def test_a_question_that_cannot_be_heard_can_be_read(
    store: Store, voice: FakeVoice | None, speaker: FakeSpeaker | None
) -> None:
    room = Room(store, voice=voice, speaker=speaker)

    attempt = room.take(room.answer_and_finish)

    assert attempt is not None and attempt.stage == Stage.ASSESSED
    assert "Read the question instead" in room.notices[0]


def test_a_typed_answer_is_assessed_and_kept(store: Store) -> None:
    attempt = Room(store).interviewer.judge_text(QUESTION, STORY)

    assert attempt.stage == Stage.ASSESSED
    assert attempt.recording is None
    assert store.recent()[0].transcript is not None


def test_a_recording_that_got_no_further_can_be_finished(store: Store) -> None:
    broken = Room(store, transcriber=FakeTranscriber(error=ModelError("The model is damaged.")))
    attempt = broken.take(broken.answer_and_finish)
    assert attempt is not None

    finished = Room(store).interviewer.finish(attempt)

    assert (finished.id, finished.stage, finished.problem) == (attempt.id, Stage.ASSESSED, "")
    assert store.recent()[0].stage == Stage.ASSESSED


def test_a_full_disk_leaves_no_thread_and_keeps_the_recording(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    room = Room(store)
    save = store.save

    def fill_up(attempt: Attempt) -> None:
        if attempt.stage != Stage.RECORDING:
            raise StorageError("The disk is full.")
        save(attempt)

    monkeypatch.setattr(store, "save", fill_up)

    with pytest.raises(StorageError):
        room.take(room.answer_and_finish)

    assert room.transcriber.last is not None and room.transcriber.last.cancelled.is_set()
    monkeypatch.undo()
    assert [attempt.stage for attempt in store.recover()] == [Stage.RECORDED]


def test_no_thread_is_left_behind(store: Store) -> None:
    room = Room(store)
    before = threading.active_count()

    room.take(room.answer_and_finish)

    assert threading.active_count() == before


def test_a_session_goes_through_its_questions() -> None:
    session = Session.of_questions(load_bank().questions[:2])

    assert (session.place, session.is_last) == ("Question 1 of 2", False)
    assert session.advance()
    assert session.current == load_bank().questions[1]
    assert not session.advance()
    assert session.is_over


@pytest.mark.parametrize("auto_stop", [True, False])
def test_an_answer_ends_by_itself_only_where_that_is_wished(
    store: Store, monkeypatch: pytest.MonkeyPatch, auto_stop: bool
) -> None:
    class Impatient:
        """Thinks that the first words are the last ones."""

        def __init__(self, turn: Turn) -> None:
            self.turn = turn
            self.heard = False

        def hear_progress(self, progress: Progress) -> None:
            self.heard = True

        def hear_level(self, level: float) -> None:
            if self.heard:
                self.turn.finish()

    monkeypatch.setattr("voiceint.interviewer.AutoStop", Impatient)
    microphone = FakeMicrophone(tone(1.0), ends=True)
    interviewer = Interviewer(FakeVoice(), FakeSpeaker(), microphone, FakeTranscriber(), store, auto_stop=auto_stop)
    turn = Turn()
    turn.answer()

    attempt = interviewer.take(QUESTION, turn)

    assert attempt is not None and attempt.stage == Stage.ASSESSED
    assert turn.finished.is_set() is auto_stop


def test_a_tone_says_when_listening_starts_and_when_it_ends(store: Store) -> None:
    room = Room(store, tones=True)
    room.speaker.count = 3  # the question, and two tones

    attempt = room.take(room.answer_and_finish)

    assert room.speaker.enough.wait(10)
    start, end = (clip.pcm for clip in room.speaker.played[1:])
    assert np.array_equal(start, start_tone().pcm)
    assert np.array_equal(end, end_tone().pcm)
    assert attempt is not None
    assert read_wav(store.recording_path(attempt)).seconds == pytest.approx(0.5)


def test_the_tone_that_starts_a_timed_answer_is_no_part_of_it(store: Store) -> None:
    room = Room(store, microphone=FakeMicrophone(goes_on=True), tones=True)

    def answer() -> None:
        room.reached[Moment.READY].wait(10)
        room.microphone.heard_all.wait(10)
        room.turn.answer()
        room.reached[Moment.LISTENING].wait(10)
        room.turn.finish()

    attempt = room.take(answer, timed=True)

    assert attempt is not None
    before_the_tone = tone(0.5).pcm
    recorded = read_wav(store.recording_path(attempt)).pcm
    assert not np.array_equal(recorded[: len(before_the_tone)], before_the_tone)


def test_no_recording_is_kept_where_none_is_wanted(store: Store) -> None:
    attempt = (room := Room(store, keep_audio=False)).take(room.answer_and_finish)

    assert attempt is not None
    assert attempt.stage == Stage.ASSESSED
    assert attempt.recording is None
    assert not list(store.recordings.iterdir())


def test_a_recording_that_could_not_be_written_down_is_kept_all_the_same(store: Store) -> None:
    room = Room(store, transcriber=FakeTranscriber(error=ModelError("gone")), keep_audio=False)
    attempt = room.take(room.answer_and_finish)

    assert attempt is not None
    assert store.recording_path(attempt).is_file()


def test_a_corrected_text_is_judged_again_and_both_are_kept(store: Store) -> None:
    room = Room(store)
    attempt = room.take(room.answer_and_finish)
    assert attempt is not None
    assert attempt.transcript is not None

    corrected = room.interviewer.correct(attempt, STORY.replace("400 tickets", "450 tickets"))
    again = room.interviewer.correct(corrected, STORY.replace("400 tickets", "460 tickets"))

    (kept,) = store.recent()
    assert kept == replace(again, question=kept.question)
    assert kept.heard == attempt.transcript
    assert kept.transcript is not None
    assert kept.transcript.edited
    assert "460 tickets" in kept.transcript.text
    assert kept.assessment is not None
    assert kept.assessment["transcript"]["edited"]
    assert [word.start for word in kept.transcript.words] == [word.start for word in attempt.transcript.words]


def test_a_recording_can_be_heard_from_a_moment_on(store: Store) -> None:
    room = Room(store)
    attempt = room.take(room.answer_and_finish)
    assert attempt is not None

    room.interviewer.play_back(attempt, Turn(), 0.3)

    assert room.speaker.played[-1].seconds == pytest.approx(0.2)
