import os
import signal
import sqlite3
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes import HOSTILE, STORY, tone

from audio.part_file import PART_SUFFIX
from audio.transcript import Transcript, Word
from audio.wav import WavWriter, read_wav, write_wav
from bank import Kind, Question, load_bank
from voiceint.attempt import Attempt, Stage
from voiceint.errors import StorageError
from voiceint.history import SCHEMA, Store
from voiceint.interviewer import judge
from voiceint.paths import Paths

QUESTION = load_bank().questions[0]

ENDLESS = """
import sys
from pathlib import Path
from bank import load_bank
from voiceint.attempt import Attempt
from voiceint.history import Store
store = Store(Path(sys.argv[1]), Path(sys.argv[2]))
question = load_bank().questions[0]
while True:
    attempt = Attempt(question)
    store.save(attempt)
    print(attempt.id, flush=True)
"""


def judged(transcript: Transcript) -> dict[str, Any]:
    """The assessment of an answer, by the smaller judge."""
    return judge(QUESTION, transcript, None, None)


def whole_attempt() -> Attempt:
    """An attempt with everything in it."""
    transcript = Transcript("It was fine.", (Word("It", 0.1, 0.2), Word("was", 0.2, 0.4)), 3.5, model="whisper base")
    return Attempt(
        QUESTION, stage=Stage.ASSESSED, transcript=transcript, assessment=judged(transcript), recording="a.wav"
    )


def test_an_attempt_comes_back_as_it_was_kept(store: Store) -> None:
    attempt = whole_attempt()

    store.save(attempt)

    (found,) = store.recent()
    assert replace(found, question=QUESTION) == attempt
    assert (found.question.id, found.question.prompt) == (QUESTION.id, QUESTION.prompt)


def test_saving_again_replaces(store: Store) -> None:
    attempt = Attempt(QUESTION)
    store.save(attempt)
    store.save(replace(attempt, stage=Stage.RECORDED))

    assert [found.stage for found in store.recent()] == [Stage.RECORDED]


def test_the_newest_comes_first(store: Store) -> None:
    attempts = [Attempt(QUESTION) for _ in range(3)]
    for attempt in attempts:
        store.save(attempt)

    assert [found.id for found in store.recent()] == [attempt.id for attempt in reversed(attempts)]


def test_an_attempt_is_found_by_the_start_of_its_id(store: Store) -> None:
    first, second = (replace(Attempt(QUESTION), id=key) for key in ("abc1" * 8, "abd2" * 8))
    store.save(first)
    store.save(second)

    found = store.find("abc")

    assert found is not None and found.id == first.id
    assert store.find("ab") is None
    assert store.find("") is None
    assert store.find("%") is None


def test_attempts_are_there_at_the_next_start(paths: Paths) -> None:
    store = Store(paths.database, paths.recordings)
    store.save(whole_attempt())
    store.close()

    again = Store(paths.database, paths.recordings)

    assert len(again.recent()) == 1
    again.close()


def test_everything_is_private_to_the_user(paths: Paths, store: Store) -> None:
    store.save(whole_attempt())

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in paths.data.rglob("*")}

    assert stat.S_IMODE(paths.data.stat().st_mode) == 0o700
    assert modes.pop("recordings") == 0o700
    assert set(modes.values()) == {0o600}


def test_control_characters_do_not_get_in(store: Store) -> None:
    store.save(Attempt(Question(None, HOSTILE, Kind.TECHNICAL, topic=HOSTILE), problem=HOSTILE))

    (found,) = store.recent()
    for text in (found.question.prompt, found.question.topic, found.problem):
        assert not set(text) & set("\x00\x07\x1b\u202e")


