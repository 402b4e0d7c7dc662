"""The general abilities that a text speaks of."""

from collections.abc import Iterable, Sequence

from voiceint.planning.found import Found, each_once
from voiceint.planning.passages import Passage, Section
from voiceint.planning.vocabulary import Mention, Word, competencies

_BEFORE = 4
"""Words before a skill, among which it is denied: "you won't have anybody reporting to you"."""

_OFFERED = frozenset("given provided included offered reimbursed".split())
_BUT_ALSO = frozenset("only just merely".split())
_DENYING = frozenset("no not nobody never without none neither".split())
_NOT_OURS = (Section.ABOUT, Section.BENEFITS, Section.CLOSING)


def find_competencies(passages: Iterable[Passage]) -> tuple[Found, ...]:
    """The competencies whose words are in the passages, each once, by the names that the question bank uses."""
    return each_once(
        Found(mention.name, passage.line)
        for passage in passages
        if passage.section not in _NOT_OURS and not passage.is_heading
        for mention in competencies().find(passage.words)
        if not _is_not_asked(mention, passage.words)
    )


def _is_not_asked(mention: Mention, words: Sequence[Word]) -> bool:
    before = [word.lower for word in words[max(0, mention.first - _BEFORE) : mention.first]]
    behind = words[mention.last].lower if mention.last < len(words) else ""
    names_boss = mention.way == "reporting" and behind == "to"
    is_denied = any(word in _DENYING or word.endswith(("n't", "n’t")) for word in before) and not _BUT_ALSO & {*before}
    return names_boss or behind in _OFFERED or is_denied
