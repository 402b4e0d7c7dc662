"""The lines of one text, side by side as a network reads them: each among those around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TOKENIZER = Path(__file__).parent / "data" / "minilm-tokenizer.json"
"""The tokenizer of all-MiniLM-L6-v2 (Apache-2.0), which no installable package brings alone."""

_LONGEST_TOKENS = 128
"""Longest clause in word pieces; the rest is cut off. The model was trained with up to 128."""

_LONGEST_WINDOW = 250
"""Word pieces that are read together: about ten lines. The model could read 512, in a time that grows by the square."""


@dataclass(frozen=True)
class Window:
    """Lines that are read together.

    Attributes:
        ids: Of the word pieces, with a mark before the first and one behind each line.
        lines: The place of the line that each stands in, from 0.
    """

    ids: tuple[int, ...]
    lines: tuple[int, ...]


@cache
def load_tokenizer() -> Any:
    """Cuts text into word pieces; the library takes 0.1 s to load."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(TOKENIZER))
    tokenizer.no_padding()
    tokenizer.enable_truncation(_LONGEST_TOKENS)
    return tokenizer


def windows(lines: Sequence[str]) -> list[Window]:
    """The windows of at least one line; no line is parted, and a long one is cut off."""
    found: list[Window] = []
    ids: list[int] = []
    places: list[int] = []
    for place, encoded in enumerate(load_tokenizer().encode_batch(list(lines))):
        begin, *own = encoded.ids
        if not ids or len(ids) + len(own) > _LONGEST_WINDOW:
            if ids:
                found.append(Window(tuple(ids), tuple(places)))
            ids, places = [begin], [place]
        ids += own
        places += [place] * len(own)
    return [*found, Window(tuple(ids), tuple(places))]
