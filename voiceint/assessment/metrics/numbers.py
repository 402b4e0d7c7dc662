"""Numbers as they are written and as they are said."""

from dataclasses import dataclass

from voiceint.assessment.metrics.tokens import Tokens

_SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_BELOW_HUNDRED = {**_SMALL, **_TENS, "nought": 0, "nil": 0}
_SCALES = {
    "hundred": 100, "thousand": 1_000, "grand": 1_000, "lakh": 100_000, "lakhs": 100_000, "million": 1_000_000,
    "crore": 10_000_000, "crores": 10_000_000, "billion": 1_000_000_000,
}  # fmt: skip
_LARGEST = 1e12
_MOST_DECIMALS = 6
_SUFFIXES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "b": 1_000_000_000}
_GROUPS = {**_SCALES, "dozen": 12}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9}
_PARTS |= {"tenth": 10, "twentieth": 20, "hundredth": 100}
_PARTS |= {f"{name}s": count for name, count in _PARTS.items() if name != "half"}
_GROUP_LEADS = {"a", "per", "top", "first", "last", "the", "every", "another", "next", "nearly", "over", "almost"}
_HALF_OF = set(
    "of the my our their his her your its as what that those these this all again price more less fewer off gone a an "
    "hour minute".split()
)
_BEFORE_HALF = {"in", "by", "about", "than", "nearly", "almost", "a", "other", "past"}
_HALVED_UNITS = {"hour", "minute", "day", "mile", "percent"}
_NOT_HALVED = {"past", "term", "terms"}
_ORDINALS = {
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "st", "nd", "rd", "th",
}  # fmt: skip


