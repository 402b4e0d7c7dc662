"""The key figures that a text names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from voiceint.planning.figure_lists import Item, after_bonus, after_colons, after_report, after_verb, items
from voiceint.planning.found import Found, each_once
from voiceint.planning.naming import NOT_OURS
from voiceint.planning.passages import Passage, Section
from voiceint.planning.spelling import spelled_out
from voiceint.planning.vocabulary import Mention, Word, key_figures, split_words

_MEASURING = frozenset(
    "rate rates score scores target targets percent percentage ratio number numbers level levels benchmark kpi kpis "
    "metric metrics measure measures measured measuring figure figures track tracking monitor monitoring reduce "
    "reduces reducing reduced reduction cut cutting lower lowering improve improves improving improved improvement "
    "peaked hit stands sits running averages averaged "
    "raise raising increase increasing drive below under above over brought lifted answerable by".split()
)
"""Words beside which a word for work is a figure: "reduce complaints"; "handle complaints" is work."""

_COMPARING = frozenset("below under above over by".split())
"""Of these words, those that do so only before a number."""

_NOT_MEASURED = re.compile(
    r"(?:n['’]t|not|never|no longer) (?:measure|track|look at|chase|pay on|count|have)[^.;,]{0,20}$", re.IGNORECASE
)
"""Before what is no figure here: "we don't measure calls per hour"."""

_WORK = frozenset({"Backlog", "Attendance", "Damages", "Repeat contacts", "Incident volume"})
"""Figures of which one may be made less without measuring: "reduce the backlog"."""

_CHANGING = frozenset(
    "reduce reduces reducing reduced reduction cut cutting lower lowering improve improves improving improved "
    "improvement drive level levels monitor monitoring number numbers by".split()
)
"""Words that do not make a figure of those."""

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

_BEFORE = 60
"""Characters before a figure that may rule it out."""

_FEWEST = 3
"""Items of a list that nothing announces."""


def find_key_figures(passages: Iterable[Passage]) -> tuple[Found, ...]:
    """The key figures that passages name, each once, by their usual names.

    Items of a list of measures that are no known figure are taken in their own words. Of what is offered, only a bonus
    names figures.
    """
    return each_once(Found(name, passage.line) for passage in passages for name in _in_passage(passage))


def is_usual(name: str) -> bool:
    """Whether a key figure has a name that is used everywhere, and is not in the words of one posting."""
    return any(mention.name == name for mention in key_figures().phrases.find(split_words(name)))


def _in_passage(passage: Passage) -> Iterator[str]:
    """The names in the order in which they stand."""
    if passage.section in NOT_OURS:
        begin = after_bonus(passage.text)
        if begin is not None:
            yield from (_name_of(item) for item in items(passage.text, begin) if _is_sure(item))
        return
    passage = spelled_out(passage)
    listed = _in_list(passage)
    begin, end = (listed[0].begin, listed[-1].end) if listed else (0, 0)
    found = [(item.begin, _name_of(item)) for item in listed]
    found += [(at, name) for at, name in _in_prose(passage) if not begin <= at < end]
    yield from (name for _, name in sorted(found))


def _in_list(passage: Passage) -> list[Item]:
    """The items of a list of figures; none where a passage has no such list."""
    for colon in after_colons(passage.text):
        found = [item for item in items(passage.text, colon) if item.is_name]
        sure = [at for at, item in enumerate(found) if _is_sure(item)]
        if sure and sure[0] <= 1:
            return found[: sure[-1] + 2]
    if passage.section is Section.MEASURES and not passage.is_heading:
        return [item for item in items(passage.text) if _is_sure(item)]
    reported = after_report(passage.text)
    if reported is not None:
        found = list(items(passage.text, reported))
        good = [item for item in found if _is_sure(item)]
        if len(good) >= _FEWEST - 1 and 2 * len(good) > len(found):
            return good
    if not any(key_figures().phrases.find(passage.words)):
        return []
    verb = after_verb(passage.text)
    found = list(items(passage.text, verb or 0))
    good = [item for item in found if _is_sure(item)]
    is_list = len(good) >= (_FEWEST if verb is None else _FEWEST - 1) and 2 * len(good) > len(found)
    return good if is_list and any(_known(item.text) for item in good) else []


def _is_sure(item: Item) -> bool:
    return item.looks_measured or bool(_known(item.text))


def _name_of(item: Item) -> str:
    """The usual name of an item, or its own words."""
    return _known(item.text) or item.text


@lru_cache(maxsize=256)
def _known(text: str) -> str:
    """The usual name of the first figure in a text; empty if it has none."""
    return next((name for _, name in _in_prose(Passage(Section.OTHER, text, text))), "")


def _in_prose(passage: Passage) -> Iterator[tuple[int, str]]:
    """Figures of the vocabulary, each with its first character."""
    words = passage.words
    mentions = [each for each in key_figures().phrases.find(words) if not _is_department(words, each)]
    nexts = [*(mention.first for mention in mentions[1:]), len(words)]
    sure = [_is_figure(passage, *pair) for pair in zip(mentions, nexts, strict=False)]
    for at, mention in enumerate(mentions):
        begin = words[mention.first].begin
        if _NOT_MEASURED.search(passage.text[max(0, begin - _BEFORE) : begin]):
            continue
        if sure[at] or _is_listed(words, mentions, sure, at):
            yield words[mention.first].begin, mention.name


def _is_figure(passage: Passage, mention: Mention, following: int) -> bool:
    """Whether a mention is a figure by its own words, or by what stands around it, before the `following` one."""
    words = passage.words
    if mention.way not in key_figures().loose:
        return True
    if len(words[mention.first : mention.last]) == len(words) or _has_value(passage, mention):
        return True
    if any(word.lower in _AIMS for word in words[mention.last : min(following, mention.last + _AHEAD)]):
        return True
    before, after = words[max(0, mention.first - _NEAR) : mention.first], words[mention.last : mention.last + 2]
    around = {word.lower for word in before} | {
        word.lower
        for place, word in enumerate(after, mention.last + 1)
        if word.lower not in _COMPARING or (place < len(words) and words[place].text[0].isdigit())
    }
    return bool(around & (_MEASURING - _CHANGING if mention.name in _WORK else _MEASURING))


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
