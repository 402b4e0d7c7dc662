"""The whole loop without a microphone: a stand-in candidate speaks the sample answer."""

from collections.abc import Callable

from audio.errors import VoiceError
from audio.file_microphone import FileMicrophone
from audio.silent_speaker import SilentSpeaker
from bank import Question
from voiceint.attempt import STAND_IN, Attempt
from voiceint.history import Store
from voiceint.paths import Paths
from voiceint.settings import Settings
from voiceint.turn import Turn
from voiceint.wiring import build_interviewer, build_voice

NOTICE = "This is a demonstration: a stand-in candidate, a computer voice, speaks the sample answer."


def run_demo(
    question: Question,
    settings: Settings,
    paths: Paths,
    store: Store,
    tell: Callable[[str], None],
) -> Attempt:
    """Ask a question, have the stand-in answer it, and assess that answer as any other.

    The question is made into speech and not played. The answer goes through the same recorder, recogniser,
    judge and history as a person's, and is marked there as the stand-in's.

    Raises:
        VoiceError: There is no voice for the stand-in, or no sample answer to speak.
        DeviceError, ModelError, StorageError: As for any answer.
    """
    voice = build_voice(settings, paths)
    if voice is None or question.sample is None:
        raise VoiceError("The demonstration needs a voice and a sample answer to speak: voiceint demo --voice auto")
    try:
        asked = voice.speak(question.prompt)
        tell(f"Question, {asked.seconds:.1f} s of speech by {voice.name}: {question.prompt}")
        answer = voice.speak(question.sample.text)
        tell(f"The stand-in speaks for {answer.seconds:.0f} s.")
    finally:
        voice.close()
    microphone = FileMicrophone(answer, "stand-in candidate")
    interviewer = build_interviewer(settings, paths, store, microphone, SilentSpeaker(), candidate=STAND_IN)
    turn = Turn(on_notice=lambda notice: tell(notice) if notice else None)
    turn.answer()
    try:
        attempt = interviewer.take(question, turn)
    finally:
        interviewer.close()
    assert attempt is not None  # nobody is there to leave
    return attempt
