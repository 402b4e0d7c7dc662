"""The metrics of an answer: quantities of work, size and outcome, with the key figures they belong to.

Numbers become quantities, quantities changes, and these the metrics of the clause they begin in. Nothing is invented: a
value that was not said is None. Ordinals, years, ages, clock times, names and idioms are no metrics.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from bank import Kpi
from voiceint.assessment.clauses import Clause
from voiceint.assessment.metrics.changes import Reading, read_changes
from voiceint.assessment.metrics.implied_units import imply_units
from voiceint.assessment.metrics.key_figures import KeyFigureMention, KeyFigures, counted, nearest
from voiceint.assessment.metrics.quantities import find_quantities
from voiceint.assessment.metrics.tokens import Tokens
from voiceint.assessment.report import Metric

_PERIOD_LEADS = {"within", "inside", "in", "over", "during", "after"}
_PERIOD_OF_VALUE = {"within", "inside", "in", "over"}
_SPANS = {"days", "weeks", "months", "quarters", "years"}
_OF_KEY_FIGURES = {"percent", "points", "of 5", "of 10", None}
_FAR = 70
"""How far back, in characters, a key figure of an earlier clause may be."""

_PERIOD_NEAR = 8
"""How many tokens after a value its period may stand: "four team leaders in two years"."""


def find_metrics(text: str, clauses: Sequence[Clause], roles: Sequence[str], kpis: Sequence[Kpi]) -> list[Metric]:
    """The quantities of an answer, in order.

    Args:
        text: The whole answer.
        clauses: Its clauses.
        roles: The role of each clause, which tells whether a metric is in the result.
        kpis: The key figures of the trade.
    """
    figures, tokens = KeyFigures(kpis), Tokens(text)
    readings: list[list[Reading]] = [[] for _ in clauses]
    mentions: list[list[KeyFigureMention]] = [[] for _ in clauses]
    starts = [clause.begin for clause in clauses]
    named = figures.find(text)
    topics = [mention.begin for mention in named]
    for reading in imply_units(tokens, read_changes(tokens, find_quantities(tokens)), topics):
        readings[bisect_right(starts, tokens[reading.first].begin) - 1].append(reading)
    for mention in named:
        mentions[bisect_right(starts, mention.begin) - 1].append(mention)
    metrics: list[Metric] = []
    before: KeyFigureMention | None = None
    for place, clause in enumerate(clauses):
        reader = _Clause(tokens, clause, roles[place] == "R", figures, mentions[place], before)
        metrics += reader.metrics(readings[place])
        before = mentions[place][-1] if mentions[place] else before
    return metrics


def kpis_named(text: str, kpis: Sequence[Kpi]) -> set[str]:
    """Names of the key figures that a text mentions."""
    return {mention.name for mention in KeyFigures(kpis).find(text)}


class _Clause:
    """Makes the readings of one clause its metrics."""

    def __init__(
        self,
        tokens: Tokens,
        clause: Clause,
        in_result: bool,
        figures: KeyFigures,
        mentions: list[KeyFigureMention],
        before: KeyFigureMention | None,
    ) -> None:
        self._tokens, self._clause, self._in_result = tokens, clause, in_result
        self._figures, self._mentions, self._before = figures, mentions, before

    def metrics(self, readings: Sequence[Reading]) -> Iterable[Metric]:
        """The metrics, in order; a span of time that belongs to another is its period."""
        changes = any(reading.kind == "change" for reading in readings)
        period: str | None = None
        periods: dict[int, str] = {}
        values: list[Reading] = []
        for reading in readings:
            if not self._is_period(reading, changes, values[-1] if values else None):
                values.append(reading)
            elif changes:
                period = period or self._said(reading)
            else:
                periods[len(values) - 1] = self._said(reading)
        return [
            self._metric(reading, period if reading.kind == "change" else periods.get(place))
            for place, reading in enumerate(values)
        ]

    def _is_period(self, reading: Reading, changes: bool, before: Reading | None) -> bool:
        if reading.kind != "duration" or reading.quantity.unit not in _SPANS:
            return False
        leads = set(self._tokens.words(reading.first - 3, reading.first))
        if changes and leads & _PERIOD_LEADS:
            return True
        if before is None or before.kind == "duration" or reading.first - before.last >= _PERIOD_NEAR:
            return False
        between = self._tokens.text[self._tokens[before.last - 1].finish : self._tokens[reading.first].begin]
        return bool(leads & _PERIOD_OF_VALUE) and "," not in between

    def _metric(self, reading: Reading, period: str | None) -> Metric:
        quantity = reading.quantity
        kpi = self._kpi(reading)
        is_level = kpi is not None and reading.kind not in ("change", "count")
        bare_share = quantity.unit is None and self._figures.is_share(kpi) and 0 <= (reading.to or 0) <= 100
        return Metric(
            text=self._said(reading),
            kpi=kpi,
            kind="level" if is_level else reading.kind,
            from_=reading.from_,
            to=reading.to,
            delta=reading.delta,
            unit="percent" if bare_share else quantity.unit,
            direction=self._figures.direction_of_better(kpi) if reading.improved else reading.direction,
            period=quantity.period or period,
            in_result=self._in_result,
            start=self._clause.start,
            end=self._clause.end,
        )

    def _kpi(self, reading: Reading) -> str | None:
        begin, finish = self._tokens[reading.first].begin, self._tokens[reading.last - 1].finish
        unit = reading.quantity.unit
        if reading.kind == "count" and unit is not None:
            return counted(self._mentions, begin, finish) or self._figures.counted_by(unit)
        named = nearest(self._tokens.text, self._mentions, begin, finish, unit is None)
        if named is None and (reading.kind == "change" or unit in _OF_KEY_FIGURES) and self._before is not None:
            named = self._before.name if begin - self._before.finish <= _FAR else None
        return named or self._figures.counted_by(unit)

    def _said(self, reading: Reading) -> str:
        sign = reading.first > 0 and self._tokens[reading.first - 1].word in ("$", "£", "€")
        return self._tokens.text[self._tokens[reading.first - sign].begin : self._tokens[reading.last - 1].finish]
