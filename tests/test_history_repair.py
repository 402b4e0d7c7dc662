"""Damaged and lost histories: nothing is silently started anew."""

import os
import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes import STORY, tone
from test_history import BEHAVIOURAL, NO_RESULT, answered

from audio.wav import write_wav
from voiceint.attempt import Attempt, Stage
from voiceint.errors import DamagedHistoryError, StorageError
from voiceint.history import Store, open_store
from voiceint.history.backups import Backups
from voiceint.history.repair import repair, restore
from voiceint.paths import Paths
from voiceint.session import Session

COUNT = 60


def filled(paths: Paths, count: int = COUNT) -> list[Attempt]:
    """A closed history with so many answers, in order."""
    store = Store(paths.database, paths.recordings)
    session = Session.of_questions([BEHAVIOURAL])
    store.keep_session(session)
    kept = [answered(BEHAVIOURAL, f"{STORY} That was number {n}.", n, session.id) for n in range(count)]
    for attempt in kept:
        store.save(attempt)
    store.close()
    return kept


def ids(store: Store) -> set[str]:
    return {line.id for line in store.summaries()}


def overwrite(database: Path, start: int, data: bytes) -> None:
    with database.open("r+b") as file:
        file.seek(start)
        file.write(data)


def test_a_damaged_history_is_refused_in_one_line_that_says_what_to_do(paths: Paths) -> None:
    paths.data.mkdir()
    paths.database.write_bytes(b"this is not a database at all" * 100)

    with pytest.raises(DamagedHistoryError, match=r"^The history [^\n]+ is damaged [^\n]+'voiceint history repair'"):
        Store(paths.database, paths.recordings)


def test_answers_survive_when_the_first_bytes_are_overwritten(paths: Paths) -> None:
    kept = filled(paths)
    overwrite(paths.database, 0, b"garbage!" * 12)

    store = open_store(paths)

    assert ids(store) == {attempt.id for attempt in kept}
    (notice,) = store.notices
    assert f"{COUNT} answers could be read" in notice
    (aside,) = paths.data.glob("history-damaged-*.db")
    assert str(aside) in notice and aside.read_bytes().startswith(b"garbage!")
    store.close()
    assert open_store(paths).notices == []


def test_answers_around_a_damaged_place_survive_and_a_backup_gives_the_others(paths: Paths) -> None:
    kept = filled(paths)
    store = Store(paths.database, paths.recordings)
    store.back_up()
    newest = answered(BEHAVIOURAL, NO_RESULT, COUNT)
    store.save(newest)
    store.close()
    overwrite(paths.database, paths.database.stat().st_size // 2, os.urandom(3 * 4096))

    recovery = repair(paths)

    store = open_store(paths)
    assert ids(store) == {attempt.id for attempt in [*kept, newest]}
    assert store.notices == [] and store.find_damage() is None
    assert recovery.read > COUNT / 2 and recovery.read + recovery.from_backup == COUNT + 1


@pytest.mark.parametrize("seed", range(12))
def test_however_it_is_damaged_it_opens_and_says_what_was_read(paths: Paths, seed: int) -> None:
    kept = filled(paths, 20)
    chance = random.Random(seed)
    size = paths.database.stat().st_size
    if seed % 3 == 0:
        os.truncate(paths.database, chance.randrange(1, size))
    for _ in range(seed % 4 + 1):
        overwrite(paths.database, chance.randrange(size), chance.randbytes(chance.choice((1, 100, 5000))))

    try:
        store = open_store(paths)
        damage = store.find_damage()
    except StorageError as error:  # found only when it was read
        damage = error  # type: ignore[assignment]
    recovery = repair(paths)

    store = Store(paths.database, paths.recordings)
    assert store.find_damage() is None
    found = {attempt.id: attempt for attempt in store.attempts()}
    assert found.keys() <= {attempt.id for attempt in kept}
    assert recovery.aside is not None and recovery.aside.is_file()
    assert damage is None or "repair" in str(damage)


def test_a_history_that_is_gone_comes_back_from_the_backup_and_the_recordings(paths: Paths) -> None:
    kept = filled(paths, 3)
    store = Store(paths.database, paths.recordings)
    store.back_up()
    lost = Attempt(BEHAVIOURAL)
    write_wav(store.recording_path(lost), tone(0.2))
    store.close()
    for file in paths.data.glob("history.db*"):
        file.unlink()

    store = open_store(paths)

    assert ids(store) == {lost.id, *(attempt.id for attempt in kept)}
    assert store.notices == [
        "The history was gone: 0 answers could be read, 3 more came from backups, 1 recording had lost the answer."
    ]
    found = store.find(lost.id)
    assert found is not None and (found.stage, found.recording) == (Stage.RECORDED, f"{lost.id}.wav")


def test_a_first_start_is_no_loss(paths: Paths) -> None:
    assert open_store(paths).notices == []


def test_damage_that_shows_while_it_is_used_is_named(paths: Paths) -> None:
    filled(paths)
    store = Store(paths.database, paths.recordings)
    overwrite(paths.database, 5 * 4096, os.urandom(paths.database.stat().st_size - 5 * 4096))

    with pytest.raises(DamagedHistoryError, match="'voiceint history repair'"):
        for _ in store.attempts():
            pass
    assert isinstance(store.find_damage(), DamagedHistoryError)
    with pytest.raises(DamagedHistoryError):
        store.back_up()


def test_a_backup_brings_answers_back_as_they_were_and_newer_ones_stay(paths: Paths) -> None:
    old, changed = filled(paths, 2)
    store = Store(paths.database, paths.recordings)
    backup = store.back_up()
    assert backup is not None
    store.save(answered(BEHAVIOURAL, "Something else.", 1).__class__(**{**vars(changed), "problem": "spoiled"}))
    store.discard(old)
    newer = answered(BEHAVIOURAL, NO_RESULT, 5)
    store.save(newer)

    assert restore(store, backup) == 2

    assert ids(store) == {old.id, changed.id, newer.id}
    found = store.find(changed.id)
    assert found is not None and found.problem == ""


def test_a_backup_of_another_version_can_be_restored(paths: Paths) -> None:
    script = (Path(__file__).parent / "data" / "history-version-2.sql").read_text()
    path = paths.data / "backups" / "history-20260302-100000.db"
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)
    store = Store(paths.database, paths.recordings)
    backup = store.backups.find("20260302-100000")
    assert backup is not None

    assert restore(store, backup) == 1

    assert [line.id for line in store.summaries()] == ["a" * 32]
    assert [document["id"] for document in store.sessions()] == ["5" * 32]


