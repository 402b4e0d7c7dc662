"""A session's turns, each on a thread of its own."""

from collections.abc import Callable
from contextlib import suppress

from audio.errors import AudioError
from voiceint.attempt import Attempt, Place
from voiceint.errors import VoiceintError
from voiceint.session import Session
from voiceint.tui.studio import Studio
from voiceint.turn import Turn

OnOver = Callable[[Turn, Attempt | None, str], None]
"""Told how a turn ended: with an attempt, or with an error in one line, or with neither when the person left."""


class Rehearsal:
    """Has the interviewer take and judge the answers of a session, and keeps how far it came."""

    def __init__(self, studio: Studio, session: Session, on_over: OnOver) -> None:
        """Args: on_over: called from the turn's thread."""
        self._studio = studio
        self._session = session
        self._on_over = on_over

    def take(self, turn: Turn, stands_by: Callable[[], bool]) -> None:
        """Begin the whole turn of the step that the session is at. See `Interviewer.take`."""
        step, place = self._session.step, self._place

        def work() -> Attempt | None:
            interviewer = self._studio.interviewer.result()
            self._studio.store.keep_session(self._session)
            return interviewer.take(step.question, turn, stands_by, place, step.rules.timed)

        self._begin(turn, work)

    def judge(self, turn: Turn, text: str) -> None:
        """Begin to judge a typed answer to that step."""
        question, place = self._session.current, self._place
        self._begin(turn, lambda: self._studio.interviewer.result().judge_text(question, text, place))

    def prepare(self, goes_on: Callable[[], bool]) -> None:
        """Have the speech of the questions that follow made before they are asked, as long as it `goes_on`."""
        following = self._session.questions[self._session.position + 1 :]

        def work() -> None:
            interviewer = self._studio.interviewer.result()
            with suppress(AudioError):  # said when the question is asked
                for question in following:
                    if goes_on():
                        interviewer.prepare(question)

        self._studio.background.start(work)

    def keep(self) -> None:
        """Remember how far the session came; at once, as the home screen offers to go on with it."""
        with suppress(VoiceintError):  # the answers are kept; only the place is lost
            self._studio.store.keep_session(self._session)

    @property
    def _place(self) -> Place:
        return Place(self._session.id, self._session.position)

    def _begin(self, turn: Turn, work: Callable[[], Attempt | None]) -> None:
        def run() -> None:
            try:
                attempt = work()
            except (AudioError, VoiceintError) as error:
                self._on_over(turn, None, str(error))
            else:
                self._on_over(turn, attempt, "")

        self._studio.background.start(run)
