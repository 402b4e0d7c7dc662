"""An assessment, drawn: what an answer held and lacked, each remark with its words."""

from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from voiceint.text_report import DIFFERENT_STORY, describe_delivery, describe_length, describe_metric, verdict
from voiceint.tui.colours import MISSING_STYLE, PART_STYLES, UNSURE_STYLE
from voiceint.tui.widgets.plain import plain

_BAR_CELLS = 24
_PARTS = ("situation", "task", "action", "result")
_STATES = {"covered": "✓ ", "partly": "~ ", "missing": "· "}


class Scorecard(Vertical):
    """Verdict, advice, STAR, figures, points, length and delivery, and the transcript with its parts."""

    def __init__(self, assessment: dict[str, Any]) -> None:
        """Args: assessment: the JSON document of an assessment."""
        super().__init__()
        self._assessment = assessment

    def compose(self) -> ComposeResult:
        """One block a subject, the most useful first."""
        assessment = self._assessment
        yield Static(plain(verdict(assessment)), id="verdict")
        if assessment["advice"]:
            yield Static(_advice(assessment["advice"]), id="advice")
        if assessment["star"]["applicable"]:
            yield Static(_star(assessment["star"]))
        if assessment["metrics"] or assessment["expected_metrics"]:
            yield Static(_figures(assessment))
        if assessment["coverage"]["applicable"]:
            yield Static(_points(assessment))
        elif assessment["coverage"].get("different_story"):
            yield Static(plain(DIFFERENT_STORY, "dim"))
        yield Static(plain(describe_length(assessment)))
        yield Static(plain(describe_delivery(assessment["delivery"])))
        if assessment["sentences"]:
            yield Static(_transcript(assessment))


def badge(letter: str) -> Content:
    """A part's letter on its colour."""
    return Content.styled(f" {letter} ", PART_STYLES[letter])


def _advice(advice: list[dict[str, Any]]) -> Content:
    lines: list[Content] = []
    for number, item in enumerate(advice, 1):
        lines.append(Content.assemble((f"{number}. ", "bold"), plain(item["message"])))
        if item["evidence"]:
            lines.append(plain(f"   “{item['evidence']}”", "italic dim"))
    return Content("\n").join(lines)


def _star(star: dict[str, Any]) -> Content:
    lines: list[Content] = []
    for name in _PARTS:
        part, letter = star[name], name[0].upper()
        heard = part["present"] or part["unsure"]
        state = f"{part['share']:>4.0%}" if part["present"] else "unsure" if part["unsure"] else "missing"
        mark = badge(letter) if part["present"] else plain(f" {letter} ", UNSURE_STYLE if heard else MISSING_STYLE)
        cells = max(1, round(part["share"] * _BAR_CELLS)) if heard else 0
        bar = Content.styled(" " * cells, PART_STYLES[letter])
        lines.append(Content.assemble(mark, f" {name.capitalize():<10}", bar, f" {state}"))
        if part["evidence"]:
            best = max(part["evidence"], key=lambda evidence: evidence["confidence"])
            lines.append(plain(f"    “{best['text']}”", "italic dim"))
    return Content("\n").join(lines)


def _figures(assessment: dict[str, Any]) -> Content:
    lines = [Content.styled("Figures you gave" if assessment["metrics"] else "You gave no figures", "bold")]
    lines += [plain(f"  {describe_metric(metric)}") for metric in assessment["metrics"]]
    unseen = [item["kpi"] for item in assessment["expected_metrics"] if not item["seen"]]
    if unseen:
        lines.append(plain(f"  An expert might also name: {', '.join(unseen)}", "dim"))
    return Content("\n").join(lines)


def _points(assessment: dict[str, Any]) -> Content:
    heading = f"Points of a strong answer, compared by {assessment.get('judge', 'words')}"
    lines = [Content.styled(heading, "bold")]
    for point in assessment["coverage"]["points"]:
        style = "" if point["state"] == "covered" else "dim"
        lines.append(plain(f"  {_STATES[point['state']]}{point['point']}", style))
    return Content("\n").join(lines)


def _transcript(assessment: dict[str, Any]) -> Content:
    parts: list[Content] = [Content.styled("What was heard\n", "bold")]
    for sentence in assessment["sentences"]:
        lead = badge(sentence["role"]) if assessment["star"]["applicable"] else Content("")
        parts += [lead, plain(f" {sentence['text']} ")]
    return Content.assemble(*parts)
