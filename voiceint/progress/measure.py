"""What is followed over time, and what a number of answers say of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from bank import STAR_PARTS
from voiceint.guides import SECONDS, WORDS_PER_MINUTE
from voiceint.history import Summary


class Measure(StrEnum):
    """What is followed; the values are what people read."""

    NUMBER = "number in the result"
    RESULT = "result"
    ACTION = "action"
    TASK = "task"
    SITUATION = "situation"
    LENGTH = "length"
    PACE = "pace"
    COVERAGE = "points made"

    @property
    def counts(self) -> bool:
        """Whether an answer has it or not, so that answers are counted; else their median is taken."""
        return self not in _MEDIANS

    @property
    def unit(self) -> str:
        """What its value is told in; shares are told in percent."""
        return {Measure.LENGTH: " s", Measure.PACE: " words/min"}.get(self, "%")

    @property
    def axis_unit(self) -> str:
        """The unit where there is little room."""
        return "" if self == Measure.PACE else self.unit

    @property
    def guide(self) -> tuple[int, int] | None:
        """Between what a value is usually advised to be, in its unit; None where more is better."""
        return {Measure.LENGTH: SECONDS, Measure.PACE: WORDS_PER_MINUTE}.get(self)


_MEDIANS = (Measure.LENGTH, Measure.PACE, Measure.COVERAGE)


@dataclass(frozen=True)
class Reading:
    """What a number of answers say of a measure.

    Attributes:
        value: Share of the answers that have it, 0 to 1; or the median: length in seconds, pace in words a minute,
            points made as a share, 0 to 1. None where no answer says anything.
        of: How many answers say anything: parts of a story are looked for only where STAR is asked, and length and
            pace are known only of what was spoken.
        unsure: Answers in which the part may be there; they are neither among `of` nor in the value.
    """

    value: float | None
    of: int
    unsure: int = 0

    @property
    def there(self) -> int:
        """How many answers have it."""
        return round((self.value or 0) * self.of)


def read(measure: Measure, answers: Sequence[Summary]) -> Reading:
    """What answers say of a measure."""
    value_of = VALUES[measure]
    values = [value for answer in answers if (value := value_of(answer)) is not None]
    if not measure.counts:
        return Reading(median(values) if values else None, len(values))
    stories = sum(answer.letters != "" for answer in answers)
    return Reading(sum(values) / len(values) if values else None, len(values), stories - len(values))


def _part_reader(place: int) -> Callable[[Summary], float | None]:
    held = {"·": 0.0, STAR_PARTS[place][0].upper(): 1.0}
    return lambda answer: held.get(answer.letters[place]) if answer.letters else None


VALUES: dict[Measure, Callable[[Summary], float | None]] = {
    Measure.NUMBER: lambda answer: float(answer.quantified) if answer.letters else None,
    **{Measure(name): _part_reader(place) for place, name in enumerate(STAR_PARTS)},
    Measure.LENGTH: lambda answer: answer.seconds,
    Measure.PACE: lambda answer: answer.pace,
    Measure.COVERAGE: lambda answer: answer.coverage,
}
"""What one answer says of each measure, or None: 1 if it has it, 0 if not; or a value in the measure's unit."""
