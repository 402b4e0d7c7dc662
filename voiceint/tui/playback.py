"""Hearing a recording again."""

from collections.abc import Callable

from audio.errors import AudioError
from voiceint.attempt import Attempt
from voiceint.tui.studio import Studio
from voiceint.turn import Turn


class Playback:
    """Plays one recording at a time, on a background thread."""

    def __init__(self, studio: Studio, on_problem: Callable[[str], object]) -> None:
        """Args: on_problem: called from that thread with one line if the recording cannot be played."""
        self._studio = studio
        self._on_problem = on_problem
        self._playing: Turn | None = None

    def toggle(self, attempt: Attempt, start: float = 0.0) -> None:
        """Play the recording of an attempt from a moment, in seconds, or stop what is playing."""
        if not self.stop():
            self.play(attempt, start)

    def play(self, attempt: Attempt, start: float = 0.0) -> None:
        """Play the recording from a moment, in seconds, instead of what is playing."""
        self.stop()
        turn = self._playing = Turn()
        self._studio.background.start(lambda: self._play(attempt, turn, start))

    def stop(self) -> bool:
        """Stop playing; False if nothing played."""
        turn, self._playing = self._playing, None
        if turn is not None:
            turn.hush.set()
        return turn is not None

    def _play(self, attempt: Attempt, turn: Turn, start: float) -> None:
        try:
            self._studio.interviewer.result().play_back(attempt, turn, start)
        except AudioError as error:
            self._on_problem(str(error))
        if self._playing is turn:
            self._playing = None
