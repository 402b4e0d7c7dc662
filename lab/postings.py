"""Job postings with the questions that were picked for them, for training and measuring: see `data/LABELS.md`."""

import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from voiceint.planning.document import Document
from voiceint.planning.posting import Posting, read_posting

FOLDER = Path(__file__).parent / "data" / "postings"
SPLITS = ("dev", "later", "test")


@dataclass(frozen=True)
class LabelledPosting:
    """A posting with what is true of it.

    Attributes:
        name: Unlike that of any other.
        text: The posting.
        background: The text of the background of somebody who applies; empty where there is none.
        gold: What a careful reader finds in it; empty where nobody noted it.
        picks: Ids of the questions that a writer picked, in the part of the hiring manager, likeliest first.
        also: Those that were nearly picked.
        because: The posting's words that called for a question, by its id; of some postings.
        second: What another writer picked, likeliest first; of some postings.
        second_also: What that one nearly picked.
    """

    name: str
    text: str
    background: str = ""
    gold: dict[str, Any] = field(default_factory=dict)
    picks: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    because: dict[str, str] = field(default_factory=dict)
    second: tuple[str, ...] = ()
    second_also: tuple[str, ...] = ()

    @cached_property
    def posting(self) -> Posting:
        """What the program reads in it."""
        return read_posting(Document.of_text(self.text, self.name))


def read_postings(split: str) -> list[LabelledPosting]:
    """The postings of one of the `SPLITS`: nothing is tuned on `later` and `test`."""
    lines = (FOLDER / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_posting(json.loads(line)) for line in lines]


def find_posting(name: str) -> LabelledPosting:
    """A development posting by its name."""
    return next(each for each in read_postings("dev") if each.name == name)


def _posting(record: dict[str, Any]) -> LabelledPosting:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in record.items()}
    return LabelledPosting(**values)
