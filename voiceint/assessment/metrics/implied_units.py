"""Units that were not said again: "from 61 to 78", "six of them", "nine wrote back"."""

from collections.abc import Sequence
from dataclasses import replace
from math import log10

from voiceint.assessment.metrics.changes import Reading, lead
from voiceint.assessment.metrics.tokens import Tokens
from voiceint.assessment.metrics.units import FUNCTION_WORDS, TIME, VAGUE, is_plural

_TEAMS = set("team teams group groups staff crew class shift unit squad department desk".split())
_REMEMBERED = 8
"""How many quantities back a unit can be taken from."""

_FAR = 150
"""How many tokens back."""

_ALIKE = 1.0
"""Two values are of one sort when they differ by less than this power of ten, distance taken into account."""

_NOUN_FAR = 8
_NOUN_FAR_OF_THEM = 14
"""How many tokens before a number the noun that it counts may stand."""


def imply_units(tokens: Tokens, readings: Sequence[Reading]) -> list[Reading]:
    """The readings, those without a unit in that of a quantity or of a noun before them; None where none fits."""
    known: list[Reading] = []
    done: list[Reading] = []
    for reading in readings:
        if reading.quantity.unit is None:
            reading = _imply(tokens, reading, known[-_REMEMBERED:])
        elif reading.quantity.unit != "times" and reading.quantity.kind != "change":
            known.append(reading)
        done.append(reading)
    return done


def _imply(tokens: Tokens, reading: Reading, known: Sequence[Reading]) -> Reading:
    quantity, value = reading.quantity, _value(reading)
    whole, of_them = value % 1 == 0, quantity.kind == "count"
    acts = _acts(tokens, reading)
    if of_them or (whole and value > 0 and not acts and lead(tokens, quantity) != "of"):
        noun = _noun_before(tokens, reading.first, _NOUN_FAR_OF_THEM if of_them else _NOUN_FAR)
        if noun:
            return _in_unit(reading, noun, "count")
    same = next((other for other in reversed(known) if whole and value > 10 and other.to == value), None)
    if same is not None:  # "All 140"
        return _in_unit(reading, same.quantity.unit, same.quantity.kind)
    choices = [
        (abs(_size(reading) - _size(other)) + (reading.first - other.last) / _FAR, place)
        for place, other in enumerate(known)
        if reading.first - other.last < _FAR and _fits(value, other, of_them or acts)
    ]
    unlike, place = min(choices, default=(_ALIKE, 0))
    if unlike < _ALIKE:
        return _in_unit(reading, known[place].quantity.unit, known[place].quantity.kind)
    return _in_unit(reading, "people", "count") if of_them or acts or _is_of_people(tokens, reading) else reading


def _value(reading: Reading) -> float:
    return reading.to if reading.to is not None else reading.delta or 0.0


def _size(reading: Reading) -> float:
    return log10(abs(_value(reading)) + 1)


def _fits(value: float, other: Reading, counted: bool) -> bool:
    """Whether a value can be in the unit of another reading."""
    if other.quantity.unit == "percent" and value > 100:
        return False
    is_count = other.quantity.kind == "count"
    return is_count if counted else value % 1 == 0 or not is_count


def _acts(tokens: Tokens, reading: Reading) -> bool:
    """Whether somebody is counted who then does something: "nine wrote back"."""
    after = tokens[reading.last]
    return after.joined and after.word != "" and after.word not in FUNCTION_WORDS


def _is_of_people(tokens: Tokens, reading: Reading) -> bool:
    before = tokens.words(reading.first - 2, reading.first)
    if before[-1:] == ["of"]:
        return before[0] in _TEAMS
    return before[-1:] in (["were"], ["we're"], ["all"]) or tokens[reading.last].word == "on"


def _noun_before(tokens: Tokens, at: int, most: int) -> str | None:
    """The nearest plural noun before a place in its sentence."""
    for place in range(at - 1, max(-1, at - most), -1):
        if tokens[place + 1].opens_sentence:
            return None
        word = tokens[place].word
        if is_plural(word) and word not in TIME and word not in VAGUE:
            return word
    return None


def _in_unit(reading: Reading, unit: str | None, kind: str) -> Reading:
    quantity = replace(reading.quantity, unit=unit, kind=kind)
    return replace(reading, quantity=quantity, kind="change" if reading.kind == "change" else kind)
