"""A table of answers."""

from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import DataTable


class AnswerTable(DataTable[Text]):
    """Rows of rich text, because a table reads markup in plain strings; Enter opens one, and the key line says so."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select_cursor", "Open")]
