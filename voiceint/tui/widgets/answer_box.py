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
