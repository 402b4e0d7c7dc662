"""What is done with an answer that is looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from audio.errors import AudioError
from voiceint.attempt import CANDIDATE, Attempt
from voiceint.errors import VoiceintError
from voiceint.takes import LookBack, look_back
from voiceint.tui.studio import Studio

if TYPE_CHECKING:
    from voiceint.interviewer import Interviewer


class Judging:
    """Has an answer finished or judged again, and compared with the takes before it, on background threads."""

    def __init__(
        self,
        studio: Studio,
        on_judged: Callable[[Attempt], object],
        on_looked_back: Callable[[LookBack], object],
        on_problem: Callable[[str], object],
    ) -> None:
        """Say whom to tell, from those threads.

        Args:
            studio: What the screens work with.
            on_judged: Called with the answer as it is then.
            on_looked_back: Called with what came before it, if anything did.
            on_problem: Called with one line if it cannot be done.
        """
        self._studio = studio
        self._on_judged = on_judged
        self._on_looked_back = on_looked_back
        self._on_problem = on_problem

    def begin(self, work: Callable[[Interviewer], Attempt]) -> None:
        """Begin what the interviewer is to do."""
        self._studio.background.start(lambda: self._judge(work))

    def look_back(self, attempt: Attempt) -> None:
        """Begin to compare an answer with the take before it."""
        if attempt.assessment is not None and attempt.candidate == CANDIDATE:
            self._studio.background.start(lambda: self._look_back(attempt))

    def _judge(self, work: Callable[[Interviewer], Attempt]) -> None:
        try:
            attempt = work(self._studio.interviewer.result())
        except (AudioError, VoiceintError) as error:
            self._on_problem(str(error))
        else:
            self._studio.settle(attempt)
            self._on_judged(attempt)

    def _look_back(self, attempt: Attempt) -> None:
        try:
            earlier = look_back(attempt, self._studio.store.takes(attempt.question))
        except VoiceintError as error:
            self._on_problem(str(error))
        else:
            if earlier is not None:
                self._on_looked_back(earlier)