_CUT_BY = set("by nearly almost dropped fell cut rose up down than to reduced grew lost saved roughly".split())
_AFTER_FRACTION = set(
    "of off more less fewer in on by to at from with after within over under inside during and but because since as "
    "the when while longer shorter higher lower faster quicker cheaper better worse percent down up just so or which "
    "straight almost overnight this that last again for across point mile".split()
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    Attributes:
        value: What it says; 0.5 for "half".
        begin: Its first character.
        finish: The character after its last.
        first: Its first token.
        last: The token after its last.
        fraction: Whether it is a part of something: "a third".
    """

    value: float
    begin: int
    finish: int
    first: int
    last: int
    fraction: bool = False


def find_numbers(text: str) -> list[Number]:
    """Every number in the text, in order: digits, number words, fractions and "a dozen"; no ordinals."""
    return read_numbers(Tokens(text))


def read_numbers(tokens: Tokens) -> list[Number]:
    """Every number among the tokens, in order."""
    found: list[Number] = []
    at = 0
    while at < len(tokens):
        value, finish, fraction = _read(tokens, at)
        if value is not None:
            found.append(Number(value, tokens[at].begin, tokens[finish - 1].finish, at, finish, fraction))
        at = max(finish, at + 1)
    return found


def _read(tokens: Tokens, at: int) -> tuple[float | None, int, bool]:
    """The number that begins at a token, the token after its last, and whether it is a fraction."""
    word, following = tokens[at].word, tokens[at + 1]
    if word == "half" and (tokens[at - 1].word != "and" or following.word in _HALF_OF):
        return _half(tokens, at)
    if word == "nothing" and tokens[at - 1].word == "to" and tokens[at - 2].word in ("down", "went", "fell", "dropped"):
        return 0.0, at + 1, False
    count = 1 if word in ("a", "an") else _SMALL.get(word)
    if count and following.joined and (following.word in _PARTS) and _ends_fraction(tokens, at, count):
        return count / _PARTS[following.word], at + 2, True
    value, finish = _cardinal(tokens, at)
    if value is not None and tokens[finish].joined and tokens[finish].word in _ORDINALS and value:
        is_unit = tokens[finish].word == "second" and not tokens[finish].glued
        if tokens[finish].glued or (value % 10 == 0 and not is_unit):
            return None, finish + 1, False
    return value, finish, False


def _half(tokens: Tokens, at: int) -> tuple[float | None, int, bool]:
    """ "Half a million", "half an hour", "half hour", "half of them"; not "half asleep"."""
    following = tokens[at + 1]
    if following.word in ("a", "an"):
        group = _GROUPS.get(tokens[at + 2].word)
        return (0.5, at + 2, False) if group is None else (group / 2, at + 3, False)
    if following.joined and following.word in _HALVED_UNITS:
        return 0.5, at + 1, False
    return (0.5, at + 1, True) if _is_share(tokens, at) else (None, at + 1, False)


def _is_share(tokens: Tokens, at: int) -> bool:
    before, after = tokens[at - 1].word, tokens[at + 1]
    if after.word in _NOT_HALVED or after.value is not None or after.word in _SMALL:
        return False
    return after.word in _HALF_OF or before in _BEFORE_HALF


def _ends_fraction(tokens: Tokens, at: int, count: int) -> bool:
    """ "A third" is a fraction before "of" or at the end of a clause, "a third time" is not."""
    name, after = tokens[at + 1].word, tokens[at + 2]
    if name in ("quarter", "quarters") and count != 3:
        return count == 1 and (after.word in ("of", "off", "more", "less", "fewer") or tokens[at - 1].word in _CUT_BY)
    if name.endswith("s") or not after.joined or not after.word:
        return True
    if name == "half":
        return count == 1
    return after.word in _AFTER_FRACTION


def _cardinal(tokens: Tokens, at: int) -> tuple[float | None, int]:
    """A whole or decimal number, said or written, and the token after its last."""
    if tokens[at].value is not None:
        return _with_tail(tokens, at + 1, tokens[at].value or 0.0)
    if tokens[at].word == "point" and not tokens[at - 1].word.isdigit() and tokens[at + 1].word in _SMALL:
        return _with_tail(tokens, at, 0.0)
    return _said(tokens, at)


def _said(tokens: Tokens, at: int) -> tuple[float | None, int]:
    """A number in words: "two hundred and fifty thousand"."""
    total, current, room, place = 0.0, 0.0, 1_000.0, at
    if _leads_group(tokens, at):
        current, place = 1.0, at + (tokens[at].word in ("a", "an"))
        room = 0.0
    elif tokens[at].word == "dozen":
        return 12.0, at + 1
    while place == at or tokens[place].joined:
        word = tokens[place].word
        value = _BELOW_HUNDRED.get(word)
        if word == "and" and room >= 100 and place > at and tokens[place + 1].word in _BELOW_HUNDRED:
            place += 1
        elif value is not None and room > (value if value < 10 else 99) and (value or place == at):
            current, room = current + value, 10.0 if value >= 20 else 0.0
            place += 1
        elif word == "dozen" and current:
            return total + current * 12, place + 1
        elif word == "hundred" and 0 < current < 100:
            current, room, place = current * 100, 100.0, place + 1
        elif word in _SCALES and word != "hundred" and current:
            total, current, room, place = total + current * _SCALES[word], 0.0, 1_000.0, place + 1
        else:
            break
    if place == at:
        return None, at + 1
    return _with_tail(tokens, place, total + current)


def _leads_group(tokens: Tokens, at: int) -> bool:
    if tokens[at].word in ("a", "an"):
        return tokens[at + 1].word in _GROUPS and tokens[at + 1].joined
    return tokens[at].word in _SCALES and tokens[at - 1].word in _GROUP_LEADS


def _with_tail(tokens: Tokens, at: int, value: float) -> tuple[float, int]:
    """Adds what may follow a number: "point five", "and a half", "million", "k"."""
    if tokens[at].glued and tokens[at].word in _SUFFIXES and not tokens[at + 1].glued:
        return value * _SUFFIXES[tokens[at].word], at + 1
    if tokens[at].word == "point":
        digits, place = "", at + 1
        while len(digits) < _MOST_DECIMALS and tokens[place].joined and _SMALL.get(tokens[place].word, 10) < 10:
            digits, place = digits + str(_SMALL[tokens[place].word]), place + 1
        if digits:
            value, at = value + float(f"0.{digits}"), place
    if tokens.words(at, at + 2) in (["and", "a"], ["and", "one"]) and tokens[at + 2].word in _PARTS:
        value, at = value + 1 / _PARTS[tokens[at + 2].word], at + 3
    while tokens[at].joined and tokens[at].word in _GROUPS and 0 < value < _LARGEST:
        value, at = value * _GROUPS[tokens[at].word], at + 1
    return value, at
