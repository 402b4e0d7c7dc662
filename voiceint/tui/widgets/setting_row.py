"""One setting, changed with the arrow keys."""

from collections.abc import Sequence

from textual.content import Content

from voiceint.tui.widgets.choice import Choice
from voiceint.tui.widgets.plain import plain

Value = str | float | bool | None
Option = tuple[str, Value]
"""How a value is called on the screen, and the value."""


class SettingRow(Choice):
    """A setting with its value; while it has the keyboard, a line under it says what it means.

    Attributes:
        setting: Name of the field of `Settings`.
    """

    def __init__(self, setting: str, label: str, options: Sequence[Option], value: Value, about: str) -> None:
        """Describe the row.

        Args:
            setting: Name of the field of `Settings`.
            label: What it is called on the screen, in 12 columns.
            options: What is offered.
            value: What is chosen, whether or not it is offered.
            about: What the setting means.
        """
        self._options = _with(options, value)
        super().__init__(label, [name for name, _ in self._options], self._find(value), id=setting)
        self.setting = setting
        self._about = about

    @property
    def chosen(self) -> Value:
        """The value that is chosen."""
        return self._options[self.place][1]

    def offer_options(self, options: Sequence[Option]) -> None:
        """Offer other values; the one that is chosen stays, even if it is not among them."""
        value = self.chosen
        self._show(_with(options, value))
        self.set_reactive(Choice.place, self._find(value))  # the value is the same, so nobody needs to be told
        self.refresh()

    def take(self, value: Value) -> None:
        """Choose a value, whether or not it was offered."""
        self._show(_with(self._options, value))
        self.place = self._find(value)

    def render(self) -> Content:
        """The label, the value, and the line below."""
        about = plain(f"\n  {self._about}", "italic") if self.has_focus else plain("")
        return super().render() + about

    def watch_has_focus(self, has_focus: bool) -> None:
        """Make room for the line."""
        super().watch_has_focus(has_focus)
        self.refresh(layout=True)

    def _show(self, options: list[Option]) -> None:
        self._options = options
        self._values = [name for name, _ in options]

    def _find(self, value: Value) -> int:
        return next(place for place, (_, each) in enumerate(self._options) if each == value)


def _with(options: Sequence[Option], value: Value) -> list[Option]:
    """The options, with a value that came from a flag or the file and is not among them."""
    if any(each == value for _, each in options):
        return list(options)
    return [*options, (f"{value:g}" if isinstance(value, float) else str(value), value)]
