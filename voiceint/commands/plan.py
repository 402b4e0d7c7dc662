"""`voiceint plan`: which questions to rehearse for a job, and why."""

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bank import Bank
from voiceint.commands.output import UsageError, agrees, has_terminal, load_all, open_history, print_json, say
from voiceint.paths import Paths
from voiceint.rules import Style
from voiceint.settings import Settings

if TYPE_CHECKING:
    from voiceint.planning.kept_plans import KeptPlan, KeptPlans
    from voiceint.planning.plan import Plan


def run(options: argparse.Namespace, settings: Settings, paths: Paths) -> int:
    """Make a plan, or list, show, rehearse or delete one that was kept."""
    from voiceint.planning.kept_plans import KeptPlans

    bank = load_all(paths)
    plans = KeptPlans(paths.plans, bank)
    if options.list:
        return _list(plans)
    if options.delete:
        return _delete(plans, options.delete, options.yes)
    named = options.show or options.rehearse
    plan = _find(plans, named).plan if named else _make(options, paths, bank)
    begins = options.rehearse or options.start
    if options.json and not begins:
        print_json(plan.to_dict())
    elif not begins:
        _print(plan)
    if options.keep:
        print(f"Kept as {plans.keep(plan).id}: 'voiceint plan --rehearse ID' begins it.", file=sys.stderr)
    return _rehearse(plan, options, settings, paths, bank) if begins else 0


def _make(options: argparse.Namespace, paths: Paths, bank: Bank) -> "Plan":
    from voiceint.planning.kept_vectors import keep_vectors
    from voiceint.planning.planner import Planner
    from voiceint.wiring import build_embedder

    if not options.posting:
        raise UsageError("Name the job posting: voiceint plan --posting FILE [--background FILE]")
    background = Path(options.background) if options.background else None
    store = open_history(paths)
    try:
        embedder = partial(keep_vectors, build_embedder(paths), bank, paths.cache)
        planner = Planner(bank, store, paths.plans, embedder)
        return planner.make(Path(options.posting), background, options.minutes, Style(options.style))
    finally:
        store.close()


def _rehearse(plan: "Plan", options: argparse.Namespace, settings: Settings, paths: Paths, bank: Bank) -> int:
    from voiceint.commands.start import open_session

    if not has_terminal():
        raise UsageError("A session needs a terminal: without one, 'voiceint plan' prints the plan.")
    session = plan.session(settings)
    if session is None:
        raise UsageError("The plan has no questions left: make it again from the posting.")
    return open_session(session, bank, settings, paths)


def _list(plans: "KeptPlans") -> int:
    kept = plans.all()
    for each in kept:
        say(f"{each.id}  {each.at.astimezone():%Y-%m-%d %H:%M}  {each.plan.role or 'A job'}")
    if not kept:
        say("No plan is kept: 'voiceint plan --posting FILE --keep' makes one.")
    return 0


def _find(plans: "KeptPlans", start: str) -> "KeptPlan":
    kept = plans.find(start)
    if kept is None:
        raise UsageError(f"There is no plan {start}: 'voiceint plan --list' shows their ids.")
    return kept


def _delete(plans: "KeptPlans", start: str, sure: bool) -> int:
    kept = _find(plans, start)
    if not sure and not agrees(f"Delete the plan for {kept.plan.role or 'this job'} for good?"):
        raise UsageError("Nothing was deleted: answer y, or give --yes.")
    plans.delete(kept.id)
    say("Deleted.")
    return 0


def _print(plan: "Plan") -> None:
    from voiceint.planning.plan_text import plan_lines

    for line in plan_lines(plan):
        say(line)
