"""Readings: what the quantities of a text say, as values or as changes from, to or by something."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from voiceint.assessment.metrics.quantity import Quantity
from voiceint.assessment.metrics.tokens import Tokens
from voiceint.assessment.metrics.units import SECONDS

_RISING = set(
    "rose risen rising increased increasing grew grown growing climbed climbing gained jumped raised up lifted shot "
    "soared added boosted".split()
)
_FALLING = set(
    "fell fallen falling dropped drop dropping decreased reduced reducing cut cutting lowered shortened declined "
    "declining shrank shrunk saved saving trimmed slid down sank dipped shaved slashed slipped lost off".split()
)
_IMPROVING = {"improved", "improve", "improves", "improving", "improvement", "better"}
_MORE = set(
    "higher more increase rise improvement gain growth jump lift uplift longer bump boost additional above".split()
)
_LESS = set(
    "lower less fewer drop fall decrease reduction cut decline dip saving shorter quicker faster cheaper below".split()
)
_OVER = {"up", "over", "extra"}
_UNDER = {"off", "down", "under", "short", "earlier"}
"""After a percentage or a sum these tell a difference; after a count they are often something else."""

_APPROXIMATELY = set(
    "about around nearly almost over under some roughly like only just more less least most maybe approximately a an "
    "the another um uh say close something probably i think well really good full further whole as much many average "
    "what minus plus".split()
)
_INSTEAD = (["instead", "of"], ["rather", "than"], ["compared", "to"], ["compared", "with"], ["as", "against"])
_EARLIER = ("used to", "before it", "year before", "month before", "previously", "it had been")
_CONTRAST = {"where", "whereas", "while"}
_PAST = {"before", "previous", "last"}
_MOVES = {"went", "gone", "fell", "dropped", "rose", "climbed", "moved", "jumped", "grew"}
_NOW = ("now", "today", "went to", "down to", "up to", "and by the")
_FAR = 14
"""Most tokens between the two ends of a change."""

_VERB_FAR = 9
"""Most tokens between a verb of change and its quantity."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A value, or a change.

    Attributes:
        quantity: The value; of a change the later one, or its size.
        first: The first token.
        last: The token after the last.
        kind: As in the report: change, level, count, duration, money or other.
        from_: Where it began, or the lower end of a range.
        to: The value.
        delta: By how much it changed, positive.
        direction: up or down, of a change.
        improved: Whether a change is only said to be for the better; its direction then hangs on the key figure.
    """

    quantity: Quantity
    first: int
    last: int
    kind: str
    from_: float | None = None
    to: float | None = None
    delta: float | None = None
    direction: str | None = None
    improved: bool = False


def read_changes(tokens: Tokens, quantities: Sequence[Quantity]) -> list[Reading]:
    """One reading for each quantity, and one for two that are the ends of a change, in order."""
    readings: list[Reading] = []
    at = 0
    while at < len(quantities):
        change = _pair(tokens, quantities[at], quantities[at + 1]) if at + 1 < len(quantities) else None
        readings.append(change or _single(tokens, quantities[at]))
        at += 1 if change is None else 2
    return readings


def lead(tokens: Tokens, quantity: Quantity) -> str:
    """The word before a quantity that is no approximation: from, to, by, was ..."""
    at = quantity.first - 1
    while at > quantity.first - 5 and tokens[at].word in _APPROXIMATELY and not tokens[at + 1].opens_sentence:
        at -= 1
    return tokens[at].word


def _pair(tokens: Tokens, first: Quantity, second: Quantity) -> Reading | None:
    """The change between two values, if that is what they are."""
    if not _can_become(first, second) or second.first - first.last > _FAR:
        return None
    between = tokens.words(first.last, second.first)
    if _says_size_and_end(tokens, first, second, between):
        return _change_by(tokens, first, second)
    if _goes_forward(tokens, first, second, between):
        return _change(first, second)
    if _goes_back(tokens, first, second, between):
        return _change(second, first)
    return None


def _can_become(first: Quantity, second: Quantity) -> bool:
    """Whether one quantity can turn into the other."""
    if "change" in (first.kind, second.kind) or first.upper is not None:
        return False
    if first.unit is None or second.unit is None or first.unit == second.unit:
        return True
    return first.unit in SECONDS and second.unit in SECONDS


def _says_size_and_end(tokens: Tokens, first: Quantity, second: Quantity, between: list[str]) -> bool:
    """ "Rose 12 points to 91": how far, and where it ended."""
    sized = first.unit in ("points", "percent") and second.unit in (None, "percent")
    verbs = {lead(tokens, first)} & (_RISING | _FALLING) or (_verb(tokens, first)[0] and lead(tokens, first) == "by")
    return bool(verbs) and sized and between == ["to"]


def _change_by(tokens: Tokens, size: Quantity, end: Quantity) -> Reading:
    return Reading(
        quantity=replace(end, unit=end.unit or size.unit, kind=size.kind),
        first=size.first,
        last=end.last,
        kind="change",
        to=end.value,
        delta=size.value,
        direction=_verb(tokens, size)[0],
    )


def _goes_forward(tokens: Tokens, first: Quantity, second: Quantity, between: list[str]) -> bool:
    """ "From 9 to 5", "9 down to 5", "went 9 to 5", "it used to be 9, now it is 5"."""
    leads = lead(tokens, first)
    if leads == "from":
        return bool({"to", "down", "up"} & set(between))
    if lead(tokens, second) == "to" and 0 < len(between) < 5 and (between[0] in ("down", "up") or leads in _MOVES):
        return True
    before = tokens.words(first.first - 6, first.first)
    was = {"was", "were", "started"} & set(before[-3:]) or _says(before, ("used to", "had been"))
    return bool(was) and _says([*between, ",", *tokens.words(second.last, second.last + 2)], _NOW)


def _goes_back(tokens: Tokens, first: Quantity, second: Quantity, between: list[str]) -> bool:
    """ "Up to 83 from 71", "4 instead of 40", "11, where the year before it was 100"."""
    begins = tokens[second.last].word == "to"  # "I had 51. Then from 20 to 6"
    if (
        lead(tokens, second) == "from"
        and not begins
        and (lead(tokens, first) == "to" or {"up", "down"} & set(between[-4:]))
    ):
        return True
    if between[:2] in _INSTEAD and len(between) < 5:
        return True
    if "now" in tokens.words(second.last, second.last + 2):
        return False
    return _says(between, _EARLIER) or bool(_CONTRAST & set(between) and _PAST & set(between))


def _says(words: Sequence[str], phrases: Sequence[str]) -> bool:
    said = f" {' '.join(words)} "
    return any(f" {phrase} " in said for phrase in phrases)


def _change(begin: Quantity, end: Quantity) -> Reading:
    unit, start = end.unit or begin.unit, begin.value
    finish = end.value if end.upper is None else end.upper
    if begin.unit in SECONDS and end.unit in SECONDS:  # in the smaller of two units of time
        unit = min(begin.unit, end.unit, key=lambda name: SECONDS[name])
        start, finish = start * SECONDS[begin.unit] / SECONDS[unit], finish * SECONDS[end.unit] / SECONDS[unit]
    period, kind = end.period or begin.period, end.kind if end.unit else begin.kind
    return Reading(
        quantity=replace(end, unit=unit, kind=kind, period=period),
        first=min(begin.first, end.first),
        last=max(begin.last, end.last),
        kind="change",
        from_=round(start, 4),
        to=round(finish, 4),
        delta=round(abs(finish - start), 4),
        direction=None if finish == start else "up" if finish > start else "down",
    )


def _single(tokens: Tokens, quantity: Quantity) -> Reading:
    """A value by itself, or a change of which only the size or the end was said."""
    value = Reading(quantity, quantity.first, quantity.last, quantity.kind, to=quantity.value)
    size = replace(value, kind="change", to=None, delta=quantity.value)
    if quantity.kind == "change":
        return replace(size, direction=quantity.direction)
    if compared := _compared(tokens, quantity):
        return replace(size, direction=compared)
    leads, (direction, improved) = lead(tokens, quantity), _verb(tokens, quantity)
    share = quantity.fraction or quantity.unit in ("percent", "points", "marks")
    by = leads == "by" and (direction or improved)
    if by or (share and leads in _RISING | _FALLING | _IMPROVING):
        return replace(size, direction=direction, improved=improved)
    if quantity.upper is not None:
        return replace(value, from_=quantity.value, to=quantity.upper)
    if leads == "to" and direction:
        return replace(value, kind="change", direction=direction)
    return value


def _compared(tokens: Tokens, quantity: Quantity) -> str | None:
    """up or down by the words of a quantity or after it: "15 points higher", "40 more jobs", "a 20 percent drop"."""
    if quantity.kind == "count":
        words = tokens.words(quantity.first, quantity.last)
        if "more" in words or "extra" in words:
            return "up"
        if "fewer" in words:
            return "down"
    after, beyond = tokens[quantity.last], tokens[quantity.last + 1].word
    if not after.joined or beyond == "than":
        return None
    if after.word in _MORE or (after.word in _OVER and quantity.kind in ("level", "money")):
        return "up"
    if after.word in _LESS or (after.word in _UNDER and quantity.kind in ("level", "money")):
        return "down"
    return None


def _verb(tokens: Tokens, quantity: Quantity) -> tuple[str | None, bool]:
    """up or down by the last verb of change before a quantity; whether it was only said to improve."""
    for at in range(quantity.first - 1, max(-1, quantity.first - _VERB_FAR - 1), -1):
        word = tokens[at].word
        if tokens[at + 1].opens_sentence:
            break
        if word in _IMPROVING:
            return None, True
        if word in _FALLING or word in _RISING:
            return ("down" if word in _FALLING else "up"), False
    return None, False