def test_a_killed_program_loses_no_saved_attempt(paths: Paths) -> None:
    for round_of_kills in range(5):
        child = subprocess.Popen(
            [sys.executable, "-c", ENDLESS, str(paths.database), str(paths.recordings)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        said = [child.stdout.readline().strip() for _ in range(3 + round_of_kills)]
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()

        store = Store(paths.database, paths.recordings)
        assert set(said) <= {attempt.id for attempt in store.recent()}
        store.close()


def test_a_database_of_a_newer_version_is_refused_and_left_alone(paths: Paths) -> None:
    Store(paths.database, paths.recordings).close()
    with sqlite3.connect(paths.database) as connection:
        connection.execute(f"PRAGMA user_version={SCHEMA + 1}")
    connection.close()
    before = paths.database.read_bytes()

    with pytest.raises(StorageError, match="newer version"):
        Store(paths.database, paths.recordings)

    assert paths.database.read_bytes() == before


def test_a_folder_that_cannot_be_made_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(StorageError, match="VOICEINT_DATA"):
        Store(tmp_path / "file" / "history.db", tmp_path / "file" / "recordings")


def test_a_story_survives_word_for_word(store: Store) -> None:
    store.save(Attempt(QUESTION, transcript=Transcript.typed(STORY)))

    (found,) = store.recent()
    assert found.transcript is not None
    assert found.transcript.text == STORY


def test_commits_are_on_the_disk_and_deleted_text_is_overwritten(store: Store) -> None:
    read = {
        name: store._database._connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "secure_delete")
    }

    assert read == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}


OPEN_STORE = """
import sys
from pathlib import Path
from voiceint.history import Store
Store(Path(sys.argv[1]), Path(sys.argv[2])).close()
"""


def test_programs_that_start_for_the_first_time_together_all_open_the_history(tmp_path: Path) -> None:
    for place in range(4):
        folder = tmp_path / str(place)
        command = [sys.executable, "-c", OPEN_STORE, str(folder / "history.db"), str(folder / "recordings")]
        programs = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(4)]

        assert [program.communicate()[1] for program in programs] == [""] * 4


def test_what_a_killed_program_left_is_found_at_the_next_start(store: Store) -> None:
    killed, lost, empty, running = (Attempt(QUESTION, at=datetime.now(UTC) - timedelta(minutes=1)) for _ in range(4))
    for attempt in (killed, lost, empty, running):
        store.save(replace(attempt, recording=f"{attempt.id}.wav"))
    write_wav(store.recordings / f"{killed.id}{PART_SUFFIX}", tone(0.5))
    (store.recordings / f"{empty.id}{PART_SUFFIX}").touch()
    writer = WavWriter(store.recordings / f"{running.id}{PART_SUFFIX}", 16_000)
    writer.write(tone(0.5).pcm)

    found = store.recover()

    writer.close()
    assert [attempt.id for attempt in found] == [killed.id]
    assert {attempt.id: attempt.stage for attempt in store.recent()} == {
        killed.id: Stage.RECORDED,
        running.id: Stage.RECORDING,
    }
    assert read_wav(store.recording_path(killed)).seconds == 0.5


def test_control_characters_in_an_answer_do_not_get_in(store: Store) -> None:
    document = {**judged(Transcript.typed(HOSTILE)), "advice": [{"message": HOSTILE}]}
    store.save(Attempt(QUESTION, transcript=Transcript.typed(HOSTILE), assessment=document))

    (found,) = store.recent()
    assert found.transcript is not None and found.assessment is not None
    assert not set(found.transcript.text) & set("\x00\x07\x1b\u202e")
    assert not set(found.assessment["advice"][0]["message"]) & set("\x00\x07\x1b\u202e")


def test_a_deleted_answer_leaves_nothing_behind(store: Store) -> None:
    attempt = Attempt(QUESTION, stage=Stage.TRANSCRIBED, transcript=Transcript.typed("We sold the lighthouse."))
    store.save(attempt)
    write_wav(store.recording_path(attempt), tone(0.5))

    store.delete(attempt.id)

    assert store.recent() == []
    folder = store.recordings.parent
    assert not any(b"lighthouse" in file.read_bytes() for file in folder.rglob("*") if file.is_file())
    assert list(store.recordings.iterdir()) == []
