"""An assessment, drawn: what an answer held and lacked, each remark with its words."""

from collections.abc import Iterator
from typing import Any

from textual.content import Content

from bank import STAR_PARTS
from voiceint.comparison import Comparison
from voiceint.guides import SECONDS, WORDS
from voiceint.text_report import (
    DIFFERENT_STORY,
    describe_change,
    describe_delivery,
    points_heading,
    posting_terms,
    unseen_kpis,
    verdict,
)
from voiceint.tui.colours import CHIP_STYLE, EVIDENCE_STYLE, MISSING_STYLE, PART_STYLES, UNSURE_STYLE
from voiceint.tui.widgets.blocks import Block, badge, blank, cropped, flowed, folded, hanging, marked
from voiceint.tui.widgets.gauges import guide_gauge, share_bar, sparkline
from voiceint.tui.widgets.passages import Passages
from voiceint.tui.widgets.place import Places, surest
from voiceint.tui.widgets.plain import plain

_STATES = {"covered": "✓", "partly": "~", "missing": "·"}
_MOST_CHANGES = 3
_QUOTED = 16
"""Characters by which a quotation is recognised within a line of advice."""


class Scorecard(Passages):
    """Verdict, advice, STAR, figures, length, pace, points and delivery."""

    def show(self, prompt: str, assessment: dict[str, Any], places: Places, gains: Comparison | None) -> None:
        """Show an assessment.

        Args:
            prompt: What was asked.
            assessment: The JSON document.
            places: The places of its remarks.
            gains: What it has that the take before had not; None if there was none.
        """
        blocks = [folded(plain(prompt, "bold")), folded(plain(verdict(assessment), "bold $text-accent"))]
        if gains is not None:
            blocks.append(folded(plain(_gains(gains), "$text-secondary")))
        for subject in (_advice, _star, _figures, _posting, _measures, _points):
            lines = list(subject(assessment, places))
            blocks += [blank(), *lines] if lines else []
        self.show_blocks([*blocks, folded(plain(describe_delivery(assessment["delivery"])))])


def _gains(gains: Comparison) -> str:
    return f"Since your last take you gained: {_first(gains.gained)}; lost: {_first(gains.lost)}."


def _first(changes: tuple[str, ...]) -> str:
    more = len(changes) - _MOST_CHANGES
    return ", ".join(changes[:_MOST_CHANGES]) + (f" and {more} more" if more > 0 else "") or "nothing"


def _advice(assessment: dict[str, Any], places: Places) -> Iterator[Block]:
    for number, item in enumerate(assessment["advice"]):
        lead = Content.styled(f"{number + 1}. ", "bold")
        yield hanging(lead, marked(plain(item["message"]), places.find("advice", number)))
        if item["evidence"] and item["evidence"][:_QUOTED] not in item["message"]:
            yield _words(item["evidence"], 3, places.find("advice", number))


def _star(assessment: dict[str, Any], places: Places) -> Iterator[Block]:
    star = assessment["star"]
    if not star["applicable"]:
        return
    for number, name in enumerate(STAR_PARTS):
        part, letter = star[name], name[0].upper()
        heard = part["present"] or part["unsure"]
        mark = badge(letter) if part["present"] else plain(f" {letter} ", UNSURE_STYLE if heard else MISSING_STYLE)
        label = marked(plain(name.capitalize()), places.find("star", number))
        state = "missing" if not heard else f"{part['share']:.0%}"
        seconds = part.get("seconds")
        time = f" · {seconds:.0f} s" if heard and seconds is not None else ""
        unsure = " · unsure" if part["unsure"] else ""
        bar = Content.assemble(share_bar(part["share"], PART_STYLES[letter]), " ") if heard else Content("")
        room = " " * (11 - len(name))
        yield cropped(Content.assemble(mark, " ", label, room, bar, f"{state}{time}{unsure}"))
        evidence = surest(part)
        if evidence is not None:
            yield _words(evidence["text"], 4, places.find("star", number))


def _figures(assessment: dict[str, Any], places: Places) -> Iterator[Block]:
    metrics = assessment["metrics"]
    if not metrics and not assessment["expected_metrics"]:
        return
    yield folded(Content.styled("Figures you gave (✓ in your result)" if metrics else "You gave no figures", "bold"))
    chips = [
        marked(plain(f" {describe_change(metric)}{' ✓' if metric['in_result'] else ''} ", CHIP_STYLE), place)
        for metric, place in ((metric, places.find("metric", number)) for number, metric in enumerate(metrics))
    ]
    yield flowed(chips, 2)
    unseen = unseen_kpis(assessment)
    if unseen:
        yield folded(plain(f"An expert might also name: {', '.join(unseen)}", "dim"), 2)


def _posting(assessment: dict[str, Any], places: Places) -> Iterator[Block]:
    for heading, terms in posting_terms(assessment):
        yield folded(plain(f"{heading}: {', '.join(terms)}"))


def _measures(assessment: dict[str, Any], places: Places) -> Iterator[Block]:
    length = assessment["length"]
    spoken = length["seconds"] is not None
    unit = "seconds" if spoken else "words"
    said = f" {length['seconds']:.0f} s, {length['words']} words" if spoken else f" {length['words']} words"
    low, high = SECONDS if spoken else WORDS
    guide = f" (guide: {low}-{high} {'s' if spoken else 'words'}"
    if length.get("sample_words"):
        guide += f"; sample: {length['sample_words']} words"
    gauge = guide_gauge(length[unit], (low, high))
    yield hanging(
        Content.styled("Length ", "bold"), Content.assemble(gauge, f"{said}: {length['verdict']}", (guide + ")", "dim"))
    )
    rates = [stretch["words_per_minute"] for stretch in assessment["delivery"].get("pace") or ()]
    if rates:
        span = "-".join(dict.fromkeys((f"{min(rates):.0f}", f"{max(rates):.0f}")))
        drawn = f"{sparkline(rates)} {span} words a minute"
        mean = f", {length['words_per_minute']:.0f} on average" if length["words_per_minute"] is not None else ""
        yield hanging(Content.styled("Pace   ", "bold"), Content.assemble(drawn, mean))


def _points(assessment: dict[str, Any], places: Places) -> Iterator[Block]:
    coverage = assessment["coverage"]
    if not coverage["applicable"]:
        if coverage.get("different_story"):
            yield folded(plain(DIFFERENT_STORY, "dim"))
        return
    yield folded(Content.styled(points_heading(assessment), "bold"))
    for number, point in enumerate(coverage["points"]):
        text = plain(point["point"], MISSING_STYLE if point["state"] == "missing" else "")
        yield hanging(Content(f"  {_STATES[point['state']]} "), marked(text, places.find("point", number)))
        if point["evidence"]:
            yield _words(point["evidence"], 4, places.find("point", number))


def _words(text: str, indent: int, place: int | None) -> Block:
    """What was said, on one line: all of it is in the transcript."""
    return cropped(marked(plain(f"“{text}”", EVIDENCE_STYLE), place), indent)
