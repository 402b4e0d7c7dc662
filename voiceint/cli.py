"""The command line. Exit status 0: done; 1: could not; 2: wrong usage."""

import argparse
import io
import math
import os
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from voiceint import __version__
from voiceint.cli_history import add_history
from voiceint.settings import CHOICES, RANGES, Settings, check_setting

_KINDS = ("behavioural", "technical", "situational")
_STYLES = {
    "practise": "answer at your own pace, and see what each answer held and lacked",
    "pressure": "as in a recorded interview: time to prepare, a hard stop, one take, and an interviewer who asks back",
    "ladder": "the same story in 120, 60 and 30 seconds",
    "drill": "ten questions, ten seconds each: only the first sentence",
    "mock": "a whole interview, from the opening to your own questions",
}
_DEVICES = {
    "microphone": "input device (default: the system's)",
    "speaker": "output device (default: the system's)",
}
_SWITCHES = {
    "auto_stop": "end an answer after silence (default: no)",
    "tones": "a soft tone when listening starts and ends (default: yes)",
    "keep_audio": "keep recordings once they are written down (default: yes)",
}
_MOST_DIGITS = 9


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    os.umask(0o077)  # everything the program writes is private to the user
    try:
        options = _parsed(arguments)
        with _screen(options.command):
            from voiceint.commands import run

            status = run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        status = 1
    except OSError as error:
        if not isinstance(error, BrokenPipeError):  # else whoever read the output has gone
            print(f"The output could not be written ({error.strerror}).", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    _leave(status)
    return status


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command == "assess" and not (options.question or options.ask or Path(options.answer).is_dir()):
        parser.error("assess: one of the arguments --question --ask is required")
    return options


def _screen(command: str | None) -> AbstractContextManager[None]:
    """A first frame where the terminal app comes; importing that takes longer than all that goes before."""
    opens_app = command is None or command in _STYLES
    if not opens_app or not sys.stdin.isatty() or not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return nullcontext()
    from voiceint.first_frame import first_frame

    return first_frame()


def _leave(status: int) -> None:
    """End at once if a model is still being loaded or decoding: that cannot be interrupted, and must not be awaited.

    Everything that was recorded is on disk by then, and the history is closed.
    """
    if threading.active_count() > 1:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="voiceint",
        description="Rehearse a job interview out loud. Without a command: the terminal app.",
        epilog="Everything stays on this machine.",
    )
    parser.add_argument("--version", action="version", version=f"voiceint {__version__}")
    _add_settings(parser)
    commands = parser.add_subparsers(title="commands", dest="command", metavar="COMMAND")

    def command(name: str, summary: str) -> argparse.ArgumentParser:
        found = commands.add_parser(name, help=summary, description=summary)
        _add_settings(found)
        return found

    for name, summary in _STYLES.items():
        _add_choice(command(name, summary))

    demo = command("demo", "see the whole loop: a stand-in candidate answers a question")
    demo.add_argument("--question", metavar="ID", help="which question (default: the first behavioural one)")
    demo.add_argument("--json", action="store_true", help="print one JSON document")

    _add_assess(command("assess", "assess one recording or text"))

    _add_bank(command("bank", "look at the questions, check them, take in more"))

    quiz = command("quiz", "ten quick cards on what interviewers look for")
    quiz.add_argument("--role", metavar="NAME", help="which role (default: the first)")
    quiz.add_argument("--cards", type=_questions, default=10, metavar="N", help="how many (default: 10)")

    add_history(command("history", "look at earlier answers, compare, export or delete them"), _KINDS, _count)

    _add_plan(command("plan", "which questions to rehearse for a job, and why"))

    doctor = command("doctor", "what works on this machine, and what mends the rest")
    doctor.add_argument("--json", action="store_true", help="print one JSON document")

    models = command("models", "the recogniser's models")
    models_commands = models.add_subparsers(dest="action", metavar="ACTION", required=True)
    models_commands.add_parser("list", help="which there are, and which are here")
    get = models_commands.add_parser("get", help="download a model from its official repository")
    get.add_argument("model", metavar="NAME")
    get.add_argument("--yes", action="store_true", help="do not ask")
    return parser


