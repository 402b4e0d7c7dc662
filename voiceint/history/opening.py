"""Opening the user's history, whatever became of it."""

from contextlib import suppress

from voiceint.errors import DamagedHistoryError
from voiceint.history.store import Store
from voiceint.paths import Paths


def open_store(paths: Paths) -> Store:
    """The user's history; if it is damaged or gone, what is left of it, and a notice that says so.

    Raises:
        StorageError: It cannot be opened, or was written by a newer version.
    """
    if not _is_gone(paths):
        with suppress(DamagedHistoryError):
            return Store(paths.database, paths.recordings)
    from voiceint.history.repair import repair  # what it needs would hold up every start

    notice = str(repair(paths))
    store = Store(paths.database, paths.recordings)
    store.notices.append(notice)
    return store


def _is_gone(paths: Paths) -> bool:
    """Whether there is no history where there was one."""
    with suppress(OSError):
        if paths.database.stat().st_size:
            return False
    return any(paths.data.glob("backups/history-*.db")) or any(paths.recordings.glob("*.wav"))
