"""How many people report to somebody, as postings and backgrounds say it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from voiceint.planning.job_titles import TITLE
from voiceint.planning.passages import Passage, Section


@dataclass(frozen=True)
class TeamSize:
    """How many people are in a team, from low to high, with the line that says so."""

    low: int
    high: int
    line: str


_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: value for value, word in enumerate([*_ONES, *_TEENS], 1)}
_VALUES |= {word: 10 * value for value, word in enumerate(_TENS, 2)}
_VALUES |= {"a dozen": 12, "dozen": 12, "two dozen": 24, "three dozen": 36, "a hundred": 100, "one hundred": 100}

_NUMBER = (
    rf"(?:\d{{1,4}}(?![\d,.]?\d|[%kKmM]\b)|(?:two |three |a )?dozen\b|(?:a|one) hundred\b|"
    rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES)}))?\b|(?:{'|'.join([*_TEENS, *_ONES])})\b)"
)
_ABOUT = (
    r"(?:(?:about|around|circa|ca?\.?|approx\.?|approximately|some|up to|roughly|nearly|almost|over|more than|at least|"
    r"currently|between|anywhere|from|initially|typically|the|a|~) ?){0,3}"
)
_RANGE = rf"(?<!\w){_ABOUT}(?P<low>{_NUMBER})\+?(?: ?(?:-|–|—|to|or|and) ?(?P<high>{_NUMBER}))?\+?"
_PEOPLE = (
    rf"(?:{TITLE.pattern}|people|persons?|staff|team members|members|employees|colleagues|ftes?|direct reports|reports|"
    r"heads|strong|individuals|professionals|experts|csms|hcas|temps|housekeepers|trades|of us)\b"
)
_LEAD = (
    r"\b(?:lead|leads|leading|led|manage|manages|managing|managed|supervis\w+|oversee|oversees|overseeing|oversaw|run|runs|running|ran|"
    r"line[- ]manag\w+|responsible for|responsibility for|in charge of|look(?:ed|ing)? after|head(?:ed|ing)?(?: up)?|coach|coached|coaching|"
    r"direct|directed|directing|mentor|develop|motivate|inspire|support|supported|schedul\w+|roster\w*|accountable for)"
)
_GROUP = r"(?:teams?|group|crew|brigade|squad|department|dept|shift|unit|desk|workforce|staff|function|headcount|floor)"
_NOT_PEOPLE = (
    r"(?! ?(?:years?|months?|weeks?|days?|hours?|hrs?|minutes?|offices?|sites?|stores?|shops?|branches|locations|countries|"
    r"customers?|clients?|accounts?|homes|beds?|rooms?|bedrooms|vehicles?|vans?|channels?|languages|teams|times|percent|%|"
    r"million|thousand|calls?|tickets?|contacts|brands|hotels|depots|projects?|products?|sq))"
)

_PATTERNS = tuple(
    (weight, re.compile(pattern, re.IGNORECASE))
    for weight, pattern in (
        (4, rf"{_RANGE} (?:[\w&'’-]+,? ){{0,6}}(?:who )?(?:will )?(?:all )?report(?:s|ing)?(?: directly| in)?(?: in)?(?:to| to) (?:you|me|this|the (?:role|post))"),
        (4, rf"(?:reporting to you|report to you|reports to you|your reports|direct reports|headcount|team size|reports)(?: of| is| are|:)*:? {_RANGE}{_NOT_PEOPLE}"),
        (4, rf"{_RANGE} (?:direct|line) reports"),
        (3, rf"{_LEAD} (?:[\w&'’-]+,? ){{0,6}}?{_GROUP},? (?:of|is|:) {_RANGE}{_NOT_PEOPLE}"),
        (3, rf"{_LEAD} (?:(?:and|or|\w+ing|\w+) ){{0,4}}?{_RANGE} (?:[\w&'’-]+ ){{0,3}}?{_PEOPLE}"),
        (3, rf"{_LEAD} (?:[\w&'’-]+ ){{0,4}}?{_RANGE}[- ](?:strong|person|people|member)"),
        (2, rf"\b{_GROUP},? (?:of|is|has|counts|numbers|:|consists of|comprises|includes|made up of|comprising)(?: now| today| currently)? {_RANGE}{_NOT_PEOPLE}"),
        (2, rf"{_RANGE}[- ](?:strong|person|people|member|head)[- ](?:[\w-]+ ){{0,3}}?{_GROUP}"),
        (2, rf"{_RANGE} (?:[\w&'’-]+ ){{0,3}}?{_PEOPLE} (?:across|over|on|in|under|per|at) (?:the |your |our |each |any |two|three|four|five|\d|nights|days|shift|site|team)"),
    )
)  # fmt: skip
_COUNT = re.compile(rf"\b{_NUMBER}", re.IGNORECASE)
_HINT = re.compile(
    rf"\b(?:{_GROUP}|report(?:s|ing)?|headcount|people|agents?|advis[eo]rs?|colleagues|staff|strong|person|members?)\b|{_LEAD}",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"^(?:we(?:'re|’re| are| have| employ)|you(?:'ll|’ll| will)? (?:be )?join\w*|join (?:a|an|our|the)|there are|our (?:company|group|firm)|with (?:over|more))\b|\bcompany of\b|\bgroup with\b|\bemploys?\b",
    re.IGNORECASE,
)
"""Sentences about the whole company."""

_DONE = re.compile(
    r"\b(?:experience|years?|proven|track record|previous(?:ly)?|background|(?:have|ve) (?:led|managed|run|supervised|been)|led|managed|supervised)\b",
    re.IGNORECASE,
)
_YOU = re.compile(r"\b(?:you|your|you'll|you’ll|this role|the role|post ?holder)\b", re.IGNORECASE)
_NOT_OURS = (Section.BENEFITS, Section.CLOSING)
_WISHED = (Section.REQUIREMENTS, Section.OPTIONAL)
_WINDOW = 600
"""Characters of a passage that are read; a sentence is shorter."""

_LARGEST = 2_000


def find_team_size(passages: Iterable[Passage]) -> TeamSize | None:
    """How many people the role of a posting leads, where it says so most plainly; not the size of the company.

    What somebody must have led before is no size of the team to be led.
    """
    asked = (passage for passage in passages if _is_of_role(passage))
    best = max(_sizes(asked), key=lambda each: (each[0], each[1].high), default=None)
    return best[1] if best else None


def _is_of_role(passage: Passage) -> bool:
    if passage.section in _WISHED:
        return not _DONE.search(passage.text)
    if passage.section is Section.ABOUT:
        return bool(_YOU.search(passage.text))
    return passage.section not in _NOT_OURS


def find_team_sizes(passages: Iterable[Passage]) -> tuple[TeamSize, ...]:
    """The teams that a background tells of, the plainest way of saying one in each passage."""
    best: dict[str, tuple[int, TeamSize]] = {}
    for weight, size in _sizes(passages):
        if size.line not in best or best[size.line][0] < weight:
            best[size.line] = (weight, size)
    return tuple(size for _, size in best.values())


def _sizes(passages: Iterable[Passage]) -> Iterator[tuple[int, TeamSize]]:
    for passage in passages:
        text = passage.text[:_WINDOW]
        if not (_COUNT.search(text) and _HINT.search(text)) or _WHOLE.search(text):
            continue
        for weight, pattern in _PATTERNS:
            for match in pattern.finditer(text):
                low = _value(match["low"])
                high = _value(match["high"]) if match["high"] else low
                if 0 < low <= high <= _LARGEST and not 1900 < low < 2100 and not (low == high == 1):
                    yield weight, TeamSize(low, high, passage.line)


def _value(said: str) -> int:
    """What a number says, in figures or in words."""
    text = said.lower()
    if text.isdigit():
        return int(text)
    if text in _VALUES:
        return _VALUES[text]
    tens, _, ones = text.replace("-", " ").partition(" ")
    return _VALUES.get(tens, 0) + _VALUES.get(ones, 0)
