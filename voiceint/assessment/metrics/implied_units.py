"""Units that were not said again: "It was 71 percent. By May it was 83." """

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from math import log10

from voiceint.assessment.metrics.changes import Reading
from voiceint.assessment.metrics.tokens import Tokens
from voiceint.assessment.metrics.units import FUNCTION_WORDS

_TEAMS = set("team teams group groups staff crew class shift unit squad department desk".split())
_REMEMBERED = 8
"""How many quantities back a unit can be taken from."""

_FAR = 60
"""How many tokens back the unit of another value can be taken from."""

_ALIKE = 0.5
"""Two values are of one sort when they differ by less than this power of ten."""


def imply_units(tokens: Tokens, readings: Sequence[Reading], topics: Sequence[int]) -> list[Reading]:
    """The readings, those without a unit in that of a quantity before them; None where it would be a guess.

    Args:
        tokens: The answer.
        readings: Its values and changes, in order.
        topics: Characters at which a key figure is named, in order: no unit is carried from one to the next.
    """
    known: list[Reading] = []
    done: list[Reading] = []
    topic = 0
    for reading in readings:
        at = bisect_right(topics, tokens[reading.first].begin)
        known, topic = (known if at == topic else []), at
        if reading.quantity.unit is None:
            reading = _imply(tokens, reading, known[-_REMEMBERED:])
        elif reading.quantity.unit != "times" and reading.quantity.kind != "change":
            known.append(reading)
        done.append(reading)
    return done


def _imply(tokens: Tokens, reading: Reading, known: Sequence[Reading]) -> Reading:
    value = _value(reading)
    if value > 10 and value % 1 == 0:  # "All 140", when 140 parcels were spoken of
        same = next((other for other in reversed(known) if other.to == value), None)
        if same is not None:
            return _in_unit(reading, same.quantity.unit, same.quantity.kind)
    counted = reading.quantity.kind == "count" or _counts_doers(tokens, reading)
    for other in reversed(known):
        is_count = other.quantity.kind == "count"
        measured = other.quantity.kind in ("level", "duration", "money")
        if reading.first - other.last > _FAR or (other.quantity.unit == "percent" and value > 100):
            continue
        if counted and is_count and value <= _value(other):  # "60 tests, and 12 of them failed"
            return _in_unit(reading, other.quantity.unit, other.quantity.kind)
        alike = abs(_size(reading) - _size(other)) < _ALIKE
        if not counted and alike and (measured or value % 1 == 0):
            return _in_unit(reading, other.quantity.unit, other.quantity.kind)
    return _in_unit(reading, "people", "count") if _is_of_people(tokens, reading) else reading


def _value(reading: Reading) -> float:
    return reading.to if reading.to is not None else reading.delta or 0.0


def _size(reading: Reading) -> float:
    return log10(abs(_value(reading)) + 1)


def _counts_doers(tokens: Tokens, reading: Reading) -> bool:
    """Whether somebody is counted who then does something: "nine wrote back"."""
    after = tokens[reading.last]
    return after.joined and after.word != "" and after.word not in FUNCTION_WORDS


def _is_of_people(tokens: Tokens, reading: Reading) -> bool:
    """Whether a number is the size of a team: "a team of 14"."""
    before = tokens.words(reading.first - 2, reading.first)
    return before[-1:] == ["of"] and before[0] in _TEAMS


def _in_unit(reading: Reading, unit: str | None, kind: str) -> Reading:
    quantity = replace(reading.quantity, unit=unit, kind=kind)
    return replace(reading, quantity=quantity, kind="change" if reading.kind == "change" else kind)
