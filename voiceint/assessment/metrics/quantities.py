"""Finds the quantities of a text: numbers with their units, without the numbers that measure nothing."""

from collections.abc import Iterator

from voiceint.assessment.metrics.distractors import measures_nothing
from voiceint.assessment.metrics.joining import join_quantities
from voiceint.assessment.metrics.mention import Mention
from voiceint.assessment.metrics.numbers import Number, read_numbers
from voiceint.assessment.metrics.quantity import Quantity
from voiceint.assessment.metrics.tokens import Tokens
from voiceint.assessment.metrics.units import FUNCTION_WORDS, Unit, read_noun, read_unit
from voiceint.assessment.metrics.wordless import find_wordless

_NOUN_LEADS = {"my", "the", "our", "their", "his", "her", "your", "those", "these", "all"}
_PRONOUNS = {"them", "those", "these", "which", "whom"}
_RATIOS = {2, 3, 4, 5, 6, 8, 10, 20, 100}
_SCALES = {5, 7, 100}
_SCORED = {"scored", "score", "rated", "rating", "gave", "give", "at", "got", "a", "to", "from", "was"}
_LONGEST_SINGULAR = 2


def find_quantities(tokens: Tokens) -> list[Quantity]:
    """The quantities of a text, in order, ranges and compounds joined."""
    found = [*find_wordless(tokens), *_measured(tokens, read_numbers(tokens))]
    apart: list[Quantity] = []
    for quantity in sorted(found, key=lambda each: each.first):
        if not apart or quantity.first >= apart[-1].last:
            apart.append(quantity)
    return join_quantities(tokens, apart)


def _measured(tokens: Tokens, numbers: list[Number]) -> Iterator[Quantity]:
    """Numbers with their units."""
    places = {number.first: number for number in numbers}
    covered = 0
    for place, number in enumerate(numbers):
        if number.first < covered:
            continue
        share = _ratio(tokens, number, numbers[place + 1]) if place + 1 < len(numbers) else None
        if share is not None:
            covered = share.last
            yield share
            continue
        unit = _unit(tokens, number, places)
        if not measures_nothing(Mention(tokens, number, unit)):
            covered = unit.last
            yield _quantity(tokens, number, unit)


def _quantity(tokens: Tokens, number: Number, unit: Unit) -> Quantity:
    value, name, kind, first = number.value, unit.name, unit.kind, number.first
    if tokens[number.last].word == "fold" and tokens[number.last].joined:
        return Quantity(100 * (value - 1), "percent", "change", first, number.last + 1, direction="up")
    if number.fraction and name is None:
        value, name, kind = round(100 * value, 1), "percent", "level"
    if tokens[first - 1].word in ("minus", "−"):
        value, first = -value, first - 1
    elif tokens[first].gap == " -":
        value = -value
    return Quantity(value, name, kind, first, unit.last, period=unit.period, fraction=number.fraction)


def _unit(tokens: Tokens, number: Number, numbers: dict[int, Number]) -> Unit:
    """What a number counts or measures."""
    unit = read_unit(tokens, number.first, number.last, number.value)
    whole = numbers.get(unit.last + 2)
    if whole and unit.name != "times" and tokens.words(unit.last, unit.last + 2) == ["out", "of"]:  # "18 out of 26"
        total = read_unit(tokens, whole.first, whole.last, whole.value)
        return Unit(unit.name or total.name, "count", total.last)
    if number.fraction:
        return Unit(None, "other", number.last) if unit.kind == "count" else unit
    if unit.name is None and tokens[number.first].word == "one":
        return _singular(tokens, number.last)
    if unit.name is None and tokens[number.last].word == "of":
        return _unit_after_of(tokens, number.last + 1, numbers) or unit
    return unit


def _singular(tokens: Tokens, at: int) -> Unit:
    """The noun after "one": "one good agent"."""
    name, place = None, at
    while place < at + _LONGEST_SINGULAR and tokens[place].joined and tokens[place].word not in FUNCTION_WORDS:
        name, place = tokens[place].word or None, place + 1
    return Unit(name, "count" if name else "other", place)


def _unit_after_of(tokens: Tokens, at: int, numbers: dict[int, Number]) -> Unit | None:
    """ "(six) of my best agents", "(four) of the six", "(nine) of us", "(ten) of them"."""
    if tokens[at].word == "us":
        return Unit("people", "count", at + 1)
    if tokens[at].word in _NOUN_LEADS:
        if total := numbers.get(at + 1):
            whole = read_unit(tokens, total.first, total.last, total.value)
            return Unit(whole.name, "count", whole.last)
        if noun := read_noun(tokens, at + 1):
            return noun
    return Unit(None, "count", at + 1) if tokens[at].word in _PRONOUNS else None


def _ratio(tokens: Tokens, number: Number, following: Number) -> Quantity | None:
    """ "One in five customers" is 20 percent of them."""
    if not 0 < number.value < following.value or following.value not in _RATIOS:
        return None
    words = tokens.words(number.last, following.first)
    between = [word for word in words if word != "every"]
    if between not in (["in"], ["out", "of"]) and not (between == ["of"] and following.value == 10):
        return None
    unit = read_unit(tokens, following.first, following.last, following.value)
    if unit.kind in ("duration", "level", "money") or "times" in (unit.name, tokens[number.first - 1].word):
        return None
    if words == ["out", "of"] and unit.name is None and _is_score(tokens, number, following.value):
        return None
    share = round(100 * number.value / following.value, 1)
    return Quantity(share, "percent", "level", number.first, max(following.last, unit.last))


def _is_score(tokens: Tokens, number: Number, top: float) -> bool:
    """Whether "out of" names the end of a scale: "4 out of 5", "scored 9 out of 10"; "nine out of ten" is a share."""
    scored = _SCORED & set(tokens.words(number.first - 3, number.first))
    return top in _SCALES or (top == 10 and (number.value % 1 > 0 or bool(scored)))
