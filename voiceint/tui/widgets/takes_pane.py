"""Takes of a question, side by side."""

from collections.abc import Callable, Iterator, Sequence

from textual.content import Content

from voiceint.attempt import Attempt
from voiceint.comparison import DIFFERENT_STORIES, Comparison
from voiceint.takes import Row, assessment_of, rows
from voiceint.text_report import describe_length, verdict
from voiceint.tui.colours import MISSING_STYLE
from voiceint.tui.widgets.blocks import Block, barred, beside, blank, folded, hanging
from voiceint.tui.widgets.passages import Passages
from voiceint.tui.widgets.plain import plain

_BESIDE_FROM = 95
"""Columns of the pane from which two takes stand side by side: those of a window of 100."""

_NOTHING = "nothing of this"


class TakesPane(Passages):
    """One take, or two: what was gained and lost, the lengths, and the words of each part beside one another."""

    def show(
        self, title: str, takes: Sequence[tuple[str, Attempt]], gains: Comparison | None, measured: bool = True
    ) -> None:
        """Show assessed answers to the same question.

        Args:
            title: What stands above them.
            takes: One or two, the older one first, each with its name.
            gains: What became of the answer from the one to the other; None where there is one.
            measured: Whether their dates, verdicts and lengths are shown.
        """
        self.border_title = title
        names = [name for name, _ in takes] if gains is not None else []
        blocks = [] if gains is None else list(_gains(gains))
        if measured:
            blocks += [blank(), _where_there_is_room([list(_head(name, attempt)) for name, attempt in takes])]
        elif names:
            blocks.append(_where_there_is_room([[folded(plain(name, "bold"))] for name in names], [[]]))
        for row in rows([attempt for _, attempt in takes]):
            blocks += [blank(), *_row(row, names)]
        self.show_blocks(blocks)


def _where_there_is_room(columns: Sequence[list[Block]], narrow: Sequence[list[Block]] | None = None) -> Block:
    """Two columns, or one below the other; `narrow` is used instead where they are."""

    def make(width: int) -> list[Content]:
        if len(columns) == 2 and width >= _BESIDE_FROM:
            return beside(*columns)(width)
        return [line for blocks in narrow or columns for block in blocks for line in block(width)]

    return make


def _gains(gains: Comparison) -> Iterator[Block]:
    if not gains.same_story:
        yield folded(plain(DIFFERENT_STORIES, "$text-warning"))
    for heading, sign, items in (("Gained: ", "+ ", gains.gained), ("Lost: ", "- ", gains.lost)):
        changes = "   ".join(f"{sign}{item}" for item in items)
        yield hanging(Content.styled(heading, "bold"), plain(changes or "nothing"))


def _head(name: str, attempt: Attempt) -> Iterator[Block]:
    assessment = assessment_of(attempt)
    yield folded(plain(f"{name} · {attempt.at.astimezone():%d %b %Y %H:%M}", "bold"))
    yield folded(plain(verdict(assessment)))
    yield folded(plain(describe_length(assessment), "dim"))


def _row(row: Row, names: Sequence[str]) -> Iterator[Block]:
    """The words of each take in one place; where they stand below one another, each begins with its take's name."""
    if row.point:
        yield folded(plain(row.point, "bold"))
    draw: Callable[[Content], Block] = (lambda text: barred(row.role, text)) if row.role else folded
    texts = [plain(text) if text else plain(_NOTHING, MISSING_STYLE) for text in row.texts]
    named = [Content.assemble((f"{name}: ", "bold"), text) for name, text in zip(names, texts, strict=False)]
    yield _where_there_is_room([[draw(text)] for text in texts], [[draw(text)] for text in named or texts])
