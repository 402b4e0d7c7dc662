"""The channels by which customers reach a team."""

from collections.abc import Iterable, Iterator

from voiceint.planning.found import Found
from voiceint.planning.naming import find_names
from voiceint.planning.passages import Passage
from voiceint.planning.vocabulary import channels

_NEGATED = frozenset("no not without never nor".split())
_TALKED = frozenset("with about to through".split())
"""Words after which "chat" is what people do."""

_BESIDE = 3
"""How many words may stand between two channels of a list."""


def find_channels(passages: Iterable[Passage]) -> tuple[Found, ...]:
    """The channels that passages name, each once; not how to apply, and none that is ruled out ("no phone line")."""
    return find_names(passages, _in_passage)


def _in_passage(passage: Passage) -> Iterator[str]:
    words = passage.words
    mentions = list(channels().phrases.find(words))
    for at, mention in enumerate(mentions):
        beside = (
            (at and mention.first - mentions[at - 1].last <= _BESIDE)
            or (at + 1 < len(mentions) and mentions[at + 1].first - mention.last <= _BESIDE)
        )  # fmt: skip
        is_negated = any(word.lower in _NEGATED for word in words[max(0, mention.first - 2) : mention.first])
        after = words[mention.last].lower if mention.last < len(words) else ""
        is_verb = mention.way == "chat" and after in _TALKED
        if not (is_negated or is_verb) and (beside or mention.way not in channels().listed):
            yield mention.name
