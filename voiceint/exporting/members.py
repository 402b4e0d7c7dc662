"""A large JSON object, read piece by piece."""

import json
import math
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Any

_SPACE = re.compile(r"[ \t\n\r]*")


@dataclass(frozen=True)
class Member:
    """A value of the object; a list comes as an empty one, and then each of its items.

    Attributes:
        key: Its key.
        number: Which item of the list it is, from 0; None for the value itself.
        place: Where in the text it begins.
        value: What it is.
    """

    key: str
    number: int | None
    place: int
    value: Any


def members(text: str) -> Iterator[Member]:
    """The values of a JSON object, one at a time in memory.

    Raises:
        ValueError: The text is no JSON object, or holds a number that is none, or that is too large.
        RecursionError: It is nested too deeply.
    """
    place = _after(text, 0, "{")
    while text[place : place + 1] != "}":
        key, place = _DECODER.raw_decode(text, place)
        if not isinstance(key, str):
            raise ValueError(f"a key is missing at character {place}")
        place = _after(text, place, ":")
        if text[place : place + 1] != "[":
            value, end = _DECODER.raw_decode(text, place)
            yield Member(key, None, place, value)
        else:
            yield Member(key, None, place, [])
            end = yield from _items(text, key, _after(text, place, "["))
        place = _next(text, end, "}")
    if text[_after(text, place, "}") :]:
        raise ValueError("something follows after its end")


def value_at(text: str, place: int) -> Any:
    """The value that begins at a place."""
    return _DECODER.raw_decode(text, place)[0]


def _items(text: str, key: str, place: int) -> Generator[Member, None, int]:
    """The items of a list; returns where it ends."""
    number = 0
    while text[place : place + 1] != "]":
        value, end = _DECODER.raw_decode(text, place)
        yield Member(key, number, place, value)
        place = _next(text, end, "]")
        number += 1
    return place + 1


def _next(text: str, place: int, closing: str) -> int:
    """Where the next value begins, or the closing bracket is."""
    place = _after(text, place)
    if text[place : place + 1] == closing:
        return place
    place = _after(text, place, ",")
    if text[place : place + 1] == closing:
        raise ValueError(f"a value is missing at character {place}")
    return place


def _after(text: str, place: int, sign: str = "") -> int:
    """Where the text goes on after white space, a sign, and white space."""
    place = _skip_space(text, place)
    if not text.startswith(sign, place):
        raise ValueError(f"{sign} is missing at character {place}")
    return _skip_space(text, place + len(sign))


def _skip_space(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    assert found is not None  # no space is space
    return found.end()


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{text[:20]} is too large a number")
    return value


_DECODER = json.JSONDecoder(parse_constant=_refuse, parse_float=_number)
