"""Lines of a history made by hand, and answers in a real one."""

from datetime import UTC, datetime
from itertools import count

from fakes import STORY

from audio.transcript import Transcript
from bank import Kind, Question, load_bank
from voiceint.attempt import CANDIDATE, NOWHERE, Attempt, Place, Stage
from voiceint.history import Store, Summary
from voiceint.interviewer import judge

QUESTION = next(question for question in load_bank().questions if question.kind == Kind.BEHAVIOURAL)
NO_RESULT = STORY.split("As a result")[0].strip()
NOW = datetime(2026, 6, 17, 12, tzinfo=UTC)
"""A Wednesday."""

_NUMBERS = count()


def summary(
    letters: str = "",
    at: datetime = NOW,
    question: str | None = "a-question",
    *,
    quantified: bool = False,
    coverage: float | None = None,
    seconds: float | None = 80.0,
    pace: float | None = 140.0,
    words: int = 180,
    length: str = "good",
    topic: str = "A topic",
    session: str = "",
    stage: Stage = Stage.ASSESSED,
) -> Summary:
    """An answer as the history lists it; with letters, to a question about a story."""
    return Summary(
        id=f"{next(_NUMBERS):032x}",
        at=at,
        session=session,
        stage=stage,
        candidate=CANDIDATE,
        recorded=seconds is not None,
        question_id=question,
        prompt="A question?",
        kind=Kind.BEHAVIOURAL if letters else Kind.TECHNICAL,
        topic=topic,
        words=words,
        seconds=seconds,
        pace=pace,
        length=length,
        letters=letters,
        figures=int(quantified),
        quantified=quantified,
        coverage=coverage,
        verdict="A verdict.",
        judge="1",
    )


def keep(
    store: Store,
    text: str = STORY,
    question: Question = QUESTION,
    *,
    at: datetime = NOW,
    place: Place = NOWHERE,
    candidate: str = CANDIDATE,
) -> Attempt:
    """A typed answer that is judged by its words and kept."""
    transcript = Transcript.typed(text)
    attempt = Attempt(
        question,
        at=at,
        stage=Stage.ASSESSED,
        transcript=transcript,
        assessment=judge(question, transcript, None, None),
        candidate=candidate,
        place=place,
    )
    store.save(attempt)
    return attempt
