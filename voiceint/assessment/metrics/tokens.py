"""The words, figures and signs of a text, with what stands between them."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)|[$£€%#/+:−]"
)
_STOP = re.compile(r"[.!?\n]")
_MOST_DIGITS = 18
"""Longer rows of digits are no quantities."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a figure or a sign.

    Attributes:
        word: As it was written, in lower case, apostrophes straight.
        value: What the digits say; None for words and signs.
        begin: Its first character in the text.
        finish: The character after its last.
        gap: The characters since the token before.
        capital: Whether it begins with a capital letter.
        joined: Whether only blanks or a hyphen stand before it.
        opens_sentence: Whether a full stop, a question mark or the like stands before it.
    """

    word: str
    value: float | None
    begin: int
    finish: int
    gap: str
    capital: bool
    joined: bool
    opens_sentence: bool

    @property
    def glued(self) -> bool:
        """Whether nothing stands between it and the token before: "40" and "k"."""
        return self.gap == ""


END = Token("", None, 0, 0, ".", False, False, True)
"""Stands for the token before the first and after the last."""


class Tokens:
    """The tokens of a text; outside its ends there is nothing but `END`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._tokens: list[Token] = []
        end = 0
        for match in _TOKEN.finditer(text):
            digits = match["digits"]
            value = float(digits.replace(",", "")) if digits and len(digits) <= _MOST_DIGITS else None
            word = match.group().lower().replace("’", "'")
            gap = text[end : match.start()]
            opens = gap != " " and gap[-1:].isspace() and bool(_STOP.search(gap))
            joined = gap == " " or not gap.strip(" -\t\n‐‑")
            capital = match.group()[0].isupper()
            self._tokens.append(Token(word, value, match.start(), match.end(), gap, capital, joined, opens))
            end = match.end()

    def __len__(self) -> int:
        return len(self._tokens)

    def __getitem__(self, place: int) -> Token:
        return self._tokens[place] if 0 <= place < len(self._tokens) else END

    def words(self, begin: int, finish: int) -> list[str]:
        """The words from one place to another (exclusive)."""
        return [token.word for token in self._tokens[max(0, begin) : max(0, finish)]]
