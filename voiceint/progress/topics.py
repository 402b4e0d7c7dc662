"""Which topics are answered weakest."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from statistics import fmean

from bank import STAR_PARTS
from voiceint.history import Summary
from voiceint.progress.measure import Measure

ENOUGH = 3
"""Of a topic with fewer answers than this nothing is said."""

_CONFIDENCE = 1.96
"""Standard deviations on each side of a mean that hold 95 % of a normal distribution."""


@dataclass(frozen=True)
class Topic:
    """What is known of a topic.

    Attributes:
        name: Its name.
        answers: How many there are of which it is known what they lack.
        lacking: Share of what is looked for that they lack, 0 to 1, the mean over the answers.
        surely_lacking: The lower bound of that share, 0 to 1; the fewer the answers, the lower it is.
        stories: How many of them are stories.
        most_missed: What is missing in most of the stories, and in how many; None where nothing is.
    """

    name: str
    answers: int
    lacking: float
    surely_lacking: float
    stories: int
    most_missed: tuple[Measure, int] | None

    @property
    def is_known(self) -> bool:
        """Whether there are answers enough to say anything."""
        return self.answers >= ENOUGH


def rank_topics(answers: Sequence[Summary]) -> list[Topic]:
    """The topics, from the one that surely lacks most; those of which nothing can be said are at the end.

    A topic with few answers comes first only if they lack much: the order is by `wilson_lower_bound`.
    """
    by_topic: dict[str, list[Summary]] = {}
    for answer in answers:
        if answer.topic:
            by_topic.setdefault(answer.topic, []).append(answer)
    topics = [_topic(name, own) for name, own in by_topic.items()]
    return sorted(topics, key=lambda topic: (not topic.is_known, -topic.surely_lacking, topic.name))


def wilson_lower_bound(share: float, of: int) -> float:
    """What a share is at least, 0 to 1, with 95 % confidence on both sides together.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927), 209-212.

    Args:
        share: The share that was seen, 0 to 1.
        of: In how many, at least 1.
    """
    square = _CONFIDENCE**2
    spread = _CONFIDENCE * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return max(0.0, (share + square / (2 * of) - spread) / (1 + square / of))


def _topic(name: str, answers: Sequence[Summary]) -> Topic:
    missed: Counter[Measure] = Counter()
    shares: list[float] = []
    stories = 0
    for answer in answers:
        if answer.letters:
            missing, share = _look_for(answer.letters, answer.quantified)
            missed.update(missing)
            shares.append(share)
            stories += 1
        elif answer.coverage is not None:
            shares.append(1 - answer.coverage)
    lacking = fmean(shares) if shares else 0.0
    bound = wilson_lower_bound(lacking, len(shares)) if shares else 0.0
    return Topic(name, len(shares), lacking, bound, stories, next(iter(missed.most_common(1)), None))


@cache
def _look_for(letters: str, quantified: bool) -> tuple[tuple[Measure, ...], float]:
    """What a story lacks, and which share of what is looked for that is; what is unsure is not looked for."""
    missing = [Measure(name) for name, letter in zip(STAR_PARTS, letters, strict=True) if letter == "·"]
    if not quantified:
        missing.append(Measure.NUMBER)
    looked_for = sum(not letter.islower() for letter in letters) + 1
    return tuple(missing), len(missing) / looked_for
