"""Which question is worth answering next: spaced repetition, by the answers that were given.

The answers to a question are replayed as the reviews of a card by FSRS (https://github.com/open-spaced-repetition),
which says how long what was held is expected to hold. Importing this module imports it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from fsrs import Card, Rating, Scheduler

from bank import STAR_PARTS, Bank, Question
from voiceint.attempt import Stage
from voiceint.history import Summary
from voiceint.text_report import in_words

NEXT = 3
"""So many questions make the next session, as where nothing else is chosen."""

_FEW_POINTS, _HARDLY_ANY_POINTS = 0.5, 0.25
"""Shares of its points: an answer to a question about the trade has no parts that could be missing."""

_MISSING = "·"

_LONGEST_DAYS = 30
"""No question stays away for longer: an interview is some weeks off, not years."""

_REVIEWS = 30
"""So many of a question's latest answers are replayed; what was before them hardly moves a date so near."""

_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=_LONGEST_DAYS, enable_fuzzing=False)
"""With the library's usual weights; in days from the first answer on, as nobody repeats an interview in ten minutes."""


@dataclass(frozen=True)
class Recall:
    """How well a question is expected to be answered, by the answers it had.

    Attributes:
        last: The newest of them.
        due: When it is worth answering again, UTC.
        retrievability: The chance that what it held would be there now, 0 to 1; for ordering, and never shown.
    """

    last: Summary
    due: datetime
    retrievability: float


@dataclass(frozen=True)
class Suggestion:
    """A question and, in a sentence, why it comes now."""

    question: Question
    reason: str


def suggest(questions: Iterable[Question], history: Sequence[Summary], now: datetime) -> list[Suggestion]:
    """The questions in the order in which they are worth answering.

    First what is due, from what is held least; then what was never answered, easier ones first; then the rest, as they
    come back.

    Args:
        questions: What can be asked.
        history: Answers, newest first.
        now: UTC.
    """
    recalls = replay(history, now)

    def worth(question: Question) -> tuple[int, float]:
        recall = recalls.get(question.id)
        if recall is None:
            return 1, question.difficulty
        return (0, recall.retrievability) if recall.due <= now else (2, recall.due.timestamp())

    return [Suggestion(each, _reason(recalls.get(each.id), now)) for each in sorted(questions, key=worth)]


def suggest_session(bank: Bank, history: Sequence[Summary], now: datetime, topic: str = "") -> list[Suggestion]:
    """The questions of the next session, of the role that was practised last; none if no question fits.

    Args:
        bank: All questions.
        history: Answers, newest first.
        now: UTC.
        topic: Words of a topic's name; empty for all.
    """
    answered = (bank.find(answer.question_id) for answer in history if answer.question_id)
    known = next((question for question in answered if question is not None), None) or next(iter(bank.questions), None)
    questions = bank.of_role(known.role).questions if known else ()
    fitting = [question for question in questions if topic.casefold() in question.topic.casefold()]
    return suggest(fitting, history, now)[:NEXT]


def replay(history: Sequence[Summary], now: datetime) -> dict[str | None, Recall]:
    """What is expected of each question of the bank that was answered, by its id. Answers: newest first; `now`: UTC."""
    answers: dict[str | None, list[Summary]] = {}
    for answer in history:
        if answer.question_id is not None and answer.stage == Stage.ASSESSED:
            own = answers.setdefault(answer.question_id, [])
            if len(own) < _REVIEWS:
                own.append(answer)
    return {key: _recall(own, now) for key, own in answers.items()}


def _recall(answers: Sequence[Summary], now: datetime) -> Recall:
    card = Card(card_id=0)  # one that is given no id waits a millisecond to make one
    for answer in reversed(answers):
        card, _ = _SCHEDULER.review_card(card, rate(answer), answer.at.astimezone(UTC))
    return Recall(answers[0], card.due, _SCHEDULER.get_card_retrievability(card, now))


def rate(answer: Summary) -> Rating:
    """What an assessed answer held, in the words of FSRS.

    | rating | a story | anything else |
    |---|---|---|
    | Again | the action or the result is missing | fewer than a quarter of the points were made |
    | Hard | the situation or the task is missing | fewer than half of them; or it is short, where there are none |
    | Good | no part is missing | half of the points; or it is not short |
    | Easy | and a number is in the result, and the length is good | all points, and the length is good |

    A part that is unsure is not taken for missing. Hard means to FSRS that it went well with an effort: what is rated
    so again and again still comes back later and later, so that what a story cannot do without is Again.
    """
    if not answer.words:
        return Rating.Again
    good_length = answer.length == "good"
    if answer.letters:
        setting, outcome = answer.letters[:2], answer.letters[2:]
        if _MISSING in outcome:
            return Rating.Again
        if _MISSING in setting:
            return Rating.Hard
        return Rating.Easy if answer.quantified and good_length else Rating.Good
    if answer.coverage is None:
        return Rating.Hard if answer.length == "short" else Rating.Good
    if answer.coverage < _FEW_POINTS:
        return Rating.Hard if answer.coverage >= _HARDLY_ANY_POINTS else Rating.Again
    return Rating.Easy if answer.coverage == 1 and good_length else Rating.Good


def _reason(recall: Recall | None, now: datetime) -> str:
    if recall is None:
        return "Not answered in full yet."
    days = (now.astimezone().date() - recall.last.at.astimezone().date()).days
    when = {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
    lack = _lack(recall.last)
    told = f"You answered it {when}{f' {lack}' if lack else ''}."
    if recall.due <= now:
        return told
    back = recall.due.astimezone()
    return f"{told} It comes back on {back.day} {back:%b}."


def _lack(answer: Summary) -> str:
    """What the answer lacked, to follow "You answered it"."""
    if answer.letters:
        missing = [name for name, letter in zip(STAR_PARTS, answer.letters, strict=True) if letter == _MISSING]
        if missing:
            return f"without {in_words(['an action' if name == 'action' else f'a {name}' for name in missing])}"
        return "" if answer.quantified else "without a number in its result"
    few = answer.coverage is not None and answer.coverage < _FEW_POINTS
    return "with fewer than half of its points" if few else ""
