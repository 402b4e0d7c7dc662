"""What to do in the next take: the few things that help most, each tied to the candidate's words."""

from collections.abc import Iterator
from dataclasses import dataclass

from bank import Kind, Question
from voiceint.assessment.delivery import I_WORDS, WE_WORDS
from voiceint.assessment.report import Advice, Coverage, Delivery, Length, Metric, Sentence, Star, Story
from voiceint.assessment.story import speaks_as
from voiceint.guides import WORDS_PER_MINUTE

MOST = 3
"""Lines of advice that a person can act on in the next take."""

ENOUGH_ASKED = 2
"""Questions of the candidate's own about the work; guides advise two or three."""

_FILLERS_A_MINUTE = 5
"""Up to 5 fillers a minute did a speaker no harm, 12 did: Laske & DiGennaro Reed 2024, doi 10.1002/jaba.1093."""

_LARGE_SITUATION = 0.35
"""Share of a long answer's words above which the scene-setting is what to cut; guides give it 10 to 20 %."""

_QUOTED_WORDS = 14
"""Words of the candidate that are quoted within a line; the rest is in its evidence."""

_NO_STORY = {
    "general": "You said what you usually do{quote}. Tell one time when you did it: where, when, and what came of it.",
    "hypothetical": "You said what you would do{quote}. Tell one time when you really did it.",
    "self_description": "You said what you are like{quote}. Show it with one thing that happened.",
}


@dataclass(frozen=True)
class Findings:
    """Everything that advice can be drawn from."""

    question: Question
    english: bool
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
    if not found.english:
        yield Advice(
            "language", "This does not sound like English, the only language I can judge. Say it in English.", None
        )
        return
    if found.question.kind in (Kind.CLOSING, Kind.FOLLOW_UP):
        yield from _asked(found)
        yield from _delivery(found)
        return
    if found.story.kind == "thin":
        yield Advice("length", "That is too little to judge. Aim for one to two minutes: tell the whole story.", None)
        return
    if found.star.applicable and found.story.kind == "story":
        yield from _missing_parts(found)
        yield from _numbers(found)
        yield from _length(found)
        yield from _unsure_parts(found)
    elif found.star.applicable:
        yield _no_story(found)
        yield from _length(found)
    else:
        yield from _points(found)
        yield from _open_change(found)
        yield from _length(found)
    yield from _delivery(found)


def _no_story(found: Findings) -> Advice:
    kind = found.story.kind
    words = next((line.text for line in found.sentences if speaks_as(kind, line.text)), None)
    if words is None:
        words = next((line.text for line in found.sentences if line.role == "O"), None)
    return Advice("story", _NO_STORY[kind].format(quote=f": {_quote(words)}" if words else ""), words)


def _missing_parts(found: Findings) -> Iterator[Advice]:
    """What a listener waits for most comes first: how it ended, then what the candidate did."""
    missing = {name for name, part in found.star.parts if not part.present and not part.unsure}
    told = [line for line in found.sentences if line.role in "STAR"]
    acts = [line.text for line in told if line.role == "A"]
    ends = [line.text for line in told if line.role == "R"]
    first = told[0].text if told else None
    if "result" in missing:
        last = acts[-1] if acts else told[-1].text if told else None
        stopped = f" You stopped at {_quote(last)}." if last else ""
        yield Advice("result", f"I did not hear how it ended.{stopped} Say what changed, and by how much.", last)
    if "action" in missing:
        end = ends[0] if ends else None
        led = f" Before {_quote(end)}, say" if end else " Say"
        yield Advice("action", f"I did not hear what you did.{led} it step by step, starting with 'I'.", end)
    if "situation" in missing:
        began = f" You began with {_quote(first)}." if first else ""
        yield Advice("situation", f"Set the scene first: where, when, and what was wrong.{began}", first)
    if "task" in missing:
        act = acts[0] if acts else None
        before = f"Before {_quote(act)}, say" if act else "Say"
        yield Advice("task", f"I did not hear what was asked of you. {before} what you had to reach, and by when.", act)


