"""`voiceint history reassess`: judge earlier answers anew."""

import argparse

from voiceint.attempt import Stage
from voiceint.commands.history.chosen import find
from voiceint.commands.output import load_all, say
from voiceint.history import Filter, Store
from voiceint.paths import Paths
from voiceint.settings import Settings


def run(options: argparse.Namespace, settings: Settings, paths: Paths, store: Store) -> int:
    """Judge what an older judge judged, or what was named; a run that was stopped goes on where it was."""
    from rich.console import Console
    from rich.progress import track

    from voiceint.reassessment import Reassessment
    from voiceint.wiring import build_embedder, build_transcriber

    transcriber = build_transcriber(settings, paths) if options.transcribe else None
    reassessment = Reassessment(store, load_all(paths), build_embedder(paths), transcriber)
    if options.attempts:
        chosen = [find(store, start).id for start in options.attempts]
    elif options.all:
        chosen = [summary.id for summary in reversed(store.summaries(Filter(stage=Stage.ASSESSED)))]
    else:
        chosen = reassessment.outdated()
    if not chosen:
        say("Every answer is judged by the present judge.")
        return 0
    changed, problems = 0, 0
    console = Console(stderr=True)
    outcomes = reassessment.judge_anew(chosen)
    for outcome in track(outcomes, "Judging anew", total=len(chosen), console=console, disable=not console.is_terminal):
        if outcome.problem:
            problems += 1
            say(f"{outcome.before.id[:8]}  left as it was: {outcome.problem}")
        elif outcome.before.verdict != outcome.after.verdict:
            changed += 1
            say(f"{outcome.before.id[:8]}  {outcome.before.verdict}")
            say(f"     now  {outcome.after.verdict}")
    say(f"Judged anew: {len(chosen) - problems}. The verdict changed in {changed}. What was said before is kept.")
    return 1 if problems else 0
