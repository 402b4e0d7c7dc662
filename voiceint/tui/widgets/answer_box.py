"""Where an answer is typed."""

from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from voiceint.safe_text import safe_text


class AnswerBox(TextArea):
    """A text area that takes no control characters, however they are typed or pasted."""

    def edit(self, edit: Edit) -> EditResult:
        """Make every insertion safe before it is shown."""
        edit.text = safe_text(edit.text)
        return super().edit(edit)

    def begin_with(self, text: str) -> None:
        """Hold nothing but this text, the cursor after it."""
        self.load_text(safe_text(text))
        self.move_cursor(self.document.end)
