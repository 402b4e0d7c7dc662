"""An assessment as plain text, for the command line. What assessments of older versions lack is left out."""

import textwrap
from collections.abc import Iterator
from typing import Any

from bank import STAR_PARTS, Kind
from voiceint.guides import SECONDS, WORDS
from voiceint.safe_text import safe_text

_WIDTH = 88


def counted(count: int, noun: str) -> str:
    """A number of things, in words."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def verdict(assessment: dict[str, Any]) -> str:
    """What the answer was, in one line of words."""
    if not assessment["length"]["words"]:
        return "No words were heard."
    points = assessment["coverage"]["points"]
    made = sum(point["state"] == "covered" for point in points)
    if points and _is_closing(assessment):
        return _ASKED_NONE if not made else f"You asked about {made} of the things that are worth asking here."
    kind = assessment["story"]["kind"]
    if kind == "thin" and assessment["question"]["kind"] != Kind.FOLLOW_UP:
        return "Too little to judge."
    star = assessment["star"]
    if not star["applicable"]:
        making = f"{made} of {len(points)} points made, " if points else ""
        return f"{making}{counted(len(assessment['metrics']), 'figure')} given."
    if kind != "story":
        return f"Not a story yet: {_KINDS[kind]}."
    parts = {name: star[name] for name in STAR_PARTS}
    missing = [name for name, part in parts.items() if not part["present"] and not part["unsure"]]
    unsure = [name for name, part in parts.items() if part["unsure"]]
    if missing:
        return f"A story without {in_words([_ARTICLES[name] for name in missing])}."
    number = "with a number in its result" if star["quantified_result"] else "but no number in its result"
    length = assessment["length"]["verdict"]
    if length != "good":
        number += f", and {length}"
    if unsure:
        return f"A story; {in_words(unsure)} could be plainer."
    return f"A whole story, {number}."


def report_lines(assessment: dict[str, Any]) -> list[str]:
    """The whole assessment, without control characters, no line over 88 columns."""
    lines: list[str] = []
    for line in _lines(assessment):
        indent = " " * (len(line) - len(line.lstrip()) + 2)
        lines += textwrap.wrap(safe_text(line), _WIDTH, subsequent_indent=indent) or [""]
    return lines


_KINDS = {
    "general": "you said what you usually do",
    "hypothetical": "you said what you would do",
    "self_description": "you described yourself",
}
_ARTICLES = {"situation": "a situation", "task": "a task", "action": "an action", "result": "a result"}
_ASKED_NONE = "You asked about none of the things that managers of this role like to be asked."
DIFFERENT_STORY = "You told another story than the sample does, so their points are not compared."
JUDGES = {
    "meaning": "Judged by the meaning of the words.",
    "words": "Judged by the words alone, which is less often right: pip install 'voiceint[embedded]'",
}
ROLE_NAMES = {**{name[0].upper(): name.capitalize() for name in STAR_PARTS}, "O": "Other"}
"""What the letters of clauses stand for."""

POINT_STATES = {"covered": "made", "partly": "partly made", "missing": "missing"}
"""What became of a point, in words."""

_STATES = {"covered": "made   ", "partly": "partly ", "missing": "missing"}


def _lines(assessment: dict[str, Any]) -> Iterator[str]:
    yield verdict(assessment)
    yield ""
    for number, advice in enumerate(assessment["advice"], 1):
        yield f"{number}. {advice['message']}"
        if advice["evidence"]:
            yield f'   You said: "{advice["evidence"]}"'
    yield ""
    yield describe_length(assessment)
    if assessment["star"]["applicable"]:
        yield from _star_lines(assessment["star"])
    if assessment["metrics"]:
        yield ""
        yield "Figures you gave"
        for metric in assessment["metrics"]:
            yield f"  {describe_metric(metric)}"
    unseen = unseen_kpis(assessment)
    if unseen:
        yield f"Not mentioned, and an expert might: {', '.join(unseen)}"
    yield from (f"{heading}: {', '.join(terms)}" for heading, terms in posting_terms(assessment))
    if assessment["coverage"]["applicable"]:
        yield ""
        yield points_heading(assessment)
        for point in assessment["coverage"]["points"]:
            yield f"  {_STATES[point['state']]} {point['point']}"
            if point["evidence"]:
                yield f'          "{point["evidence"]}"'
    elif assessment["coverage"].get("different_story"):
        yield ""
        yield DIFFERENT_STORY
    yield ""
    yield describe_delivery(assessment["delivery"])
    if assessment["delivery"].get("pace"):
        yield describe_pace(assessment["delivery"]["pace"])
    yield JUDGES[assessment.get("judge", "words")]


def _star_lines(star: dict[str, Any]) -> Iterator[str]:
    yield ""
    for name in STAR_PARTS:
        part = star[name]
        state = "yes" if part["present"] else "unsure" if part["unsure"] else "missing"
        time = "" if part.get("seconds") is None else f", {part['seconds']:.0f} s"
        yield f"{name[0].upper()}  {name.capitalize():<10} {state:<8} {part['share']:.0%} of your words{time}"
        for evidence in part["evidence"]:
            yield f'     "{evidence["text"]}"'


def unseen_kpis(assessment: dict[str, Any]) -> list[str]:
    """The key figures that an expert would name, and the answer does not."""
    return [item["kpi"] for item in assessment["expected_metrics"] if not item["seen"]]


def posting_terms(assessment: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """The words of the job posting that were used, and the others, each with a heading; nothing without a posting."""
    for heading, seen in (("Words of the posting that you used", True), ("Not used", False)):
        terms = [item["term"] for item in assessment.get("posting_terms", []) if item["seen"] == seen]
        if terms:
            yield heading, terms


def describe_pace(pace: list[dict[str, Any]]) -> str:
    """Words a minute in each stretch, in order."""
    rates = ", ".join(f"{stretch['words_per_minute']:.0f}" for stretch in pace)
    return f"Pace, every 15 s: {rates} words a minute"


def describe_length(assessment: dict[str, Any]) -> str:
    """Words, seconds, pace, and how they compare."""
    length = assessment["length"]
    parts = [f"{length['words']} words"]
    if length["seconds"] is not None:
        parts.append(f"{length['seconds']:.0f} s")
    if length["words_per_minute"] is not None:
        parts.append(f"{length['words_per_minute']:.0f} words a minute")
    if length["ratio"] is not None:
        parts.append(f"{length['ratio']:.0%} of the sample answer")
    (low, high), unit = (WORDS, "words") if length["seconds"] is None else (SECONDS, "s")
    return f"Length: {', '.join(parts)}: {length['verdict']} (guide: {low}-{high} {unit})"


def brief_length(assessment: dict[str, Any]) -> str:
    """Seconds of a spoken answer, words of a typed one."""
    length = assessment["length"]
    return f"{length['words']} words" if length["seconds"] is None else f"{length['seconds']:.0f} s"


def describe_metric(metric: dict[str, Any]) -> str:
    """A figure in a few words: what, from where to where, how much."""
    name = metric["kpi"] or metric["kind"].capitalize()
    words = [f"{name}:"]
    if metric["from"] is not None:
        words.append(f"{metric['from']:g} ->")
    if metric["to"] is not None:
        words.append(f"{metric['to']:g}")
    if metric["delta"] is not None and metric["from"] is None:
        words.append(f"{metric['direction']} by {metric['delta']:g}")
    if metric["unit"]:
        words.append(metric["unit"])
    if metric["period"]:
        words.append(f"({metric['period']})")
    if metric["in_result"]:
        words.append("- in your result")
    return f'{" ".join(words)}   "{metric["text"]}"'


def describe_change(metric: dict[str, Any]) -> str:
    """A figure in the fewest words: what, from where to where."""
    name = metric["kpi"] or metric["kind"].capitalize()
    unit = f" {metric['unit']}" if metric["unit"] else ""
    before, after, delta = (None if metric[key] is None else f"{metric[key]:,.10g}" for key in ("from", "to", "delta"))
    if before is not None and after is not None:
        return f"{name} {before} → {after}{unit}"
    if after is None and before is None and delta is not None:
        sign = {"up": "+", "down": "-"}.get(metric["direction"] or "", "")
        return f"{name} {sign}{delta}{unit}"
    return f"{name} {after or before or metric['text']}{unit}"


def points_heading(assessment: dict[str, Any]) -> str:
    """What the points of a question are, and how they were compared."""
    name = "Worth asking" if _is_closing(assessment) else "Points of a strong answer"
    return f"{name}, compared by {assessment.get('judge', 'words')}"


def describe_delivery(delivery: dict[str, Any]) -> str:
    """Fillers, hedges, pauses, and who did it."""
    longest = max((pause["seconds"] for pause in delivery["pauses"]), default=0.0)
    pauses = f"{len(delivery['pauses'])} pauses over 2 s" + (f", the longest {longest:.1f} s" if longest else "")
    return (
        f"Delivery: at least {counted(delivery['fillers_at_least'], 'filler')} heard, "
        f"{counted(delivery['hedges'], 'hedge')}, {pauses}; "
        f"'I', 'me' or 'my' {delivery['i']} times, 'we', 'us' or 'our' {delivery['we']} times"
    )


def _is_closing(assessment: dict[str, Any]) -> bool:
    return bool(assessment.get("question", {}).get("kind") == Kind.CLOSING)


def in_words(names: list[str]) -> str:
    """Names as in a sentence: "a, b and c"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
