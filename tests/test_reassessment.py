"""Judging earlier answers anew."""

from dataclasses import replace
from pathlib import Path

import pytest
from fakes import STORY, FakeTranscriber, tone
from test_history import BANK, BEHAVIOURAL, NO_RESULT, answered

from audio.transcript import Transcript
from audio.wav import write_wav
from voiceint.attempt import Attempt
from voiceint.history import Store
from voiceint.reassessment import Reassessment


def by_older_judge(text: str, minutes: int = 0) -> Attempt:
    """An answer as an older judge judged it, which heard no story in it."""
    attempt = answered(BEHAVIOURAL, text, minutes)
    assessment = {**(attempt.assessment or {}), "judge_version": 0}
    return replace(attempt, assessment={**assessment, "story": {"kind": "general", "confidence": 1.0}})


def recorded(store: Store, text: str = NO_RESULT) -> Attempt:
    """An answer with a recording, written down by a recogniser of old."""
    attempt = answered(BEHAVIOURAL, text)
    transcript = replace(Transcript.typed(text), model="old ears", seconds=1.0)
    attempt = replace(attempt, recording=f"{attempt.id}.wav", transcript=transcript)
    write_wav(store.recording_path(attempt), tone(1.0))
    store.save(attempt)
    return attempt


def test_what_an_older_judge_judged_is_judged_anew_and_the_old_result_kept(store: Store) -> None:
    old, new = by_older_judge(STORY), answered(BEHAVIOURAL, NO_RESULT, 5)
    store.save(old)
    store.save(new)
    reassessment = Reassessment(store, BANK, None, None)

    assert reassessment.outdated() == [old.id]
    (outcome,) = reassessment.judge_anew(reassessment.outdated())

    assert outcome.before.verdict.startswith("Not a story yet")
    assert outcome.after.verdict.startswith("A whole story") and outcome.after.judge == "1, by words"
    assert [document for _, document in store.earlier_assessments(old.id)] == [old.assessment]
    assert store.summaries()[1] == outcome.after


def test_a_run_that_was_stopped_goes_on_where_it_was(store: Store) -> None:
    for minute in range(3):
        store.save(by_older_judge(STORY, minute))
    reassessment = Reassessment(store, BANK, None, None)

    next(reassessment.judge_anew(reassessment.outdated()))  # and then the program ended

    assert len(reassessment.outdated()) == 2
    assert len(list(reassessment.judge_anew(reassessment.outdated()))) == 2
    assert reassessment.outdated() == []


def test_what_the_better_judge_judged_is_left_to_it(store: Store) -> None:
    attempt = answered(BEHAVIOURAL, STORY)
    store.save(replace(attempt, assessment={**(attempt.assessment or {}), "judge": "meaning"}))

    assert Reassessment(store, BANK, None, None).outdated() == []


def test_the_points_of_the_bank_are_compared_again(store: Store) -> None:
    attempt = answered(BEHAVIOURAL, STORY)
    store.save(attempt)

    (outcome,) = Reassessment(store, BANK, None, None).judge_anew([attempt.id])

    found = store.find(attempt.id)
    assert found is not None and found.assessment is not None
    assert found.assessment["coverage"]["points"] == (attempt.assessment or {})["coverage"]["points"]
    assert outcome.problem == ""


def test_a_recording_is_written_down_anew(store: Store) -> None:
    attempt = recorded(store)
    ears = FakeTranscriber(STORY)
    reassessment = Reassessment(store, BANK, None, ears)

    assert reassessment.outdated() == [attempt.id]
    list(reassessment.judge_anew([attempt.id]))

    found = store.find(attempt.id)
    assert found is not None and found.transcript is not None
    assert found.transcript.text == STORY


def test_what_the_candidate_corrected_stays(store: Store) -> None:
    attempt = recorded(store)
    corrected = replace(
        attempt, transcript=Transcript.typed(NO_RESULT).corrected("I said this."), heard=attempt.transcript
    )
    store.save(corrected)

    list(Reassessment(store, BANK, None, FakeTranscriber(STORY)).judge_anew([attempt.id]))

    found = store.find(attempt.id)
    assert found is not None and found.transcript is not None and found.heard is not None
    assert (found.transcript.text, found.heard.text) == ("I said this.", STORY)


def test_a_recording_that_is_gone_leaves_the_answer_as_it_was(store: Store) -> None:
    attempt = recorded(store)
    Path(store.recording_path(attempt)).unlink()

    (outcome,) = Reassessment(store, BANK, None, FakeTranscriber(STORY)).judge_anew([attempt.id])

    assert outcome.problem and outcome.after == outcome.before
    assert store.earlier_assessments(attempt.id) == []


@pytest.mark.parametrize("gone", ["0" * 32, ""])
def test_an_answer_that_was_deleted_meanwhile_is_passed_over(store: Store, gone: str) -> None:
    assert list(Reassessment(store, BANK, None, None).judge_anew([gone])) == []
