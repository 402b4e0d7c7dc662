"""Hearing a recording again."""

from collections.abc import Callable

from audio.errors import AudioError
from voiceint.attempt import Attempt
from voiceint.tui.studio import Studio
from voiceint.turn import Turn


class Playback:
    """Plays one recording at a time, on a background thread."""

    def __init__(
        self,
        studio: Studio,
        on_problem: Callable[[str], object],
        on_end: Callable[[], object] = lambda: None,
        on_position: Callable[[float], object] = lambda seconds: None,
    ) -> None:
        """Say whom to tell, from that thread.

        Args:
            studio: What the screens work with.
            on_problem: Called with one line if the recording cannot be played.
            on_end: Called when it has ended, or was stopped.
            on_position: Called with the second of the recording that is heard, many times a second.
        """
        self._studio = studio
        self._on_problem = on_problem
        self._on_end = on_end
        self._on_position = on_position
        self._playing: Turn | None = None

    @property
    def plays(self) -> bool:
        """Whether something plays."""
        return self._playing is not None

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
        def tell(seconds: float) -> None:
            if self._playing is turn:
                self._on_position(seconds)

        problem = ""
        try:
            self._studio.interviewer.result().play_back(attempt, turn, start, tell)
        except AudioError as error:
            problem = str(error)
        finally:
            if self._playing is turn:
                self._playing = None
        if problem:
            self._on_problem(problem)
        else:
            self._on_end()
