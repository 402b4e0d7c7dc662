"""What each command does. Everything slow is imported where it is used."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from audio.errors import AudioError
from bank import Bank, BankError, Kind, Question, load_bank
from voiceint.errors import VoiceintError
from voiceint.paths import Paths
from voiceint.safe_text import safe_text
from voiceint.settings import Settings

if TYPE_CHECKING:
    from audio.devices import Devices
    from voiceint.interviewer import Interviewer

_LARGEST_TEXT = 1_000_000
_SOUND_ENDINGS = {".wav", ".flac", ".mp3", ".ogg", ".oga", ".opus", ".m4a", ".mp4", ".aac", ".aif", ".aiff", ".webm"}


def run(options: argparse.Namespace) -> int:
    """Do what was asked; expected failures become one line on standard error and status 1."""
    settings = Settings(options.voice, options.rate, options.microphone, options.speaker, options.model)
    commands: dict[str | None, Callable[[argparse.Namespace, Settings, Paths], int]] = {
        None: _start,
        "practise": _practise,
        "demo": _demo,
        "assess": _assess,
        "bank": _bank,
        "history": _history,
        "doctor": _doctor,
        "models": _models,
    }
    try:
        return commands[options.command](options, settings, Paths.of_user())
    except (VoiceintError, AudioError, BankError) as error:
        print(safe_text(str(error)), file=sys.stderr)
        return 1


class UsageError(VoiceintError):
    """Something was asked for that there is not."""


def _start(options: argparse.Namespace, settings: Settings, paths: Paths) -> int:
    if _has_terminal():
        return _open_app(settings, paths, None)
    options.question, options.json = None, False
    return _demo(options, settings, paths)


def _has_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _practise(options: argparse.Namespace, settings: Settings, paths: Paths) -> int:
    if not _has_terminal():
        raise UsageError("A practice session needs a terminal: without one, try 'voiceint demo'.")
    bank = load_bank()
    if options.question:
        return _open_app(settings, paths, [_find(bank, options.question)])
    kinds = [Kind(options.kind)] if options.kind else list(Kind)
    return _open_app(settings, paths, bank.choose(options.questions, kinds, Random()))


def _open_app(settings: Settings, paths: Paths, questions: list[Question] | None) -> int:
    from voiceint.store import Store
    from voiceint.tui.run import run_app
    from voiceint.tui.studio import Studio

    store = Store(paths.database, paths.recordings)

    def build() -> "Interviewer":
        from voiceint.wiring import build_interviewer

        return build_interviewer(settings, paths, store)

    def devices() -> "Devices":
        from audio.devices import find_devices

        return find_devices()

    try:
        return run_app(Studio(load_bank(), store, build, devices), questions, paths.logs)
    finally:
        store.close()


def _demo(options: argparse.Namespace, settings: Settings, paths: Paths) -> int:
    from voiceint.demo import NOTICE, run_demo
    from voiceint.wiring import open_store

    bank = load_bank()
    question = _find(bank, options.question) if options.question else _first_behavioural(bank)
    tell: Callable[[str], None] = (lambda line: None) if options.json else _say
    tell(NOTICE)
    store = open_store(paths)
    try:
        attempt = run_demo(question, settings, paths, store, tell)
    finally:
        store.close()
    if options.json:
        _print_json({"stand_in": True, "attempt": attempt.id, **_judged(attempt)})
        return 0
    tell(f"Heard: {_judged(attempt)['transcript']['text']}")
    tell("")
    _print_report(_judged(attempt))
    tell("")
    tell(f"Kept in the history as {attempt.id[:8]}. With a terminal, 'voiceint' lets you answer yourself.")
    return 0


def _assess(options: argparse.Namespace, settings: Settings, paths: Paths) -> int:
    import tempfile

    from voiceint.store import Store
    from voiceint.wiring import build_interviewer, open_store

    bank = load_bank()
    question = _find(bank, options.question) if options.question else bank.ask(_asked(options.ask), Kind(options.kind))
    judge = _reader(options.answer)
    with tempfile.TemporaryDirectory(prefix="voiceint-") as folder:
        private = Path(folder)
        store = open_store(paths) if options.keep else Store(private / "history.db", private / "recordings")
        try:
            attempt = judge(build_interviewer(settings, paths, store), question)
        finally:
            store.close()
    if options.json:
        _print_json({**_judged(attempt), **({"attempt": attempt.id} if options.keep else {})})
    else:
        _print_report(_judged(attempt))
        if options.keep:
            _say(f"\nKept in the history as {attempt.id[:8]}.")
    return 0


def _reader(answer: str) -> Callable[[Any, Question], Any]:
    """How to judge the answer: as a recording or as text, by what it is."""
    path = Path(answer)
    if answer != "-" and _is_sound(path):
        from audio.sound_file import read_sound_file

        clip = read_sound_file(path)
        return lambda interviewer, question: interviewer.judge_clip(question, clip)
    text = _read_text(answer)
    return lambda interviewer, question: interviewer.judge_text(question, text)


def _is_sound(path: Path) -> bool:
    """Whether a file is a recording: by its first bytes, or by its name if they say nothing."""
    from audio.sound_file import sniff_format

    try:
        if not path.is_file():
            return False
        with path.open("rb") as source:
            return sniff_format(source.read(12)) is not None or path.suffix.lower() in _SOUND_ENDINGS
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error


def _read_text(answer: str) -> str:
    try:
        if answer == "-":
            data = sys.stdin.buffer.read(_LARGEST_TEXT + 1)
        elif not Path(answer).is_file():
            raise UsageError(f"There is no file {answer}: name an audio or text file, or - for standard input.")
        else:
            with open(answer, "rb") as source:
                data = source.read(_LARGEST_TEXT + 1)
    except OSError as error:
        raise UsageError(f"{answer} cannot be read: {error.strerror}.") from error
    if len(data) > _LARGEST_TEXT:
        raise UsageError(f"{answer} is larger than 1 MB: an answer has a few hundred words.")
    if b"\0" in data:
        raise UsageError(f"{answer} is neither text nor a recording: name an audio or text file.")
    return safe_text(data.decode("utf-8-sig", "replace"))


def _asked(text: str) -> str:
    prompt = " ".join(safe_text(text).split())
    if not prompt:
        raise UsageError("The question is empty: voiceint assess ANSWER --ask 'Tell me about a time ...'")
    return prompt


def _bank(options: argparse.Namespace, settings: Settings, paths: Paths) -> int:
    bank = load_bank()
    if options.action == "show":
        for line in _question_lines(_find(bank, options.question)):
            _say(line)
        return 0
    if options.json:
        _print_json(
            [{"id": q.id, "kind": q.kind, "role": q.role, "topic": q.topic, "prompt": q.prompt} for q in bank.questions]
        )
        return 0
    topic = ""
    for question in bank.questions:
        if question.topic != topic:
            topic = question.topic
            _say(f"\n{topic}" if question is not bank.questions[0] else topic)
        _say(f"  {question.id:<36} {question.kind:<12} {question.prompt}")
    return 0


def _question_lines(question: Question) -> list[str]:
    import textwrap

    lines = [question.prompt, "", f"{question.role}, {question.topic}, {question.kind}, aim for {question.seconds} s"]
    lines += ["", "What the interviewer is after", *textwrap.wrap(question.insight, 88)]
    if question.sample:
        lines += ["", "Sample answer"]
        for name, text in question.sample.parts:
            lines += [f"{name.capitalize()}:", *textwrap.wrap(text, 84, initial_indent="  ", subsequent_indent="  ")]
    return lines


def _history(options: argparse.Namespace, settings: Settings, paths: Paths) -> int:
    from voiceint.text_report import verdict
    from voiceint.wiring import open_store

    store = open_store(paths)
    try:
        attempts = store.recent() if options.action == "list" else []
        found = store.find(options.attempt) if options.action == "show" else None
    finally:
        store.close()
    if options.action == "show":
        if found is None:
            raise UsageError(f"There is no answer {options.attempt}: 'voiceint history list' shows their ids.")
        return _show_attempt(found, options.json)
    if options.json:
        _print_json([_summary(attempt) for attempt in attempts])
        return 0
    for attempt in attempts:
        said = verdict(attempt.assessment) if attempt.assessment else f"{attempt.stage}. {attempt.problem}"
        who = "" if attempt.candidate == "you" else f" ({attempt.candidate})"
        _say(f"{attempt.id[:8]}  {attempt.at.astimezone():%Y-%m-%d %H:%M}  {attempt.question.prompt}{who}")
        _say(f"          {said}")
    if not attempts:
        _say("No answers yet: start 'voiceint' and give one.")
    return 0


def _show_attempt(attempt: Any, as_json: bool) -> int:
    if as_json:
        _print_json({**_summary(attempt), "assessment": attempt.assessment})
        return 0
    _say(attempt.question.prompt)
    if attempt.transcript is not None:
        _say(f"\n{attempt.transcript.text}\n")
    if attempt.assessment is not None:
        _print_report(attempt.assessment)
    else:
        _say(f"This answer is {attempt.stage}. {attempt.problem}")
    return 0


def _summary(attempt: Any) -> dict[str, Any]:
    return {
        "id": attempt.id,
        "at": attempt.at.isoformat(),
        "stage": attempt.stage,
        "candidate": attempt.candidate,
        "question": {"id": attempt.question.id, "prompt": attempt.question.prompt, "kind": attempt.question.kind},
        "recording": attempt.recording,
        "problem": attempt.problem,
    }


def _doctor(options: argparse.Namespace, settings: Settings, paths: Paths) -> int:
    from dataclasses import asdict

    from voiceint.doctor import examine

    checks = []
    for check in examine(settings, paths):
        checks.append(check)
        if not options.json:
            _say(f"{'ok ' if check.works else 'NO '} {check.part}: {check.found}")
            if check.mend:
                _say(f"      mend: {check.mend}")
    if options.json:
        _print_json([asdict(check) for check in checks])
    return 0 if all(check.works for check in checks) else 1


def _models(options: argparse.Namespace, settings: Settings, paths: Paths) -> int:
    from audio.model_store import ModelStore
    from audio.models import WHISPER_MODELS

    store = ModelStore(paths.models)
    if options.action == "list":
        for model in WHISPER_MODELS.values():
            here = "here" if store.is_here(model) else f"voiceint models get {model.name}"
            _say(f"{model.name:<10} {model.megabytes:>4} MB  {here}")
        return 0
    if options.model not in WHISPER_MODELS:
        raise UsageError(f"There is no model '{options.model}': choose from {', '.join(WHISPER_MODELS)}.")
    wanted = WHISPER_MODELS[options.model]
    if not options.yes and not _agrees(f"Download {wanted.megabytes} MB from {wanted.repository}?"):
        raise UsageError("Nothing was downloaded: answer y, or give --yes.")
    _say(f"The model {wanted.name} is in {store.download(wanted)}, checksums right.")
    return 0


def _agrees(question: str) -> bool:
    if not sys.stdin.isatty():
        return False
    return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")


def _find(bank: Bank, question_id: str) -> Question:
    question = bank.find(question_id)
    if question is None:
        raise UsageError(f"There is no question '{question_id}': 'voiceint bank list' shows their ids.")
    return question


def _first_behavioural(bank: Bank) -> Question:
    return next(question for question in bank.questions if question.kind == Kind.BEHAVIOURAL and question.sample)


def _judged(attempt: Any) -> dict[str, Any]:
    """The assessment of an attempt, or the reason why there is none."""
    if attempt.assessment is None:
        raise VoiceintError(attempt.problem or "The answer could not be assessed.")
    document: dict[str, Any] = attempt.assessment
    return document


def _print_report(assessment: dict[str, Any]) -> None:
    from voiceint.text_report import report_lines

    for line in report_lines(assessment):
        _say(line)


def _print_json(document: Any) -> None:
    print(json.dumps(document, indent=2))


def _say(line: str) -> None:
    print(safe_text(line), flush=True)
