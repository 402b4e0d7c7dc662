"""Answers as a page that opens in any browser, written while the app goes on."""

from textual.message import Message
from textual.screen import Screen

from audio.errors import AudioError
from voiceint.errors import VoiceintError
from voiceint.history import Filter
from voiceint.tui.studio import Studio


class PageSaved(Message):
    """The page was written, or not: a line that says so."""

    def __init__(self, line: str) -> None:
        super().__init__()
        self.line = line


def save_page(studio: Studio, screen: Screen[None], name: str, wanted: Filter) -> None:
    """Write the answers that are wanted on a background thread; the screen hears of it."""

    def write() -> None:
        from voiceint.exporting.page import write_page  # with Jinja2 and PyAV, which nothing else here needs
        from voiceint.exporting.selection import Selection

        try:
            line = f"Saved as {write_page(Selection(studio.store, wanted), name)}"
        except (VoiceintError, AudioError) as error:
            line = str(error)
        screen.post_message(PageSaved(line))

    studio.background.start(write)
