"""The key figures that a text names."""

import re
from collections.abc import Iterable, Iterator, Sequence

from voiceint.planning.found import Found, each_once
from voiceint.planning.passages import Passage, Section
from voiceint.planning.vocabulary import Mention, Word, key_figures

_MEASURING = frozenset(
    "rate rates score scores target targets percent percentage ratio number numbers level levels benchmark kpi kpis "
    "metric metrics measure measures measured measuring figure figures track tracking monitor monitoring reduce "
    "reduces reducing reduced reduction cut cutting lower lowering improve improves improving improved improvement "
    "raise raising increase increasing drive below under above over brought lifted answerable by".split()
)
"""Words beside which a word for work is a figure: "reduce complaints"; "handle complaints" is work."""

_NEAR = 3
"""How many words away they may stand."""

_BESIDE = 2
"""How many words may stand between two figures of a list."""

_NOT_OURS = (Section.BENEFITS, Section.CLOSING)
_LONGEST = 8
_CELL = re.compile(
    r"\s[|]\s|\t|\s{3,}| (?=(?:under|over|above|below|at least|less than|more than)\b)| (?=[\d£$€])|[:(]"
)
_NOT_FIGURE = re.compile(r"\d|^(?:a word|measure|kpi|metric)|[.!?]$", re.IGNORECASE)


def find_key_figures(passages: Iterable[Passage]) -> tuple[Found, ...]:
    """The key figures that passages name, each once, by their usual names.

    Items of a list of measures that are no known figure are taken in their own words.
    """
    return each_once(
        Found(name, passage.line)
        for passage in passages
        if passage.section not in _NOT_OURS
        for name in _in_passage(passage)
    )


def _in_passage(passage: Passage) -> Iterator[str]:
    words = passage.words
    mentions = list(key_figures().phrases.find(words))
    measures = passage.section is Section.MEASURES and not passage.is_heading
    sure = [measures or _is_figure(words, mention) for mention in mentions]
    for at, mention in enumerate(mentions):
        if sure[at] or _is_listed(words, mentions, sure, at):
            yield mention.name
    if measures and not mentions and (own := _in_own_words(passage)):
        yield own


def _is_figure(words: Sequence[Word], mention: Mention) -> bool:
    if mention.way not in key_figures().loose:
        return True
    around = (*words[max(0, mention.first - _NEAR) : mention.first], *words[mention.last : mention.last + 2])
    return any(word.lower in _MEASURING for word in around)


def _is_listed(words: Sequence[Word], mentions: Sequence[Mention], sure: Sequence[bool], at: int) -> bool:
    """Whether a figure stands beside it: "pick rate, damages and absence"."""
    for before in (at - 1, at):
        if before < 0 or before + 1 >= len(mentions) or not (sure[before] or sure[before + 1]):
            continue
        gap = words[mentions[before].last : mentions[before + 1].first]
        if len(gap) <= _BESIDE and not (gap and gap[0].joined and gap[0].lower != "and"):
            return True
    return False


def _in_own_words(passage: Passage) -> str:
    """What an item of a list of measures is called, without its value."""
    name = _CELL.split(passage.text, maxsplit=1)[0].strip(" -–,;")
    is_name = 1 < len(name.split()) <= _LONGEST and not _NOT_FIGURE.search(name)
    return name if is_name else ""
