"""A line shortened to the words that matter."""

import re
from collections.abc import Set

from voiceint.assessment.coverage import find_stems
from voiceint.planning.passages import sentences

_WORDS = 16
"""So many words tell why without the rest of a long line."""

_FEWEST = 4
"""Words of what is said aloud: "refuse people" says nothing."""

_NUMBER = re.compile(r"\d+")
_BULLETS = "-–>•*| "
_HANGING = re.compile(
    r"(?:\s+(?:a|an|the|and|or|of|to|in|on|at|by|for|from|with|that|which|who|whose|as|than|into|their|our|your|its|\())+$",
    re.IGNORECASE,
)
"""What a text cut off must not end with."""

_CLAUSE_MARKS = ",;:.!?)–-"
_CLAUSE_ENDS = re.compile(r"[,;:.](?=\s|$)|\s[-–(]|$")


def excerpt(line: str, around: str) -> str:
    """The part of a line, at most 16 words, that shares most words with a text; "…" where something was left out.

    Of a long line it is of the sentence that shares most. Of parts that share as many, one with its figures and of
    whole clauses: "our NPS is 31" and not "our NPS is".
    """
    whole = line.lstrip(_BULLETS)
    if len(whole.split()) <= _WORDS:
        return " ".join(whole.split())
    wanted = find_stems(around) | set(_NUMBER.findall(around))
    said = list(sentences(whole))
    best = max(range(len(said)), key=lambda place: sum(_hits(said[place].split(), wanted)))
    before, after = best > 0, best < len(said) - 1
    words = said[best].split()
    if len(words) > _WORDS:
        begin = _best_window(words, wanted)
        end = begin + _WORDS
        before, after = before or begin > 0, after or end < len(words)
        words = words[begin:end]
    return f"{'…' if before else ''}{' '.join(words)}{'…' if after else ''}"


def _best_window(words: list[str], wanted: Set[str]) -> int:
    """Where the part begins; there are more than 16 words."""
    hits = _hits(words, wanted)
    figures = [bool(_NUMBER.search(word)) for word in words]
    edges = [True, *(word.rstrip("\"'”’")[-1:] in _CLAUSE_MARKS for word in words[:-1]), True]

    def worth(place: int) -> tuple[int, int, int, int]:
        end = place + _WORDS
        found = sum(hits[place:end])
        return found, sum(figures[place:end]) if found else 0, edges[place] + edges[end], -place

    return max(range(len(words) - _WORDS + 1), key=worth)


def _hits(words: list[str], wanted: Set[str]) -> list[bool]:
    return [bool((find_stems(word) | set(_NUMBER.findall(word))) & wanted) for word in words]


def first_words(line: str) -> str:
    """The beginning of a line, or of its longest cell, to be spoken: as many whole clauses as fit into 16 words."""
    text = max(line.lstrip(_BULLETS).split("|"), key=len).strip(" .;,")
    ends = [match.start() for match in _CLAUSE_ENDS.finditer(text)]
    fitting = [end for end in ends if min(_FEWEST, len(text.split())) <= len(text[:end].split()) <= _WORDS]
    if fitting:
        return text[: fitting[-1]]
    return _HANGING.sub("", " ".join(text.split()[:_WORDS]))


def mid_sentence(name: str) -> str:
    """A name as it stands in a sentence: "response time" for "Response time"; abbreviations stay."""
    return name.lower() if name[1:].islower() else name
