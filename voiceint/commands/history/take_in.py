"""`voiceint history import`: take in what another history was exported to."""

import argparse
from pathlib import Path

from voiceint.commands.output import say
from voiceint.history import Store
from voiceint.paths import Paths
from voiceint.settings import Settings
from voiceint.text_report import counted

_SHOWN = 5


def run(options: argparse.Namespace, settings: Settings, paths: Paths, store: Store) -> int:
    """Take the file in, and say what became of it. Status 1 if something of it was not taken in."""
    from voiceint.exporting.taking_in import take_in

    outcome = take_in(store, Path(options.file), options.replace)
    say(
        f"Taken in: {counted(outcome.taken, 'answer')}, {counted(outcome.recordings, 'recording')}, "
        f"{counted(outcome.sessions, 'session')}."
    )
    if outcome.same:
        say(f"Here already: {counted(outcome.same, 'answer')}.")
    if outcome.missing:
        say(f"Not with the file: {counted(outcome.missing, 'recording')}.")
    if outcome.differing:
        shown = ", ".join(key[:8] for key in outcome.differing[:_SHOWN])
        more = f" and {len(outcome.differing) - _SHOWN} more" if len(outcome.differing) > _SHOWN else ""
        say(f"Left as they are, because they differ from the file: {shown}{more}. --replace takes the file's.")
        return 1
    return 0
