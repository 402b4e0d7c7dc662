"""Numbers as they are written and as they are said."""

import re
from dataclasses import dataclass, replace

_ONES_IN_ORDER = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen".split()
)
_ONES = {word: value for value, word in enumerate(_ONES_IN_ORDER)}
_TENS = {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_UNIT_AND = re.compile(
    r"(?:\b(?P<one>an?)\s+)?(?P<unit>(?:second|minute|hour|day|week|month|year)s?)\s+and\s+$", re.IGNORECASE
)

_MOST_DIGITS = 18
"""Longer rows of digits are no quantities."""

_GROUPS = {"dozen": 12, **_SCALES}
_SUFFIXES = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}
_FRACTIONS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10, "thirds": 1 / 3}
_FRACTIONS |= {"quarters": 1 / 4, "fifths": 1 / 5, "tenths": 1 / 10}

_TOKEN = re.compile(
    r"(?P<digits>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<suffix>k|m|bn)?(?!\w)|(?P<word>[a-z]+)", re.IGNORECASE
)


@dataclass(frozen=True)
class Number:
    """A number in a text: its value, its place in characters, and whether it is a fraction ("a third")."""

    value: float
    begin: int
    finish: int
    fraction: bool = False


@dataclass(frozen=True)
class _Token:
    word: str
    value: float | None
    begin: int
    finish: int


def find_numbers(text: str) -> list[Number]:
    """Every number in the text, in order: digits, number words, fractions after "a" or a number, "a dozen"."""
    tokens = _tokens(text)
    found: list[Number] = []
    at = 0
    while at < len(tokens):
        number, used = _read(text, tokens, at)
        if number is not None:
            found.append(number)
        at += max(1, used)
    return _join_halves(text, found)


def _join_halves(text: str, numbers: list[Number]) -> list[Number]:
    """ "an hour and a half" is one and a half: the half goes to the number before the unit."""
    joined: list[Number] = []
    for number in numbers:
        lead = _UNIT_AND.search(text[: number.begin]) if number.fraction and number.value == 1 / 2 else None
        if lead is None:
            joined.append(number)
        elif joined and text[joined[-1].finish : lead.start("unit")].strip() == "":
            joined[-1] = replace(joined[-1], value=joined[-1].value + 0.5)
        elif lead["one"]:
            joined.append(Number(1.5, lead.start("one"), lead.end("one")))
    return joined


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(text):
        value: float | None = None
        if match["digits"] and len(match["digits"]) <= _MOST_DIGITS:
            value = float(match["digits"].replace(",", "")) * _SUFFIXES.get((match["suffix"] or "").lower(), 1)
        tokens.append(_Token((match["word"] or "").lower(), value, match.start(), match.end()))
    return tokens


def _read(text: str, tokens: list[_Token], at: int) -> tuple[Number | None, int]:
    """The number that starts at a token, and how many tokens it takes."""
    first = tokens[at]
    following = tokens[at + 1].word if at + 1 < len(tokens) else ""
    if first.word == "half" and following == "a" and at + 2 < len(tokens) and tokens[at + 2].word in _GROUPS:
        return Number(_GROUPS[tokens[at + 2].word] / 2, first.begin, tokens[at + 2].finish), 3
    if first.word in ("a", "an", "one", "two", "three") and following in _FRACTIONS:
        count = _ONES.get(first.word, 1)
        return Number(count * _FRACTIONS[following], first.begin, tokens[at + 1].finish, fraction=True), 2
    if first.word == "half" and following in ("a", "the", "of", "as"):
        return Number(0.5, first.begin, first.finish, fraction=True), 1
    if first.word == "dozen":
        return Number(12.0, first.begin, first.finish), 1
    if first.word in ("a", "half") and following in _GROUPS:
        size = _GROUPS[following] / (2 if first.word == "half" else 1)
        return Number(size, first.begin, tokens[at + 1].finish), 2
    value, used = _read_words(text, tokens, at)
    return (None, used) if value is None else (Number(value, first.begin, tokens[at + used - 1].finish), used)


def _read_words(text: str, tokens: list[_Token], at: int) -> tuple[float | None, int]:
    total, current, used, started = 0.0, 0.0, 0, False
    last_size = 1_000_000_000_000.0
    while at + used < len(tokens):
        token = tokens[at + used]
        if started and not _adjoins(text, tokens[at + used - 1], token):
            break
        if token.value is not None:
            if started:
                break
            current, last_size = token.value, 0.0
        elif token.word in _ONES and last_size >= (10 if _ONES[token.word] < 10 else 100):
            current, last_size = current + _ONES[token.word], 1.0
        elif token.word in _TENS and last_size >= 100:
            current, last_size = current + _TENS[token.word], 10.0
        elif started and token.word == "hundred":
            current, last_size = current * 100, 100.0
        elif started and token.word in _SCALES:
            total, current, last_size = total + current * _SCALES[token.word], 0.0, float(_SCALES[token.word])
        elif started and (extra := _continues(tokens, at + used)):
            value, more = extra
            scale = tokens[at + used + more].word if at + used + more < len(tokens) else ""
            size, taken = (_SCALES[scale], 1) if scale in _SCALES else (1, 0)
            return (total + current + value) * size, used + more + taken
        elif started and token.word == "and" and last_size >= 100 and _is_small(tokens, at + used + 1):
            pass
        else:
            break
        started, used = True, used + 1
    return (total + current, used) if started else (None, 0)


def _adjoins(text: str, before: _Token, after: _Token) -> bool:
    return text[before.finish : after.begin].strip("- \t\n") == ""


def _is_small(tokens: list[_Token], at: int) -> bool:
    return at < len(tokens) and (tokens[at].word in _ONES or tokens[at].word in _TENS)


def _continues(tokens: list[_Token], at: int) -> tuple[float, int] | None:
    """ "... and a half" or "... point five": the value it adds and the tokens it takes."""
    words = [token.word for token in tokens[at : at + 3]]
    if words[:2] == ["and", "a"] and len(words) == 3 and words[2] in _FRACTIONS:
        return _FRACTIONS[words[2]], 3
    if words[:1] == ["point"]:
        digits = ""
        for token in tokens[at + 1 :]:
            if token.word not in _ONES or _ONES[token.word] > 9:
                break
            digits += str(_ONES[token.word])
        if digits:
            return float(f"0.{digits}"), 1 + len(digits)
    return None
