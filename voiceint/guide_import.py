"""Takes an interview guide from a file into the user's own bank."""

import os
import stat
from dataclasses import replace
from pathlib import Path

from audio.transcript import Transcript
from bank import SHIPPED, Bank, Kind
from bank.guide import Guide, GuideQuestion
from bank.importers import parse_guide
from bank.writer import write_guide
from voiceint.assessment.clauses import Timeline, split_clauses
from voiceint.assessment.role_model import label_roles, load_role_model
from voiceint.assessment.star import PRESENT_FROM
from voiceint.errors import VoiceintError
from voiceint.paths import make_private
from voiceint.safe_text import safe_text
from voiceint.text_file import decode_text

LARGEST_BYTES = 5_000_000
"""A guide of a thousand questions with their answers has about two million characters."""

_PARTS = {"S": "situation", "T": "task", "A": "action", "R": "result"}


class GuideError(VoiceintError):
    """A file that cannot be taken as a guide."""


def read_guide(path: Path) -> Guide:
    """What a guide's file holds.

    Raises:
        GuideError: It is not a text file, or too large.
        BankError: It is text, but holds no questions.
    """
    return parse_guide(_decode(_read(path), path.name), path.suffix)


def fit_into(guide: Guide, bank: Bank, role: str) -> Guide:
    """The guide without questions that the bank has word for word in this role, its topics spelt as the bank's are."""
    own = bank.of_role(role)
    known = {question.prompt.casefold() for question in own.questions}
    topics = {topic.casefold(): topic for topic in own.topics}
    return replace(
        guide,
        questions=tuple(
            replace(question, topic=topics.get(question.topic.casefold(), question.topic))
            for question in guide.questions
            if question.prompt.casefold() not in known
        ),
    )


def role_name(guide: Guide, wanted: str | None, bank: Bank) -> str:
    """The role to import into: as the bank spells it where it has it.

    Raises:
        GuideError: The guide does not say which role it is for, and nobody else did.
    """
    name = " ".join((wanted or guide.role).split())
    if not name:
        raise GuideError("The guide does not say which role it is for: give --role NAME.")
    return next((role.name for role in bank.roles if role.name.casefold() == name.casefold()), name)


def keep_guide(guide: Guide, role: str, folder: Path, bank: Bank) -> Path:
    """Write a guide into the user's banks and return the role's folder.

    Raises:
        BankError: The result would not be a correct bank; nothing was written.
        StorageError: The folder cannot be made.
        GuideError: The folder cannot be written.
    """
    make_private(folder)
    taken = {question.id for question in bank.questions if question.id}
    try:
        return write_guide(guide, role, folder, taken, label_answer, (SHIPPED,))
    except OSError as error:
        raise GuideError(f"The bank in {folder} cannot be written ({error.strerror}): free some space.") from error


def label_answer(question: GuideQuestion) -> tuple[tuple[str, str], ...]:
    """A behavioural answer cut into its four parts where they are told in order and plainly, else whole."""
    whole = (("answer", question.answer),)
    if question.kind != Kind.BEHAVIOURAL:
        return whole
    text = " ".join(question.answer.split())
    clauses = split_clauses(text, Timeline(Transcript.typed(text)))
    chances = load_role_model(with_meaning=False).chances([clause.text for clause in clauses], None)
    labels = label_roles(chances)
    places = {letter: [at for at, (role, _) in enumerate(labels) if role == letter] for letter in _PARTS}
    sure = {role for role, confidence in labels if confidence >= PRESENT_FROM}
    if not all(places.values()) or not set(_PARTS) <= sure:
        return whole
    starts = [0, *(places[letter][0] for letter in "TAR")]
    if starts != sorted(set(starts)) or places["S"][0] > places["T"][0]:
        return whole
    cuts = [clauses[at].begin for at in starts] + [len(text)]
    return tuple((name, text[cuts[at] : cuts[at + 1]].strip()) for at, name in enumerate(_PARTS.values()))


def _read(path: Path) -> bytes:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise GuideError(f"{path} is not a file.")
        if found.st_size > LARGEST_BYTES:
            raise GuideError(f"{path.name} is larger than {LARGEST_BYTES // 1_000_000} MB: that is no interview guide.")
        with path.open("rb") as source:
            data = source.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise GuideError(f"{path} cannot be read: {os.strerror(error.errno or 0)}.") from error
    if not data.strip():
        raise GuideError(f"{path.name} is empty.")
    return data


def _decode(data: bytes, name: str) -> str:
    text = decode_text(data)
    strange = sum(ord(character) < 32 and character not in "\t\n\r\f\x1b" for character in text or "")
    if text is None or strange > len(text) / 50:
        raise GuideError(f"{name} is not a text file: copy its text into a .txt file, and import that.")
    return safe_text(text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n"))
