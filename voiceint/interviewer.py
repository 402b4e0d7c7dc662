"""Asks a question, hears the answer, and keeps what became of it."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from threading import Event, Thread
from typing import Any

from audio.clip import Clip
from audio.disk_space import check_disk
from audio.errors import DeviceError, ModelError, VoiceError
from audio.file_microphone import FileMicrophone
from audio.heap import give_back
from audio.ports import Microphone, Progress, Speaker, Transcriber, Transcription, Voice, ignore
from audio.recorder import Recorder
from audio.standby_microphone import StandbyMicrophone
from audio.tone import end_tone, start_tone
from audio.transcript import Transcript
from audio.wav import read_wav
from bank import Question
from voiceint.assessment import assess, get_ready
from voiceint.assessment.assess import with_transcription_time
from voiceint.assessment.embedding import Embedder
from voiceint.attempt import CANDIDATE, NOWHERE, Attempt, Place, Stage
from voiceint.auto_stop import AutoStop
from voiceint.history import Store
from voiceint.read_ahead import ReadAhead
from voiceint.safe_text import safe_text
from voiceint.standby_watch import StandbyWatch
from voiceint.turn import Command, Moment, Turn

_BEAT_SECONDS = 0.4
"""Silence between the question and the tone: with less, the tone sounds like a part of the question."""

_MOST_HINTS = 12
"""Whisper's hint should stay under about 40 tokens."""


