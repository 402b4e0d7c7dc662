"""Finding answers by their words."""

import re
from dataclasses import dataclass

from voiceint.history.summary import Summary

MARKS = "\x02", "\x03"
"""What stands around a found word: characters that no kept text has."""

_TERM = re.compile(r'"([^"]+)"|(\S+)')
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_MOST_WORDS = 40
"""A transcript without full stops is cut to so many words around the hit."""


@dataclass(frozen=True)
class Hit:
    """An answer in which the words were found.

    Attributes:
        summary: The answer.
        sentence: The sentence with the first of them, or the question where they stand only there.
        spans: Where in the sentence the words are, as (start, end) of characters.
    """

    summary: Summary
    sentence: str
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, summary: Summary, marked: str) -> "Hit":
        """A hit in a text in which found words stand between `MARKS`."""
        sentence = next((each for each in _SENTENCE_END.split(marked) if MARKS[0] in each), marked)
        spans: list[tuple[int, int]] = []
        text = ""
        for piece in re.split(f"({MARKS[0]}[^{MARKS[1]}]*{MARKS[1]})", _shortened(sentence)):
            if piece.startswith(MARKS[0]):
                spans.append((len(text), len(text) + len(piece) - 2))
            text += piece.strip("".join(MARKS))
        return cls(summary, text, tuple(spans))


def match_expression(query: str) -> str:
    """What the person typed, as an expression of FTS5: every word must be there, the last may be unfinished.

    Words in double quotes must follow one another. Operators of FTS5 are words like any other.
    """
    terms = [(phrase or word, bool(phrase)) for phrase, word in _TERM.findall(query)]
    quoted = [(term.replace('"', ""), is_phrase) for term, is_phrase in terms]
    known = [(term, is_phrase) for term, is_phrase in quoted if re.search(r"\w", term)]
    expression = [f'"{term}"' for term, _ in known]
    if known and not known[-1][1]:
        expression[-1] += "*"
    return " ".join(expression)


def _shortened(sentence: str) -> str:
    words = sentence.split()
    if len(words) <= _MOST_WORDS:
        return sentence
    hit = next((place for place, word in enumerate(words) if MARKS[0] in word), 0)
    start = max(0, min(hit - _MOST_WORDS // 2, len(words) - _MOST_WORDS))
    cut = words[start : start + _MOST_WORDS]
    before, after = "… " if start else "", " …" if start + _MOST_WORDS < len(words) else ""
    return f"{before}{' '.join(cut)}{after}"
