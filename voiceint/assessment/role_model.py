"""The trained model of clause roles: what each clause says, and what stands before and after it.

Small networks, averaged: each reads the clauses of an answer from the first to the last and back again (a bidirectional
gated recurrent unit) and scores the roles; forward-backward with the transitions of stories in many orders then weighs
the clause against its neighbours. There is no feature of position, and training shows every story with parts cut out
and in other orders: an answer whose parts come in an unusual order, or that lacks one, must be read and not guessed.
Trained by `python -m lab.train_judge`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from voiceint.assessment.embedding import Vectors
from voiceint.assessment.features import clause_features

ROLES = "STARO"
WEIGHTS = Path(__file__).parent / "data" / "roles.npz"

Matrix = npt.NDArray[np.float32]

_MEANING = 8.0
"""Scale of the meaning of a clause beside its looks, which are about 0 to 1; a vector's numbers are about 0.05."""


@dataclass(frozen=True)
class Gru:
    """A gated recurrent unit of n inputs and h states, as in PyTorch: gates in the order reset, update, new.

    Attributes:
        inputs: Weights of shape (n, 3h).
        states: Weights of shape (h, 3h).
        input_bias: Of shape (3h,).
        state_bias: Of shape (3h,).
    """

    inputs: Matrix
    states: Matrix
    input_bias: Matrix
    state_bias: Matrix

    def run(self, rows: Matrix) -> Matrix:
        """The state after each row: from (rows, n) to (rows, h)."""
        size = len(self.states)
        given = rows @ self.inputs + self.input_bias
        state = np.zeros(size, dtype=np.float32)
        states = np.zeros((len(rows), size), dtype=np.float32)
        for at, own in enumerate(given):
            past = state @ self.states + self.state_bias
            reset, update = np.split(_sigmoid(own[: 2 * size] + past[: 2 * size]), 2)
            new = np.tanh(own[2 * size :] + reset * past[2 * size :])
            state = states[at] = (1 - update) * new + update * state
        return states


@dataclass(frozen=True)
class Network:
    """From n features of each clause to a score for each of the 5 roles.

    Attributes:
        hidden: Weights of shape (n, k) and their bias, of the layer that the recurrent units read.
        forward: Reads from the first clause to the last.
        backward: Reads from the last to the first.
        out: Weights of shape (k + 2h, 5) and their bias.
        skip: Weights of shape (n, 5) straight from the features, and their bias.
    """

    hidden: tuple[Matrix, Matrix]
    forward: Gru
    backward: Gru
    out: tuple[Matrix, Matrix]
    skip: tuple[Matrix, Matrix]

    def scores(self, features: Matrix) -> Matrix:
        """From (clauses, n) to (clauses, 5)."""
        hidden = np.maximum(features @ self.hidden[0] + self.hidden[1], 0)
        after = self.forward.run(hidden)
        before = self.backward.run(hidden[::-1])[::-1]
        told = np.concatenate([hidden, after, before], axis=1)
        scores: Matrix = told @ self.out[0] + self.out[1] + features @ self.skip[0] + self.skip[1]
        return scores


@dataclass(frozen=True)
class RoleModel:
    """Networks whose scores are averaged, and log-odds of transitions of shape (5, 5), from row to column."""

    networks: tuple[Network, ...]
    transitions: Matrix

    def chances(self, clauses: Sequence[str], vectors: Vectors | None) -> Matrix:
        """Probability of each of `ROLES` for each clause, given the whole answer: an array of shape (clauses, 5).

        Args:
            clauses: Their texts, in order.
            vectors: Their meaning, of shape (clauses, 384), or None for a model that does without.
        """
        if not clauses:
            return np.zeros((0, len(ROLES)), dtype=np.float32)
        return self.weigh(build_features(clauses, vectors))

    def weigh(self, features: Matrix) -> Matrix:
        """The same of features that are built already: from (clauses, n) to (clauses, 5)."""
        scores: Matrix = np.stack([network.scores(features) for network in self.networks]).mean(axis=0)
        return _marginals(scores - _log_sum(scores, axis=1)[:, None], self.transitions)


def label_roles(chances: Matrix) -> list[tuple[str, float]]:
    """For each clause the likeliest of `ROLES` and the confidence in it, 0 to 1."""
    return [(ROLES[int(row.argmax())], float(row.max())) for row in chances]


def build_features(clauses: Sequence[str], vectors: Vectors | None) -> Matrix:
    """The model's input, one row a clause."""
    looks = clause_features(clauses)
    return looks if vectors is None else np.concatenate([_MEANING * vectors, looks], axis=1)


@lru_cache(maxsize=2)
def load_role_model(with_meaning: bool) -> RoleModel:
    """The model that reads meaning, or the smaller one that does without."""
    prefix = "full_" if with_meaning else "small_"
    with np.load(WEIGHTS) as data:
        return build_model({name.removeprefix(prefix): data[name] for name in data.files if name.startswith(prefix)})


def build_model(arrays: Mapping[str, npt.NDArray[np.float16]]) -> RoleModel:
    """The model of arrays as training leaves them: their number, the transitions, and each network's weights."""
    used: dict[str, Matrix] = {name: array.astype(np.float32) for name, array in arrays.items()}
    networks = tuple(_build_network(used, f"{place}_") for place in range(int(used["networks"])))
    return RoleModel(networks, used["transitions"])


def _build_network(arrays: Mapping[str, Matrix], prefix: str) -> Network:
    """A network of arrays with PyTorch's names and shapes, which has outputs before inputs."""

    def linear(name: str) -> tuple[Matrix, Matrix]:
        return arrays[f"{prefix}{name}.weight"].T, arrays[f"{prefix}{name}.bias"]

    def gru(suffix: str) -> Gru:
        return Gru(
            arrays[f"{prefix}gru.weight_ih_l0{suffix}"].T,
            arrays[f"{prefix}gru.weight_hh_l0{suffix}"].T,
            arrays[f"{prefix}gru.bias_ih_l0{suffix}"],
            arrays[f"{prefix}gru.bias_hh_l0{suffix}"],
        )

    return Network(linear("hidden"), gru(""), gru("_reverse"), linear("out"), linear("skip"))


def _sigmoid(values: Matrix) -> Matrix:
    result: Matrix = 1 / (1 + np.exp(-values.clip(-30, 30), dtype=np.float32))
    return result


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
