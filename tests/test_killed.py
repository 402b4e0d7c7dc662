"""A program that is killed in the middle of an answer, for real: see `lab.kill`."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from audio.clip import Clip, Pcm
from audio.part_file import PART_SUFFIX
from audio.wav import write_wav
from bank import Kind, Question
from lab.kill import FINISHED, RATE, START, Aim, Examination, History, spoken
from voiceint.attempt import Attempt, Stage
from voiceint.history import Store
from voiceint.turn import Moment

AIMS = (
    Aim(START, 0.0),
    Aim(START, 0.5),
    Aim(Moment.OPENING, 0.0),
    Aim(Moment.LISTENING, 0.01),
    Aim(Moment.LISTENING, 0.7, skipped=1),
    Aim(Moment.TRANSCRIBING, 0.03),
    Aim(Moment.ASSESSING, 0.002),
    Aim(FINISHED, 0.005),
)
WHOLE = spoken(1, 1).pcm


def test_a_killed_program_keeps_what_was_finished_and_all_but_half_a_second(tmp_path: Path) -> None:
    history = History(tmp_path)

    outcomes = [history.kill(aim, seed) for seed, aim in enumerate(AIMS)]

    assert [fault for outcome in outcomes for fault in outcome.broken] == []
    assert {Stage.RECORDING, Stage.RECORDED} <= {outcome.stage for outcome in outcomes}
    assert outcomes[-1].kept >= 2


def altered(pcm: Pcm) -> Pcm:
    """The sound with another sample in the middle."""
    changed = pcm.copy()
    changed[len(pcm) // 2] += 1
    return changed


@pytest.mark.parametrize(
    ("kept", "fault"),
    [
        (WHOLE, ""),
        (WHOLE[: len(WHOLE) - int(0.4 * RATE)], ""),
        (WHOLE[: len(WHOLE) - int(0.55 * RATE)], "0.55 s of the answer are lost."),
        (altered(WHOLE), "The recording is not what was spoken."),
    ],
)
def test_what_is_missing_or_altered_is_noticed(store: Store, kept: Pcm, fault: str) -> None:
    attempt = Attempt(Question(None, "Why?", Kind.BEHAVIOURAL))
    store.save(replace(attempt, recording=store.recording_path(attempt).name))
    part = store.recording_path(attempt).with_suffix(PART_SUFFIX)
    write_wav(part, Clip.of_pcm(kept, RATE))
    examination = Examination(store)

    examination.take_up([attempt], WHOLE, len(WHOLE))

    assert examination.broken == ([fault] if fault else [])


def test_a_finished_answer_that_is_gone_is_noticed(store: Store) -> None:
    examination = Examination(store)

    examination.expect_whole(None, np.zeros(0, dtype=np.int16))

    assert examination.broken == ["A finished answer is gone."]
