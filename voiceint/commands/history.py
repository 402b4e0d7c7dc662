"""`voiceint history`: earlier answers."""

import argparse
from typing import Any

from voiceint.attempt import CANDIDATE, Attempt, Stage
from voiceint.commands.output import UsageError, print_json, print_report, say
from voiceint.paths import Paths
from voiceint.settings import Settings
from voiceint.store import Store


def run(options: argparse.Namespace, settings: Settings, paths: Paths) -> int:
    """List the newest answers, or show one."""
    from voiceint.store import open_store

    store = open_store(paths)
    try:
        store.recover()
        if options.action == "finish":
            return _finish(options, settings, paths, store)
        attempts = store.recent() if options.action == "list" else []
        found = store.find(options.attempt) if options.action == "show" else None
    finally:
        store.close()
    if options.action == "show":
        if found is None:
            raise UsageError(f"There is no answer {options.attempt}: 'voiceint history list' shows their ids.")
        return _show(found, options.json)
    if options.json:
        print_json([_summary(attempt) for attempt in attempts])
        return 0
    for attempt in attempts:
        _print_line(attempt)
    if not attempts:
        say("No answers yet: start 'voiceint' and give one.")
    return 0


def _finish(options: argparse.Namespace, settings: Settings, paths: Paths, store: Store) -> int:
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
