"""`voiceint assess`: one answer, not interactive."""

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from audio.transcript import Transcript
from bank import Bank, Kind, Question
from voiceint.attempt import Attempt, Stage
from voiceint.commands.output import UsageError, find_question, load_all, open_history, print_json, print_report, say
from voiceint.folder.files import LARGEST_TEXT, MOST_WORDS, SOUND_ENDINGS
from voiceint.paths import Paths
from voiceint.safe_text import safe_text
from voiceint.settings import Settings
from voiceint.text_file import UTF16_MARKS, decode_text

if TYPE_CHECKING:
    from audio.clip import Clip


def run(options: argparse.Namespace, settings: Settings, paths: Paths) -> int:
    """Assess a recording or a text, and keep it only if that was asked for; or all those of a folder."""
    if Path(options.answer).is_dir():
        from voiceint.commands import assess_folder

        return assess_folder.run(options, settings, paths)
    from voiceint.assessment import get_ready
    from voiceint.interviewer import judge, transcribe
    from voiceint.wiring import build_embedder, build_transcriber

    question = asked_question(options, load_all(paths))
    clip, seconds = _read_clip(options.answer), None
    if clip is None:
        transcript = Transcript.typed(_read_text(options.answer))
    else:
        began = time.perf_counter()
        transcript = transcribe(build_transcriber(settings, paths), question, clip)
        seconds = time.perf_counter() - began
    embedder = build_embedder(paths)
    get_ready(question, embedder)
    document = judge(question, transcript, seconds, embedder)
    attempt = (
        _keep(Attempt(question, transcript=transcript, assessment=document), clip, paths) if options.keep else None
    )
    if options.json:
        print_json({**document, **({"attempt": attempt.id} if attempt else {})})
        return 0
    print_report(document)
    if attempt:
        say(f"\nKept in the history as {attempt.id[:8]}.")
    return 0


def asked_question(options: argparse.Namespace, bank: Bank) -> Question:
    """The question that `--question` or `--ask` names. Raises UsageError."""
    if options.question:
        return find_question(bank, options.question)
    prompt = " ".join(safe_text(options.ask or "").split())
    if not prompt:
        raise UsageError("The question is empty: give --question ID, or --ask 'Tell me about a time ...'")
    return bank.ask(prompt, Kind(options.kind))


def _keep(attempt: Attempt, clip: "Clip | None", paths: Paths) -> Attempt:
    """Put an answer, and a copy of its recording, into the history."""
    store = open_history(paths)
    try:
        path = store.recording_path(attempt)
        if clip is not None:
            from audio.wav import write_wav

            write_wav(path, clip)
        kept = replace(attempt, stage=Stage.ASSESSED, recording=path.name if clip is not None else None)
        store.save(kept)
    except OSError as error:
        raise UsageError(f"The recording could not be kept ({error.strerror}): free some disk space.") from error
    finally:
        store.close()
    return kept


def _read_clip(answer: str) -> "Clip | None":
    """The answer as sound; None if it is text."""
    path = Path(answer)
    if answer == "-" or not _is_sound(path):
        return None
    from audio.sound_file import read_sound_file

    return read_sound_file(path)


def _is_sound(path: Path) -> bool:
    """Whether a file is a recording: by its first bytes, or by its name if they say nothing."""
    from audio.sound_file import sniff_format

    try:
        if not path.is_file():
            return False
        with path.open("rb") as source:
            head = source.read(12)
        if head.startswith(UTF16_MARKS):
            return False
        return sniff_format(head) is not None or path.suffix.lower() in SOUND_ENDINGS
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error


def _read_text(answer: str) -> str:
    try:
        if answer == "-":
            data = sys.stdin.buffer.read(LARGEST_TEXT + 1)
        elif not Path(answer).is_file():
            raise UsageError(f"There is no file {answer}: name an audio or text file, or - for standard input.")
        else:
            with open(answer, "rb") as source:
                data = source.read(LARGEST_TEXT + 1)
    except OSError as error:
        raise UsageError(f"{answer} cannot be read: {error.strerror}.") from error
    if len(data) > LARGEST_TEXT:
        raise UsageError(f"{answer} is larger than 1 MB: an answer has a few hundred words.")
    return safe_text(_decode(data, answer))


def _decode(data: bytes, answer: str) -> str:
    text = decode_text(data)
    if text is None:
        raise UsageError(f"{answer} is neither text nor a recording: name an audio or text file.")
    if len(text.split()) > MOST_WORDS:
        raise UsageError(f"{answer} has more than {MOST_WORDS} words: an answer has a few hundred.")
    return text
