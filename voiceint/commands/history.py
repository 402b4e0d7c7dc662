"""`voiceint history`: earlier answers."""

import argparse
from typing import Any

from voiceint.attempt import CANDIDATE, Attempt, Stage
from voiceint.commands.output import UsageError, agrees, print_json, print_report, say
from voiceint.paths import Paths
from voiceint.settings import Settings
from voiceint.store import Store


def run(options: argparse.Namespace, settings: Settings, paths: Paths) -> int:
    """List the newest answers, show one, delete one, or finish those that got no further."""
    from voiceint.store import open_store

    store = open_store(paths)
    try:
        store.recover()
        if options.action == "finish":
            return _finish(settings, paths, store)
        if options.action == "show":
            return _show(_find(store, options.attempt), options.json)
        if options.action == "delete":
            return _delete(_find(store, options.attempt), options.yes, store)
        return _list(store.recent(), options.json)
    finally:
        store.close()


def _find(store: Store, start: str) -> Attempt:
    found = store.find(start)
    if found is None:
        raise UsageError(f"There is no answer {start}: 'voiceint history list' shows their ids.")
    return found


def _list(attempts: list[Attempt], as_json: bool) -> int:
    if as_json:
        print_json([_summary(attempt) for attempt in attempts])
        return 0
    for attempt in attempts:
        _print_line(attempt)
    if not attempts:
        say("No answers yet: start 'voiceint' and give one.")
    return 0


def _delete(attempt: Attempt, sure: bool, store: Store) -> int:
    _print_line(attempt)
    if not sure and not agrees("Delete this answer and its recording for good?"):
        raise UsageError("Nothing was deleted: answer y, or give --yes.")
    store.delete(attempt)
    say("Deleted.")
    return 0


def _finish(settings: Settings, paths: Paths, store: Store) -> int:
    """Transcribe and assess the recordings that got no further."""
    from voiceint.wiring import build_interviewer

    interviewer = build_interviewer(settings, paths, store)
    waiting = [attempt for attempt in store.recent() if attempt.stage == Stage.RECORDED and attempt.recording]
    for attempt in waiting:
        _print_line(interviewer.finish(attempt))
    say(f"{len(waiting)} recordings were waiting.")
    return 0


def _print_line(attempt: Attempt) -> None:
    from voiceint.text_report import verdict

    said = verdict(attempt.assessment) if attempt.assessment else f"{attempt.stage}. {attempt.problem}"
    who = "" if attempt.candidate == CANDIDATE else f" ({attempt.candidate})"
    say(f"{attempt.id[:8]}  {attempt.at.astimezone():%Y-%m-%d %H:%M}  {attempt.question.prompt}{who}")
    say(f"          {said}")


def _show(attempt: Attempt, as_json: bool) -> int:
    if as_json:
        print_json({**_summary(attempt), "assessment": attempt.assessment})
        return 0
    say(attempt.question.prompt)
    if attempt.transcript is not None:
        say(f"\n{attempt.transcript.text}\n")
    if attempt.assessment is not None:
        print_report(attempt.assessment)
    else:
        say(f"This answer is {attempt.stage}. {attempt.problem}")
    return 0


def _summary(attempt: Attempt) -> dict[str, Any]:
    return {
        "id": attempt.id,
        "at": attempt.at.isoformat(),
        "stage": attempt.stage,
        "candidate": attempt.candidate,
        "question": {"id": attempt.question.id, "prompt": attempt.question.prompt, "kind": attempt.question.kind},
        "recording": attempt.recording,
        "problem": attempt.problem,
    }