def _add_settings(parser: argparse.ArgumentParser) -> None:
    """The settings, before or after the command's name; what is not given is not there, and the file decides."""
    usual = Settings()
    group = parser.add_argument_group("settings", "kept in a file from the settings screen; a flag is for this run")

    def add(flag: str, about: str, **options: Any) -> None:
        group.add_argument(flag, default=argparse.SUPPRESS, help=about, **options)

    def add_number(name: str, about: str) -> None:
        about = f"{about}, {'-'.join(f'{end:g}' for end in RANGES[name])} (default: {getattr(usual, name):g})"
        add(_flag(name), about, type=lambda text: _number(name, text), metavar="N")

    add("--voice", "who reads aloud (default: auto)", choices=CHOICES["voice"])
    add_number("rate", "speed of the voice")
    for name, about in _DEVICES.items():
        add(_flag(name), about, type=lambda text: text or None, metavar="NAME")
    add("--model", "Whisper model or folder (default: base)", metavar="NAME")
    for name, about in _SWITCHES.items():
        add(_flag(name), about, action=argparse.BooleanOptionalAction)
    add("--theme", "colours of the terminal app (default: dark)", choices=CHOICES["theme"])
    add_number("prepare_seconds", "pressure: time to think")
    add_number("answer_seconds", "pressure: the recording ends after this")
    add_number("warn_seconds", "pressure: the end is announced so long before")
    add("--pressure", "how the interviewer behaves (default: probing)", choices=CHOICES["pressure"])


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _add_choice(parser: argparse.ArgumentParser) -> None:
    """What is asked in a session."""
    parser.add_argument("--questions", type=_questions, default=3, metavar="N", help="how many (default: 3)")
    parser.add_argument("--kind", choices=_KINDS, help="only questions of this kind")
    parser.add_argument("--question", metavar="ID", help="only this question")
    parser.add_argument("--role", metavar="NAME", help="only questions of this role")
    parser.add_argument("--topic", metavar="WORDS", help="only topics with these words in their name")
    parser.add_argument("--next", action="store_true", help="what is due again, or was never answered")


def _add_bank(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("list", help="every question").add_argument("--json", action="store_true")
    show = actions.add_parser("show", help="one question with its insight and sample answer")
    show.add_argument("question", metavar="ID")
    search = actions.add_parser("search", help="questions that hold all these words")
    search.add_argument("words", nargs="+", metavar="WORD")
    search.add_argument("--json", action="store_true")
    check = actions.add_parser("check", help="what is wrong with question files, if anything")
    check.add_argument("file", nargs="+", metavar="FILE")
    take = actions.add_parser("import", help="take in an interview guide: text, Markdown, CSV or JSON")
    take.add_argument("guide", metavar="GUIDE")
    take.add_argument("--role", metavar="NAME", help="the role it is for (default: what its title says)")
    take.add_argument("--yes", action="store_true", help="do not ask")
    take.add_argument("--dry-run", action="store_true", help="only show what was understood")
    actions.add_parser("path", help="the folder of your own questions")


def _add_assess(parser: argparse.ArgumentParser) -> None:
    about = "an audio file, a text file, - for standard input, or a folder of recordings with --csv"
    parser.add_argument("answer", metavar="ANSWER", help=about)
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument("--question", metavar="ID", help="the question of the bank that was answered")
    asked.add_argument("--ask", metavar="TEXT", help="the question in your own words")
    parser.add_argument("--kind", choices=_KINDS, default="behavioural", help="kind of --ask (default: behavioural)")
    parser.add_argument("--keep", action="store_true", help="put the answer into the history")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    folder = parser.add_argument_group("a folder of recordings of many candidates")
    folder.add_argument("--csv", metavar="FILE", nargs="?", const="", help="the table (default: in the folder)")
    folder.add_argument("--questions", metavar="TABLE", help="CSV file: pattern of file names, question")
    folder.add_argument("--workers", type=_count, metavar="N", help="so many at a time (default: half of the cores)")
    folder.add_argument("--engine", choices=("local", "dask"), default="local", help="default: local")
    folder.add_argument("--scheduler", metavar="ADDRESS", help="of the Dask cluster, as tcp://HOST:8786")
    folder.add_argument("--again", action="store_true", help="judge anew what was judged")


def _add_plan(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--posting", metavar="FILE", help="the job posting: text, Markdown, HTML, PDF or DOCX")
    parser.add_argument("--background", metavar="FILE", help="your CV, in the same formats")
    parser.add_argument("--minutes", type=_minutes, default=30, metavar="N", help="length of the session (default: 30)")
    styles = ("practise", "pressure", "mock")
    parser.add_argument("--style", choices=styles, default="practise", help="kind of session (default: practise)")
    parser.add_argument("--keep", action="store_true", help="keep the plan")
    parser.add_argument("--start", action="store_true", help="begin the session")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    kept = parser.add_argument_group("plans that were kept").add_mutually_exclusive_group()
    kept.add_argument("--list", action="store_true", help="list them")
    kept.add_argument("--show", metavar="ID", help="print one")
    kept.add_argument("--rehearse", metavar="ID", help="begin the session of one")
    kept.add_argument("--delete", metavar="ID", help="delete one")
    parser.add_argument("--yes", action="store_true", help="do not ask before deleting")


def _whole(low: int, high: int | None = None) -> Callable[[str], int]:
    """Reads a whole number of at most nine digits within bounds."""

    def read(text: str) -> int:
        if not text.isdigit() or len(text) > _MOST_DIGITS or not low <= int(text) <= (high or int(text)):
            bounds = f"from {low}" + ("" if high is None else f" to {high}")
            raise argparse.ArgumentTypeError(f"must be a whole number {bounds}")
        return int(text)

    return read


_count = _whole(1)
_minutes = _whole(5, 120)
_questions = _whole(1, 50)


def _number(name: str, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    try:
        return float(check_setting(name, number))
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