def test_a_recording_that_was_deleted_does_not_come_back_with_its_answer(paths: Paths) -> None:
    (kept,) = filled(paths, 1)
    store = Store(paths.database, paths.recordings)
    recorded = kept.__class__(**{**vars(kept), "recording": f"{kept.id}.wav"})
    write_wav(store.recording_path(recorded), tone(0.1))
    store.save(recorded)
    backup = store.back_up()
    assert backup is not None
    store.drop_recording(recorded)

    restore(store, backup)

    found = store.find(kept.id)
    assert found is not None and found.recording is None


NOW = datetime(2026, 6, 1, tzinfo=UTC)


def test_a_backup_is_due_after_a_week(paths: Paths) -> None:
    filled(paths, 1)
    backups = Backups(paths.data / "backups")
    assert backups.is_due(NOW)
    with closing(sqlite3.connect(paths.database)) as connection:
        backups.make(connection, NOW)

    assert not backups.is_due(NOW + timedelta(days=6))
    assert backups.is_due(NOW + timedelta(days=7))


def test_backups_are_thinned_to_the_newest_and_one_a_month(paths: Paths) -> None:
    filled(paths, 1)
    backups = Backups(paths.data / "backups")
    with closing(sqlite3.connect(paths.database)) as connection:
        for week in range(60):
            backups.make(connection, NOW + timedelta(weeks=week))

    kept = backups.all()

    newest = NOW + timedelta(weeks=59)
    assert [backup.at for backup in kept[:4]] == [newest - timedelta(weeks=age) for age in range(4)]
    months = [(backup.at.year, backup.at.month) for backup in kept[4:]]
    assert len(months) == len(set(months)) == 6


def test_an_empty_history_is_not_backed_up(store: Store) -> None:
    assert store.back_up() is None
    store.save(answered(BEHAVIOURAL, STORY))
    assert store.back_up(only_if_due=True) is not None
    assert store.back_up(only_if_due=True) is None


def test_a_backup_is_private(store: Store) -> None:
    store.save(answered(BEHAVIOURAL, STORY))
    backup = store.back_up()

    assert backup is not None and backup.path.stat().st_mode & 0o077 == 0
    assert [file.name for file in backup.path.parent.iterdir()] == [backup.path.name]


def test_an_older_history_with_a_damaged_answer_is_recovered_too(paths: Paths) -> None:
    script = (Path(__file__).parent / "data" / "history-version-2.sql").read_text()
    paths.data.mkdir()
    with closing(sqlite3.connect(paths.database)) as connection:
        connection.executescript(script)
        connection.execute(
            "INSERT INTO attempt SELECT 'b' || substr(id, 2), 'no time', stage, question_id, prompt, kind, "
            "topic, recording, transcript, assessment, candidate, problem, session, step, heard FROM attempt"
        )
        connection.commit()

    store = open_store(paths)

    assert ids(store) == {"a" * 32}
    assert "1 answer could be read" in store.notices[0]
