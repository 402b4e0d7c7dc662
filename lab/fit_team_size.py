"""Fits what makes a count of people the size of the team that a role leads: `python -m lab.fit_team_size`.

Logistic regression on the counts of people in the development postings: is it the one that a careful reader found?
Prints how many of the sizes are among the counts at all; the F1 at some thresholds when each fifth of the postings in
turn is left out of the fit; what is then read wrongly; and the weights for `voiceint/planning/team/size.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from lab.postings import LabelledPosting, read_postings
from voiceint.planning.passages import readable
from voiceint.planning.role_title import find_role
from voiceint.planning.sections import passages
from voiceint.planning.seniority import is_leader
from voiceint.planning.team.cues import measure
from voiceint.planning.team.mentions import find_mentions
from voiceint.planning.team.size import THRESHOLD, score_count

_FOLDS = 5
_STRENGTH = 0.5
"""The inverse of how much the fit is held back from large weights."""

_THRESHOLDS = (-2.5, -2.25, -2.0, -1.75, -1.5, -1.25, -1.0)

Size = list[int]
Weights = dict[str, float]


@dataclass(frozen=True)
class _Posting:
    """The counts of people in a posting, each with its features, and what a careful reader found."""

    name: str
    sizes: list[Size]
    features: list[Weights]
    gold: Size


def main() -> None:
    """Fit, and print."""
    postings = [_read(labelled) for labelled in read_postings("dev") if labelled.gold]
    said = [each for each in postings if each.gold]
    print(f"{len(postings)} postings; {sum(each.gold in each.sizes for each in said)} of {len(said)} sizes are counted")
    scored = list(_left_out(postings))
    for threshold in _THRESHOLDS:
        print(f"F1 at {threshold}, left out: {_f1(scored, threshold):.3f}")
    for posting, scores in scored:
        found = _best(posting, scores, THRESHOLD)
        if found != posting.gold:
            print(f"{posting.name}: true {posting.gold}, found {found}")
    print(f"WEIGHTS = { {name: round(value, 2) for name, value in _fit(postings).items()} }")


def _read(labelled: LabelledPosting) -> _Posting:
    read = passages(readable(labelled.posting.document.lines))
    leads = is_leader(find_role(read), read)
    mentions = list(find_mentions(read))
    return _Posting(
        name=labelled.name,
        sizes=[[mention.count.low or mention.count.high, mention.count.high] for mention in mentions],
        features=[measure(mention, leads) for mention in mentions],
        gold=labelled.gold["team_size"],
    )


def _fit(postings: Sequence[_Posting]) -> Weights:
    rows = [row for each in postings for row in each.features]
    matrix = np.array([list(row.values()) for row in rows])
    truths = [size == each.gold for each in postings for size in each.sizes]
    model = LogisticRegression(C=_STRENGTH, max_iter=2000).fit(matrix, truths)
    return {"always": float(model.intercept_[0])} | dict(zip(rows[0], model.coef_[0].tolist(), strict=True))


def _left_out(postings: Sequence[_Posting]) -> list[tuple[_Posting, list[float]]]:
    """Each posting with the scores of its counts, by weights that are fitted to the other folds."""
    scored = []
    for fold in range(_FOLDS):
        weights = _fit([each for place, each in enumerate(postings) if place % _FOLDS != fold])
        scored += [(each, [score_count(row, weights) for row in each.features]) for each in postings[fold::_FOLDS]]
    return scored


def _best(posting: _Posting, scores: Sequence[float], threshold: float) -> Size:
    score, place = max(zip(scores, range(len(scores)), strict=True), default=(threshold, -1))
    return posting.sizes[place] if score > threshold else []


def _f1(scored: Sequence[tuple[_Posting, list[float]]], threshold: float) -> float:
    found = [(_best(posting, scores, threshold), posting.gold) for posting, scores in scored]
    right = sum(bool(size) and size == gold for size, gold in found)
    return 2 * right / sum(bool(size) + bool(gold) for size, gold in found)


if __name__ == "__main__":
    main()
