"""`voiceint history backup`, `restore` and `repair`: when something went wrong with the history."""

import argparse

from voiceint.commands.output import UsageError, agrees, say
from voiceint.history import Store
from voiceint.history.repair import repair, restore
from voiceint.paths import Paths
from voiceint.settings import Settings


def run(options: argparse.Namespace, settings: Settings, paths: Paths, store: Store) -> int:
    """Make a backup, go back to one, or repair what is damaged."""
    if options.action == "backup":
        backup = store.back_up()
        say(f"Backed up as {backup.name}." if backup else "There is nothing to back up yet.")
        return 0
    if options.action == "repair":
        return _repair(store, paths)
    if options.backup is None:
        return _list(store)
    backup = store.backups.find(options.backup)
    if backup is None:
        raise UsageError(f"There is no backup {options.backup}: 'voiceint history restore' lists them.")
    question = f"Bring the answers back as they were on {backup.at.astimezone():%d %B %Y at %H:%M}? Newer ones stay."
    if not options.yes and not agrees(question):
        raise UsageError("Nothing was changed: answer y, or give --yes.")
    count = restore(store, backup)
    say(f"{count} answers are as they were. What was here before is a backup of its own.")
    return 0


def _list(store: Store) -> int:
    for backup in store.backups.all():
        size = backup.path.stat().st_size / 1_000_000
        say(f"{backup.name}  {backup.at.astimezone():%d %B %Y %H:%M}  {size:.1f} MB")
    if not store.backups.all():
        say("No backups yet: one is made every week, and 'voiceint history backup' makes one now.")
    else:
        say("'voiceint history restore NAME' goes back to one of them.")
    return 0


def _repair(store: Store, paths: Paths) -> int:
    if store.notices:
        return 0  # it was repaired as it was opened, and that was said
    problem = store.find_damage()
    if problem is None:
        say("The history is whole.")
        return 0
    store.close()
    say(str(repair(paths)))
    return 0
