"""A made-up past: answers that become better over the weeks, for pictures and for trying things out."""

from datetime import UTC, datetime, timedelta
from random import Random

from audio.transcript import Transcript, Word
from bank import Bank, Kind, Question
from voiceint.attempt import Attempt, Place, Stage
from voiceint.history import Store
from voiceint.interviewer import judge

_SECONDS_A_WORD = 0.41
_PER_SESSION = 3
_LEAST = 0.35
"""Share of the sample that the first answers have; the last have nearly all of it."""


def make_past(store: Store, bank: Bank, answers: int = 90, days: int = 84) -> None:
    """Keep so many answers, spread over the days until today, in sessions of three; the same ones each time."""
    chance = Random(5)
    questions = [each for each in bank.questions if each.kind == Kind.BEHAVIOURAL and each.sample is not None][:12]
    start = datetime.now(UTC).replace(hour=18, minute=0, second=0, microsecond=0) - timedelta(days=days)
    kept = []
    for number in range(answers):
        done = number / answers
        at = start + timedelta(days=int(done * days), minutes=4 * (number % _PER_SESSION))
        share = min(1.0, _LEAST + 0.6 * done + chance.uniform(-0.15, 0.2))
        place = Place(f"{number // _PER_SESSION:032x}", number % _PER_SESSION)
        kept.append((_answer(questions[number % len(questions)], share, at, place), ()))
    store.take_in(kept, [])


def _answer(question: Question, share: float, at: datetime, place: Place) -> Attempt:
    """The beginning of the sample answer, as if it had been spoken."""
    said = (question.sample.text if question.sample else "").split()
    words = tuple(
        Word(text, number * _SECONDS_A_WORD, (number + 0.9) * _SECONDS_A_WORD)
        for number, text in enumerate(said[: int(share * len(said))])
    )
    transcript = Transcript.of_words(words, len(words) * _SECONDS_A_WORD, "whisper base")
    assessment = judge(question, transcript, None, None)
    return Attempt(question, at=at, stage=Stage.ASSESSED, transcript=transcript, assessment=assessment, place=place)
