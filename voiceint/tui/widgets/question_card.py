"""Everything that is known about a question."""

from textual.content import Content
from textual.widgets import Static

from bank import STAR_PARTS, Question, Sample
from voiceint.tui.widgets.blocks import badge
from voiceint.tui.widgets.plain import plain


class QuestionCard(Static):
    """A question with its insight, points and sample answer."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)

    def show(self, question: Question | None) -> None:
        """Show a question, or nothing."""
        self.update("" if question is None else describe(question))


def describe(question: Question) -> Content:
    """A question as text with styles."""
    blocks = [
        plain(question.prompt, "bold"),
        plain(f"{question.topic} · {question.kind} · aim for {question.seconds} s", "dim"),
    ]
    if question.insight:
        said = f"\n- {question.source}" if question.source else ""
        blocks.append(Content.assemble(("What the interviewer is after\n", "bold"), plain(question.insight + said)))
    if question.points:
        lines = [plain(f"\n · {point.says}") for point in question.points]
        blocks.append(Content.assemble(("A strong answer", "bold"), *lines))
    if question.metrics:
        blocks.append(plain(f"Figures an expert might name: {', '.join(question.metrics)}"))
    if question.sample is not None:
        blocks.append(_describe_sample(question.sample))
    return Content("\n\n").join(blocks)


def _describe_sample(sample: Sample) -> Content:
    """The sample answer, its parts marked with their letters."""
    parts = [Content.styled("A sample answer", "bold")]
    for name, text in sample.parts:
        mark = Content.assemble(badge(name[0].upper()), " ") if name in STAR_PARTS else Content("")
        parts.append(Content.assemble("\n", mark, plain(text)))
    return Content.assemble(*parts)
