"""Which answers an action is about."""

import argparse

from voiceint.attempt import Attempt, Stage
from voiceint.commands.output import UsageError
from voiceint.history import Filter, Store


def find(store: Store, start: str) -> Attempt:
    """The answer whose id begins so. Raises UsageError."""
    found = store.find(start)
    if found is None:
        raise UsageError(f"There is no answer {start}: 'voiceint history list' shows their ids.")
    return found


def find_session(store: Store, start: str) -> str:
    """The id of the session whose id begins so. Raises UsageError."""
    found = store.find_session(start)
    if found is None:
        raise UsageError(f"There is no session {start}: 'voiceint history list --sessions' shows their ids.")
    return str(found["id"])


def wanted(options: argparse.Namespace, session: str = "") -> Filter:
    """The filter that the options describe."""
    return Filter(
        session=session,
        topic=options.topic or "",
        kind=options.kind or "",
        missing=options.missing or "",
        question=options.question or "",
        stage=Stage(options.stage) if options.stage else None,
    )
