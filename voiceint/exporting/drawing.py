"""Drawings of numbers as inline SVG. Across they are in shares of the width, so that they fit every screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from markupsafe import Markup

from bank import STAR_PARTS

_LEFT, _RIGHT = 14.0, 98.0
"""Between which shares of the width points over time lie; the labels of the axis are to the left."""

_TOP, _BOTTOM = 14, 26
"""Pixels above and below a plot, for its labels."""

_PLOT_PIXELS = 130
_STRIP_PIXELS = 28
_LETTERED_FROM = 0.04
"""Share of a strip from which a piece has room for its letter."""

_ROW_PIXELS = 26
_GAUGE_BEYOND = 1.5
"""How far a gauge goes past its guide."""

_MOST_JOINED = 60
"""With more points than this a line between them only hides them."""


@dataclass(frozen=True)
class Point:
    """A value of one answer; `name` says in words what it is."""

    at: datetime
    value: float
    name: str


def share_bar(letter: str, share: float) -> Markup:
    """A share, 0 to 1, as a bar in a part's colour. The number stands beside it, so it is hidden from readers."""
    svg = _svg(10)
    svg.set("aria-hidden", "true")
    _add(svg, "rect", "track", x="0", y="0", width="100%", height="10", rx="5")
    if share > 0:
        _add(svg, "rect", f"part {letter}", x="0", y="0", width=_percent(max(2.0, share * 100)), height="10", rx="5")
    return _markup(svg)


def timeline(pieces: Sequence[tuple[str, float]], label: str) -> Markup:
    """How an answer went from part to part: letters, and the share, 0 to 1, at which each piece ends."""
    svg = _svg(_STRIP_PIXELS, label)
    begin = 0.0
    for letter, end in pieces:
        if end <= begin:
            continue
        left, width, height = _percent(begin * 100), _percent((end - begin) * 100), str(_STRIP_PIXELS)
        _add(svg, "rect", f"part {letter}", x=left, y="0", width=width, height=height)
        _add(svg, "line", "gap", x1=left, x2=left, y1="0", y2=height)
        if end - begin > _LETTERED_FROM and letter != "O":
            _add(svg, "text", "letter", letter, x=_percent(begin * 100 + 1), y="19")
        begin = end
    return _markup(svg)


def gauge(value: float, guide: tuple[float, float], unit: str, label: str) -> Markup:
    """Where a value lies; the guide is a band."""
    low, high = guide
    limit = high * _GAUGE_BEYOND
    svg = _svg(40, label)
    _add(svg, "rect", "track", x="0", y="10", width="100%", height="8", rx="4")
    _add(
        svg,
        "rect",
        "band",
        x=_percent(low / limit * 100),
        y="10",
        width=_percent((high - low) / limit * 100),
        height="8",
    )
    for end in guide:
        _add(svg, "text", "label middle", f"{end:g} {unit}", x=_percent(end / limit * 100), y="36")
    place = min(98.0, max(2.0, value / limit * 100))
    _add(svg, "circle", "mark", cx=_percent(place), cy="14", r="7")
    return _markup(svg)


def pace_chart(rates: Sequence[float], guide: tuple[float, float], label: str) -> Markup:
    """Words a minute in each stretch of an answer, and the guide as a band."""
    places = [100 * (number + 0.5) / len(rates) for number in range(len(rates))]
    return _chart([(place, rate, "") for place, rate in zip(places, rates, strict=True)], guide, label, 90, ())


def plot(points: Sequence[Point], guide: tuple[float, float], label: str) -> Markup:
    """A value of each answer over time, and its guide as a band."""
    placed = [(place, point.value, point.name) for place, point in zip(_over_time(points), points, strict=True)]
    return _chart(placed, guide, label, _PLOT_PIXELS, (points[0].at, points[-1].at))


