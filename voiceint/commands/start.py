"""`voiceint`, and going straight into a session: the terminal app."""

import argparse
import gc
from dataclasses import fields, replace
from functools import cache, partial
from itertools import takewhile
from typing import TYPE_CHECKING

from bank import WRITTEN_KINDS, Bank, Kind
from voiceint.attempt import Attempt, Stage
from voiceint.commands.output import UsageError, find_question, has_terminal, load_all
from voiceint.paths import Paths
from voiceint.rules import Style, rules_of
from voiceint.session import Session
from voiceint.session_plan import Wish, plan_session
from voiceint.settings import Settings
from voiceint.settings_file import load_settings, save_settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

    from audio.devices import Devices
    from voiceint.history import Store, Summary
    from voiceint.planning.planner import Planner
    from voiceint.tui.studio import Studio
    from voiceint.wiring import Workshop


_NEWEST = 200
"""Answers that got no further are looked for among so many of the newest."""


def run(options: argparse.Namespace, settings: Settings, paths: Paths) -> int:
    """Open the app; without a terminal, the demonstration stands in for it."""
    if options.command is None and not has_terminal():
        from voiceint.commands import demo

        options.question, options.json = None, False
        return demo.run(options, settings, paths)
    if not has_terminal():
        raise UsageError("A practice session needs a terminal: without one, try 'voiceint demo'.")
    gc.disable()  # until the first screen is up: what is imported stays
    bank = load_all(paths)
    session_of = partial(_plan, bank, options, settings)
    return _open_app(bank, settings, paths, session_of, may_set_up=options.command is None)


def open_session(session: Session, bank: Bank, settings: Settings, paths: Paths) -> int:
    """Open the app in a session that is there already."""
    gc.disable()
    return _open_app(bank, settings, paths, lambda store: session)


def _plan(bank: Bank, options: argparse.Namespace, settings: Settings, store: "Store") -> Session | None:
    """The session that the command line asks for, or None for the home screen."""
    if options.command is None:
        return None
    style = Style(options.command)
    if options.question:
        question = find_question(bank, options.question)
        return Session.of_questions([question], style, rules_of(style, settings))
    kinds = (Kind(options.kind),) if options.kind else WRITTEN_KINDS
    wish = Wish(style, options.questions, options.role or "", options.topic or "", kinds, options.next)
    session = plan_session(bank, wish, settings, _history(store) if wish.next_up else ())
    if session is None:
        raise UsageError("No question fits: 'voiceint bank list' shows roles and topics.")
    return session


def _history(store: "Store") -> "list[Summary]":
    """What decides on the next questions."""
    from voiceint.progress import full_answers

    return full_answers(store)


def _open_app(
    bank: Bank,
    settings: Settings,
    paths: Paths,
    session_of: "Callable[[Store], Session | None]",
    may_set_up: bool = False,
) -> int:
    from voiceint.history import open_store
    from voiceint.tui.run import run_app

    store = open_store(paths)
    try:
        studio = _build_studio(bank, settings, paths, store)
        studio.recovered = _find_unfinished(store)
        studio.first_run = may_set_up and not paths.settings.exists()
        return run_app(studio, session_of(store), paths.logs)
    finally:
        store.close()


def _build_studio(bank: Bank, settings: Settings, paths: Paths, store: "Store") -> "Studio":
    """What the app works with; everything slow is made when it is first asked for, on the app's background threads."""
    from voiceint.tui.studio import Studio

    @cache
    def workshop() -> "Workshop":
        from voiceint.wiring import Workshop

        return Workshop(paths, store)

    def devices() -> "Devices":
        from audio.devices import find_devices

        return find_devices()

    def listen(microphone: str | None, on_level: "Callable[[float], None]", stop: "Event") -> None:
        from voiceint.wiring import tell_level

        tell_level(microphone, on_level, stop)

    def planner() -> "Planner":
        from voiceint.planning.kept_vectors import keep_vectors
        from voiceint.planning.planner import Planner

        return Planner(bank, store, paths.plans, lambda: keep_vectors(workshop().embedder(), bank, paths.cache))

    kept, problems = load_settings(paths.settings)
    return Studio(
        bank,
        store,
        lambda: workshop().build(settings),
        devices,
        settings=settings,
        save=lambda chosen: save_settings(_without_flags(chosen, settings, kept), paths.settings),
        rebuild=lambda chosen: workshop().build(chosen),
        listen=listen,
        say=lambda text, stop: workshop().say(text, stop),
        write_down=lambda on_level, stop: workshop().write_down(on_level, stop),
        planner=planner,
        problems=[*problems, *store.notices],
    )


def _without_flags(chosen: Settings, started: Settings, kept: Settings) -> Settings:
    """What is to be kept: what was chosen on the screen; a flag that nobody changed there was for this run only."""
    changed = {
        field.name: getattr(chosen, field.name)
        for field in fields(Settings)
        if getattr(chosen, field.name) != getattr(started, field.name)
    }
    return replace(kept, **changed)


def _find_unfinished(store: "Store") -> list[Attempt]:
    """Answers that a killed program left, and those after the last finished one that got no further."""
    killed = {attempt.id for attempt in store.recover()}
    newest = store.summaries(limit=_NEWEST)
    last = {summary.id for summary in takewhile(lambda summary: summary.stage != Stage.ASSESSED, newest)}
    waiting = [each for each in newest if each.stage == Stage.RECORDED and each.recorded and each.id in killed | last]
    return [attempt for summary in waiting if (attempt := store.find(summary.id)) is not None]
