"""`voiceint history finish`: recordings that got no further."""

import argparse

from voiceint.attempt import Stage
from voiceint.commands.history.listing import lines
from voiceint.commands.output import say
from voiceint.history import Filter, Store, Summary
from voiceint.paths import Paths
from voiceint.settings import Settings
from voiceint.text_report import counted


def run(options: argparse.Namespace, settings: Settings, paths: Paths, store: Store) -> int:
    """Transcribe and assess them."""
    from voiceint.wiring import build_interviewer

    interviewer = build_interviewer(settings, paths, store)
    waiting = [attempt for attempt in store.attempts(Filter(stage=Stage.RECORDED)) if attempt.recording]
    for attempt in waiting:
        for line in lines(Summary.of(interviewer.finish(attempt))):
            say(line)
    say(f"Finished: {counted(len(waiting), 'recording')}.")
    return 0
