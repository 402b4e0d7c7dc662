"""A quantity: a number with its unit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much of something.

    Attributes:
        value: In its unit; the lower end of a range.
        unit: "percent", "minutes", "pounds", "agents", "of 5"; None if none was said.
        kind: level, duration, money, count, other, or change for a change that is said in one word ("halved").
        first: Its first token.
        last: The token after its last.
        upper: The upper end of a range ("20 to 30 percent").
        period: What it is a rate of: "day".
        fraction: Whether it was said as a part: "a third".
        direction: Of a change said in one word: up or down.
    """

    value: float
    unit: str | None
    kind: str
    first: int
    last: int
    upper: float | None = None
    period: str | None = None
    fraction: bool = False
    direction: str | None = None
