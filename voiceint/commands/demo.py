"""`voiceint demo`: the whole loop without a microphone."""

import argparse
from collections.abc import Callable

from bank import Kind
from voiceint.commands.output import find_question, judged, load_all, open_history, print_json, print_report, say
from voiceint.paths import Paths
from voiceint.settings import Settings


def run(options: argparse.Namespace, settings: Settings, paths: Paths) -> int:
    """Let the stand-in answer a question, and print what came of it."""
    from voiceint.demo import NOTICE, run_demo

    bank = load_all(paths)
    question = (
        find_question(bank, options.question)
        if options.question
        else next(question for question in bank.questions if question.kind == Kind.BEHAVIOURAL and question.sample)
    )
    tell: Callable[[str], None] = (lambda line: None) if options.json else say
    tell(NOTICE)
    store = open_history(paths)
    try:
        attempt = run_demo(question, settings, paths, store, tell)
    finally:
        store.close()
    document = judged(attempt)
    if options.json:
        print_json({"stand_in": True, "attempt": attempt.id, **document})
        return 0
    say(f"Heard: {document['transcript']['text']}\n")
    print_report(document)
    say(f"\nKept in the history as {attempt.id[:8]}. With a terminal, 'voiceint' lets you answer yourself.")
    return 0
