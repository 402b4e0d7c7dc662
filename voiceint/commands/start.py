"""`voiceint` and `voiceint practise`: the terminal app."""

import argparse
from itertools import takewhile
from random import Random
from typing import TYPE_CHECKING

from bank import Bank, Kind, Question
from voiceint.attempt import Attempt, Stage
from voiceint.commands import demo
from voiceint.commands.output import UsageError, find_question, has_terminal, load_all
from voiceint.paths import Paths
from voiceint.settings import Settings

if TYPE_CHECKING:
    from audio.devices import Devices
    from voiceint.interviewer import Interviewer
    from voiceint.store import Store


def run(options: argparse.Namespace, settings: Settings, paths: Paths) -> int:
    """Open the app; without a terminal, the demonstration stands in for it."""
    if options.command is None and not has_terminal():
        options.question, options.json = None, False
        return demo.run(options, settings, paths)
    if not has_terminal():
        raise UsageError("A practice session needs a terminal: without one, try 'voiceint demo'.")
    bank = load_all(paths)
    return _open_app(bank, settings, paths, _chosen(bank, options))


def _chosen(bank: Bank, options: argparse.Namespace) -> list[Question] | None:
    if options.command is None:
        return None
    if options.question:
        return [find_question(bank, options.question)]
    kinds = [Kind(options.kind)] if options.kind else list(Kind)
    if options.role:
        bank = bank.of_role(next((r.name for r in bank.roles if r.name.casefold() == options.role.casefold()), ""))
    questions = [question for question in bank.questions if not options.topic or _is_in(question, options.topic)]
    chosen = Bank(tuple(questions)).choose(options.questions, kinds, Random())
    if not chosen:
        raise UsageError("No question fits: 'voiceint bank list' shows roles and topics.")
    return chosen


def _is_in(question: Question, topic: str) -> bool:
    return topic.casefold() in question.topic.casefold()


def _open_app(bank: Bank, settings: Settings, paths: Paths, questions: list[Question] | None) -> int:
    from voiceint.store import open_store
    from voiceint.tui.run import run_app
    from voiceint.tui.studio import Studio

    store = open_store(paths)
    unfinished = _find_unfinished(store)

    def build() -> "Interviewer":
        from voiceint.wiring import build_interviewer

        return build_interviewer(settings, paths, store)

    def devices() -> "Devices":
        from audio.devices import find_devices

        return find_devices()

    try:
        return run_app(Studio(bank, store, build, devices, unfinished), questions, paths.logs)
    finally:
        store.close()


def _find_unfinished(store: "Store") -> list[Attempt]:
    """Answers that a killed program left, and those after the last finished one that got no further."""
    killed = {attempt.id for attempt in store.recover()}
    newest = store.recent()
    last = {attempt.id for attempt in takewhile(lambda attempt: attempt.stage != Stage.ASSESSED, newest)}
    return [
        attempt
        for attempt in newest
        if attempt.id in killed | last and attempt.stage == Stage.RECORDED and attempt.recording
    ]
