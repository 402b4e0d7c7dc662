"""`voiceint assess`: one answer, not interactive."""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bank import Kind, Question
from voiceint.attempt import Attempt
from voiceint.commands.output import UsageError, find_question, judged, load_all, print_json, print_report, say
from voiceint.paths import Paths
from voiceint.safe_text import safe_text
from voiceint.settings import Settings

if TYPE_CHECKING:
    from voiceint.interviewer import Interviewer

_LARGEST_TEXT = 1_000_000
_SOUND_ENDINGS = {".wav", ".flac", ".mp3", ".ogg", ".oga", ".opus", ".m4a", ".mp4", ".aac", ".aif", ".aiff", ".webm"}


def run(options: argparse.Namespace, settings: Settings, paths: Paths) -> int:
    """Assess a recording or a text, and keep it only if that was asked for."""
    from voiceint.store import Store
    from voiceint.wiring import build_interviewer, open_store

    bank = load_all(paths)
    question = (
        find_question(bank, options.question) if options.question else bank.ask(_asked(options.ask), Kind(options.kind))
    )
    judge = _reader(options.answer)
    with tempfile.TemporaryDirectory(prefix="voiceint-") as folder:
        private = Path(folder)
        store = open_store(paths) if options.keep else Store(private / "history.db", private / "recordings")
        try:
            attempt = judge(build_interviewer(settings, paths, store), question)
        finally:
            store.close()
    if options.json:
        print_json({**judged(attempt), **({"attempt": attempt.id} if options.keep else {})})
        return 0
    print_report(judged(attempt))
    if options.keep:
        say(f"\nKept in the history as {attempt.id[:8]}.")
    return 0


def _reader(answer: str) -> "Callable[[Interviewer, Question], Attempt]":
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
