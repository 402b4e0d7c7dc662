import threading
from collections.abc import Callable
from threading import Event, Thread

import pytest
from fakes import STORY, FakeMicrophone, FakeSpeaker, FakeTranscriber, FakeVoice, tone

from audio.errors import DeviceError, ModelError, VoiceError
from audio.wav import read_wav
from bank import Kind, load_bank
from voiceint.attempt import Attempt, Stage
from voiceint.errors import StorageError
from voiceint.interviewer import Interviewer
from voiceint.session import Session
from voiceint.store import Store
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
    ) -> None:
        self.voice = voice or FakeVoice()
        self.speaker = speaker or FakeSpeaker()
        self.microphone = microphone or FakeMicrophone()
        self.transcriber = transcriber or FakeTranscriber()
        self.interviewer = Interviewer(self.voice, self.speaker, self.microphone, self.transcriber, store)
        self.moments: list[Moment] = []
        self.reached = {moment: Event() for moment in Moment}
        self.notices: list[str] = []
        self.turn = Turn(self._note, on_notice=self.notices.append)

    def _note(self, moment: Moment) -> None:
        self.moments.append(moment)
        self.reached[moment].set()

    def take(self, during: Callable[[], None]) -> Attempt | None:
        """Run a turn while `during` acts as the person."""
        person = Thread(target=during)
        person.start()
        attempt = self.interviewer.take(QUESTION, self.turn)
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
    assert room.moments == list(Moment)
    assert room.voice.spoken == [QUESTION.prompt]
    assert attempt.transcript is not None and attempt.transcript.text == STORY
    assert attempt.assessment is not None and attempt.assessment["story"]["kind"] == "story"
    assert attempt.assessment["timings"]["transcribe_seconds"] is not None
    (kept,) = store.recent()
    assert (kept.id, kept.stage) == (attempt.id, Stage.ASSESSED)
    assert read_wav(store.recording_path(kept)).seconds == pytest.approx(1.0)


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
        room.microphone.heard_all.wait(10)
        room.turn.cancel()

    attempt = room.take(leave)

    assert attempt is not None and attempt.stage == Stage.RECORDED
    assert read_wav(store.recording_path(store.recent()[0])).seconds == pytest.approx(1.0)
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


def test_a_microphone_that_fails_in_the_middle_still_gets_an_assessment(store: Store) -> None:
    room = Room(store, microphone=FakeMicrophone(error=DeviceError("The cable came out.")))

    def answer() -> None:
        room.reached[Moment.READY].wait(10)
        room.turn.answer()

    attempt = room.take(answer)

    assert attempt is not None
    assert (attempt.stage, attempt.problem) == (Stage.ASSESSED, "The cable came out.")
    assert room.notices == ["The cable came out."]


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
    session = Session(list(load_bank().questions[:2]))

    assert (session.place, session.is_last) == ("Question 1 of 2", False)
    assert session.advance()
    assert session.current == load_bank().questions[1]
    assert not session.advance()
    assert session.position == 1
