"""The sample answer, in the colours of a story's parts."""

from bank import STAR_PARTS, Question
from voiceint.tui.widgets.blocks import barred, folded
from voiceint.tui.widgets.passages import Passages
from voiceint.tui.widgets.plain import plain


class SamplePane(Passages):
    """A sample answer that stands beside one's own."""

    def show(self, question: Question) -> None:
        """Show the sample answer of a question that has one."""
        if question.sample is None:
            return
        heading = plain(f"A sample answer · {len(question.sample.text.split())} words", "bold")
        letters = [(name[:1].upper() if name in STAR_PARTS else "", text) for name, text in question.sample.parts]
        parts = (barred(letter, plain(text)) if letter else folded(plain(text)) for letter, text in letters)
        self.show_blocks([folded(heading), *parts])