def parts_plot(stories: Sequence[tuple[datetime, str]], label: str) -> Markup:
    """Which parts each story had, over time, from the letters that `star_letters` writes."""
    svg = _svg(_ROW_PIXELS * len(STAR_PARTS) + _BOTTOM, label)
    places = _over_time([Point(at, 0.0, "") for at, _ in stories])
    for row, name in enumerate(STAR_PARTS):
        letter, middle = name[0].upper(), row * _ROW_PIXELS + _ROW_PIXELS // 2
        _add(svg, "rect", f"part {letter}", x="0", y=str(middle - 9), width="18", height="18", rx="4")
        _add(svg, "text", "letter middle", letter, x="9", y=str(middle + 5))
        for place, (_, letters) in zip(places, stories, strict=True):
            state = (
                "missing" if letters[row] == "·" else f"part {letter}" if letters[row].isupper() else f"ring {letter}"
            )
            _add(svg, "circle", state, cx=_percent(place), cy=str(middle), r="2" if state == "missing" else "6")
    _add_dates(svg, stories[0][0], stories[-1][0], _ROW_PIXELS * len(STAR_PARTS) + 18)
    return _markup(svg)


def _chart(
    points: Sequence[tuple[float, float, str]],
    guide: tuple[float, float],
    label: str,
    pixels: int,
    dates: tuple[datetime, datetime] | tuple[()],
) -> Markup:
    low, high = min(guide[0], *(value for _, value, _ in points)), max(guide[1], *(value for _, value, _ in points))

    def height(value: float) -> str:
        return f"{_TOP + (high - value) / ((high - low) or 1) * (pixels - 2 * _TOP):.1f}"

    svg = _svg(pixels + (_BOTTOM if dates else 0), label)
    band = float(height(guide[0])) - float(height(guide[1]))
    _add(svg, "rect", "band", x="0", y=height(guide[1]), width="100%", height=f"{band:.1f}")
    for end, below in ((guide[1], -4), (guide[0], 12)):
        _add(svg, "text", "label", f"{end:g}", x="0", y=f"{float(height(end)) + below:.1f}")
    if len(points) <= _MOST_JOINED:
        for (x1, y1, _), (x2, y2, _) in pairwise(points):
            _add(svg, "line", "join", x1=_percent(x1), y1=height(y1), x2=_percent(x2), y2=height(y2))
    for place, value, name in points:
        dot = _add(svg, "circle", "dot", cx=_percent(place), cy=height(value), r="4")
        if name:
            SubElement(dot, "title").text = name
    if dates:
        _add_dates(svg, *dates, pixels + 18)
    return _markup(svg)


def _over_time(points: Sequence[Point]) -> list[float]:
    """Where points lie from left to right, as shares of the width in percent."""
    first, span = points[0].at, (points[-1].at - points[0].at).total_seconds()
    if span <= 0:
        return [_LEFT + (_RIGHT - _LEFT) * (number + 0.5) / len(points) for number in range(len(points))]
    return [_LEFT + (_RIGHT - _LEFT) * (point.at - first).total_seconds() / span for point in points]


def _add_dates(svg: Element, first: datetime, last: datetime, y: int) -> None:
    begin, end = (f"{at.day} {at:%b %Y}" for at in (first, last))
    _add(svg, "text", "label", begin, x=_percent(_LEFT), y=str(y))
    if end != begin:
        _add(svg, "text", "label end", end, x="100%", y=str(y))


def _svg(height: int, label: str = "") -> Element:
    svg = Element("svg", {"width": "100%", "height": str(height)})
    if label:
        svg.set("role", "img")
        svg.set("aria-label", label)
    return svg


def _add(parent: Element, tag: str, kind: str, text: str = "", **attributes: str) -> Element:
    element = SubElement(parent, tag, {"class": kind, **attributes})
    element.text = text or None
    return element


def _percent(value: float) -> str:
    return f"{value:.2f}%"


def _markup(svg: Any) -> Markup:
    return Markup(tostring(svg, encoding="unicode"))
