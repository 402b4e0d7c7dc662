"""`voiceint history delete`: answers, sessions, recordings; for good."""

import argparse
from datetime import UTC, datetime, timedelta

from voiceint.commands.history.chosen import find, find_session
from voiceint.commands.history.listing import lines
from voiceint.commands.output import UsageError, agrees, say
from voiceint.history import Filter, Store, Summary
from voiceint.paths import Paths
from voiceint.settings import Settings
from voiceint.text_report import counted

_MOST_SHOWN = 5


def run(options: argparse.Namespace, settings: Settings, paths: Paths, store: Store) -> int:
    """Say what would go, ask once, and delete it."""
    named = [bool(options.attempts), options.session is not None, options.all, options.audio_older_than is not None]
    if sum(named) != 1:
        raise UsageError("Name answers by their ids, or give one of --session ID, --all, --audio-older-than DAYS.")
    if options.all:
        return _delete_all(store, paths, options.yes)
    if options.audio_older_than is not None:
        return _drop_audio(store, options.audio_older_than, options.yes)
    if options.session is not None:
        session = find_session(store, options.session)
        doomed = store.summaries(Filter(session=session))
        question = f"Delete this session, its {counted(len(doomed), 'answer')} and their recordings for good?"
    else:
        found = {attempt.id: attempt for attempt in (find(store, start) for start in options.attempts)}
        doomed = [Summary.of(attempt) for attempt in found.values()]
        what = (
            "this answer and its recording" if len(doomed) == 1 else f"these {len(doomed)} answers and their recordings"
        )
        question = f"Delete {what} for good?"
    for summary in doomed[:_MOST_SHOWN]:
        for line in lines(summary):
            say(line)
    if len(doomed) > _MOST_SHOWN:
        say(f"... and {len(doomed) - _MOST_SHOWN} more.")
    _ask(question, options.yes)
    if options.session is not None:
        store.delete_session(session)
    else:
        store.delete(*(summary.id for summary in doomed))
    say(f"Deleted, here and in the backups: {counted(len(doomed), 'answer')}.")
    return 0


def _delete_all(store: Store, paths: Paths, sure: bool) -> int:
    count = store.count()
    _ask(f"Delete all {counted(count, 'answer')}, every session, recording, plan and backup for good?", sure)
    store.delete_all()
    for plan in paths.plans.glob("*.json"):
        plan.unlink()
    say(f"Deleted: {counted(count, 'answer')}, and all recordings, plans and backups.")
    return 0


def _drop_audio(store: Store, days: int, sure: bool) -> int:
    before = datetime.now(UTC) - timedelta(days=days)
    old = [summary for summary in store.summaries() if summary.recorded and summary.at < before]
    if not old:
        say(f"No recording is older than {days} days.")
        return 0
    _ask(f"Delete {counted(len(old), 'recording')} older than {days} days? The words stay.", sure)
    for summary in old:
        attempt = store.find(summary.id)
        if attempt is not None:
            store.drop_recording(attempt)
    say(f"Deleted: {counted(len(old), 'recording')}.")
    return 0


def _ask(question: str, sure: bool) -> None:
    if not sure and not agrees(question):
        raise UsageError("Nothing was deleted: answer y, or give --yes.")
