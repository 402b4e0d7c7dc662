"""What commands share: printing, asking, and finding what was named."""

import json
import os
import sys
from typing import TYPE_CHECKING, Any

from bank import SHIPPED, Bank, BankError, Question, load_bank
from voiceint.attempt import Attempt
from voiceint.errors import VoiceintError
from voiceint.paths import Paths
from voiceint.safe_text import safe_text

if TYPE_CHECKING:
    from voiceint.history import Store


class UsageError(VoiceintError):
    """Something was asked for that there is not."""


def say(line: str) -> None:
    """Print a line that may hold text from outside."""
    print(safe_text(line), flush=True)


def print_json(document: Any) -> None:
    """Print one JSON document."""
    print(json.dumps(document, indent=2, allow_nan=False))


def has_terminal() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def agrees(question: str) -> bool:
    """Whether the person says yes; nobody there is a no."""
    if not sys.stdin.isatty():
        return False
    try:
        return input(f"{safe_text(question)} [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:
        return False


def load_all(paths: Paths) -> Bank:
    """The shipped bank and the user's own; if something is wrong with the user's, it is said and left out."""
    try:
        return load_bank(SHIPPED, paths.banks)
    except BankError as error:
        own = f"Your own questions in {paths.banks} are left out:"
        print(safe_text(f"{own}\n{error}"), file=sys.stderr)
        return load_bank()


def find_question(bank: Bank, question_id: str) -> Question:
    """A question by its id. Raises UsageError."""
    question = bank.find(question_id)
    if question is None:
        raise UsageError(f"There is no question '{question_id}': 'voiceint bank list' shows their ids.")
    return question


def open_history(paths: Paths) -> "Store":
    """The history; what had to be recovered of it is said on standard error. Raises StorageError."""
    from voiceint.history import open_store

    store = open_store(paths)
    for notice in store.notices:
        print(safe_text(notice), file=sys.stderr)
    return store


def judged(attempt: Attempt) -> dict[str, Any]:
    """The assessment of an attempt. Raises VoiceintError with the reason if there is none."""
    if attempt.assessment is None:
        raise VoiceintError(attempt.problem or "The answer could not be assessed.")
    return attempt.assessment


def print_report(assessment: dict[str, Any]) -> None:
    """Print an assessment as text."""
    from voiceint.text_report import report_lines

    for line in report_lines(assessment):
        say(line)
