"""Words of postings that make a question of the bank likely, as they were written down for each."""

import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files


@cache
def cues() -> dict[str, tuple[str, ...]]:
    """The cues of the bank's questions, by their ids; a person's own questions have none."""
    document = tomllib.loads(files(__package__).joinpath("cues.toml").read_text(encoding="utf-8"))
    return {key: tuple(entry["cues"]) for key, entry in document.items()}


@cache
def sharing() -> Counter[str]:
    """Under how many questions each phrase stands: one that stands under several tells less."""
    return Counter(phrase for phrases in cues().values() for phrase in phrases)
