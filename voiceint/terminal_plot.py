"""Plots of text, without colours: the command line and the screen draw the same. Importing this imports plotext."""

from collections.abc import Collection, Sequence

import plotext

NOTHING = "There is too little to draw yet."

_STEPS = (1, 2, 5, 10, 20, 25, 30, 50, 100, 200, 500)
_MOST_TICKS = 5  # so that 100 % is told in quarters
_LEAST_WIDTH = 24
_AXIS_COLUMNS = 8
"""What the left axis and its numbers take, about."""

_AXIS_LINES = 2
"""What the lower axis and its labels take."""

_FULL, _FAINT = "●", "○"


def plot(
    series: Sequence[float | None],
    labels: Sequence[str],
    width: int,
    height: int,
    *,
    unit: str = "",
    top: float | None = None,
    faint: Collection[int] = (),
) -> list[str]:
    """Values from left to right, joined by a line, as lines of plain text; a sentence if there are fewer than two.

    Args:
        series: Values of 0 or more; None where there is none.
        labels: What is written below each; as many are left out as do not fit, and never the last.
        width: Columns, at least 24.
        height: Lines, at most; a few less where the numbers of the axis are evenly apart only then.
        unit: Written behind the numbers of the axis.
        top: Where the axis ends; else above the highest value.
        faint: Places of values that say little: drawn as ○, and not joined to the others.
    """
    points = [(place, value) for place, value in enumerate(series) if value is not None]
    if len(points) < 2:
        return [NOTHING]
    width = max(width, _LEAST_WIDTH)
    ticks = _ticks(top or max(value for _, value in points))
    between = len(ticks) - 1
    rows = max(1, (height - _AXIS_LINES - 1) // between) * between + 1
    shown = _spread(labels, width - _AXIS_COLUMNS)
    firm = [point for point in points if point[0] not in faint]
    plotext.clear_figure()  # the library draws one figure, which is everybody's
    plotext.theme("clear")
    plotext.limit_size(False, False)  # else to the terminal that the program was started in
    plotext.plot_size(width, rows + _AXIS_LINES)
    plotext.xaxes(True, False)
    plotext.yaxes(True, False)
    plotext.ylim(0, ticks[-1])
    plotext.xlim(0, len(series) - 1)
    plotext.yticks(ticks, [f"{tick:g}{unit}" for tick in ticks])
    plotext.xticks(shown, [labels[place] for place in shown])
    if firm:
        plotext.plot(*zip(*firm, strict=True), marker="braille")
    for marker, some in ((_FULL, firm), (_FAINT, [point for point in points if point not in firm])):
        if some:
            plotext.scatter(*zip(*some, strict=True), marker=marker)
    drawn: str = plotext.uncolorize(plotext.build())
    return [line.rstrip() for line in drawn.splitlines()]


def _ticks(highest: float) -> list[float]:
    """Round numbers from 0 to `highest` or just above."""
    step = next((step for step in _STEPS if step * (_MOST_TICKS - 1) >= highest), highest / (_MOST_TICKS - 1))
    count = 1
    while step * count < highest:
        count += 1
    return [step * tick for tick in range(count + 1)]


def _spread(labels: Sequence[str], width: int) -> list[int]:
    """The places of the labels that fit side by side, evenly apart and with the last."""
    room = max(map(len, labels)) + 2
    step = max(1, -(-len(labels) * room // max(width, 1)))
    return list(range(len(labels) - 1, -1, -step))[::-1]
