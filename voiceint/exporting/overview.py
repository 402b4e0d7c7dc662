"""Several answers at a glance: a list of them, and how they changed over time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bank import STAR_PARTS
from voiceint.exporting import drawing
from voiceint.exporting.drawing import Point
from voiceint.guides import SECONDS, WORDS_PER_MINUTE
from voiceint.history import Summary


@dataclass(frozen=True)
class Plot:
    """A drawing below its heading; `note` says how to read it."""

    heading: str
    note: str
    drawing: Markup


def period(summaries: Sequence[Summary]) -> str:
    """From when to when answers were given, in words."""
    first, last = (f"{at.day} {at:%B %Y}" for at in (summaries[0].at.astimezone(), summaries[-1].at.astimezone()))
    return first if first == last else f"{first} to {last}"


def plots(summaries: Sequence[Summary]) -> Iterator[Plot]:
    """What can be drawn over time; of one answer nothing."""
    stories = [(each.at, each.letters) for each in summaries if each.letters]
    if len(stories) > 1:
        counts = (
            f"{name} in {sum(letters[row].isupper() for _, letters in stories)}" for row, name in enumerate(STAR_PARTS)
        )
        label = f"Parts heard in {len(stories)} stories: {', '.join(counts)}."
        note = "Full: heard. Ring: unsure. Small dot: missing."
        yield Plot("Parts of the stories", note, drawing.parts_plot(stories, label))
    lengths = [
        Point(each.at, each.seconds, f"{each.seconds:.0f} s: {each.prompt}") for each in summaries if each.seconds
    ]
    if len(lengths) > 1:
        yield _plot("Length in seconds", lengths, SECONDS)
    paces = [Point(each.at, each.pace, f"{each.pace:.0f}: {each.prompt}") for each in summaries if each.pace]
    if len(paces) > 1:
        yield _plot("Words a minute", paces, WORDS_PER_MINUTE)


def _plot(heading: str, points: Sequence[Point], guide: tuple[int, int]) -> Plot:
    ends = f"first {points[0].value:.0f}, last {points[-1].value:.0f}"
    label = f"{heading} of {len(points)} answers: {ends}; the guide is {guide[0]} to {guide[1]}."
    return Plot(heading, f"Band: the guide, {guide[0]}-{guide[1]}.", drawing.plot(points, guide, label))
