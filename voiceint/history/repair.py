"""Making a history of what is left of one, and going back to a backup."""

import os
import re
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from audio.part_file import PART_SUFFIX, is_held
from bank import Kind, Question
from voiceint.attempt import Attempt, Stage
from voiceint.errors import StorageError
from voiceint.history.backups import Backup
from voiceint.history.erasing import remove_copy
from voiceint.history.salvage import Contents, read_copy
from voiceint.history.store import SET_ASIDE, Store
from voiceint.paths import Paths
from voiceint.text_report import counted

LOST_QUESTION = Question(None, "(The question of this recording was lost.)", Kind.BEHAVIOURAL)
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Recovery:
    """What became of a history that was damaged or gone.

    Attributes:
        aside: Where the damaged file is kept; None if there was none.
        read: How many answers were read from it.
        from_backup: How many more came from a backup.
        recordings: How many recordings were found whose answer is in neither.
    """

    aside: Path | None
    read: int
    from_backup: int
    recordings: int

    def __str__(self) -> str:
        what = "The history was damaged" if self.aside else "The history was gone"
        counts = f"{counted(self.read, 'answer')} could be read, {self.from_backup} more came from backups"
        found = f", {counted(self.recordings, 'recording')} had lost the answer" if self.recordings else ""
        kept = f" What was damaged is kept as {self.aside}." if self.aside else ""
        return f"{what}: {counts}{found}.{kept}"


def repair(paths: Paths) -> Recovery:
    """Set a damaged history aside, and make one of what can be read of it, of the backups and of the recordings.

    The damaged file is in its place until the new one takes it.

    Raises:
        StorageError: There is no room, or a file cannot be written.
    """
    database = paths.database
    contents = read_copy(database)
    read = len(contents.attempts)
    fresh = database.with_name("history-recovered.db")
    try:
        aside = _set_aside(database)
        remove_copy(fresh)
        store = Store(fresh, paths.recordings)
        try:
            for backup in store.backups.all():
                _add_missing(contents, read_copy(backup.path))
            found = _find_lost_recordings(contents, paths.recordings)
            from_backup = len(contents.attempts) - read
            attempts = [*contents.with_earlier(), *((attempt, ()) for attempt in found)]
            store.take_in(attempts, [*contents.sessions.values()])
        finally:
            store.close()
        for suffix in ("-wal", "-shm"):
            database.with_name(database.name + suffix).unlink(missing_ok=True)
        os.replace(fresh, database)
    except OSError as error:
        raise StorageError(
            f"The history {database} is damaged and cannot be repaired ({error.strerror}): free some disk space."
        ) from error
    return Recovery(aside, read, from_backup, len(found))


def restore(store: Store, backup: Backup) -> int:
    """Bring the answers of a backup back as they were; newer ones stay. What is there now is backed up before.

    Returns:
        How many came back.

    Raises:
        StorageError: The backup cannot be read, or there is no room.
    """
    contents = read_copy(backup.path)
    if not contents.attempts:
        raise StorageError(f"Nothing can be read of the backup {backup.path}.")
    store.back_up()
    for key, attempt in contents.attempts.items():
        if attempt.recording and not store.recording_path(attempt).is_file():
            contents.attempts[key] = replace(attempt, recording=None)
    store.take_in(contents.with_earlier(), [*contents.sessions.values()])
    return len(contents.attempts)


def _set_aside(database: Path) -> Path | None:
    """Copy a damaged history with its log."""
    if not database.is_file() or not database.stat().st_size:
        return None
    aside = database.with_name(f"{SET_ASIDE}{datetime.now(UTC):%Y%m%d-%H%M%S}.db")
    for suffix in ("", "-wal"):
        source = database.with_name(database.name + suffix)
        if source.is_file():
            shutil.copyfile(source, aside.with_name(aside.name + suffix))
    return aside


def _add_missing(contents: Contents, others: Contents) -> None:
    for key, attempt in others.attempts.items():
        if key not in contents.attempts:
            contents.attempts[key] = attempt
            contents.earlier[key] = others.earlier.get(key, [])
    for key, document in others.sessions.items():
        contents.sessions.setdefault(key, document)


def _find_lost_recordings(contents: Contents, recordings: Path) -> list[Attempt]:
    """Recordings of which nothing else is left, as answers that can be finished."""
    found: list[Attempt] = []
    for file in sorted(recordings.glob("*")):
        key = file.name.split(".")[0]
        if not _ID.fullmatch(key) or key in contents.attempts:
            continue
        if file.name.endswith(PART_SUFFIX) and not is_held(file):
            file = file.replace(file.with_name(f"{key}.wav"))
        if file.suffix == ".wav":
            at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
            problem = "The history was damaged, and only the recording was found."
            found.append(Attempt(LOST_QUESTION, key, at, Stage.RECORDED, recording=file.name, problem=problem))
    return found
