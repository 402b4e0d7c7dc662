"""What in a posting makes a question of the bank likely, as it was written down for each."""

import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

POSTINGS = 20
"""For so many postings a writer, in the part of the hiring manager, picked questions without seeing any ranking."""


@dataclass(frozen=True)
class Cues:
    """What is known of a question.

    Attributes:
        phrases: Words of postings that make it likely.
        picked: For how many of the postings it was picked.
    """

    phrases: tuple[str, ...]
    picked: int


@cache
def cues() -> dict[str, Cues]:
    """The cues of the bank's questions, by their ids; a person's own questions have none."""
    document = tomllib.loads(files(__package__).joinpath("cues.toml").read_text(encoding="utf-8"))
    return {key: Cues(tuple(entry["cues"]), entry["picked"]) for key, entry in document.items()}


@cache
def sharing() -> Counter[str]:
    """Under how many questions each phrase stands: one that stands under several tells less."""
    return Counter(phrase for entry in cues().values() for phrase in entry.phrases)
