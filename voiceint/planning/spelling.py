"""Names that a text writes in an unusual way: "N.P.S.", "Gain Sight", "Gladly's"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from voiceint.planning.passages import Passage
from voiceint.planning.vocabulary import Mention, Phrases, Word

_DOTTED = re.compile(r"(?<![\w.])(?:[A-Z]\.){2,}(?:[A-Z]\b)?(?!\w)")
_OWNERS = re.compile(r"(?<=\b[A-Z]\w)(\w*)['’]s\b(?= [a-z])")
_SHORTEST = 4
"""Letters of a name that may be written in two words or more."""

_MOST_PARTS = 3


def spelled_out(passage: Passage) -> Passage:
    """A passage with "N.P.S." as "NPS"."""
    return _rewritten(passage, _DOTTED.sub(lambda match: match[0].replace(".", ""), passage.text))


def without_owners(passage: Passage) -> Passage:
    """A passage with "Gladly's reports" as "Gladly reports"."""
    return _rewritten(passage, _OWNERS.sub(r"\1", passage.text))


def _rewritten(passage: Passage, text: str) -> Passage:
    return passage if text == passage.text else replace(passage, text=text)


def taken_apart(words: Sequence[Word], phrases: Phrases) -> Iterator[Mention]:
    """Names of one word that are written in several, in order: "Gain Sight", "Five 9", "Voco-llect"."""
    at = 0
    while at < len(words) - 1:
        found = next(_names_at(words, at, phrases), None)
        if found:
            yield found
        at = found.last if found else at + 1


def _names_at(words: Sequence[Word], at: int, phrases: Phrases) -> Iterator[Mention]:
    said = words[at].lower
    for last in range(at + 1, min(at + _MOST_PARTS, len(words))):
        if not words[last].joined:
            return
        said += words[last].lower
        if len(said) >= _SHORTEST and (name := _whole(said, phrases)):
            yield Mention(name, said, at, last + 1)


def _whole(said: str, phrases: Phrases) -> str:
    """The name that a word is."""
    return next((each.name for each in phrases.find([Word(said, said, 0, len(said), False)])), "")
