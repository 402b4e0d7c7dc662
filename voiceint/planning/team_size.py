"""How many people report to somebody, as postings and backgrounds say it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from voiceint.planning.job_titles import TITLE
from voiceint.planning.naming import NOT_OURS
from voiceint.planning.passages import Passage, Section


@dataclass(frozen=True)
class TeamSize:
    """How many people are in a team, from low to high, with the line that says so."""

    low: int
    high: int
    line: str

    @property
    def people(self) -> str:
        """The number in words: "18 to 22", or "12"."""
        return f"{self.high}" if self.low == self.high else f"{self.low} to {self.high}"


_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: value for value, word in enumerate([*_ONES, *_TEENS], 1)}
_VALUES |= {word: 10 * value for value, word in enumerate(_TENS, 2)}
_VALUES |= {"half a dozen": 6, "half dozen": 6, "a dozen": 12, "dozen": 12, "two dozen": 24, "three dozen": 36}
_VALUES |= {"a hundred": 100, "one hundred": 100, "two hundred": 200, "three hundred": 300, "a": 1, "an": 1}

_NUMBER = (
    rf"(?:\d,\d{{3}}(?![\d,]|\.\d)|\d{{1,4}}(?![\d,.]?\d|[%kKmM]\b| ?%)|(?:two |three |half a |half |a )?dozen\b|"
    rf"(?:a|one|two|three) hundred\b|"
    rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES)}))?\b|(?:{'|'.join([*_TEENS, *_ONES])})\b)"
)
_ABOUT = (
    r"(?:(?:about|around|circa|ca?\.|c(?=\d)|ca?\b|approx\.?|approximately|some|up to|roughly|nearly|almost|over|more than|at least|"
    r"currently|between|anywhere|from|initially|typically|the|a|~) ?){0,3}"
)
_TO = r"(?: ?(?:-|–|—|to|or|and|rising to|growing to|going up to) ?)"
_RANGE = (
    rf"(?<![\w£€$]){_ABOUT}(?P<low>{_NUMBER})\+?(?:{_TO}(?P<high>{_NUMBER}))?(?:\+|ish\b|[- ]odd\b| or so\b| ?[x×] )?"
)
_PEOPLE = (
    rf"(?:{TITLE.pattern}|people|persons?|staff|team members|members|employees|colleagues|ftes?|direct reports|reports|"
    r"heads|individuals|professionals|experts|csms|hcas|temps|housekeepers|trades|of us|apprentices?|volunteers|hosts|fte|"
    r"operatives|planners?|practitioners?|physios?|physiotherapists|radiographers?|paramedics?|lecturers?|pharmacists?|"
    r"electricians?|plumbers?|joiners?|fitters?|mechanics?|gardeners?|guards?|lifeguards?|loaders?|drivers|riders|"
    r"fundraisers?|lawyers?|solicitors?|devs?|sdrs?|bdrs?|aes?|ams?|crew members)\b"
)
_LEAD = (
    r"\b(?:lead|leads|leading|led|manage|manages|managing|managed|supervis\w+|oversee|oversees|overseeing|oversaw|run|runs|running|ran|"
    r"line[- ]manag\w+|responsible for|responsibility for|in charge of|look(?:ed|ing)? after|head(?:ed|ing)?(?: up)?|coach|coached|coaching|"
    r"direct|directed|directing|mentor|develop|motivate|inspire|supported|schedul\w+|roster\w*|"
    r"accountable for|accountability for|in your (?:charge|care)|taking charge of|take charge of|build|grow)"
)
_GROUP = (
    r"(?:teams?|group|crew|brigade|squad|department|dept|shift|unit|desk|workforce|staff|function|headcount|floor|pod|section|"
    r"kitchen|practice|branch|studio|cohort|chapter|bench|cell|gang|roster|line)"
)
_NOT_PEOPLE = (
    r"(?! ?(?:years?|months?|weeks?|days?|hours?|hrs?|minutes?|offices?|sites?|stores?|shops?|branches|locations|countries|"
    r"customers?|clients?|accounts?|homes|beds?|rooms?|bedrooms|vehicles?|vans?|channels?|languages|teams|times|percent|%|"
    r"million|thousand|calls?|tickets?|contacts|brands|hotels|depots|projects?|products?|sq|"
    r"pounds|euros|dollars|lines|orders|units|pallets|parcels|shifts|seats|covers|patients|pupils|residents|tenants|properties|"
    r"members of the public|miles|km|kg|tonnes?|minutes|x \d|/|am\b|pm\b|per cent|key|main|core|different|other|new (?:sites|stores)))"
)

_PATTERNS = tuple(
    (weight, re.compile(pattern, re.IGNORECASE))
    for weight, pattern in (
        (4, rf"{_RANGE} (?:[\w&'’-]+,? ){{0,6}}(?:who )?(?:will )?(?:all )?report(?:s|ing)?(?: directly| in)?(?: in)?(?:to| to) (?:you|me|this|the (?:role|post))"),
        (4, rf"(?:reporting to you|report to you|reports to you|your reports|direct reports|headcount|team size|reports)(?: of| is| are|:)*:? {_RANGE}{_NOT_PEOPLE}"),
        (4, rf"{_RANGE} (?:direct|line|direct line) reports"),
        (5, rf"{_RANGE} direct(?: reports)?(?:,| and| plus| \+) {_ABOUT}{_NUMBER} indirect"),
        (4, rf"\b(?:responsible for|line manages?|line management(?: of)?|supervises|supervision of|(?:number of )?(?:direct |line )?reports|staff managed|team size|span of control|people managed|manages|team):? ?[|:–-]+ ?{_RANGE}{_NOT_PEOPLE}"),
        (4, rf"\breporting (?:in)?to you (?:will be|are|is|:) {_RANGE}{_NOT_PEOPLE}"),
        (4, rf"{_RANGE} (?:[\w&'’-]+ ){{0,4}}?(?:under you|in your (?:team|crew|charge|department|section|care)|on your (?:team|crew|shift))"),
        (4, rf"{_LEAD} (?:[\w&'’-]+,? ){{0,6}}?{_GROUP},? (?:of|is|:) (?P<low>{_NUMBER}),? (?:which |that |and |but )?(?:goes|go|rises|rising|grows|growing|will grow|going|swells|swelling|increasing|increases)(?: up)? (?:to|to about|to around) (?P<high>{_NUMBER}){_NOT_PEOPLE}"),
        (3, rf"{_LEAD} (?:[\w&'’-]+,? ){{0,6}}?{_GROUP},? (?:of|is|:) {_RANGE}{_NOT_PEOPLE}"),
        (3, rf"\b(?:supported by|backed by|with the help of|you(?:['’]ll| will)? have|with|your) (?:your |our |a |an )?(?:own )?(?:small |direct )?(?:[\w-]+ )?(?:team|crew|staff) of {_RANGE}{_NOT_PEOPLE}"),
        (3, rf"{_LEAD} (?:[\w&'’-]+,? ){{0,6}}?{_GROUP} \((?P<low>{_NUMBER}){_NOT_PEOPLE}(?P<high>)"),
        (3, rf"{_LEAD} (?:(?:and|or|\w+ing|\w+) ){{0,4}}?{_RANGE} (?:(?!for\b|with\b|in\b(?!-)|to\b|per\b|each\b|by\b)[\w&'’-]+ ){{0,3}}?{_PEOPLE}"),
        (3, rf"{_LEAD} (?:[\w&'’-]+ ){{0,4}}?{_RANGE}[- ](?:strong|person|people|member)"),
        (2, rf"\b{_GROUP},? (?:of|is|has|counts|numbers|:|consists of|comprises|includes|made up of|comprising)(?: now| today| currently)? {_RANGE}{_NOT_PEOPLE}"),
        (3, rf"\b(?:supervis\w+|manag(?:e|es|ing)|lead(?:s|ing)?|line[- ]manag\w+) (?P<low>an?) (?:[\w-]+ ){{1,3}}?and (?:an?|{_NUMBER}) (?:[\w-]+ ){{0,3}}?(?:{TITLE.pattern}|apprentices?)(?P<high>)"),
        (2, rf"{_RANGE}[- ](?:strong|person|people|member|head)[- ](?:[\w-]+ ){{0,3}}?{_GROUP}"),
        (2, rf"{_RANGE} (?:[\w&'’-]+ ){{0,3}}?{_PEOPLE} (?:across|over|on|in|under|per|at) (?:the |your |our |each |any |two|three|four|five|\d|nights|days|shift|site|team)"),
    )
)  # fmt: skip
_TERM = re.compile(
    rf"{_ABOUT}(?P<low>{_NUMBER}|an?\b)(?:{_TO}(?P<high>{_NUMBER}))? "
    rf"(?:(?!and\b|or\b|to\b|for\b|in\b(?!-)|at\b|across\b|who\b|with\b)[\w&'’-]+ ){{0,4}}?(?:{_PEOPLE}(?: {_PEOPLE})?|(?:in|at|on|from|based in) (?:the )?[A-Z]\w+)",
    re.IGNORECASE,
)
_PLUS = re.compile(r"(?: in [A-Z]\w+)?(?:,? (?:and|plus|&) | ?\+ |, |; )(?:also |another |a further |further )?")
"""Groups that are named one after another: "3 team leaders and some 55 operatives", "6 in Leeds and 4 in York"."""

_OWN_ITEM = re.compile(
    rf"{_ABOUT}(?P<low>{_NUMBER})\+?(?:{_TO}(?P<high>{_NUMBER}))? (?:[\w'’-]*[^\Ws] and )?(?:(?!years?\b|months?\b|weeks?\b|days?\b|hours?\b|and\b|or\b|of\b|x\b|per\b|to\b|for\b|with\b|in\b(?!-))[\w&'’-]+ ){{0,4}}?{_PEOPLE}",
    re.IGNORECASE,
)
"""People that an item of the duties begins with: "14 dispute advisers, taking calls"."""

_ITS_STAFF = re.compile(
    rf"\b(?:branch|store|shop|site|restaurant|office|depot|clinic|practice|of our busiest|one of our \w+)\b[^.]{{0,60}}?[,:(] ?"
    rf"(?P<low>{_NUMBER})(?P<high>) (?:staff|people|colleagues|employees|team members)\b",
    re.IGNORECASE,
)
"""What the place that somebody is to run is said to have: "one of our busiest: 320 vehicles, 11 staff"."""

_COUNT = re.compile(rf"\b{_NUMBER}|\band an? ", re.IGNORECASE)
_HINT = re.compile(
    rf"\b(?:{_GROUP}|report(?:s|ing)?|headcount|span of control|people|agents?|advis[eo]rs?|colleagues|staff|strong|person|members?)\b|{_LEAD}",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"^(?:we(?:'re|’re| are(?! (?:looking|seeking|hiring|recruiting|after))| have| employ)|you(?:'ll|’ll| will)? (?:be )?(?:join\w*|part of|one of)|(?:as )?part of (?:a|our|the)|work(?:ing)? (?:with)?in (?:a|our)|join (?:a|an|our|the)|there are|our (?:company|group|firm)|with (?:over|more))\b|\b(?:join|joining|part of|member of|one of|within|alongside|work(?:ing)? in) (?:a|an|our|the)(?: [\w-]+){0,4}? team of\b|\bcompany of\b|\bgroup with\b|\bemploys?\b",
    re.IGNORECASE,
)
"""Sentences about the whole company."""

_DONE = re.compile(
    r"\b(?:experience|years?|proven|track record|previous(?:ly)?|background|(?:have|ve) (?:led|managed|run|supervised|been)|led|managed|supervised)\b",
    re.IGNORECASE,
)
_YOU = re.compile(
    r"\b(?:you|your|you'll|you’ll|looking for|seeking|hiring|recruiting|this role|the role|post ?holder)\b",
    re.IGNORECASE,
)
_WISHED = (Section.REQUIREMENTS, Section.OPTIONAL)
_WINDOW = 600
"""Characters of a passage that are read; a sentence is shorter."""

_EACH_TIME = re.compile(r"[^.;,]{0,60}?\b(?:a|per|each|every) (?:day|week|month|quarter|year)\b", re.IGNORECASE)
"""After people who come and go: "15 new starters a month"."""

_LARGEST = 2_000
_SAYS_LEADING = 3
_IMPLIED = 1
"""Weights: from which on a pattern has a word for leading, and where nothing but the place in the posting tells."""


def find_team_size(passages: Iterable[Passage], leads: bool = True) -> TeamSize | None:
    """How many people the role of a posting leads, where it says so most plainly; not the size of the company.

    Where the title `leads` nobody, only words that say so count. Named groups are added up. What somebody must have led
    before is no size of the team to be led.
    """
    asked = [passage for passage in passages if _is_of_role(passage)]
    sizes = [*_sizes(asked), *(_implied(asked) if leads else ())]
    best = max(sizes, key=lambda each: (each[0], each[1].high), default=None)
    return best[1] if best and (leads or best[0] >= _SAYS_LEADING) else None


def _implied(passages: Iterable[Passage]) -> Iterator[tuple[int, TeamSize]]:
    """The people that an item of the duties begins with, or that the place to be run has."""
    for passage in passages:
        text = passage.text[:_WINDOW]
        if passage.is_heading or passage.section not in (Section.DUTIES, Section.ABOUT) or _WHOLE.search(text):
            continue
        match = _OWN_ITEM.match(text) if passage.line.startswith("- ") else None
        match = match or _ITS_STAFF.search(text)
        if match and (size := _size(match, text, passage.line)):
            yield _IMPLIED, size


def _is_of_role(passage: Passage) -> bool:
    if passage.section in _WISHED:
        return not _DONE.search(passage.text)
    if passage.section is Section.ABOUT:
        return bool(_YOU.search(passage.text))
    return passage.section not in NOT_OURS


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
                if size := _size(match, text, passage.line):
                    yield weight, size


def _size(match: re.Match[str], text: str, line: str) -> TeamSize | None:
    """What a match says, with the groups that are named after it; None for what can be no team."""
    low = _value(match["low"])
    high = _value(match["high"]) if match["high"] else low
    at = match.start("low")
    groups = list(_groups(text, at))
    if len(groups) > 1:
        low, high = (sum(sizes) for sizes in zip(*groups, strict=True))
    may_be = (
        not _EACH_TIME.match(text, match.end()) and 0 < low <= high <= _LARGEST and not 1900 < low < 2100 and high > 1
    )
    return TeamSize(low, high, line) if may_be else None


def _groups(text: str, at: int) -> Iterator[tuple[int, int]]:
    """The sizes of the groups that are named one after another."""
    while term := _TERM.match(text, at):
        low = _value(term["low"])
        yield 0 if term[0].lower().startswith("up to") else low, _value(term["high"]) if term["high"] else low
        if not (gap := _PLUS.match(text, term.end())):
            return
        at = gap.end()


def _value(said: str) -> int:
    """What a number says, in figures or in words."""
    text = said.lower().replace(",", "")
    if text.isdigit():
        return int(text)
    if text in _VALUES:
        return _VALUES[text]
    tens, _, ones = text.replace("-", " ").partition(" ")
    return _VALUES.get(tens, 0) + _VALUES.get(ones, 0)
