"""The key figures that a text names."""

import re
from collections.abc import Iterable, Iterator, Sequence

from voiceint.planning.found import Found
from voiceint.planning.naming import find_names
from voiceint.planning.passages import Passage, Section
from voiceint.planning.vocabulary import Mention, Word, key_figures

_MEASURING = frozenset(
    "rate rates score scores target targets percent percentage ratio number numbers level levels benchmark kpi kpis "
    "metric metrics measure measures measured measuring figure figures track tracking monitor monitoring reduce "
    "reduces reducing reduced reduction cut cutting lower lowering improve improves improving improved improvement "
    "peaked hit stands sits running averages averaged "
    "raise raising increase increasing drive below under above over brought lifted answerable by".split()
)
"""Words beside which a word for work is a figure: "reduce complaints"; "handle complaints" is work."""

_COLLEAGUES = frozenset("with and from".split())
"""Words before departments, which are written with a capital letter."""

_AIMS = frozenset("target targets percent kpi kpis goal goals".split())
"""Words that make a figure of what stands a little further before them: "waste is running at double the target"."""

_VALUE = re.compile(r"[^;%\n]{0,40}?\d\s?%|\s?(?:[<>≥≤]|v\.?|vs\.?)\s")
"""What follows a figure: a share, also in the next sentence ("Attrition. It's 41%."), or a comparison."""

_NEAR = 3
"""How many words away they may stand."""

_AHEAD = 8
"""How many words ahead an aim may stand."""

_BESIDE = 2
"""How many words may stand between two figures of a list."""

_LONGEST = 8
_CELL = re.compile(
    r"\s[|]\s|\t|\s{3,}| (?=(?:under|over|above|below|at least|less than|more than)\b)| (?=[\d£$€])|[:(]"
)
_NOT_FIGURE = re.compile(r"\d|^(?:a word|measure|kpi|metric)|[.!?]$", re.IGNORECASE)


def find_key_figures(passages: Iterable[Passage]) -> tuple[Found, ...]:
    """The key figures that passages name, each once, by their usual names.

    Items of a list of measures that are no known figure are taken in their own words.
    """
    return find_names(passages, _in_passage)


def _in_passage(passage: Passage) -> Iterator[str]:
    words = passage.words
    mentions = list(key_figures().phrases.find(words))
    measures = passage.section is Section.MEASURES and not passage.is_heading
    mentions = [mention for mention in mentions if not _is_department(words, mention)]
    nexts = [*(mention.first for mention in mentions[1:]), len(words)]
    sure = [measures or _is_figure(passage, *pair) for pair in zip(mentions, nexts, strict=False)]
    for at, mention in enumerate(mentions):
        if sure[at] or _is_listed(words, mentions, sure, at):
            yield mention.name
    if measures and not mentions and (own := _in_own_words(passage)):
        yield own


def _is_figure(passage: Passage, mention: Mention, following: int) -> bool:
    """Whether a mention is a figure by its own words, or by what stands around it, before the `following` one."""
    words = passage.words
    if mention.way not in key_figures().loose:
        return True
    if len(words[mention.first : mention.last]) == len(words) or _has_value(passage, mention):
        return True
    if any(word.lower in _AIMS for word in words[mention.last : min(following, mention.last + _AHEAD)]):
        return True
    around = (*words[max(0, mention.first - _NEAR) : mention.first], *words[mention.last : mention.last + 2])
    return any(word.lower in _MEASURING for word in around)


def _has_value(passage: Passage, mention: Mention) -> bool:
    """Whether a sentence begins with a mention that is given a value, there or in the next sentence of its line."""
    begin = passage.line.find(passage.text) if mention.first == 0 else -1
    return begin >= 0 and bool(_VALUE.match(passage.line, begin + passage.words[: mention.last][-1].end))


def _is_department(words: Sequence[Word], mention: Mention) -> bool:
    """Whether a word is the name of colleagues: "shared with Revenue"."""
    before = words[mention.first - 1].lower if mention.first else ""
    is_name = mention.way in key_figures().loose and words[mention.first].text.istitle()
    return is_name and before in _COLLEAGUES


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
