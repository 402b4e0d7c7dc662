"""The words of a text and where they stand."""

import re
from typing import NamedTuple

_WORD = re.compile(r"(?:(?<![^\s(,/])\.)?[^\W_]+(?:['’.][^\W_]+)*[+#]*|&")
_JOINTS = {"", " ", "-", "/", "‑", "–"}


class Word(NamedTuple):
    """A word of a text.

    Attributes:
        text: As it is written.
        lower: In lower case, "&" as "and": what words are compared by.
        begin: Its first character.
        end: The character after its last.
        joined: Whether no more than a space, a hyphen or a slash stands between it and the word before.
    """

    text: str
    lower: str
    begin: int
    end: int
    joined: bool


def split_words(text: str) -> list[Word]:
    """The words of a text, in order: "service-now" is two, "Node.js" and "C#" are one."""
    words: list[Word] = []
    before = 0
    for match in _WORD.finditer(text):
        begin, end = match.span()
        said = match[0]
        lower = "and" if said == "&" else said.lower()
        words.append(Word(said, lower, begin, end, bool(words) and text[before:begin] in _JOINTS))
        before = end
    return words
