"""Quantities of work, size and outcome in an answer.

A number counts when it has a unit, a key figure or a verb of change beside it. Ordinals, years, ages,
clock times, names and idioms do not count. Nothing is invented: a value that was not said is None.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bank import Kpi
from voiceint.assessment.clauses import Clause
from voiceint.assessment.numbers import Number, find_numbers
from voiceint.assessment.report import Metric

_TIME = r"(?:seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|months?|quarters?|years?)"
_AFTER_NUMBER = re.compile(
    r"\s*(?:"
    r"(?P<percent>%|-?\s?per\s?cent\b|percentage points?\b)"
    r"|(?P<points>-?\s?points?\b)"
    r"|(?:/|\s?out of\s)\s?(?P<scale>\d+|five|ten|seven)\b"
    rf"|-?\s?(?P<time>{_TIME})\b"
    r"|(?P<money>(?:dollars|pounds|euros|usd|gbp|eur)\b)"
    r"|[\s-]*(?!(?:of|in|to|and|or|a|an|is|was|were|from|by|for|at|on|with|that|who|when|than|years?|i|we|he|she|they)\b)"
    r"(?:(?!(?:of|in|to|and|or|is|was|were|from|by|for|at|on|with|that|who|when|than|i|we|he|she|they)\b)[a-z][\w'-]*[\s-]+){0,2}?"
    r"(?P<noun>[a-z]{2,}s|people|staff|folk|children|women|men)\b"
    r")",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"[$£€]\s?$")
_PER = re.compile(r"\s*(?:a|an|per|each|every)\s(?P<unit>second|minute|hour|day|shift|week|month|quarter|year)\b", re.I)
_LONG_TIME = r"(?:days?|weeks?|months?|quarters?|years?)"
_AND_A_HALF = re.compile(rf"\s*(?P<time>{_TIME})\s+and\s+a\s+half\b", re.IGNORECASE)
_SPANS = ("days", "weeks", "months", "quarters", "years")
_SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86_400, "weeks": 604_800}
_PERIOD = re.compile(
    r"\b(?:within|inside|after|over|in|during|for)\s+(?:about\s+|around\s+|only\s+|just\s+|less than\s+|under\s+)?"
    rf"(?:the\s+)?(?:first\s+|next\s+|following\s+|last\s+|past\s+)?(?P<span>[\w.-]+(?:\s+and\s+a\s+half)?\s+{_LONG_TIME})\b(?!\s+(?:ago|old|later))",
    re.IGNORECASE,
)
_UP = re.compile(
    r"\b(?:rose|rise|risen|increas\w+|gr[eo]w\w*|climb\w*|went up|gone up|going up|up|higher|gain\w*|doubled?|tripled?|"
    r"jump\w*|rais\w+|(?:more|better)(?! than)|added)\b",
    re.I,
)
_DOWN = re.compile(
    r"\b(?:fell|fall\w*|drop\w*|decreas\w+|reduc\w+|cut\w*|lower\w*|shorten\w*|went down|gone down|down|(?:less|fewer)(?! than)|declin\w+|"
    r"halv\w+|shrank|sav\w+|trimm\w+|brought .{1,30} down|off)\b",
    re.I,
)
_IMPROVED = re.compile(r"\bimprov\w+|\bbetter\b", re.I)
_WORD_CHANGES = {
    "doubled": (100.0, "up"),
    "tripled": (200.0, "up"),
    "halved": (50.0, "down"),
    "quadrupled": (300.0, "up"),
}
_WORD_CHANGE = re.compile(rf"\b({'|'.join(_WORD_CHANGES)})\b(?! check|[- ]tap)", re.I)
_IN_HALF = re.compile(r"\b(?:in|by) half\b", re.I)
_NOUN_CHANGE = re.compile(
    r"^\s*(?:point\s+)?(?P<up>increase|rise|improvement|gain|growth|lift|jump|uplift)\b|"
    r"^\s*(?:point\s+)?(?P<down>drop|fall|decrease|reduction|cut|decline|dip|saving)\b",
    re.I,
)
_RATIO = re.compile(r"^\s+(?:in|out of)(?: every)?\s+$", re.I)
_MINUS = re.compile(r"(?:\bminus\s+|(?:^|(?<=\s))[-−])$", re.I)
_RANGE = re.compile(r"^\s*(?:to|or|-|–)\s*$", re.I)
_PLAIN_LEAD = re.compile(
    r"\b(?:at|to|was|were|is|are|about|around|over|under|above|below|only|just|all|another|with|than|had|have|got|of|for|"
    r"nearly|almost|maybe|like|by|least|most|reached|hit|scored|other|the|those|first|top|up|down)\s+$",
    re.I,
)

_BEFORE_DISTRACTOR = re.compile(
    r"(?:\b(?:number|step|tier|level|line|phase|stage|version|chapter|room|unit|question|rule|point|part|option|floor|bay|"
    r"terminal|gate|route|form|flight|bus|highway|clause|page|section|lane|aged?|since|turned|no\.?)\s|[#/:.])$",
    re.I,
)
_AFTER_DISTRACTOR = re.compile(
    r"^(?:st|nd|rd|th)\b|^\s*(?:o'?clock|(?:in the|at) (?:morning|afternoon|evening|night)|a\.?m\b|p\.?m\b|years? old|[- ]year[- ]old|"
    r"(?:\w+\s)?(?:years?|weeks?|months?|days?|minutes?|hours?) (?:ago|before that)|years? (?:later|of experience|in\b|there\b|doing\b))|^[:/]\d",
    re.I,
)
_VAGUE_NOUNS = {"things", "ways", "others", "times", "reasons", "steps", "ones", "questions", "parts", "types", "kinds", "us", "is", "was", "has", "as", "areas", "figures", "lines", "means", "this", "yes", "hands", "thousands", "hundreds", "sorts"}  # fmt: skip
_VAGUE = "vague"
_SCALES = (5, 7, 10, 100)
"""Upper ends of scales: "4.8 out of 5" is a score, "nine out of ten customers" a share."""

_LEAST_BARE = 3
"""Smallest number that counts without a unit: "the two of us" and "just two" are rarely quantities."""

_WIDEST_CHANGE = 40
_NEAR = 70
"""How far, in characters, a key figure may be from its number in the same clause."""


@dataclass(frozen=True)
class _Value:
    number: Number
    unit: str | None
    kind: str
    finish: int
    period: str | None
    paired: bool = False


def find_metrics(text: str, clauses: Sequence[Clause], roles: Sequence[str], kpis: Sequence[Kpi]) -> list[Metric]:
    """The quantities of an answer, in order.

    Args:
        text: The whole answer.
        clauses: Its clauses.
        roles: The role of each clause, which tells whether a metric is in the result.
        kpis: The key figures of the trade.
    """
    spans = [(match.start(1), match.end(1)) for match in _PERIOD.finditer(text)]
    metrics: list[Metric] = []
    for clause, role in zip(clauses, roles, strict=True):
        metrics += _ClauseReader(text, clause, role == "R", kpis, spans).read()
    return metrics


class _ClauseReader:
    """Reads the metrics of one clause."""

    def __init__(
        self, text: str, clause: Clause, in_result: bool, kpis: Sequence[Kpi], periods: list[tuple[int, int]]
    ) -> None:
        self._clause = clause
        self._in_result = in_result
        self._mentions = _kpi_mentions(clause.text, kpis)
        self._lower_is_better = {kpi.name for kpi in kpis if kpi.lower_is_better}
        self._counted = {noun: kpi.name for kpi in kpis for noun in kpi.counted}
        self._periods = [
            (begin - clause.begin, finish - clause.begin)
            for begin, finish in periods
            if clause.begin <= begin and finish <= clause.finish
        ]
        self._period = next((clause.text[begin:finish] for begin, finish in self._periods), None)

    def read(self) -> list[Metric]:
        """The metrics, in order."""
        values = self._values()
        metrics: list[tuple[int, Metric]] = []
        at = 0
        while at < len(values):
            value = values[at]
            after = values[at + 1] if at + 1 < len(values) else None
            if after is not None and self._is_change(value, after):
                metrics.append((value.number.begin, self._change(value, after)))
                at += 2
                continue
            metrics.append((value.number.begin, self._single(value)))
            at += 1
        for pattern in (_WORD_CHANGE, _IN_HALF):
            metrics += [(match.start(), self._said_change(match)) for match in pattern.finditer(self._clause.text)]
        if any(metric.kind in ("change", "level") for _, metric in metrics):  # then a span of time is their period
            metrics = [pair for pair in metrics if not self._is_period(*pair)]
        return [metric for _, metric in sorted(metrics, key=lambda pair: pair[0])]

    def _is_period(self, begin: int, metric: Metric) -> bool:
        return metric.unit in _SPANS and any(first <= begin < last for first, last in self._periods)

    def _values(self) -> list[_Value]:
        values: list[_Value] = []
        numbers = find_numbers(self._clause.text)
        for place, number in enumerate(numbers):
            following = numbers[place + 1] if place + 1 < len(numbers) else None
            value = self._ratio(number, following) or self._value(number)
            if value is not None and (not values or number.begin >= values[-1].finish):
                values.append(value)
        values = self._join_ranges(values)
        for at in range(len(values) - 1):  # "from 32 to 47 points": the unit is said once
            first, second = values[at], values[at + 1]
            if self._is_change(first, second):
                said = second if second.unit is not None else first
                values[at] = replace(first, unit=first.unit or said.unit, kind=said.kind, paired=True)
                values[at + 1] = replace(second, unit=second.unit or said.unit, kind=said.kind, paired=True)
        return [value for value in values if value.unit is not None or value.paired or self._counts_bare(value)]

    def _join_ranges(self, values: list[_Value]) -> list[_Value]:
        """ "20 to 30 percent" is one quantity; its lower end is what was certainly said."""
        joined: list[_Value] = []
        for value in values:
            last = joined[-1] if joined else None
            if last is not None and last.unit is None and value.unit is not None:
                between = self._clause.text[last.finish : value.number.begin]
                if _RANGE.match(between) and not self._is_change(last, value):
                    joined[-1] = replace(value, number=replace(last.number, finish=value.number.finish))
                    continue
            joined.append(value)
        return joined

    def _ratio(self, number: Number, following: Number | None) -> _Value | None:
        """ "One in five customers" is 20 percent of them."""
        if following is None or not 0 < number.value < following.value:
            return None
        between = self._clause.text[number.finish : following.begin]
        after = _AFTER_NUMBER.match(self._clause.text[following.finish :])
        is_scale = "out" in between and following.value in _SCALES and (after is None or not after["noun"])
        if not _RATIO.match(between) or is_scale or (after is not None and (after["time"] or after["percent"])):
            return None
        share = replace(number, value=round(100 * number.value / following.value, 1), finish=following.finish)
        return _Value(share, "percent", "level", following.finish, None)

    def _value(self, number: Number) -> _Value | None:
        text = self._clause.text
        before, after = text[: number.begin], text[number.finish :]
        if _AFTER_DISTRACTOR.match(after) or _BEFORE_DISTRACTOR.search(before):
            return None
        said = text[number.begin : number.finish].lower()
        unit, kind, length, period = _read_unit(before, after, number)
        if kind == _VAGUE or (unit is None and (_is_year(number, text) or _is_clock(before, said))):
            return None
        if said == "one" and unit not in ("percent", "points", "hours"):
            return None
        if minus := _MINUS.search(before):
            number = replace(number, value=-number.value, begin=minus.start())
        return _Value(number, unit, kind, number.finish + length, period)

    def _counts_bare(self, value: _Value) -> bool:
        """Whether a number without a unit is a metric: after words that lead to a value, or beside a key figure."""
        text, number = self._clause.text, value.number
        if number.fraction:
            return bool(self._mentions) or bool(_UP.search(text) or _DOWN.search(text))
        if _PLAIN_LEAD.search(text[: number.begin]) or re.match(
            r"\s+of (?:them|us|those|these)\b", text[number.finish :]
        ):
            return number.value != 1 and abs(number.value) >= _LEAST_BARE
        gaps = [(number.begin - finish, finish) for _, _, finish in self._mentions if number.begin - finish >= 0]
        return any(gap <= _NEAR // 2 and "," not in text[finish : number.begin] for gap, finish in gaps)

    def _is_change(self, first: _Value, second: _Value) -> bool:
        text = self._clause.text
        lead = text[max(0, first.number.begin - 24) : first.number.begin]
        between = text[first.finish : second.number.begin]
        leads = re.search(r"\bfrom\b[^,.;]*$", lead, re.I)
        return bool(leads and re.search(r"\bto\b", between, re.I)) and len(between) < _WIDEST_CHANGE

    def _change(self, first: _Value, second: _Value) -> Metric:
        unit, begin = second.unit or first.unit, first.number.value
        if first.unit in _SECONDS and second.unit in _SECONDS:  # "from an hour and a half to twenty minutes"
            begin = begin * _SECONDS[first.unit] / _SECONDS[second.unit]
        end = second.number.value
        return self._metric(
            first.number.begin,
            second.finish,
            "change",
            unit,
            from_=round(begin, 4),
            to=end,
            delta=abs(end - begin),
            direction=None if end == begin else "up" if end > begin else "down",
            period=second.period,
        )

    def _single(self, value: _Value) -> Metric:
        number = value.number
        begin, finish = number.begin, value.finish
        unit, amount = value.unit, number.value
        if number.fraction and unit is None:
            unit, amount = "percent", round(number.value * 100, 1)
        after = self._clause.text[finish:]
        if noun := _NOUN_CHANGE.match(after):
            direction: str | None = "up" if noun["up"] else "down"
            return self._metric(begin, finish, "change", unit, delta=amount, direction=direction, period=value.period)
        direction = self._direction(begin, finish)
        says_by = re.search(
            r"\bby\s+(?:about\s+|around\s+|nearly\s+|over\s+|more than\s+|almost\s+|roughly\s+|at least\s+|a\s+)?$",
            self._clause.text[:begin],
            re.I,
        )
        relative = re.match(
            r"\s*(?:higher|lower|more|less|fewer|better|faster|quicker|shorter|up|down|off)\b(?! than)", after, re.I
        )
        changed = number.fraction or unit in ("percent", "points")
        if direction and (says_by or relative or (changed and self._follows_verb(begin))):
            return self._metric(begin, finish, "change", unit, delta=amount, direction=direction, period=value.period)
        kpi = self._kpi(begin, finish) if unit is not None or value.paired else self._kpi_beside(begin, finish)
        kind = "level" if (kpi and value.kind != "count") or value.kind == "level" else value.kind
        found = self._metric(begin, finish, kind, unit, to=amount, period=value.period)
        return found if unit is not None else replace(found, kpi=kpi)

    def _said_change(self, match: "re.Match[str]") -> Metric:
        delta, direction = _WORD_CHANGES.get(match.group().lower(), (50.0, "down"))
        return self._metric(match.start(), match.end(), "change", "percent", delta=delta, direction=direction)

    def _follows_verb(self, begin: int) -> bool:
        before = self._clause.text[max(0, begin - 25) : begin]
        return bool(_UP.search(before) or _DOWN.search(before) or _IMPROVED.search(before)) and not re.search(
            r"\b(?:to|at|was|is|than)\s+\w*\s*$", before, re.I
        )

    def _direction(self, begin: int, finish: int) -> str | None:
        """Up or down, by the verb nearest to the number."""
        text = self._clause.text
        nearest: tuple[int, str] | None = None
        for direction, pattern in (("up", _UP), ("down", _DOWN)):
            for match in pattern.finditer(text):
                gap = begin - match.end() if match.end() <= begin else (match.start() - finish) * 2
                if gap >= 0 and (nearest is None or gap < nearest[0]):
                    nearest = (gap, direction)
        if nearest is None and _IMPROVED.search(text):
            return "down" if self._kpi(begin, finish) in self._lower_is_better else "up"
        return nearest[1] if nearest else None

    def _kpi(self, begin: int, finish: int) -> str | None:
        """The key figure that a number belongs to: the nearest before it, else the nearest after it."""
        before = [(begin - end, name) for name, _, end in self._mentions if 0 <= begin - end <= _NEAR]
        after = [(start - finish, name) for name, start, _ in self._mentions if 0 <= start - finish <= _NEAR]
        closest = min(before, default=None) or min(after, default=None)
        return closest[1] if closest else None

    def _kpi_beside(self, begin: int, finish: int) -> str | None:
        """The key figure of a number without a unit: only one that no comma parts from it."""
        name = self._kpi(begin, finish)
        ends = [end for kpi, _, end in self._mentions if kpi == name and end <= begin]
        return None if ends and "," in self._clause.text[max(ends) : begin] else name

    def _counted_kpi(self, begin: int, finish: int) -> str | None:
        """The key figure that a count is of: "200 tickets a day" is contact volume."""
        words = self._clause.text[begin:finish].lower().split()
        return next((self._counted[word] for word in words if word in self._counted), None)

    def _metric(
        self,
        begin: int,
        finish: int,
        kind: str,
        unit: str | None,
        from_: float | None = None,
        to: float | None = None,
        delta: float | None = None,
        direction: str | None = None,
        period: str | None = None,
    ) -> Metric:
        return Metric(
            text=self._clause.text[begin:finish].strip(),
            kpi=self._kpi(begin, finish) or self._counted_kpi(begin, finish),
            kind=kind,
            from_=from_,
            to=to,
            delta=None if delta is None else round(delta, 4),
            unit=unit,
            direction=direction,
            period=period or (self._period if kind == "change" else None),
            in_result=self._in_result,
            start=self._clause.start,
            end=self._clause.end,
        )


def _read_unit(before: str, after: str, number: Number) -> tuple[str | None, str, int, str | None]:
    """Unit, kind, characters taken after the number, and the period of a rate ("a day")."""
    if currency := _CURRENCY.search(before):
        return {"$": "dollars", "£": "pounds", "€": "euros"}[currency.group()[0]], "money", 0, None
    if hours := _AND_A_HALF.match(after):
        return hours["time"].lower().rstrip("s") + "s", "duration", hours.end(), None
    match = _AFTER_NUMBER.match(after)
    if match is None:
        return None, "other", 0, None
    rate = _PER.match(after, match.end())
    period = rate["unit"] if rate else None
    length = rate.end() if rate else match.end()
    if match["percent"]:
        return "percent", "level", length, period
    if match["points"]:
        return "points", "level", length, period
    if match["scale"]:
        return f"of {match['scale']}", "level", length, period
    if match["time"]:
        return match["time"].lower().rstrip("s") + "s", "duration", length, period
    if match["money"]:
        return match["money"].lower(), "money", length, period
    noun = match["noun"].lower()
    if noun in _VAGUE_NOUNS:
        return None, _VAGUE, 0, None
    if number.fraction:
        return None, "other", 0, None
    return noun, "count", length, period


def _is_clock(before: str, said: str) -> bool:
    """Whether a small bare number after "at" and the like is a time of day: "we opened at six"."""
    return said.isalpha() and bool(re.search(r"\b(?:at|until|till|past|before|after)\s+$", before, re.I))


def _is_year(number: Number, text: str) -> bool:
    digits = text[number.begin : number.finish]
    return digits.isdigit() and len(digits) == 4 and 1900 <= number.value <= 2099


def _kpi_mentions(text: str, kpis: Sequence[Kpi]) -> list[tuple[str, int, int]]:
    """Key figures named in a text: name, begin and end; the longest way of saying it wins."""
    mentions: list[tuple[str, int, int]] = []
    ways = sorted(((spoken, kpi.name) for kpi in kpis for spoken in kpi.spoken), key=lambda way: -len(way[0]))
    for spoken, name in ways:
        for match in re.finditer(rf"\b{re.escape(spoken)}s?\b", text, re.IGNORECASE):
            if all(match.end() <= begin or finish <= match.start() for _, begin, finish in mentions):
                mentions.append((name, match.start(), match.end()))
    return mentions


def kpis_named(text: str, kpis: Sequence[Kpi]) -> set[str]:
    """Names of the key figures that a text mentions."""
    return {name for name, _, _ in _kpi_mentions(text, kpis)}
