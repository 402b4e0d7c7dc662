"""Counts of people that are of one team, joined: "four team leaders and, through them, 46 to 52 advisers"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import pairwise

from voiceint.planning.team.counts import GROWS, LATER, SOME_GROUPS, Count, single_counts
from voiceint.planning.team.people import Kind

_LONGEST_GAP = 120
_PARENTHESIS = re.compile(r"\([^()]{0,110}\)")
_ASIDE = re.compile(rf" ?{_PARENTHESIS.pattern}")
_LISTED = re.compile(
    r"(?:, [^()]{2,60})?\)(?:,|;| and|,? plus| &|,? and)?(?: the| a| an| our)? [\w'’&/ -]{2,50} \($", re.IGNORECASE
)
"""Between the numbers of "the parts office (3), rider service (6)"."""

_MARK = r"(?:,|;(?! the\b)|\+|&|/|\band\b|\bplus\b|\btogether with\b|\bas well as\b|\bthrough\b|\bvia\b|\bthen\b)"
_ADDS = re.compile(
    rf"{_MARK}(?:,? (?:and|plus|with|through (?:them|these|whom|the [\w -]{{2,40}}),?|under them,?|in (?:the )?(?:season|peak)|also))*"
    r"(?: (?:the|a|an|another|a further|further|also|your|our|their|its|are|you(?:['’]ll)? have|hire|hiring|recruit|get))*(?: (?:[\w-]+ ){0,3}(?:of|with|size))?[ ~]?$",
    re.IGNORECASE,
)
_ADDS_PLAINLY = re.compile(
    r"\b(?:through (?:them|these|whom)|under (?:them|these)|indirect(?:ly)?|(?:comes?|coming) on top|on top of (?:that|them|which)|"
    r"plus|another|supplemented by|between them|joined by|supported by)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_UNDER = re.compile(r"(?:^|[ ,])(?:under|with|led by|reporting to)(?: the| your| its)? $", re.IGNORECASE)
"""Before those who lead the ones named first: "40 agents under five team managers"."""

_ON_TOP = re.compile(
    r"(?: more)?(?: \w+){0,2} (?:on top|more (?:start|join|arrive|come))|,? on top| more (?:start|join|arrive|come)",
    re.IGNORECASE,
)
_THROUGH = re.compile(r"\b(?:through|under) (?:them|these|whom)\b", re.IGNORECASE)
_HOLDS = re.compile(r"(?<!reports):|(?:through|under|by|via|with)(?: the| your| its)? $|[-–—] ", re.IGNORECASE)
_SHARES = re.compile(
    r"\b(?:split|divided|shared|spread)(?: up)?(?: evenly| equally)?(?: (?:between|among|over|across|into))?(?: the| our)? ?$",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"^[.,;]? ?\(?(?: ?\w+)? ?(?:\beach\b|\bevery\b)(?! (?:\w+ber|january|february|march|april|may|june|july|august|year|day|week|month|summer|winter|spring|autumn|season|christmas|night|shift)\b)[^.;]{0,40}$|^ (?:each )?(?:has|have|looks? after|runs?|leads?|manages?|with|takes?)(?: (?:a|the|their) (?:team|pod|group) of)? ?$",
    re.IGNORECASE,
)
_EACH_AFTER = re.compile(r" (?:each|apiece)\b", re.IGNORECASE)
_LEADERS = re.compile(
    r"\b(?:lead(?:er)?s?|supervisors?|managers?|deput\w+|heads?|seniors?|sergeants?|controllers?)$", re.IGNORECASE
)
_LEAD = re.compile(
    r"\b(?:look(?:ing)? after|lead(?:ing)?|run(?:ning)?|manag(?:e|ing)|supervis(?:e|ing)|cover(?:ing)?|between them|their|have|has|with|responsible for|in charge of)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"{SOME_GROUPS}(?: each)?(?: of| each,?)(?: up to| the)? ?",
    re.IGNORECASE,
)
_VIA = re.compile(r"\b(?:through|via)(?: your| the| its| our)? ?$", re.IGNORECASE)
_ONE_OF = re.compile(r"\b(?:one|each|every one|all) of (?:our |some )?$", re.IGNORECASE)
_NOT = re.compile(r"\bnot\b|n['’]t\b|\bno\b", re.IGNORECASE)
_END = re.compile(r"[,.;()]")
_DETAILS = re.compile(r"[:(–—]|\b(?:being|namely|made up)\b")
"""Between a total and the first of its parts, where more counts follow the parts."""

_LARGE = re.compile(r"\d{3}")
_EACH_OF = re.compile(r"\b(?:each|every one) of (?:your |the |these )?$", re.IGNORECASE)
_BREAKS = re.compile(
    r"\b(?:you(?!['’]ll have| have)|not|report(?:s|ing)? (?:daily|weekly|monthly)|sit(?:s|ting)?|work(?:ing)? (?:with|beside)|beside|weekly|meet\w*|liais\w*|separate\w*|"
    r"serv(?:e|es|ing)|customers?|includ\w+|incl|among|counting|per|owns?|their own|your own)\b",
    re.IGNORECASE,
)
_ADDED = re.compile(r"\b(?:and|plus)\b|[&+]")
_INSIDE_BEFORE = re.compile(
    r"\b(?:of wh(?:om|ich)|including|incl\.|inclusive of|counting|among them|of them(?!,))(?: (?:are|is|the|a|all|some))?,? $",
    re.IGNORECASE,
)
_INSIDE_AFTER = re.compile(
    r"^[^,;.()]{0,15},? ?\(?(?:all )?(?:included|counted|(?<!top )(?<!all )of them\b|of wh(?:om|ich)\b|among them|of the above)",
    re.IGNORECASE,
)
_TEMPORARY = re.compile(r"\b(?:temps?|temporary|seasonals?|casuals|agency workers)\b", re.IGNORECASE)
_SEASON = re.compile(
    r"\b(?:more|(?:in|during|over|for|at) (?:the |our )?(?:high |peak |busy )?(?:season|peak|summer|winter|spring|autumn|christmas)|"
    r"from (?:mid-? ?|early |late )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)\b",
    re.IGNORECASE,
)


def find_counts(text: str) -> list[Count]:
    """The counts of a sentence: those of one team joined, and each on its own."""
    single = single_counts(text)
    asides = [match.span() for match in _PARENTHESIS.finditer(text) if not _is_of_list(match, single)]
    named = [count for count in single if count.kind is not Kind.LOOSE]
    outer = [count for count in named if not any(start < count.start < end for start, end in asides)]
    inner = [[count for count in named if start < count.start < end] for start, end in asides]
    chains = [chain for counts in (outer, *inner) for chain in _chains(counts, text)]
    return [
        *chains,
        *(count for count in single if count not in chains and count.high > 1 and count.kind is not Kind.GROUPS),
    ]


class _Link(StrEnum):
    """How a count goes on from the one before it."""

    ADDS = "and"
    GROWS = "growing to"
    EACH = "each of whom has"
    SHARES = "split between"
    TIMES = "groups of"
    VIA = "through"


def _is_of_list(aside: re.Match[str], counts: Sequence[Count]) -> bool:
    """Whether what stands in parentheses is the one count of what stands before: "Leeds (14 advisers)"."""
    inside = [count for count in counts if aside.start() < count.start < aside.end()]
    is_all = len(inside) == 1 and inside[0].start == aside.start() + 1 and aside.string[inside[0].end] in "),"
    follows = any(count.end == aside.start() - 1 or count.end == aside.start() for count in counts)
    return (is_all and not follows) or aside[0].lower().startswith("(each")


def _chains(counts: Sequence[Count], text: str) -> Iterator[Count]:
    """The longest runs of counts that are joined."""
    run: list[Count] = []
    for count in counts:
        if run and count.start < run[-1].end:
            continue
        if run and not _link(run, count, text):
            yield from _whole(run, text)
            run = []
        if not (run and _is_inside(count, text)):
            run.append(count)
    yield from _whole(run, text)


def _link(run: Sequence[Count], count: Count, text: str) -> _Link | None:
    between = text[run[-1].end : count.start]
    if len(between) > _LONGEST_GAP:
        return None
    if _LISTED.match(between):
        return _Link.ADDS
    if run[-1].kind is Kind.GROUPS:
        return _Link.TIMES if _TIMES.fullmatch(between) else None
    if count.kind is Kind.GROUPS:
        return None
    gap = _ASIDE.sub("", between.removeprefix(")"))
    if _ONE_OF.search(text[: run[-1].start][-30:]):
        return None
    if _EACH.search(gap) and (
        _EACH_OF.search(text[: run[-1].start][-30:]) or "each" in gap.lower() or _EACH_AFTER.match(text, count.end)
    ):
        return _Link.EACH
    if _UNDER.search(gap) and len(gap) < 40 and _LEADERS.search(text[count.start : count.end]):
        return _Link.ADDS
    if run[-1].kind in (Kind.PEOPLE, Kind.BARE) and _HOLDS.search(gap):
        return None
    if _SHARES.search(gap):
        return _Link.SHARES
    if _THROUGH.search(gap) or (
        _LEADERS.search(text[run[-1].start : run[-1].end]) and _LEAD.search(gap) and not _NOT.search(gap)
    ):
        return _Link.ADDS
    if _BREAKS.search(gap) or _LARGE.search(gap):
        return None
    if GROWS.search(gap) or (count.kind is Kind.BARE and count.high > run[-1].high and LATER.match(text, count.end)):
        return _Link.GROWS
    if _VIA.search(gap):
        return _Link.VIA
    adds = _ADDS.search(gap) or _ADDS_PLAINLY.search(gap) or _ON_TOP.match(text, count.end)
    return _Link.ADDS if adds else None


def _whole(run: Sequence[Count], text: str) -> Iterator[Count]:
    """What a run comes to; a count that is the sum of those beside it is not counted twice."""
    if len(run) < 2:
        return
    parts = _without_total(run, text)
    low, high = parts[0].low, parts[0].high
    is_certain = True
    for before, count in pairwise(parts):
        link = _link([before], count, text) if before in run else _Link.ADDS
        is_certain = is_certain and link is not _Link.VIA
        if link is _Link.GROWS and count.high > high:
            high = count.high
        elif link is _Link.EACH and before.kind is not Kind.GROUPS and parts[0].kind is Kind.GROUPS:
            low, high = low + parts[0].low * count.low, high + parts[0].high * count.high
        elif link in (_Link.EACH, _Link.TIMES):
            with_leaders = int(link is _Link.EACH)
            low, high = low * (with_leaders + count.low), high * (with_leaders + count.high)
        elif link is _Link.SHARES:
            low, high = low // count.high, high // count.high
        else:
            low += 0 if not is_certain or _comes_and_goes(count, text) else count.low
            high += count.high
    yield replace(run[0], low=low, high=high, end=run[-1].end, parts=len(run))


def _is_inside(count: Count, text: str) -> bool:
    return bool(
        _INSIDE_BEFORE.search(text[max(0, count.start - 40) : count.start])
        or _INSIDE_AFTER.search(text[count.end : count.end + 40])
    )


def _comes_and_goes(count: Count, text: str) -> bool:
    """Whether people are there for a part of the year only."""
    said = text[count.start : count.end + 25]
    beside = (
        text[max(0, count.start - 30) : count.start]
        + said[: count.end - count.start]
        + _END.split(said[count.end - count.start :])[0]
    )
    return bool(_TEMPORARY.search(said[: count.end - count.start + 8]) or _SEASON.search(beside))


def _without_total(parts: Sequence[Count], text: str) -> Sequence[Count]:
    """The parts, or the total where it stands before or after them."""
    between = text[parts[0].end : parts[1].start]
    listed = not _ADDED.search(between)
    for end in range(len(parts), 2, -1):
        is_told = listed and (_DETAILS.search(between) or (end == len(parts) and parts[0].kind is not Kind.ROLE))
        if is_told and parts[0].high == sum(each.high for each in parts[1:end]):
            return [parts[0], *parts[end:]]
        if parts[end - 1].high == sum(each.high for each in parts[: end - 1]) and end > 3:
            return [parts[end - 1], *parts[end:]]
    return parts
