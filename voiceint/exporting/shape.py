"""Whether JSON from elsewhere has the shape of a dataclass."""

import types
import typing
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from voiceint.exporting.errors import ImportFileError

_LONGEST_TEXT = 1_000_000
_LONGEST_LIST = 100_000
_LARGEST_NUMBER = 1e12

_LATER = {"judge", "judge_version", "posting_terms", "terms", "pace", "different_story", "Part.seconds"}
"""Fields that assessments of older versions lack."""

_SHARES = {"share", "confidence"}
"""Numbers from 0 to 1."""

_NAMES = {str: "text", int: "a whole number", float: "a number", bool: "true or false", type(None): "null"}


def check_shape(value: object, wanted: Any, where: str) -> None:
    """See that a JSON value has a type: a dataclass, `tuple[X, ...]`, a union, an enumeration, a plain type or object.

    Args:
        value: What was read.
        wanted: The type.
        where: What the value is called in messages: "attempts[3].place".

    Raises:
        ImportFileError: It has not; the message says where.
    """
    if wanted is object:
        return
    options = typing.get_args(wanted) if isinstance(wanted, types.UnionType) else (wanted,)
    if value is None and type(None) in options:
        return
    for option in options:
        if is_dataclass(option):
            _check_fields(_an_object(value, where), option, where)
            return
        if typing.get_origin(option) is tuple:
            _check_list(value, typing.get_args(option)[0], where)
            return
    if not any(_is(value, option) for option in options):
        names = " or ".join(_name(option) for option in options)
        raise ImportFileError(f"{where} must be {names}.")
    if not _is_small(value):
        raise ImportFileError(f"{where} is too long a text or too large a number.")


def _check_fields(found: dict[str, Any], wanted: Any, where: str) -> None:
    for key, hint, plain in _fields(wanted):
        if key in found and type(found[key]) in plain and _is_small(found[key]) and key not in _SHARES:
            continue  # most are; names of places are made for the others only
        place = f"{where}.{key}"
        if key in found:
            check_shape(found[key], hint, place)
            if key in _SHARES and not 0 <= found[key] <= 1:
                raise ImportFileError(f"{place} must be from 0 to 1.")
        elif key not in _LATER and f"{wanted.__name__}.{key}" not in _LATER:
            raise ImportFileError(f"{place} is missing.")


@cache
def _fields(wanted: Any) -> tuple[tuple[str, Any, frozenset[type]], ...]:
    """The keys of a dataclass's document with their types, all and plain ones; `from_` stands for `from`."""
    hints = typing.get_type_hints(wanted)
    names = ((field.name.rstrip("_"), hints[field.name]) for field in fields(wanted))
    return tuple((key, hint, frozenset({hint, *typing.get_args(hint)}) & _NAMES.keys()) for key, hint in names)


def _check_list(value: object, wanted: Any, where: str) -> None:
    if not isinstance(value, list) or len(value) > _LONGEST_LIST:
        raise ImportFileError(f"{where} must be a list of at most {_LONGEST_LIST}.")
    for number, item in enumerate(value):
        check_shape(item, wanted, f"{where}[{number}]")


def _an_object(value: object, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ImportFileError(f"{where} must be an object.")
    return value


def _is(value: object, wanted: Any) -> bool:
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return isinstance(value, str) and value in list(wanted)
    if wanted is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is wanted


def _is_small(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= _LONGEST_TEXT
    return not isinstance(value, int | float) or abs(value) <= _LARGEST_NUMBER


def _name(wanted: Any) -> str:
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return f"one of {', '.join(wanted)}"
    return _NAMES.get(wanted, "something else")
