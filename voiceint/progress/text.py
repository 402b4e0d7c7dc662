"""Progress in words, for the command line and the screen."""

from collections.abc import Iterator, Sequence

from voiceint.progress.measure import Measure, Reading
from voiceint.progress.overview import Progress
from voiceint.progress.periods import STEADY
from voiceint.progress.practice import WINDOW, Practice
from voiceint.progress.topics import ENOUGH, Topic
from voiceint.safe_text import safe_text
from voiceint.terminal_plot import plot
from voiceint.text_report import counted, in_words

NO_ANSWERS = "Nothing to show yet: answer a few questions, and this fills by itself."

_MOST_TOPICS = 3
_MOST_ROWS = 12
_HEADS = {
    Measure.SITUATION: "S",
    Measure.TASK: "T",
    Measure.ACTION: "A",
    Measure.RESULT: "R",
    Measure.NUMBER: "Number",
    Measure.LENGTH: "Length",
    Measure.PACE: "Pace",
    Measure.COVERAGE: "Points",
}
_LEGEND = "S, T, A, R, number: in how many stories. Length, pace, points: medians."


def grouping(progress: Progress) -> str:
    """How many answers there are, and what one group of them is."""
    answers = "1 answer" if progress.answers == 1 else f"{progress.answers} answers"
    return f"{answers}, by {progress.unit}" if len(progress.periods) > 1 else f"{answers}, all of one {progress.unit}"


def plot_lines(progress: Progress, measure: Measure, width: int, height: int) -> list[str]:
    """A measure over time, with a note on what is marked; a sentence where there is too little."""
    readings = [period.readings[measure] for period in progress.periods]
    faint = [place for place, reading in enumerate(readings) if reading.of < STEADY]
    lines = plot(
        [None if reading.value is None else _in_unit(measure, reading.value) for reading in readings],
        [period.label for period in progress.periods],
        width,
        height,
        unit=measure.axis_unit,
        top=100 if measure.unit == "%" else None,
        faint=faint,
    )
    marked = len(lines) > 1 and any(readings[place].of for place in faint)
    return [*lines, f"○ fewer than {STEADY} answers"] if marked else lines


def describe_change(progress: Progress, measure: Measure) -> str:
    """What the first answers and the latest say of a measure; empty where there are too few."""
    if measure not in progress.changes:
        return ""
    first, latest = progress.changes[measure]
    if measure.counts:
        counts = f"{first.there} of your first {first.of}, {latest.there} of your latest {latest.of}"
        return f"{counts}{_unsure(progress, measure)}."
    before, now = (f"{_in_unit(measure, each.value or 0):.0f}{measure.unit}" for each in (first, latest))
    guide = f" Guide: {measure.guide[0]}-{measure.guide[1]}{measure.unit}." if measure.guide else ""
    return f"{before} in your first {first.of}, {now} in your latest {latest.of} (medians).{guide}"


def _unsure(progress: Progress, measure: Measure) -> str:
    unsure = sum(period.readings[measure].unsure for period in progress.periods)
    return f" (unsure in {counted(unsure, 'other')})" if unsure else ""


def describe_practice(practice: Practice) -> str:
    """A sentence on the last weeks; empty if there is nothing to say."""
    if not practice.days:
        return ""
    run = f", up to {practice.longest_run} in a row" if practice.longest_run > 1 else ""
    return f"You practised on {practice.days} of the last {WINDOW.days} days{run}."


def topic_lines(topics: Sequence[Topic]) -> Iterator[str]:
    """The weakest topics, and those of which too little is known."""
    known = [topic for topic in topics if topic.is_known]
    for topic in [topic for topic in known if topic.surely_lacking][:_MOST_TOPICS]:
        yield f"{safe_text(topic.name)}: {_describe_topic(topic)}"
    if not known:
        yield f"Too little is known of any topic: each needs {ENOUGH} answers."
        return
    unknown = [safe_text(topic.name) for topic in topics if not topic.is_known]
    if unknown:
        yield f"Fewer than {ENOUGH} answers, so nothing is said yet: {in_words(unknown)}."


def _describe_topic(topic: Topic) -> str:
    if topic.most_missed is not None and 2 * topic.stories >= topic.answers:
        measure, count = topic.most_missed
        what = "number in the result" if measure == Measure.NUMBER else measure.value
        return f"no {what} in {count} of {topic.stories} stories"
    return f"{1 - topic.lacking:.0%} of what is looked for was there, over {topic.answers} answers"


def table_lines(progress: Progress) -> list[str]:
    """The latest periods, a row each, in 75 columns: how many answers had what, and the medians of the rest."""
    rows = [["", "Answers", *_HEADS.values()]]
    for period in progress.periods[-_MOST_ROWS:]:
        rows.append([period.label, str(period.answers), *(_cell(each, period.readings[each]) for each in _HEADS)])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    table = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return [*table, _LEGEND]


def _cell(measure: Measure, reading: Reading) -> str:
    if reading.value is None:
        return "-"
    if measure.counts:
        return f"{reading.there}/{reading.of}"
    return f"{_in_unit(measure, reading.value):.0f}{measure.axis_unit}"


def _in_unit(measure: Measure, value: float) -> float:
    """A value as it is told and drawn: shares in percent."""
    return value * 100 if measure.unit == "%" else value
