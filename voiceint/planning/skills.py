"""The general abilities that a text speaks of."""

from collections.abc import Iterable

from voiceint.planning.found import Found, each_once
from voiceint.planning.passages import Passage, Section
from voiceint.planning.vocabulary import competencies

_NOT_OURS = (Section.ABOUT, Section.BENEFITS, Section.CLOSING)


def find_competencies(passages: Iterable[Passage]) -> tuple[Found, ...]:
    """The competencies whose words are in the passages, each once, by the names that the question bank uses."""
    return each_once(
        Found(mention.name, passage.line)
        for passage in passages
        if passage.section not in _NOT_OURS and not passage.is_heading
        for mention in competencies().find(passage.words)
    )
