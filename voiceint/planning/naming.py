"""What is named in the parts of a text that speak of the work."""

from collections.abc import Callable, Iterable

from voiceint.planning.found import Found, each_once
from voiceint.planning.passages import Passage, Section

NOT_OURS = (Section.BENEFITS, Section.CLOSING)
"""Parts that speak of no work: what is offered, and boiler plate."""


def find_names(passages: Iterable[Passage], names_in: Callable[[Passage], Iterable[str]]) -> tuple[Found, ...]:
    """The names that `names_in` finds in the passages about the work, each once, with its line."""
    return each_once(
        Found(name, passage.line)
        for passage in passages
        if passage.section not in NOT_OURS
        for name in names_in(passage)
    )
