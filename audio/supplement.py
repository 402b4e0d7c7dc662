"""Words that a recogniser left out or misheard, from a second hearing that was asked for them."""

import re
from difflib import SequenceMatcher

from audio.hesitation import HESITATION
from audio.transcript import Word, letters

_LIKE = 0.3
"""Least likeness (Ratcliff and Obershelp's ratio of the letters) of a name and what was heard in its place: "MTS" for
NPS has .33, "HD" for AHT .40, "seaside" for CSAT .36; "ten PS" for CSAT has .22."""

_MOST_WORDS = 3
"""What a name was taken for is short."""


def supplement(heard: tuple[Word, ...], prompted: tuple[Word, ...], hint: str) -> tuple[Word, ...]:
    """The words that were heard, with fillers and names of a second hearing of the same sound.

    A prompt makes Whisper write down "um" and spell CSAT, and it makes it drop clauses: so nothing else of the
    prompted hearing is believed.

    Args:
        heard: Without a prompt.
        prompted: With a prompt of fillers and of the hint.
        hint: What may be said. Names are its words with two capitals or more.
    """
    names = {letters(word) for word in hint.split() if sum(letter.isupper() for letter in word) > 1}
    before, after = [letters(word.text) for word in heard], [letters(word.text) for word in prompted]
    words: list[Word] = []
    for change, start, end, begin, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        taken = (change == "insert" and all(re.fullmatch(HESITATION, word) for word in after[begin:stop])) or (
            change == "replace" and _is_name(before[start:end], after[begin:stop], names)
        )
        words += prompted[begin:stop] if taken else heard[start:end]
    return tuple(words)


def _is_name(heard: list[str], prompted: list[str], names: set[str]) -> bool:
    """Whether a name was taken for something that sounds like it."""
    return (
        not names.isdisjoint(prompted)
        and names.isdisjoint(heard)
        and len(heard) <= _MOST_WORDS
        and len(prompted) <= len(heard) + 1
        and SequenceMatcher(None, "".join(heard), "".join(prompted), autojunk=False).ratio() >= _LIKE
    )
