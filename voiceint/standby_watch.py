"""Tells the screen how the microphone is while the person thinks."""

from audio.ports import Block
from audio.sound_check import SoundCheck, peak
from voiceint.turn import Turn


class StandbyWatch:
    """Passes level and trouble of a microphone that stands by on to a turn.

    Attributes:
        check: What has heard the microphone so far; the recorder goes on with it.
        room: A line on the disk's space, shown whenever nothing else is to be said.
        said: The line on the microphone that is on the screen now.
    """

    def __init__(self, turn: Turn) -> None:
        self.check = SoundCheck()
        self.room = ""
        self.said = ""
        self._turn = turn

    def hear(self, block: Block) -> None:
        """Take a block that is not part of an answer."""
        self._turn.on_level(peak(block.pcm))
        self.tell(self.check.hear(block))

    def tell(self, line: str) -> None:
        """Say what is wrong with the microphone, or "" when nothing is."""
        if line != self.said:
            self.said = line
            self._turn.on_notice(line or self.room)
