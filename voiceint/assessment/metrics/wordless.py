"""Quantities that are said without a number: "an hour", "halved", "twice a day"."""

from collections.abc import Iterator

from voiceint.assessment.metrics.quantity import Quantity
from voiceint.assessment.metrics.tokens import Tokens
from voiceint.assessment.metrics.units import RATE_LEADS, TIME

_CHANGES = {
    word: (percent, direction)
    for percent, direction, words in (
        (50.0, "down", "halved halve halves halving"),
        (100.0, "up", "doubled doubling doubles twofold"),
        (200.0, "up", "tripled tripling trebled trebling threefold"),
        (300.0, "up", "quadrupled quadrupling fourfold"),
        (400.0, "up", "fivefold"),
        (900.0, "up", "tenfold"),
    )
    for word in words.split()
}
_MULTIPLES = {"double": 2.0, "twice": 2.0, "triple": 3.0}
_OF_MULTIPLE = {"as", "the", "what", "our", "from"}
_NOT_DOUBLED = set("check checked checking tap booked book shift glazing room rooms whammy".split())
_AFTER_HALF = {"a", "an", "the", "of", "our", "my", "their"}
_LEADS = set(
    "for about under over than within inside of nearly almost just me him her us them it after take took takes to from "
    "by around roughly only another maybe have had i'd with".split()
)
_FOLLOWS = set("to late early earlier and ahead before later in".split())
"""Beside these "a week" is a length of time; elsewhere it is a date ("a week at the agency") or a rate."""


def find_wordless(tokens: Tokens) -> Iterator[Quantity]:
    """Every such quantity, in order."""
    for at in range(len(tokens)):
        quantity = _change(tokens, at) or _twice(tokens, at) or _one_unit_of_time(tokens, at)
        if quantity is not None:
            yield quantity


def _change(tokens: Tokens, at: int) -> Quantity | None:
    """ "Halved", "cut in half", "twice as long": a change in percent."""
    word, after = tokens[at].word, tokens[at + 1]
    if word in _CHANGES and after.word not in _NOT_DOUBLED:
        percent, direction = _CHANGES[word]
        return Quantity(percent, "percent", "change", at, at + 1, direction=direction)
    if word == "half" and tokens[at - 1].word == "in" and after.word not in _AFTER_HALF and after.word not in TIME:
        return Quantity(50.0, "percent", "change", at, at + 1, direction="down")
    if word in _MULTIPLES and after.word in _OF_MULTIPLE and after.joined:
        return Quantity(100 * (_MULTIPLES[word] - 1), "percent", "change", at, at + 1, direction="up")
    return None


def _twice(tokens: Tokens, at: int) -> Quantity | None:
    """ "Twice a day", "twice in one week"."""
    if tokens[at].word != "twice":
        return None
    after, unit = tokens[at + 1].word, tokens[at + 2].word
    if after in RATE_LEADS and unit in TIME:
        return Quantity(2.0, "times", "count", at, at + 3, period=unit)
    return Quantity(2.0, "times", "count", at, at + 1) if after == "in" and unit in ("a", "one") else None


def _one_unit_of_time(tokens: Tokens, at: int) -> Quantity | None:
    """ "An hour", "a full week"."""
    if tokens[at].word not in ("a", "an") or not tokens[at + 1].joined:
        return None
    full = tokens[at + 1].word in ("full", "whole", "half")
    place = at + 1 + full
    name = TIME.get(tokens[place].word.removesuffix("'s"))
    if name in (None, "seconds"):  # "a second time"
        return None
    if not full and tokens[at - 1].word not in _LEADS and tokens[place + 1].word not in _FOLLOWS:
        return None
    return Quantity(0.5 if tokens[at + 1].word == "half" else 1.0, name, "duration", at, place + 1)
