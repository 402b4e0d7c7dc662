"""The network of clause roles in PyTorch, which only training needs (`pip install torch`).

Stories are shown with parts cut out, with their parts in other orders and with clauses left out, differently in every
round, so that the model learns to read the clause and not to expect a tidy story.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn.functional import cross_entropy, dropout
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

from voiceint.assessment.role_model import ROLES

_HIDDEN, _STATES = 96, 32
_DROPOUT = 0.5
_EPOCHS, _BATCH = 60, 32
_RATE, _DECAY = 3e-3, 2e-2
_SMOOTHING = 0.05
_CHANGED = 0.5
"""Share of stories that are shown with a part cut out or in another order."""

_THINNED, _LEFT_OUT = 0.3, 0.12
"""Share of answers shown without some clauses, and the share of their clauses that is left out."""

_TRANSITION_WEIGHT = 0.3
"""All chosen by judging training voices by models of the others."""

Arrays = dict[str, npt.NDArray[np.float16]]
Labels = npt.NDArray[np.int64]
Example = tuple[npt.NDArray[np.float32], Labels, bool]
"""Features and roles of an answer's clauses, and whether it is a story."""


class RoleNetwork(nn.Module):
    """The network of `voiceint.assessment.role_model.Network`, to be trained."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(features, _HIDDEN)
        self.gru = nn.GRU(_HIDDEN, _STATES, bidirectional=True, batch_first=True)
        self.out = nn.Linear(_HIDDEN + 2 * _STATES, len(ROLES))
        self.skip = nn.Linear(features, len(ROLES))

    def forward(self, rows: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """Scores of shape (answers, clauses, 5) of features of shape (answers, clauses, n)."""
        rows = dropout(rows, 0.6 * _DROPOUT, self.training)
        hidden = dropout(torch.relu(self.hidden(rows)), _DROPOUT, self.training)
        packed = pack_padded_sequence(hidden, lengths, batch_first=True, enforce_sorted=False)
        told, _ = pad_packed_sequence(self.gru(packed)[0], batch_first=True)
        scores: torch.Tensor = self.out(torch.cat([hidden, dropout(told, _DROPOUT, self.training)], -1))
        return scores + self.skip(rows)


def train(examples: Sequence[Example], networks: int) -> Arrays:
    """The arrays of a model of some answers, as `voiceint.assessment.role_model.build_model` reads them."""
    arrays = {"networks": np.array(networks), "transitions": _transitions(examples)}
    for place in range(networks):
        weights = _train_network(examples, seed=place).state_dict()
        arrays |= {f"{place}_{name}": weight.numpy() for name, weight in weights.items()}
    return {name: array.astype(np.float16) for name, array in arrays.items()}


def _transitions(examples: Sequence[Example]) -> npt.NDArray[np.float64]:
    counts = np.ones((len(ROLES), len(ROLES)))
    for _, roles, _ in examples:
        np.add.at(counts, (roles[:-1], roles[1:]), 1)
    follow, usual = counts / counts.sum(axis=1, keepdims=True), counts.sum(axis=0) / counts.sum()
    weighed: npt.NDArray[np.float64] = _TRANSITION_WEIGHT * np.log(follow / usual)
    return weighed


def _train_network(examples: Sequence[Example], seed: int) -> RoleNetwork:
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    network = RoleNetwork(examples[0][0].shape[1])
    optimiser = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=_DECAY)
    rounds = _EPOCHS * -(-len(examples) // _BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=rounds + 1)
    network.train()
    for _ in range(_EPOCHS):
        order = random.permutation(len(examples))
        for begin in range(0, len(order), _BATCH):
            shown = [_change(examples[place], random) for place in order[begin : begin + _BATCH]]
            rows = pad_sequence([torch.tensor(row) for row, _ in shown], batch_first=True)
            roles = pad_sequence([torch.tensor(role) for _, role in shown], batch_first=True, padding_value=-1)
            lengths = torch.tensor([len(role) for _, role in shown])
            scores = network(rows, lengths).transpose(1, 2)
            loss = cross_entropy(scores, roles, ignore_index=-1, label_smoothing=_SMOOTHING)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
    return network.eval()


def _change(example: Example, random: np.random.Generator) -> tuple[npt.NDArray[np.float32], Labels]:
    """The answer as it is told once: often with a part cut out, parts or passages in another order, clauses missing."""
    rows, roles, is_story = example
    kept = np.arange(len(roles))
    if is_story and random.random() < _CHANGED:
        way = random.integers(4)
        if way in (0, 3):
            kept = kept[roles != random.integers(4)]
        if way == 1:
            places = np.append(random.permutation(4).astype(float), 0.0)
            keys = np.where(roles == 4, random.integers(5, size=len(roles)) - 0.5, places[roles])
            kept = np.argsort(keys, kind="stable")
        if way in (2, 3) and len(kept):
            cuts = np.flatnonzero(np.diff(roles[kept])) + 1
            passages = np.split(kept, cuts)
            kept = np.concatenate([passages[place] for place in random.permutation(len(passages))])
    if len(kept) > 4 and random.random() < _THINNED:
        kept = kept[random.random(len(kept)) > _LEFT_OUT]
    if not len(kept):
        kept = np.arange(len(roles))
    return rows[kept], roles[kept]
