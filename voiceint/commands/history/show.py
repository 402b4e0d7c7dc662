"""`voiceint history show`: one answer with its assessment."""

import argparse

from voiceint.commands.history.chosen import find
from voiceint.commands.history.listing import to_json
from voiceint.commands.output import print_json, print_report, say
from voiceint.history import Store, Summary, judge_of
from voiceint.paths import Paths
from voiceint.settings import Settings
from voiceint.text_report import verdict


def run(options: argparse.Namespace, settings: Settings, paths: Paths, store: Store) -> int:
    """Print it."""
    attempt = find(store, options.attempt)
    earlier = store.earlier_assessments(attempt.id)
    if options.json:
        before = [{"replaced": replaced.isoformat(), "assessment": document} for replaced, document in earlier]
        print_json({**to_json(Summary.of(attempt)), "assessment": attempt.assessment, "earlier_assessments": before})
        return 0
    say(attempt.question.prompt)
    if attempt.transcript is not None:
        say(f"\n{attempt.transcript.text}\n")
    if attempt.assessment is not None:
        print_report(attempt.assessment)
    else:
        say(f"This answer is {attempt.stage}. {attempt.problem}")
    for replaced, document in earlier:
        say(f"Until {replaced.astimezone():%Y-%m-%d %H:%M} (judge {judge_of(document)}): {verdict(document)}")
    return 0