class Interviewer:
    """The one who holds the interview. Every method blocks; none knows a screen."""

    def __init__(
        self,
        voice: Voice | None,
        speaker: Speaker,
        microphone: Microphone,
        transcriber: Transcriber,
        store: Store,
        candidate: str = CANDIDATE,
        embedder: Embedder | None = None,
        auto_stop: bool = False,
        tones: bool = False,
        keep_audio: bool = True,
    ) -> None:
        """Describe the room.

        Args:
            voice: None asks in writing only.
            speaker: Where the questions are heard.
            microphone: Where the answers come from.
            transcriber: Writes them down.
            store: Keeps them.
            candidate: Who answers, for the history.
            embedder: Reads their meaning; None for the smaller judge.
            auto_stop: Whether a long silence ends an answer.
            tones: Whether a soft tone tells that listening starts and ends.
            keep_audio: Whether a recording is kept once it is written down.
        """
        self._voice = voice
        self._speaker = speaker
        self._microphone = microphone
        self._transcriber = transcriber
        self._store = store
        self._candidate = candidate
        self._embedder = embedder
        self._read_ahead = ReadAhead(embedder) if embedder is not None else None
        self._auto_stop = auto_stop
        self._tones = tones
        self._keep_audio = keep_audio

    @property
    def voice_name(self) -> str:
        """Who asks, for the screen."""
        return self._voice.name if self._voice is not None else "none: captions only"

    @property
    def transcriber_name(self) -> str:
        """Who writes the answer down, for the screen."""
        return self._transcriber.name

    def warm_up(self) -> None:
        """Load the recogniser. Raises ModelError."""
        self._transcriber.warm_up()
        if self._embedder is not None:
            self._embedder.embed(["Load now."])

    def try_voice(self) -> None:
        """Have the voice say something, so that it is known to work. Raises VoiceError."""
        if self._voice is not None:
            self._voice.speak("Hello.")

    def prepare(self, question: Question) -> None:
        """Have a question's speech made, and its sample read, ahead of time. Raises VoiceError."""
        get_ready(question, self._embedder)
        if self._voice is not None:
            self._voice.speak(question.prompt)

    def take(
        self,
        question: Question,
        turn: Turn,
        stands_by: Callable[[], bool] = lambda: True,
        place: Place = NOWHERE,
        timed: bool = False,
    ) -> Attempt | None:
        """Ask, listen, transcribe, assess and store; None if the person left before answering.

        An answer that could not be transcribed is returned at the stage it reached, with its problem.

        Args:
            question: What is asked.
            turn: Whom to tell, and who commands.
            stands_by: Asked when the question is over; False keeps the microphone closed until the answer begins.
            place: Where the answer belongs.
            timed: Whether a clock begins the answer: a tone tells of it then, and not when the question is over.

        Raises:
            DeviceError: Nothing could be recorded.
            StorageError: The history cannot be written.
        """
        while True:
            self._ask(question, turn)
            watch = StandbyWatch(turn)
            microphone = StandbyMicrophone(self._microphone, watch.hear, watch.tell)
            try:
                self._check_room(watch, turn)
                if not turn.hush.is_set() and stands_by():  # when a command waits, there is nothing to stand by for
                    if not timed:
                        self._beat(turn)
                    microphone.open()
                turn.on_moment(Moment.READY)
                command = turn.next_command()
                if command == Command.LEAVE:
                    return None
                if command == Command.ANSWER:
                    if timed and self._tones:
                        self._sound(start_tone(), turn)
                        microphone.forget()  # the tone is no part of the answer
                    return self._hear(
                        Attempt(question, candidate=self._candidate, place=place), turn, microphone, watch
                    )
            finally:
                microphone.close()

    def judge_text(self, question: Question, text: str, place: Place = NOWHERE) -> Attempt:
        """Assess a typed answer and store it. Raises StorageError."""
        attempt = Attempt(question, candidate=self._candidate, place=place)
        return self._keep(self._assess(attempt, Transcript.typed(text), None))

    def finish(self, attempt: Attempt) -> Attempt:
        """Transcribe and assess a recording that is in the history and got no further.

        Raises:
            SoundFileError: The recording is gone.
            ModelError: The recogniser cannot be loaded or failed.
            StorageError: The history cannot be written.
        """
        began = time.perf_counter()
        clip = read_wav(self._store.recording_path(attempt))
        transcript = transcribe(self._transcriber, attempt.question, clip)
        return self._keep(self._assess(replace(attempt, problem=""), transcript, time.perf_counter() - began))

    def correct(self, attempt: Attempt, text: str) -> Attempt:
        """Judge an answer again with the text that the candidate corrected; what was recognised is kept beside it.

        Raises:
            StorageError: The history cannot be written.
        """
        if attempt.transcript is None:
            return attempt
        transcript = attempt.transcript.corrected(safe_text(text))
        heard = attempt.heard or attempt.transcript
        seconds = (attempt.assessment or {}).get("timings", {}).get("transcribe_seconds")
        return self._keep(self._assess(replace(attempt, heard=heard), transcript, seconds))

    def play_back(
        self, attempt: Attempt, turn: Turn, start: float = 0.0, on_position: Callable[[float], object] = ignore
    ) -> None:
        """Play the recording of an attempt from `start`, in seconds, until `turn.hush` is set.

        Where the speaker knows it, `on_position` is told from another thread which second of the recording is heard.

        Raises:
            SoundFileError: The recording is gone.
            DeviceError: There is no loudspeaker.
        """
        clip = read_wav(self._store.recording_path(attempt)).since(start)
        self._speaker.play(clip, turn.hush, lambda heard: on_position(start + heard))

    def close(self) -> None:
        """End the voice's process, and what is read ahead. Safe from any thread."""
        if self._read_ahead is not None:
            self._read_ahead.close()
        if self._voice is not None:
            self._voice.close()

    def _ask(self, question: Question, turn: Turn) -> None:
        turn.on_moment(Moment.ASKING)
        give_back()  # what the answer before this one needed
        if self._voice is None:
            return
        try:
            clip = self._voice.speak(question.prompt)
            self._speaker.play(clip, turn.hush)
        except (VoiceError, DeviceError) as error:
            if not turn.cancelled.is_set():
                turn.on_notice(f"{error} Read the question instead.")

    def _check_room(self, watch: StandbyWatch, turn: Turn) -> None:
        """Say before the answer whether it will fit on the disk."""
        try:
            watch.room = check_disk(self._store.recordings)
        except DeviceError as error:
            watch.room = str(error)
        if watch.room:
            turn.on_notice(watch.room)

    def _beat(self, turn: Turn) -> None:
        """A moment of silence after the question, and the tone that says: now you."""
        if self._tones and not turn.hush.wait(_BEAT_SECONDS):
            self._sound(start_tone(), turn)

    def _sound(self, tone: Clip, turn: Turn) -> None:
        if self._tones:
            with suppress(DeviceError):  # nobody needs a tone
                self._speaker.play(tone, turn.cancelled)

    def _hear(self, attempt: Attempt, turn: Turn, microphone: Microphone, watch: StandbyWatch) -> Attempt:
        check_disk(self._store.recordings)
        path = self._store.recording_path(attempt)
        attempt = self._keep(replace(attempt, recording=path.name))
        turn.on_moment(Moment.OPENING)
        ears = _Ears(turn, AutoStop(turn) if self._auto_stop else None, self._read_ahead)
        transcription = self._transcriber.start(hint(attempt.question), ears.hear_progress)
        turn.when_cancelled(transcription.cancel)
        try:
            recorder = Recorder(microphone, ears.hear_level, watch.tell, ears.interrupt, watch.check, watch.said)
            attempt = self._record(attempt, recorder, transcription, turn)
            Thread(target=self._sound, args=(end_tone(), turn), name="tone", daemon=True).start()
            return attempt if turn.cancelled.is_set() else self._judge(attempt, transcription, turn)
        except BaseException:
            transcription.cancel()
            raise

    def _record(self, attempt: Attempt, recorder: Recorder, transcription: Transcription, turn: Turn) -> Attempt:
        try:
            recording = recorder.record(self._store.recording_path(attempt), transcription, turn.finished, turn.paused)
        except DeviceError:
            self._store.discard(attempt)
            raise
        if recording.problem:
            turn.on_notice(recording.problem)
        return self._keep(replace(attempt, stage=Stage.RECORDED, problem=recording.problem))

    def _judge(self, attempt: Attempt, transcription: Transcription, turn: Turn) -> Attempt:
        turn.on_moment(Moment.TRANSCRIBING)
        began = time.perf_counter()
        try:
            transcript = transcription.finish()
        except ModelError as error:
            return self._keep(replace(attempt, problem=f"{attempt.problem} {error}".strip()))
        if turn.cancelled.is_set():
            return attempt
        seconds = time.perf_counter() - began
        attempt = self._keep(replace(attempt, stage=Stage.TRANSCRIBED, transcript=transcript))
        if not self._keep_audio:
            attempt = self._store.drop_recording(attempt)
        turn.on_moment(Moment.ASSESSING)
        return self._keep(self._assess(attempt, transcript, seconds))

    def _assess(self, attempt: Attempt, transcript: Transcript, transcribe_seconds: float | None) -> Attempt:
        document = judge(attempt.question, transcript, transcribe_seconds, self._embedder)
        return replace(attempt, stage=Stage.ASSESSED, transcript=transcript, assessment=document)

    def _keep(self, attempt: Attempt) -> Attempt:
        self._store.save(attempt)
        return attempt


