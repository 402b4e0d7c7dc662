"""Where a posting or a background says a number of people, with what stands around it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from voiceint.planning.passages import Passage
from voiceint.planning.team.counts import Count
from voiceint.planning.team.joined_counts import find_counts
from voiceint.planning.team.people import Kind


@dataclass(frozen=True)
class Mention:
    """A count of people, where it stands.

    Attributes:
        count: How many.
        text: The sentence, or two where a count goes on in the next one.
        passage: The (first) sentence.
        previous: The sentence before; may be empty.
        is_part: Whether it is part of another count, or says in detail who those are.
    """

    count: Count
    text: str
    passage: Passage
    previous: str
    is_part: bool


_WINDOW = 600
_NEXT = 300
"""Characters that are read of a passage, and of the one after it where a count goes on."""

BESIDE = 100
"""Characters before and after a count in which its cues stand."""

_GOES_ON = re.compile(
    r"^(?:and |then |each |every |both |from|through|under|between|another|in (?:the )?(?:season|peak|summer|winter)|on top|plus|indirect|that|two|three|four|\w+ more)|\bthrough them\b|\bon top\b|\bmore (?:start|join)",
    re.IGNORECASE,
)
"""How a sentence begins, or what it says, that adds to a count in the one before."""

_NOBODY = re.compile(
    r"\b(?:no (?:direct |line )?reports|(?:nobody|no ?one|none) (?:will )?reports? to (?:you|this|the)|individual contributor|"
    r"(?:not a|no|without) (?:line[- ]management|people[- ]management|management of people)|(?:not|n['’]t|never) (?:manag\w+|lead\w*|supervis\w+) (?:any )?(?:people|staff|anyone|anybody)|not people\b)",
    re.IGNORECASE,
)
_LARGEST = 2_000
_DETAIL = re.compile(r"[^.;:()]{0,40}(?:: ?|\([^()]{0,80})", re.IGNORECASE)
_ITEM_BEGINS = 15
"""Characters of an item before the number that it is about."""

_LABEL = re.compile(r"[^.:;|]{3,40}: ")
"""Before the number of a group that is named: "Returns desk (Leeds): six advisers"."""

_AMONG = re.compile(
    r"\b(?:(?:join\w*|part of|member of|one of|within|working in|works? in) (?:a|an|our|the)(?: [\w-]+){0,4} of|we(?:['’]re| are)(?: [\w-]+){0,4})(?: \w+)? ?$",
    re.IGNORECASE,
)
"""Before the number of those that somebody works beside: "you join a team of 45"."""

_NO_TEAM = re.compile(r" of us\b|[^.;,]{0,20}\b(?:a|per|each|every) (?:day|week|month|quarter|year)\b", re.IGNORECASE)
"""After the number of everybody, or of those who come and go: "15 starters a month"."""


def find_mentions(passages: Sequence[Passage]) -> Iterator[Mention]:
    """The counts of people in the passages; none where somebody is said to lead nobody."""
    if any(_NOBODY.search(passage.text[:_WINDOW]) for passage in passages):
        return
    listed: list[Mention] = []
    for place, passage in enumerate(passages):
        previous = passages[place - 1].text if place else ""
        following = passages[place + 1].text if place + 1 < len(passages) else ""
        mentions = list(_mentions(passage, previous, following))
        yield from mentions
        first = mentions[0] if mentions else None
        if first and first.count.kind is not Kind.LOOSE and _is_item(first):
            listed.append(first)
            continue
        if listed and not mentions and passage.line == listed[-1].passage.line:
            continue
        yield from _sum(listed)
        listed = []
    yield from _sum(listed)


def _is_item(mention: Mention) -> bool:
    """Whether a count begins an item of a list, or is what a label stands before: "The London desk: five advisers"."""
    passage, start = mention.passage, mention.count.start
    return (passage.line.startswith("- ") and start <= _ITEM_BEGINS) or bool(_LABEL.fullmatch(passage.text[:start]))


def _mentions(passage: Passage, previous: str, following: str) -> Iterator[Mention]:
    text, both = passage.text[:_WINDOW], f"{passage.text[:_WINDOW]} {following[:_NEXT]}"
    counts = find_counts(text)
    joined: list[Count] = []
    if counts and _GOES_ON.search(following[:_NEXT]):
        joined = [count for count in find_counts(both) if count.start < len(text) < count.end]
    for count in (*joined, *counts):
        among = _AMONG.search(text[: count.start][-BESIDE:]) or _NO_TEAM.match(text, count.end)
        if 1 < count.high <= _LARGEST and not among:
            is_part = any(_is_part(count, other, text) for other in (*joined, *counts))
            yield Mention(count, both if count in joined else text, passage, previous, is_part)


def _is_part(count: Count, other: Count, text: str) -> bool:
    """Whether one count is within another, or says in detail who the others are: "nine: six on phones"."""
    is_within = other is not count and other.start <= count.start and count.end <= other.end
    between = text[other.end : count.start]
    return is_within or (other.end <= count.start and other.high >= count.high and bool(_DETAIL.fullmatch(between)))


def _sum(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """One mention of all the people in a list."""
    if len(mentions) > 1:
        counts = [mention.count for mention in mentions]
        low, high = sum(count.low for count in counts), sum(count.high for count in counts)
        if high <= _LARGEST:
            whole = replace(counts[0], low=low, high=high, parts=sum(count.parts for count in counts))
            yield replace(mentions[0], count=whole)
