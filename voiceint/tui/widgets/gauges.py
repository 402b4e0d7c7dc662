"""Small drawings of numbers."""

from collections.abc import Sequence

from textual.content import Content

_TICKS = "▁▂▃▄▅▆▇█"
_BAR_CELLS = 24
_GAUGE_CELLS = 24
_BEYOND = 1.5
"""How far a gauge goes past the guide."""


def share_bar(share: float, style: str) -> Content:
    """A share, 0 to 1, as a coloured bar; never nothing."""
    return Content.styled(" " * max(1, round(share * _BAR_CELLS)), style)


def sparkline(values: Sequence[float]) -> str:
    """Values as columns of different heights."""
    lowest, highest = min(values), max(values)
    span = (highest - lowest) or 1.0
    return "".join(_TICKS[round((value - lowest) / span * (len(_TICKS) - 1))] for value in values)


def guide_gauge(value: float, guide: tuple[float, float]) -> Content:
    """Where a value lies: thick where the guide is, thin outside."""
    low, high = guide
    limit = high * _BEYOND
    cells = [place / _GAUGE_CELLS * limit for place in range(_GAUGE_CELLS)]
    line = "".join("━" if low <= cell < high else "─" for cell in cells)
    place = min(_GAUGE_CELLS - 1, int(value / limit * _GAUGE_CELLS))
    sign = "▶" if value > limit else "●"
    style = "bold $text-success" if low <= value <= high else "bold $text-warning"
    return Content.assemble((line[:place], "dim"), (sign, style), (line[place + 1 :], "dim"))
