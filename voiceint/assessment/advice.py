"""What to do in the next take: the few things that help most, each tied to the candidate's words."""

from collections.abc import Iterator
from dataclasses import dataclass

from bank import Kind, Question
from voiceint.assessment.length import FASTEST, SLOWEST
from voiceint.assessment.report import Advice, Coverage, Delivery, Length, Metric, Sentence, Star, Story

MOST = 3
"""Lines of advice that a person can act on in the next take."""

_FILLERS_A_MINUTE = 5
"""Up to 5 fillers a minute did a speaker no harm, 12 did: Laske & DiGennaro Reed 2024, doi 10.1002/jaba.1093."""

_MISSING = {
    "result": "You did not say how it ended. Finish with what changed, and by how much.",
    "action": "I could not hear what you did yourself. Say it step by step, starting with 'I'.",
    "situation": "Set the scene first: where it was, when, and what was wrong.",
    "task": "Say what was expected of you, and by when, before you tell what you did.",
}


@dataclass(frozen=True)
class Findings:
    """Everything that advice can be drawn from."""

    question: Question
    length: Length
    story: Story
    star: Star
    sentences: tuple[Sentence, ...]
    metrics: tuple[Metric, ...]
    coverage: Coverage
    delivery: Delivery


def advise(findings: Findings) -> tuple[Advice, ...]:
    """At most three lines, most useful first."""
    return tuple(line for line, _ in zip(_lines(findings), range(MOST), strict=False))


def _lines(found: Findings) -> Iterator[Advice]:
    if found.length.words == 0:
        yield Advice("speech", "No words were heard. Check the microphone, and answer again.", None)
        return
    if found.story.kind == "thin":
        yield Advice("length", "That is too short to judge. Aim for one to two minutes.", None)
        return
    if found.star.applicable:
        yield from _story_lines(found)
    else:
        yield from _point_lines(found)
    yield from _delivery_lines(found)


def _story_lines(found: Findings) -> Iterator[Advice]:
    if found.story.kind != "story":
        habit = next((sentence.text for sentence in found.sentences if sentence.role == "O"), None)
        yield Advice("story", "You said what you usually do. Tell one time when you did it.", habit)
    for name in ("result", "action", "situation", "task"):
        part = dict(found.star.parts)[name]
        if not part.present and not part.unsure and found.story.kind == "story":
            yield Advice(name, _MISSING[name], None)
    result = found.star.result
    if (result.present or result.unsure) and not found.star.quantified_result:
        words = result.evidence[-1].text if result.evidence else None
        yield Advice("quantified_result", "Your result has no number. From what to what, and over what time?", words)
    for name, part in found.star.parts:
        if part.unsure and found.story.kind == "story":
            words = part.evidence[0].text if part.evidence else None
            yield Advice(name, f"I am not sure I heard your {name}. Make it plainer, in a sentence of its own.", words)
    yield from _open_changes(found)
    yield from _length_lines(found)


def _point_lines(found: Findings) -> Iterator[Advice]:
    missing = [check.point for check in found.coverage.points if check.state == "missing"]
    if missing:
        yield Advice("coverage", f"A strong answer also says: {missing[0][0].lower()}{missing[0][1:]}", None)
    if found.question.kind == Kind.TECHNICAL and not found.metrics:
        yield Advice("example", "Give one concrete example, with a figure from your own work.", None)
    yield from _open_changes(found)
    yield from _length_lines(found)


def _open_changes(found: Findings) -> Iterator[Advice]:
    for metric in found.metrics:
        if metric.kind == "change" and metric.in_result and metric.from_ is None and metric.kpi:
            yield Advice("metric", f"You said how far {metric.kpi} moved. Say also where it started.", metric.text)
            return


def _length_lines(found: Findings) -> Iterator[Advice]:
    length = found.length
    if length.verdict == "good":
        return
    said = f"{length.seconds:.0f} seconds" if length.seconds else f"{length.words} words"
    aim = "one to two minutes" if length.seconds else "130 to 300 words"
    if length.verdict == "short":
        yield Advice("length", f"{said} is short. Interviewers expect {aim}: add detail to what you did.", None)
    else:
        yield Advice("length", f"{said} is long. Aim for {aim}: cut the scene-setting first.", None)


def _delivery_lines(found: Findings) -> Iterator[Advice]:
    pace = found.length.words_per_minute
    if pace is not None and pace > FASTEST:
        yield Advice("pace", f"{pace:.0f} words a minute is fast. Breathe at the end of each sentence.", None)
    if pace is not None and pace < SLOWEST:
        yield Advice("pace", f"{pace:.0f} words a minute is slow. Practise the opening until it comes by itself.", None)
    rate = found.delivery.fillers_per_minute
    if rate is not None and rate > _FILLERS_A_MINUTE:
        count = found.delivery.fillers_at_least
        yield Advice("fillers", f"At least {count} fillers were heard. Pause silently instead.", None)
    actions = [sentence.text for sentence in found.sentences if sentence.role == "A"]
    if found.star.applicable and actions and found.delivery.we and not found.delivery.i:
        yield Advice("ownership", "You said only 'we'. Say which part was yours.", actions[0])
