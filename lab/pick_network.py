"""The network of picks in PyTorch, which only training needs (`pip install torch`)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits, dropout

from voiceint.assessment.embedding import SIZE, Vectors
from voiceint.planning.pick_network import PickNetwork, PostingVectors

_HIDDEN = 256
_DROPOUT = 0.4
_EPOCHS, _BATCH = 14, 16
_RATE, _DECAY = 2e-3, 2e-2
_RISE = 0.15
"""Share of the steps in which the rate rises.

All chosen by reading 100 development postings by what was learned of 1262 others: 74 % of the picks were among the
first ten; with 192 hidden values, a dropout of 0.3 and 12 epochs 73 %. Word pieces embedded by their number, lines left
out at random, a layer over neighbouring pieces, and three networks instead of one made no difference beyond chance."""

_CALLED = 1.0
"""What it counts that attention lies on the lines that called for a question. Without it, recall is 0.05 lower."""

_LEAST = 1e-6
"""Of a share, before its logarithm is taken."""

_OF_PIECES, _OF_POSTING = 3.0, 30.0
"""Scales of the vectors, whose numbers are about 0.3 and 0.05."""

_USUAL = 8
"""Questions picked for a posting: what the loss of one is measured in."""

_LIKE_LENGTH = 6
"""Of so many batches the postings of like length go together."""


@dataclass(frozen=True)
class LabelledPieces:
    """A posting to learn from.

    Attributes:
        pieces: Gives for each line the vectors of its word pieces; those of all postings would take gigabytes.
        wanted: How much each question is, 0 to 1.
        calls: Pairs of a question's place and that of a line that called for it.
    """

    pieces: Callable[[], list[Vectors]]
    wanted: npt.NDArray[np.float64]
    calls: tuple[tuple[int, int], ...]


class _Batch:
    """Postings one behind the other."""

    def __init__(self, examples: Sequence[LabelledPieces]) -> None:
        readings = [PostingVectors.of(each.pieces()) for each in examples]
        self.size = len(examples)
        self.pieces = torch.from_numpy(np.concatenate([each.pieces for each in readings])) * _OF_PIECES
        self.lines = torch.from_numpy(np.concatenate([each.lines for each in readings])) * _OF_PIECES
        self.posting = torch.from_numpy(np.stack([each.whole for each in readings])) * _OF_POSTING
        begins = np.cumsum([0, *(len(each.lines) for each in readings[:-1])])
        lines = [each.line + begin for each, begin in zip(readings, begins, strict=True)]
        self.line = torch.from_numpy(np.concatenate(lines))
        self.of = torch.from_numpy(np.repeat(np.arange(self.size), [len(each.pieces) for each in readings]))
        self.wanted = torch.from_numpy(np.stack([each.wanted for each in examples]).astype(np.float32))
        self.calls = [
            (question, int(begin) + line)
            for each, begin in zip(examples, begins, strict=True)
            for question, line in each.calls
        ]


class TrainedNetwork(nn.Module):
    """The network of `voiceint.planning.pick_network.PickNetwork`, to be trained."""

    def __init__(self, questions: int) -> None:
        super().__init__()
        self.piece = nn.Linear(SIZE, _HIDDEN)
        self.line = nn.Linear(SIZE, _HIDDEN, bias=False)
        self.attend = nn.Linear(_HIDDEN, questions, bias=False)
        self.worth = nn.Linear(_HIDDEN, questions, bias=False)
        self.posting = nn.Linear(SIZE, questions)

    def forward(self, batch: _Batch) -> tuple[torch.Tensor, torch.Tensor]:
        """Log odds of shape (postings, questions), and each line's share of attention, of shape (lines, questions)."""
        around = self.line(self._thinned(batch.lines))[batch.line]
        hidden = self._thinned(torch.relu(self.piece(self._thinned(batch.pieces)) + around))
        shares = self._shares(self.attend(hidden), batch)
        odds = self.posting(self._thinned(batch.posting)).index_add(0, batch.of, shares * self.worth(hidden))
        of_lines = torch.zeros(len(batch.lines), shares.shape[1]).index_add(0, batch.line, shares)
        return odds, of_lines

    def _thinned(self, rows: torch.Tensor) -> torch.Tensor:
        return dropout(rows, _DROPOUT, self.training)

    @staticmethod
    def _shares(scores: torch.Tensor, batch: _Batch) -> torch.Tensor:
        """The softmax over the pieces of each posting."""
        where = batch.of[:, None].expand_as(scores)
        most = torch.full((batch.size, scores.shape[1]), -torch.inf).scatter_reduce(0, where, scores.detach(), "amax")
        raised = (scores - most[batch.of]).exp()
        return raised / torch.zeros_like(most).index_add(0, batch.of, raised)[batch.of]

    def build(self) -> PickNetwork:
        """The network as the program reads it."""

        def weights(layer: nn.Linear, scale: float = 1.0) -> Vectors:
            return np.ascontiguousarray(layer.weight.detach().numpy().T * scale)

        def bias(layer: nn.Linear) -> Vectors:
            array: Vectors = layer.bias.detach().numpy()
            return array

        return PickNetwork(
            of_piece=np.vstack([weights(self.piece, _OF_PIECES), bias(self.piece)]),
            of_line=weights(self.line, _OF_PIECES),
            attend=weights(self.attend),
            worth=weights(self.worth),
            of_posting=np.vstack([weights(self.posting, _OF_POSTING), bias(self.posting)]),
        )


def train(examples: Sequence[LabelledPieces]) -> PickNetwork:
    """A network of some postings."""
    torch.manual_seed(0)
    random = np.random.default_rng(0)
    network = TrainedNetwork(len(examples[0].wanted))
    usual = np.clip(np.mean([each.wanted for each in examples], axis=0), 0.01, 0.99)
    with torch.no_grad():
        network.posting.bias.copy_(torch.from_numpy(np.log(usual / (1 - usual))))
    optimiser = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=_DECAY)
    steps = _EPOCHS * -(-len(examples) // _BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=steps + 1, pct_start=_RISE)
    lengths = [sum(map(len, each.pieces())) for each in examples]
    network.train()
    for _ in range(_EPOCHS):
        for places in _batches(lengths, random):
            batch = _Batch([examples[place] for place in places])
            odds, of_lines = network(batch)
            loss = _loss(odds, of_lines, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimiser.step()
            schedule.step()
    return network.eval().build()


def _loss(odds: torch.Tensor, of_lines: torch.Tensor, batch: _Batch) -> torch.Tensor:
    loss = binary_cross_entropy_with_logits(odds, batch.wanted) * (odds.shape[1] / _USUAL)
    if not batch.calls:
        return loss
    questions, lines = zip(*batch.calls, strict=True)
    return loss - _CALLED * (of_lines[lines, questions] + _LEAST).log().mean()


def _batches(lengths: Sequence[int], random: np.random.Generator) -> list[list[int]]:
    """Places of postings, in a new order each time, those of a batch of about the same length."""
    order = random.permutation(len(lengths)).tolist()
    batches = []
    for begin in range(0, len(order), _BATCH * _LIKE_LENGTH):
        some = sorted(order[begin : begin + _BATCH * _LIKE_LENGTH], key=lengths.__getitem__)
        batches += [some[start : start + _BATCH] for start in range(0, len(some), _BATCH)]
    return batches
