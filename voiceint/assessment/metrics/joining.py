"""Joins quantities that are one: "20 to 30 percent", "an hour and 45 minutes", "7 dollars and 20 cents"."""

from collections.abc import Iterable
from dataclasses import replace

from voiceint.assessment.metrics.quantity import Quantity
from voiceint.assessment.metrics.tokens import Tokens

_SMALLER = {
    "hours": ("minutes", 60),
    "minutes": ("seconds", 60),
    "dollars": ("cents", 100),
    "pounds": ("pence", 100),
    "euros": ("cents", 100),
}
_TO = {"to", "or", "maybe"}
_WIDEST = 3
"""How many times its lower end the upper end of a range may be."""


def join_quantities(tokens: Tokens, quantities: Iterable[Quantity]) -> list[Quantity]:
    """The quantities in order, those that are one joined, times in the units that people would write."""
    joined: list[Quantity] = []
    for quantity in quantities:
        whole = joined and (_compound(tokens, joined[-1], quantity) or _range(tokens, joined[-1], quantity))
        if whole:
            joined[-1] = whole
        else:
            joined.append(quantity)
    return [_in_plain_units(quantity) for quantity in joined]


def _compound(tokens: Tokens, first: Quantity, second: Quantity) -> Quantity | None:
    """ "An hour 45", "an hour and a half", "7 dollars and 20 cents"."""
    between = tokens.words(first.last, second.first)
    if between not in ([], ["and"]) or first.kind not in ("duration", "money") or not tokens[first.last].joined:
        return None
    if second.fraction and between:
        return replace(first, value=first.value + second.value / 100, last=second.last)
    smaller, parts = _SMALLER.get(first.unit or "", ("", 1))
    bare = second.unit is None and not (between and first.kind == "money")
    if not 0 < second.value < parts or not (bare or second.unit == smaller):
        return None
    return replace(first, value=first.value + second.value / parts, last=second.last)


def _range(tokens: Tokens, first: Quantity, second: Quantity) -> Quantity | None:
    """ "20 to 30 percent", "6 or 7 a day", "50, 60 cases", "between 5 and 8"."""
    if first.kind == "change" or first.unit not in (None, second.unit) or second.value <= first.value:
        return None
    if (second.unit is None and second.value > _WIDEST * max(first.value, 1)) or tokens[second.first].opens_sentence:
        return None
    leads, between = tokens.words(first.first - 3, first.first), tokens.words(first.last, second.first)
    if "from" in leads:
        return None
    adjacent = not between and first.unit is None and tokens[second.first].gap.strip() in (",", "-", "–")
    said = len(between) == 1 and (between[0] in _TO or (between[0] == "and" and "between" in leads))
    return replace(second, value=first.value, upper=second.value, first=first.first) if adjacent or said else None


def _in_plain_units(quantity: Quantity) -> Quantity:
    """Parts of an hour in minutes, half a year in months, fortnights in weeks."""
    value, unit = quantity.value, quantity.unit
    if unit == "fortnights":
        return replace(quantity, value=2 * value, unit="weeks")
    odd_minutes = value * 2 % 1 > 0 and quantity.last - quantity.first > 2
    if unit == "hours" and (0 < value < 1 or odd_minutes):
        return replace(quantity, value=round(60 * value, 4), unit="minutes")
    return replace(quantity, value=6.0, unit="months") if unit == "years" and value == 1 / 2 else quantity