class _Ears:
    """Passes on what is heard. Only a level shows that sound arrives, so only then the turn is listening."""

    def __init__(self, turn: Turn, auto_stop: AutoStop | None, read_ahead: ReadAhead | None) -> None:
        self._turn = turn
        self._auto_stop = auto_stop
        self._read_ahead = read_ahead
        self._listening = False

    def hear_progress(self, progress: Progress) -> None:
        """More was written down, or the silence goes on."""
        self._turn.on_progress(progress)
        if self._auto_stop is not None:
            self._auto_stop.hear_progress(progress)
        if self._read_ahead is not None:
            self._read_ahead.hear(f"{progress.text} {progress.tail}")

    def hear_level(self, level: float) -> None:
        """A block came in."""
        if not self._listening:
            self._listening = True
            self._turn.on_moment(Moment.LISTENING)
        self._turn.on_level(level)
        if self._auto_stop is not None:
            self._auto_stop.hear_level(level)

    def interrupt(self, reason: str) -> None:
        """The microphone failed; the recorder says why, and tries to open one again."""
        self._listening = False
        self._turn.on_moment(Moment.INTERRUPTED)


def judge(
    question: Question, transcript: Transcript, transcribe_seconds: float | None, embedder: Embedder | None
) -> dict[str, Any]:
    """The JSON document of an answer's assessment."""
    assessment = assess(question, transcript, embedder)
    if transcribe_seconds is not None:
        assessment = with_transcription_time(assessment, transcribe_seconds)
    return assessment.to_dict()


def transcribe(transcriber: Transcriber, question: Question, clip: Clip) -> Transcript:
    """What is said in a clip, heard as from a microphone. Raises ModelError."""
    transcription = transcriber.start(hint(question), lambda progress: None)
    try:
        for block in FileMicrophone(clip).listen(Event()):
            transcription.feed(block)
        return transcription.finish()
    except BaseException:
        transcription.cancel()
        raise


def hint(question: Question) -> str:
    """Words of the trade that are likely to be said: the figures of the question, then the abbreviations."""
    names = [*question.metrics, *(kpi.name for kpi in question.kpis if kpi.name.isupper())]
    return ", ".join(list(dict.fromkeys(names))[:_MOST_HINTS])
