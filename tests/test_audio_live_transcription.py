from threading import Event

import numpy as np
import pytest
from fakes import tone

from audio.clip import Clip, Samples, join
from audio.errors import ModelError
from audio.file_microphone import FileMicrophone
from audio.live_transcription import LiveTranscription
from audio.ports import Progress
from audio.transcript import Transcript, Word
from audio.vad import RATE, WINDOW


class LoudnessDetector:
    """Takes whatever is not silent for speech."""

    def probabilities(self, samples: Samples) -> Samples:
        loud: Samples = (np.abs(samples.reshape(-1, WINDOW)).max(axis=1) > 0.01).astype(np.float32)
        return loud


def sounds(samples: Samples) -> list[tuple[float, float]]:
    """Begin and end, in seconds, of each sound between silences."""
    loud = np.flatnonzero(np.abs(samples) > 0.01) / RATE
    found = np.split(loud, np.flatnonzero(np.diff(loud) > 0.1) + 1)
    return [(float(sound[0]), float(sound[-1])) for sound in found if len(sound)]


def transcribe(clip: Clip, heard: list[Progress]) -> Transcript:
    """Each sound between pauses becomes one word, as long as it is."""

    def decode(samples: Samples) -> list[Word]:
        return [Word("word", start, end) for start, end in sounds(samples)]

    transcription = LiveTranscription(LoudnessDetector, decode, "test", heard.append)  # type: ignore[arg-type]
    for block in FileMicrophone(clip).listen(Event()):
        transcription.feed(block)
    return transcription.finish()


@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
def test_words_are_timed_from_the_start_of_the_recording(rate: int) -> None:
    speech = tone(8, rate=rate)
    heard: list[Progress] = []

    transcript = transcribe(join([Clip(speech.samples[: rate * 2] * 0, rate), speech, speech], pause=4.0), heard)

    assert [(word.start, word.end) for word in transcript.words] == [
        pytest.approx((6, 14), abs=0.1),
        pytest.approx((18, 26), abs=0.1),
    ]
    assert {progress.text for progress in heard} >= {"word", "word word"}
    assert transcript.seconds == pytest.approx(26, abs=0.01)


def test_a_failure_is_handed_to_whoever_waits() -> None:
    def fail(samples: Samples) -> list[Word]:
        raise ModelError("The model is damaged.")

    transcription = LiveTranscription(LoudnessDetector, fail, "test", lambda text: None)  # type: ignore[arg-type]
    for block in FileMicrophone(tone(2)).listen(Event()):
        transcription.feed(block)

    with pytest.raises(ModelError):
        transcription.finish()


def test_what_was_said_before_a_long_pause_is_not_said_again_after_it() -> None:
    """Each sound becomes a word named by its length, so that it is known again in the sound before the next stretch."""

    def decode(samples: Samples) -> list[Word]:
        return [Word(f"word{round((end - start) * 10)}", start, end) for start, end in sounds(samples)]

    speech = [tone(seconds, rate=RATE) for seconds in (6.0, 0.5, 0.7, 0.9)]
    words = join([join(speech, pause=0.3), join(speech[1:], pause=0.3)], pause=6.0)

    transcription = LiveTranscription(LoudnessDetector, decode, "test", lambda progress: None)  # type: ignore[arg-type]
    for block in FileMicrophone(words).listen(Event()):
        transcription.feed(block)

    assert len(transcription.finish().words) == 7
