"""Which of a person's experiences fits a question."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bank import Question
from voiceint.assessment.embedding import Embedder
from voiceint.planning.background import Background
from voiceint.planning.evidence import about
from voiceint.planning.excerpt import excerpt
from voiceint.planning.likeness import compare, compare_words

_MOST_LINES = 40
"""So many lines of a background are read: achievements first, then duties from the newest job on."""

_FITS_BY_MEANING, _FITS_BY_WORDS = 0.29, 0.1
"""Likeness from which a line fits. Below, saying that none fits is more honest."""

_TELLING = 5
"""Words from which a duty tells anything: "Phones were Avaya" does not."""

_ACHIEVED = 0.03
"""What an achievement is ahead of a duty: it has an end to tell."""

_MOST_FITS = 2


@dataclass(frozen=True)
class Fit:
    """An experience that fits a question.

    Attributes:
        line: The background's own words, shortened.
        job: Where it was, such as "Team leader, Acme"; empty if that is not clear.
        lacks_number: Whether it is an achievement that does not say how much.
    """

    line: str
    job: str
    lacks_number: bool


def find_fits(
    questions: Sequence[Question], background: Background, embedder: Embedder | None
) -> list[tuple[Fit, ...]]:
    """For each question the experiences that fit, the best first; often none."""
    achieved = [achievement.text for achievement in background.achievements]
    worked = [duty.text for duty in background.duties if len(duty.text.split()) >= _TELLING]
    texts = list(dict.fromkeys(achieved + worked))[:_MOST_LINES]
    if not texts or not questions:
        return [()] * len(questions)
    likeness = compare_words(texts, [f"{question.prompt} {about(question)}" for question in questions])
    if embedder is not None:
        likeness += compare(texts, [question.prompt for question in questions], embedder)
    least = _FITS_BY_WORDS if embedder is None else _FITS_BY_MEANING
    ahead = np.array([_ACHIEVED * (text in achieved) for text in texts])
    found = []
    for place, question in enumerate(questions):
        own = likeness[:, place]
        best = [line for line in np.argsort(-(own + ahead), kind="stable") if own[line] >= least][:_MOST_FITS]
        found.append(tuple(_fit(texts[line], question, background) for line in best))
    return found


def _fit(text: str, question: Question, background: Background) -> Fit:
    achievement = next((each for each in background.achievements if each.text == text), None)
    line = achievement.line if achievement else next(duty.line for duty in background.duties if duty.text == text)
    job = next((each for each in background.jobs if line in each.lines), None)
    where = ", ".join(part for part in (job.title, job.employer) if part) if job else ""
    return Fit(excerpt(text, question.prompt), where, achievement is not None and not achievement.has_number)