def _unsure_parts(found: Findings) -> Iterator[Advice]:
    for name, part in found.star.parts:
        if part.unsure:
            words = part.evidence[0].text if part.evidence else None
            heard = f" {_quote(words)} may be it." if words else ""
            yield Advice(name, f"I am not sure that I heard your {name}.{heard} Give it a plain sentence.", words)


def _numbers(found: Findings) -> Iterator[Advice]:
    result = found.star.result
    if (result.present or result.unsure) and not found.star.quantified_result:
        words = result.evidence[-1].text if result.evidence else None
        said = f" You said {_quote(words)}: from what to what?" if words else " From what to what?"
        yield Advice("quantified_result", f"Your result has no number.{said}", words)
    yield from _open_change(found)


def _open_change(found: Findings) -> Iterator[Advice]:
    """A change whose beginning was not said: nobody can tell whether a third off was much."""
    for metric in found.metrics:
        if metric.kind == "change" and metric.in_result and metric.from_ is None:
            what = f" of {metric.kpi}" if metric.kpi else ""
            asked = "From what to what?" if metric.to is None else "What was it before?"
            yield Advice("metric", f"You gave the change{what}, {_quote(metric.text)}. {asked}", metric.text)
            return


def _points(found: Findings) -> Iterator[Advice]:
    for check in found.coverage.points:
        if check.state == "missing":
            point = check.point[0].lower() + check.point[1:]
            yield Advice("coverage", f"A strong answer also says this: {point}", None)
            break
    if found.question.kind == Kind.TECHNICAL and not found.metrics:
        yield Advice("example", "Give one concrete example, with a figure from your own work.", None)


def _asked(found: Findings) -> Iterator[Advice]:
    """What the candidate asks: nobody asks everything that is worth asking, so one suggestion is enough."""
    asked = [check for check in found.coverage.points if check.state == "covered"]
    if len(asked) < ENOUGH_ASKED:
        left = next((check.point for check in found.coverage.points if check.state == "missing"), None)
        if left is not None:
            had = "Ask one more thing" if asked else "Ask about the work"
            yield Advice("asking", f"{had}, for example: “{left}”", None)


def _length(found: Findings) -> Iterator[Advice]:
    length = found.length
    said = f"{length.seconds:.0f} seconds" if length.seconds else f"{length.words} words"
    aim = "one to two minutes" if length.seconds else "130 to 300 words"
    if length.verdict == "short":
        yield Advice("length", f"{said} is short; interviewers expect {aim}. Say more about what you did.", None)
    elif length.verdict == "long":
        share = found.star.situation.share
        cut = f"The situation takes {share:.0%} of it: two sentences are enough." if share >= _LARGE_SITUATION else ""
        yield Advice("length", f"{said} is long; aim for {aim}. {cut or 'Keep what leads to the result.'}", None)


def _delivery(found: Findings) -> Iterator[Advice]:
    acts = [line.text for line in found.sentences if line.role == "A"]
    ours = [text for text in acts if WE_WORDS.search(text)]
    if found.star.applicable and len(ours) * 2 > len(acts) and not any(I_WORDS.search(text) for text in acts):
        yield Advice("ownership", f"You said only 'we': {_quote(ours[0])}. Say which part was yours.", ours[0])
    pace = found.length.words_per_minute
    slowest, fastest = WORDS_PER_MINUTE
    if pace is not None and pace > fastest:
        yield Advice("pace", f"{pace:.0f} words a minute is fast. Breathe at the end of each sentence.", None)
    if pace is not None and pace < slowest:
        yield Advice("pace", f"{pace:.0f} words a minute is slow. Practise the opening until it comes by itself.", None)
    rate = found.delivery.fillers_per_minute
    if rate is not None and rate > _FILLERS_A_MINUTE:
        count = found.delivery.fillers_at_least
        yield Advice("fillers", f"At least {count} fillers were heard. Pause silently instead.", None)


def _quote(text: str) -> str:
    """The words in quotation marks, cut to a length that can be read at a glance."""
    words = text.split()
    cut = " ".join(words[:_QUOTED_WORDS]).rstrip(".,;:!?")
    return f"“{cut} …”" if len(words) > _QUOTED_WORDS else f"“{cut}”"
