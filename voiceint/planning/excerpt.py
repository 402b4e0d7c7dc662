"""A line shortened around the words that matter."""

from voiceint.assessment.coverage import find_stems

_WORDS = 16
"""So many words tell why without the rest of a long line."""


def excerpt(line: str, around: str) -> str:
    """The part of a line, at most 16 words, that shares most words with a text; "…" where something was left out."""
    words = line.removeprefix("- ").split()
    if len(words) <= _WORDS:
        return " ".join(words)
    wanted = find_stems(around)
    hits = [bool(find_stems(word) & wanted) for word in words]
    begins = range(len(words) - _WORDS + 1)
    begin = max(begins, key=lambda place: (sum(hits[place : place + _WORDS]), -place))
    end = begin + _WORDS
    return f"{'…' if begin else ''}{' '.join(words[begin:end])}{'…' if end < len(words) else ''}"
