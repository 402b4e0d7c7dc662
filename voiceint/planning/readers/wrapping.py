"""Lines that a page's width has broken, made whole.

A PDF and much pasted text know lines, not paragraphs. What belongs together is told by the words at the break,
by whether the next word would have had room, and in lists by what hangs under an item.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

BULLET = re.compile(
    r"(?:[-*+–—~]|--|[-=]>|>{1,2}(?![\sA-Z&'’/(),<-]+$))(?:\s+|$)|-(?=[^\W\d_])|o\s+(?=\w)|"
    r"[•·‣⁃▪▫◦●○■□◆♦❖➢➤►▸▹→⇒➔➜»›✓✔√✗✘☐☑✅★☆✦¤🔹🔸👉\uf076\uf0a7\uf0b7\uf0d8\uf0fc]\s*"
)
"""What items of a list begin with in text, in Word's symbol fonts, and (an o) in the lists of its second level.

Behind ">", a line in capitals is a heading.
"""

_BARE_BULLET = re.compile(rf"(?:{BULLET.pattern})$")
NUMBER = re.compile(r"(?:\(?(?:(?:\d{1,2}|[ivx]{2,4})[.)]|[a-z]\))\s+|\d{1,2}(?:\.\d{1,2})+[.)]?\s+(?=[A-Z]))")
"""What numbered paragraphs begin with: "1.", "(a)", "iv)", "2.1"."""

ITEM = re.compile(rf"(?:{BULLET.pattern}|{NUMBER.pattern})")
"""What items of a list begin with, numbers among them."""

_UNFINISHED = re.compile(
    r"(?:,|[^\s-]-|\b(?:a|an|and|as|at|by|for|from|in|into|of|on|or|our|than|that|the|to|with|you|your|we|&))$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_COMPOUND_ENDS = frozenset(
    "access based building centre contact date day depth driven end facing free hour house in lead level line "
    "making month of off on one opportunity oriented out party paced person plus ready related round service site "
    "skilled solving specific term the time to track up week wide year".split()
)
"""Second halves that are written with a hyphen wherever the line ends: long-term, problem-solving, on-site."""

_COMPOUND_STARTS = frozenset(
    "cross customer eight five first follow four full hands high long low multi near nine non one problem second self "
    "semi seven short six team ten third three top twelve twenty two well".split()
)
"""First halves of which the same is true, and which are no syllables of common words."""

_FULL = 0.9
"""Share of the usual width that a broken line fills: a proportional font makes 100 letters as wide as 90."""

_HALF = 0.5
_SHORTEST = 30
"""A line shorter than half the width, or than this many characters, was ended on purpose."""


def unwrapped(lines: Iterable[str]) -> list[str]:
    """The lines with those of one sentence, item or paragraph joined; "" stays between paragraphs."""
    lines = [line.expandtabs() for line in lines]
    stripped = [line.strip() for line in lines]
    lengths = sorted(len(line) for line in stripped if line)
    width = lengths[int(0.95 * (len(lengths) - 1))] if lengths else 0
    filled = _is_filled(stripped)
    words = _whole_words(stripped)
    groups: list[list[str]] = []
    item: int | None = None
    for line, indented in zip(stripped, lines, strict=True):
        indent = len(indented) - len(indented.lstrip())
        hangs = item is not None and indent > item and not ITEM.match(line)
        if groups and groups[-1][-1] and line and (hangs or _goes_on(groups[-1][-1], line, width, filled)):
            groups[-1].append(line)
        else:
            groups.append([line])
            item = indent if ITEM.match(line) else None
    return [_joined(group, words) for group in groups]


def _is_filled(lines: list[str]) -> bool:
    """Whether paragraphs were broken to a width: then at least a tenth of the lines go on in small letters."""
    continued = sum(1 for before, line in pairwise(lines) if before and line[:1].islower())
    return continued * 10 >= sum(map(bool, lines))


def _whole_words(lines: list[str]) -> set[str]:
    """All words in small letters, but for those that may be the second half of one."""
    pairs = pairwise(["", *lines])
    return {word.lower() for before, line in pairs for word in _WORD.findall(line)[before.endswith("-") :]}


def _goes_on(before: str, line: str, width: int, filled: bool) -> bool:
    if _BARE_BULLET.match(before):
        return True
    if ITEM.match(line) or len(before) < max(_SHORTEST, _HALF * width):
        return False
    if _UNFINISHED.search(before) or (line[0].islower() and before[-1] not in ".!?:;"):
        return True
    first, _, _ = line.partition(" ")
    return filled and len(before) + 1 + len(first) > _FULL * width


def _joined(group: list[str], words: set[str]) -> str:
    pieces = group[:1]
    for line in group[1:]:
        before = pieces[-1]
        if before.endswith("\u00ad") or _is_syllable(before, line, words):
            pieces[-1] = before[:-1]
        elif not re.search(r"[^\s-]-$", before):
            pieces.append(" ")
        pieces.append(line)
    return "".join(pieces)


def _is_syllable(before: str, line: str, words: set[str]) -> bool:
    """Whether the hyphen at the end only says that the word goes on; the rest of the text knows best."""
    halves = re.search(r"(?<![\w-])([^\W\d_]+)-$", before), re.match(r"[^\W\d_]+", line)
    if not (halves[0] and halves[1] and line[0].islower()):
        return False
    first, second = halves[0][1].lower(), halves[1][0].lower()
    if f"{first}-{second}" in words or first + second in words:
        return first + second in words
    is_word = len(second) > 3 and second in words
    return not (is_word or first in _COMPOUND_STARTS or second in _COMPOUND_ENDS)
