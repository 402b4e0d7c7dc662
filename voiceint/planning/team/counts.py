"""Counts of people in a sentence, each on its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest

from voiceint.planning.job_titles import TITLE
from voiceint.planning.team.numbers import Number, find_numbers
from voiceint.planning.team.people import Kind, name_people


@dataclass(frozen=True)
class Count:
    """How many people a sentence speaks of.

    Attributes:
        low: The least; 0 after "up to".
        high: The most.
        start: Where it begins in the sentence.
        end: Where it ends.
        kind: What the people are called, those named first.
        parts: How many counts it is made of.
    """

    low: int
    high: int
    start: int
    end: int
    kind: Kind
    parts: int = 1


_MOST_COUNTS = 12
"""Of a sentence; what has more is no sentence but a table or noise."""

SOME_GROUPS = r"(?: [\w-]+){0,2} (?:teams|shifts|pods|crews|squads|desks|units|cells|groups|watches|gangs|sites|shops|stores|branches|lounges)"
"""After a number that counts no people, but groups of them: "three late shifts"."""

_GROUPS = re.compile(
    rf"{SOME_GROUPS}\b(?: each)?(?: of| each,?)\b",
    re.IGNORECASE,
)
_STRONG = re.compile(r"[- ](?:strong|person|people|member|head|hander)\b", re.IGNORECASE)
_GROUP = (
    r"(?:teams?|group|crew|core|bunch|complement|establishment|strength|brigade|squad|department|dept|shift|unit|desk|workforce|staff|function|headcount|floor|pod|section|"
    r"cent(?:re|er)|kitchen|practice|branch|studio|cohort|bench|cell|gang|roster|line|hub|office|service|reports|control|size|indirect|direct|report|pod|lounge)s?"
)
_OF_GROUP = re.compile(
    rf"\b{_GROUP}(?: \([^()]{{0,40}}\))?(?:,| of| is| are| has| counts| numbers| totals?|:| -| –| comprises| includes| itself numbers| will be| size| at| \|){{1,2}}"
    rf"(?: (?:the|now|currently|just))?:? ?$|\b(?:team size|headcount|span of control|reports) $|\b(?:there(?: are|['’]s| will be|['’]ll be)|that(?:'s|’s| is)|it(?:'s|’s| is)|lead|leads|leading|manage|managing|another|inherit|hire|boss of|charge of|you plus|you and|stands? at|numbering|comes to|made up of|consists? of|consisting of|comprising|totalling|will be|becomes|closer to|growing to|rising to|goes up to|going up to|all) $",
    re.IGNORECASE,
)
_BY_PLACE = re.compile(
    r" (?:in|at|on|across|working|by|under|below|from|indirect|based|of (?:them|you|us)|reports?|which|that|reporting|who|works?|split|spread|now|today|strong|altogether|all told)\b|,? (?:all|including|plus|and)\b| \(|[,;:.)]|$",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r" (?:in|at) (?:the )?[A-Z]| (?:on|in|at) the (?:[\w-]+ ){0,2}(?:desks?|counters?|yard|phones?|workshop|office|showroom|warehouse|kitchen|bar|road|shop|store|stores)\b| of (?:them|you)\b| on the (?:books|team|payroll|roster|floor|shift)\b| (?:working|based) "
)
_IN_PARENTHESES = re.compile(r"\w \($")
_TEAM_CUE = re.compile(
    r"\b(?:teams?|crew|squad|desk|department|report(?:s|ing)? to you|yours|under you|you(?:['’]ll| will|['’]d| would)? (?:lead|manage|run|look after|have|inherit)|"
    r"lead|manage|leading|managing|people|staff|headcount|agents|advis[eo]rs)\b",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"[- ]?(?:[\w'’&/-]+[ -]){0,2}?(?:years?|yrs?|months?|weeks?|days?|hours?|hrs?|mins?|minutes?|seconds?|am|pm|o['’]clock|per|percent|pounds?|euros?|k|m|th|st|nd|rd|calls?|tickets?|customers?|countries|sites?|stores?|shops?|offices?|branches|channels?|languages?|times|things|of the (?!team|people|staff|agents|crew)|in (?:ten|five|four|three|every|the morning)|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b|[- ](?:[\w'’-]+ )?(?!(?:is|was|has|across|as|this|us|yours|plus|always|does)\b)[a-z]{3,}s\b|[%£€$/:]|[.,]\d",
    re.IGNORECASE,
)
_LARGEST_LOOSE = 40
"""A larger number without a word for people is rarely one of people."""

_FURTHER = re.compile(r" more\b", re.IGNORECASE)
_ANSWER = re.compile(
    r" (?:in|on|at|from)\b[^.;]{0,60}\b(?:report|answer|look)(?:s|ing)? to (?:you|this|the)\b", re.IGNORECASE
)
LATER = re.compile(
    r" (?:by|in|over|from|come|at|for) (?:the |early |late |next |mid-?)*(?:end|spring|summer|autumn|fall|winter|christmas|xmas|peak|season|year|easter|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|boxing day|q[1-4])\b",
    re.IGNORECASE,
)
"""After how many there will be: "twelve by spring"."""

GROWS = re.compile(
    r"\b(?:will be|should be|to be|becom(?:es|ing)|ris(?:es|ing) to|grow(?:s|ing)? to|go(?:es|ing)?(?: up)?(?: to)?|swell(?:s|ing)? to|increas(?:es|ing) to|closer to|"
    r"up to|sometimes|soon|more in|(?:grow|go|ris|swell|expand)\w* with [^.,;]{2,40} to|(?:takes?|taking) (?:it|this|that|them)|scaling to|heading for|expanding to|down to)(?: the| about| around)? ?$",
    re.IGNORECASE,
)
"""Before how many there will be: "growing to twelve"."""

_ARTICLE = re.compile(
    rf"(?<!\w)(?:an?|(?:their|its)(?= (?:own |team |shift )?(?:lead|leader|supervisor|senior|deputy)\b)) (?=(?:(?!and\b|or\b|of\b|to\b|in\b|for\b|with\b|who\b|that\b|as\b|is\b)[\w-]+ ){{0,3}}?(?:{TITLE.pattern}|apprentice|senior)(?! (?:team|desk|role|post|of)\b))",
    re.IGNORECASE,
)
_ESTABLISHED = re.compile(r"(?<![^\n,;:|(•])[ -]*(?P<who>[A-Z][\w'’&/() -]{2,60}?) ?[x×] ?(?P<number>\d{1,3})(?!\w)")
"""A line of an establishment list: "Resolution Officer x 5"."""

_SOUGHT = re.compile(
    r"\b(?:for|as|is|be|being|need|seek\w*|hir\w+|wants?|become|to|are|by|of|from|appoint\w*)(?: now)? $", re.IGNORECASE
)


def single_counts(text: str) -> list[Count]:
    """The first counts of a sentence in order; "a" and "an" count where a job is named."""
    numbered = _narrowed(list(islice(_by_number(text), _MOST_COUNTS)), text)
    counts = [*numbered, *islice(_by_article(text), _MOST_COUNTS), *islice(_by_establishment(text), _MOST_COUNTS)]
    return sorted(counts, key=lambda count: count.start)[:_MOST_COUNTS]


def _by_number(text: str) -> Iterator[Count]:
    for number in find_numbers(text):
        named = _named(number, text)
        if named and number.high and not 1900 < number.high < 2100:
            yield Count(number.low, number.high, number.start, named[1], named[0])


def _narrowed(counts: Sequence[Count], text: str) -> Iterator[Count]:
    """The counts, where a range follows in parentheses with that: "a dozen or so advisers (12 to 15)"."""
    for count, following in zip_longest(counts, counts[1:]):
        is_of_it = (
            following and following.low <= count.low <= count.high <= following.high and following.kind is Kind.BARE
        )
        if is_of_it and _IN_PARENTHESES.fullmatch(text[count.end - 1 : following.start]):
            yield replace(count, low=following.low, high=following.high)
        else:
            yield count


def _by_article(text: str) -> Iterator[Count]:
    for match in _ARTICLE.finditer(text):
        end = name_people(text, match.end() - 1, True)
        if end and not _SOUGHT.search(text[max(0, match.start() - 20) : match.start()]):
            yield Count(1, 1, match.start(), end[1], Kind.ROLE)


def _by_establishment(text: str) -> Iterator[Count]:
    for match in _ESTABLISHED.finditer(text):
        if TITLE.search(match["who"]):
            number = int(match["number"])
            yield Count(number, number, match.start("who"), match.end(), Kind.ROLE)


def _named(number: Number, text: str) -> tuple[Kind, int] | None:
    """What the people of a number are called and where that ends; None where it counts no people."""
    if match := _STRONG.match(text, number.end):
        return Kind.PEOPLE, match.end()
    if named := name_people(text, number.end, number.high == 1):
        return named
    before = text[max(0, number.start - 60) : number.start]
    if _GROUPS.match(text, number.end):
        return Kind.GROUPS, number.end
    if number.high == 1 and not before.endswith("("):
        return None
    is_count = (
        GROWS.search(before)
        or any(pattern.match(text, number.end) for pattern in (_FURTHER, LATER, _ANSWER, _PLACED))
        or (_BY_PLACE.match(text, number.end) and (_OF_GROUP.search(before) or _IN_PARENTHESES.search(before)))
    )
    if is_count:
        return Kind.BARE, number.end
    may_be = number.high <= _LARGEST_LOOSE and _TEAM_CUE.search(text) and not _UNIT.match(text, number.end)
    return (Kind.LOOSE, number.end) if may_be else None
