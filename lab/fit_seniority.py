"""Fits what tells the level of a job: `python -m lab.fit_seniority`.

Logistic regression on the development postings whose level a careful reader noted. Prints in how many postings each
sign was found, the weights for `voiceint/planning/seniority.py`, and the share of right levels when each fifth of the
postings in turn is left out of the fit, the mean of several ways to make fifths.
"""

from collections import Counter
from collections.abc import Sequence
from statistics import fmean
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from lab.postings import LabelledPosting, read_postings
from voiceint.planning.found import Found
from voiceint.planning.naming import NOT_OURS
from voiceint.planning.passages import Passage, readable
from voiceint.planning.sections import passages
from voiceint.planning.seniority import LEVELS, TITLED, Weights, find_seniority, find_signs, level_of
from voiceint.planning.team import TeamSize

_FOLDS = 5
_WAYS = 5
_STRENGTH = 1.0
"""Of the weights against the penalty on them; of 0.2 to 4, by the share of right levels."""


class _Job(NamedTuple):
    role: Found | None
    asked: list[Passage]
    team: TeamSize | None
    signs: dict[str, str]
    gold: str

    @property
    def level(self) -> str:
        """The one of `LEVELS`."""
        return level_of(self.gold)


def main() -> None:
    """Fit, and print."""
    jobs = [_job(case) for case in read_postings("dev") if case.gold]
    for sign, count in Counter(sign for job in jobs for sign in job.signs).most_common():
        print(f"{count:4}  {sign}")
    print("Weights:")
    for sign, weights in _fit(jobs).items():
        print(f'    "{sign}": {weights},')
    print(f"Right, each fifth left out: {fmean(_cross_validate(jobs, way) for way in range(_WAYS)):.3f}")


def _job(case: LabelledPosting) -> _Job:
    read = passages(readable(case.posting.document.lines))
    asked = [passage for passage in read if passage.section not in NOT_OURS]
    role, team = case.posting.role, case.posting.team_size
    return _Job(role, asked, team, find_signs(role, asked, team), case.gold["seniority"])


def _cross_validate(jobs: Sequence[_Job], way: int) -> float:
    """The share of right levels, each fifth being told by the others."""
    right = 0
    for train, test in KFold(_FOLDS, shuffle=True, random_state=way).split(np.zeros(len(jobs))):
        weights = _fit([jobs[place] for place in train])
        for job in (jobs[place] for place in test):
            found = find_seniority(job.role, job.asked, job.team, weights)
            right += found is not None and found.text == job.gold
    return right / len(jobs)


def _fit(jobs: Sequence[_Job]) -> Weights:
    """The weights by one against the rest: a row for each level of each posting.

    What the title says has one weight whatever level it says: too few postings are for heads to learn it for each. A
    posting counts by the root of how rare its level is, as most of these happen to be for managers.
    """
    names = sorted({sign for job in jobs for sign in job.signs} - TITLED.keys())
    rows = [_row(job, level, names) for job in jobs for level in LEVELS]
    is_true = [job.level == level for job in jobs for level in LEVELS]
    common = Counter(job.level for job in jobs)
    rarity = [(len(jobs) / common[job.level]) ** 0.5 for job in jobs for _ in LEVELS]
    model = LogisticRegression(C=_STRENGTH, max_iter=2000).fit(rows, is_true, sample_weight=rarity)
    title, *others = model.coef_[0].round(2).tolist()
    of_titles = {sign: tuple(title if each == level else 0.0 for each in LEVELS) for sign, level in TITLED.items()}
    return of_titles | {name: tuple(others[place :: len(names)]) for place, name in enumerate(names)}


def _row(job: _Job, level: str, names: Sequence[str]) -> list[float]:
    says_so = any(TITLED.get(sign) == level for sign in job.signs)
    return [float(says_so), *(float(name in job.signs and each == level) for each in LEVELS for name in names)]


if __name__ == "__main__":
    main()
