"""Fits what makes a question likely: `python -m lab.fit_ranking`.

Logistic regression on the development postings: which questions of the bank did a writer pick, in the part of the
hiring manager? Prints how often each was picked (`picked` in `voiceint/planning/vocabulary/cues.toml`), the weights for
`voiceint/planning/ranking.py`, and the recall among the first ten when each posting in turn is left out of the fit and
of the counts.
"""

import tomllib
from collections import Counter
from math import log

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from bank import load_bank
from lab.planning import FOLDER
from voiceint.paths import Paths
from voiceint.planning.posting import read_posting
from voiceint.planning.ranking import WEIGHTS, measure_features
from voiceint.planning.reading import read_document
from voiceint.wiring import build_embedder

_FIRST = 10

Matrix = npt.NDArray[np.float64]
Features = dict[str, npt.NDArray[np.float32]]


def main() -> None:
    """Count, fit, and print."""
    bank, embedder = load_bank(), build_embedder(Paths.of_user())
    ids = [question.id for question in bank.questions]
    features: list[Features] = []
    picked: list[Matrix] = []
    for file in sorted(FOLDER.glob("d*.picks.toml")):
        picks = tomllib.loads(file.read_text(encoding="utf-8"))["picks"]
        posting = read_posting(read_document(file.with_name(file.name.replace("picks.toml", "posting.txt"))))
        features.append(measure_features(bank, posting, embedder))
        picked.append(np.array([key in picks for key in ids], dtype=np.float64))
    total = np.sum(picked, axis=0)
    for key, count in Counter(dict(zip(ids, total.tolist(), strict=True))).most_common():
        print(f"{count:4.0f}  {key}")
    weights = _fit(features, picked)
    print(f"Weights: {dict(zip(WEIGHTS, weights.round(2).tolist(), strict=True))}")
    recalls = []
    for place, own in enumerate(picked):
        fitted = _fit(features[:place] + features[place + 1 :], picked[:place] + picked[place + 1 :])
        scores = _columns(features[place], total - own, len(picked) - 1) @ fitted
        recalls.append(own[np.argsort(-scores)[:_FIRST]].sum() / own.sum())
    print(f"Recall@{_FIRST}, each posting left out: {np.mean(recalls):.2f}")


def _fit(features: list[Features], picked: list[Matrix]) -> Matrix:
    """The weights; each posting is told what was picked for the others, as its own picks would be the answer."""
    total = np.sum(picked, axis=0)
    columns = [_columns(each, total - own, len(picked) - 1) for each, own in zip(features, picked, strict=True)]
    model = LogisticRegression(max_iter=1000).fit(np.concatenate(columns), np.concatenate(picked))
    found: Matrix = model.coef_[0]
    return found


def _columns(features: Features, counts: Matrix, postings: int) -> Matrix:
    odds = np.array([log((count + 0.5) / (postings - count + 0.5)) for count in counts])
    return np.stack([odds if name == "picked" else features[name] for name in WEIGHTS], axis=1)


if __name__ == "__main__":
    main()
