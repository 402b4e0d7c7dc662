"""How many people report to somebody, as postings and backgrounds say it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from voiceint.planning.passages import Passage
from voiceint.planning.team.cues import measure
from voiceint.planning.team.mentions import Mention, find_mentions


@dataclass(frozen=True)
class TeamSize:
    """How many people are in a team, from low to high, with the line that says so."""

    low: int
    high: int
    line: str

    @property
    def people(self) -> str:
        """The number in words: "18 to 22", or "12"."""
        return f"{self.high}" if self.low == self.high else f"{self.low} to {self.high}"


WEIGHTS = {
    "always": -2.7,
    "lead before": 0.55,
    "reports before": 1.0,
    "you have before": 0.42,
    "team of before": 1.09,
    "beside before": -0.88,
    "part before": -0.38,
    "lead right before": 0.85,
    "begins": 0.71,
    "in parentheses": -0.69,
    "report after": 0.78,
    "to you after": 0.6,
    "elsewhere after": -0.5,
    "each time after": -0.49,
    "shifts after": 1.08,
    "one of after": -0.79,
    "past after": -0.4,
    "company": -0.75,
    "wished": -0.44,
    "not you": -0.59,
    "money": -0.58,
    "lead in the sentence before": 0.21,
    "called LOOSE": -1.1,
    "in DUTIES": 0.71,
    "joined": 2.43,
    "is a range": 1.3,
    "part of a longer count": -2.44,
    "title leads": -0.13,
    "many": -1.61,
}
"""What each feature adds to the logarithm of the odds that a count is of those whom the role leads, by logistic regression
on the development postings (`python -m lab.fit_team_size`)."""

THRESHOLD = -1.75
"""A score from which a count is taken: with it F1 is best, or nearly so, on postings that are left out of the fit."""

_SAYS_LEADING = (
    "lead before",
    "lead right before",
    "reports before",
    "you have before",
    "report after",
    "to you after",
)
_PLAIN = 0.0
"""Where the title leads nobody, a count has one of these features at least, or a score from here on."""


def find_team_size(passages: Iterable[Passage], leads: bool = True) -> TeamSize | None:
    """How many people the role of a posting leads, where it says so most plainly; not the size of the company.

    Where the title `leads` nobody, the posting has to say so the more plainly. Named groups are added up; of counts that
    are equally plain the last is taken, as the sum of a list comes after its items.
    """
    return _plainest(list(passages), leads)


def find_team_sizes(passages: Iterable[Passage]) -> tuple[TeamSize, ...]:
    """The teams that a background tells of, the plainest way of saying one in each passage."""
    found = (_plainest([passage], True) for passage in passages)
    return tuple(size for size in found if size is not None)


def _plainest(passages: Sequence[Passage], leads: bool) -> TeamSize | None:
    best: Mention | None = None
    most = THRESHOLD
    for mention in find_mentions(passages):
        features = measure(mention, leads)
        score = score_count(features)
        if score >= most and (leads or score >= _PLAIN or any(features[name] for name in _SAYS_LEADING)):
            best, most = mention, score
    return TeamSize(best.count.low or best.count.high, best.count.high, best.passage.line) if best else None


def score_count(features: Mapping[str, float], weights: Mapping[str, float] = WEIGHTS) -> float:
    """How plainly a count is said to be of those whom somebody leads: the logarithm of the odds."""
    return weights["always"] + sum(weights[name] * value for name, value in features.items())
