"""The trained model of clause roles: what each clause says, what stands around it, and which roles follow each other.

A multinomial logistic regression over the clause's features and its neighbours', then forward-backward over the answer
with transitions learned from stories in many orders. There is no feature of position: an answer whose parts come in an
unusual order, or that lacks one, must be read and not guessed. Trained by `python -m lab.train_roles`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from voiceint.assessment.clauses import Clause
from voiceint.assessment.embedding import Embedder
from voiceint.assessment.features import clause_features

ROLES = "STARO"
WEIGHTS = Path(__file__).parent / "data" / "roles.npz"

Matrix = npt.NDArray[np.float32]

_MEANING, _LOOKS = 3.0, 1.0
_NEAR_MEANING, _NEAR_LOOKS = 1.5, 0.5
_WHOLE_MEANING = 1.0
"""Scale of each group of features: how much the regularised model relies on it. Chosen on the training writers."""


@dataclass(frozen=True)
class RoleModel:
    """Weights of shape (features, 5), biases (5,), and log-odds of transitions (5, 5), from row to column."""

    weights: Matrix
    bias: Matrix
    transitions: Matrix

    def chances(self, clauses: Sequence[str], embedder: Embedder | None) -> Matrix:
        """Probability of each of `ROLES` for each clause, given the whole answer: an array of shape (clauses, 5)."""
        if not clauses:
            return np.zeros((0, len(ROLES)), dtype=np.float32)
        scores = build_features(clauses, embedder) @ self.weights + self.bias
        return _marginals(scores - _log_sum(scores, axis=1)[:, None], self.transitions)


def label_roles(clauses: Sequence[Clause], embedder: Embedder | None) -> list[tuple[str, float]]:
    """For each clause its role (one of `ROLES`) and the confidence in it, 0 to 1."""
    model = load_role_model(embedder is not None)
    chances = model.chances([clause.text for clause in clauses], embedder)
    return [(ROLES[int(row.argmax())], float(row.max())) for row in chances]


@lru_cache(maxsize=2)
def load_role_model(with_meaning: bool) -> RoleModel:
    """The model that reads embeddings, or the smaller one that does without."""
    prefix = "full" if with_meaning else "small"
    with np.load(WEIGHTS) as data:
        return RoleModel(data[f"{prefix}_weights"], data[f"{prefix}_bias"], data[f"{prefix}_transitions"])


def build_features(clauses: Sequence[str], embedder: Embedder | None) -> Matrix:
    """The model's input: one row a clause, with its neighbours and the mean of the answer."""
    looks = clause_features(clauses)
    groups = [_LOOKS * looks, _NEAR_LOOKS * _shift(looks, 1), _NEAR_LOOKS * _shift(looks, -1)]
    if embedder is not None:
        meaning = embedder.embed(clauses)
        groups += [
            _MEANING * meaning,
            _NEAR_MEANING * _shift(meaning, 1),
            _NEAR_MEANING * _shift(meaning, -1),
            _WHOLE_MEANING * np.repeat(meaning.mean(axis=0, keepdims=True), len(clauses), axis=0),
        ]
    return np.concatenate(groups, axis=1).astype(np.float32)


def _shift(rows: Matrix, by: int) -> Matrix:
    """Each row's neighbour before (1) or after (-1); zeros where there is none."""
    shifted = np.zeros_like(rows)
    if by > 0:
        shifted[1:] = rows[:-1]
    else:
        shifted[:-1] = rows[1:]
    return shifted


def _marginals(scores: Matrix, transitions: Matrix) -> Matrix:
    forward, backward = scores.copy(), np.zeros_like(scores)
    for at in range(1, len(scores)):
        forward[at] += _log_sum(forward[at - 1][:, None] + transitions, axis=0)
    for at in range(len(scores) - 2, -1, -1):
        backward[at] = _log_sum(transitions + (scores[at + 1] + backward[at + 1])[None, :], axis=1)
    total = forward + backward
    chances: Matrix = np.exp(total - _log_sum(total, axis=1)[:, None])
    return chances


def _log_sum(values: Matrix, axis: int) -> Matrix:
    top = values.max(axis=axis, keepdims=True)
    found: Matrix = np.squeeze(top, axis) + np.log(np.exp(values - top).sum(axis=axis))
    return found
