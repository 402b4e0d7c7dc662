"""`voiceint`, and going straight into a session: the terminal app."""

import argparse
from itertools import takewhile
from typing import TYPE_CHECKING

from bank import WRITTEN_KINDS, Bank, Kind
from voiceint.attempt import Attempt, Stage
from voiceint.commands import demo
from voiceint.commands.output import UsageError, find_question, has_terminal, load_all
from voiceint.paths import Paths
from voiceint.rules import Style, rules_of
from voiceint.session import Session
from voiceint.session_plan import Wish, plan_session
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
    return _open_app(bank, settings, paths, options)


def _plan(bank: Bank, options: argparse.Namespace, settings: Settings, history: list[Attempt]) -> Session | None:
    """The session that the command line asks for, or None for the home screen."""
    if options.command is None:
        return None
    style = Style(options.command)
    if options.question:
        question = find_question(bank, options.question)
        return Session.of_questions([question], style, rules_of(style, settings))
    kinds = (Kind(options.kind),) if options.kind else WRITTEN_KINDS
    wish = Wish(style, options.questions, options.role or "", options.topic or "", kinds, options.next)
    session = plan_session(bank, wish, settings, history)
    if session is None:
        raise UsageError("No question fits: 'voiceint bank list' shows roles and topics.")
    return session


def _open_app(bank: Bank, settings: Settings, paths: Paths, options: argparse.Namespace) -> int:
    from voiceint.store import open_store
    from voiceint.tui.run import run_app
    from voiceint.tui.studio import Studio

    store = open_store(paths)
    try:
        unfinished = _find_unfinished(store)
        session = _plan(bank, options, settings, store.recent())

        def build() -> "Interviewer":
            from voiceint.wiring import build_interviewer

            return build_interviewer(settings, paths, store)

        def devices() -> "Devices":
            from audio.devices import find_devices

            return find_devices()

        return run_app(Studio(bank, store, build, devices, unfinished), session, paths.logs)
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
