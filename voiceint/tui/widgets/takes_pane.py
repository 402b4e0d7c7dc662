"""Two takes of a question, side by side."""

from collections.abc import Iterator
from itertools import groupby

from textual.content import Content

from voiceint.attempt import Attempt
from voiceint.comparison import Comparison
from voiceint.text_report import describe_length, verdict
from voiceint.tui.widgets.blocks import Block, barred, beside, blank, folded, hanging
from voiceint.tui.widgets.passages import Passages
from voiceint.tui.widgets.plain import plain

_BESIDE_FROM = 100


class TakesPane(Passages):
    """The last take and this one: what was gained and lost, the lengths and the words."""

    def show(self, before: Attempt, after: Attempt, gains: Comparison) -> None:
        """Show two assessed answers to the same question."""
        self.border_title = "Your last take and this one"
        gained, lost = list(_changes("+ ", "Gained", gains.gained)), list(_changes("- ", "Lost", gains.lost))
        old, new = list(_take("The last take", before)), list(_take("This take", after))
        self.show_blocks([_where_there_is_room(gained, lost), blank(), _where_there_is_room(old, new)])


def _where_there_is_room(left: list[Block], right: list[Block]) -> Block:
    """Two columns, or one below the other."""

    def make(width: int) -> list[Content]:
        if width >= _BESIDE_FROM:
            return beside(left, right)(width)
        return [line for block in [*left, *right] for line in block(width)]

    return make


def _changes(sign: str, heading: str, items: tuple[str, ...]) -> Iterator[Block]:
    yield folded(plain(f"{heading}: {'' if items else 'nothing'}", "bold"))
    yield from (hanging(Content(f"  {sign}"), plain(item)) for item in items)


def _take(heading: str, attempt: Attempt) -> Iterator[Block]:
    assessment = attempt.assessment or {}
    yield folded(plain(f"{heading} · {attempt.at.astimezone():%d %b %Y %H:%M}", "bold"))
    yield folded(plain(verdict(assessment)))
    yield folded(plain(describe_length(assessment), "dim"))
    parted = assessment["star"]["applicable"]
    for role, run in groupby(assessment["sentences"], key=lambda sentence: sentence["role"] if parted else ""):
        text = plain(" ".join(sentence["text"] for sentence in run))
        yield barred(role, text) if role else folded(text)
    yield blank()
