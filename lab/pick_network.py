"""The network of picks in PyTorch, which only training needs (`pip install torch`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits, dropout, normalize

from lab.minilm import MiniLm
from voiceint.assessment.embedding import SIZE, Vectors
from voiceint.assessment.tuning import Tuning
from voiceint.assessment.windows import windows
from voiceint.planning.pick_network import PickNetwork

_HIDDEN = 256
_DROPOUT = 0.3
_EPOCHS, _BATCH = 5, 8
_RATE, _DECAY = 1.5e-3, 2e-2
_RATE_OF_CHANGES, _DECAY_OF_CHANGES = 1e-3, 1e-2
_RISE = 0.15
"""Share of the steps in which the rates rise.

Training all 10.6 million weights of the embedding instead of its small changes found no more: 76 % of what was picked
for development postings left out was among the first ten either way."""

_CALLED = 1.0
"""What it counts that attention lies on the lines that called for a question."""

_LEAST = 1e-6
"""Of a share, before its logarithm is taken."""

_OF_PIECES, _OF_POSTING = 3.0, 20.0
"""Scales of the vectors, whose numbers are about 0.3 and 0.05."""

_TOGETHER = 4
"""So many windows of about the same length go through the network at once."""

_USUAL = 8
"""Questions picked for a posting: what the loss of one is measured in."""

_LIKE_LENGTH = 6
"""Of so many batches the postings of like length go together."""


@dataclass(frozen=True)
class LabelledLines:
    """A posting to learn from.

    Attributes:
        lines: What is read of it.
        wanted: How much each question is, 0 to 1.
        calls: Pairs of a question's place and that of a line that called for it.
    """

    lines: Sequence[str]
    wanted: npt.NDArray[np.float64]
    calls: tuple[tuple[int, int], ...]


class _Batch:
    """The windows of some postings, those of about the same length together."""

    def __init__(self, examples: Sequence[LabelledLines]) -> None:
        begins = np.cumsum([0, *(len(each.lines) for each in examples)])
        found = [
            (window.ids, [int(begin) + line for line in window.lines])
            for each, begin in zip(examples, begins[:-1], strict=True)
            for window in windows(each.lines)
        ]
        found.sort(key=lambda window: len(window[0]))
        rows = [ids for ids, _ in found]
        self.rows = [rows[begin : begin + _TOGETHER] for begin in range(0, len(rows), _TOGETHER)]
        self.line = torch.tensor([line for _, lines in found for line in lines])
        self.posting = torch.from_numpy(np.repeat(np.arange(len(examples)), np.diff(begins)))
        self.wanted = torch.from_numpy(np.stack([each.wanted for each in examples]).astype(np.float32))
        self.calls = [
            (question, int(begin) + line)
            for each, begin in zip(examples, begins[:-1], strict=True)
            for question, line in each.calls
        ]


class TrainedNetwork(nn.Module):
    """The network of `voiceint.planning.pick_network.PickNetwork` and what reads the pieces for it, to be trained."""

    def __init__(self, encoder: MiniLm, questions: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.piece = nn.Linear(SIZE, _HIDDEN)
        self.line = nn.Linear(SIZE, _HIDDEN, bias=False)
        self.attend = nn.Linear(_HIDDEN, questions, bias=False)
        self.worth = nn.Linear(_HIDDEN, questions, bias=False)
        self.posting = nn.Linear(SIZE, questions)

    def forward(self, batch: _Batch) -> tuple[torch.Tensor, torch.Tensor]:
        """Log odds of shape (postings, questions), and each line's share of attention, of shape (lines, questions)."""
        pieces = torch.cat([self.encoder(rows) for rows in batch.rows]) * _OF_PIECES
        lines = _means(pieces, batch.line, len(batch.posting))
        whole = normalize(_means(normalize(lines), batch.posting, len(batch.wanted))) * _OF_POSTING
        around = self.line(self._dropped(lines))[batch.line]
        hidden = self._dropped(torch.relu(self.piece(self._dropped(pieces)) + around))
        of = batch.posting[batch.line]
        shares = _shares(self.attend(hidden), of, len(whole))
        odds = self.posting(self._dropped(whole)).index_add(0, of, shares * self.worth(hidden))
        of_lines = torch.zeros(len(lines), shares.shape[1]).index_add(0, batch.line, shares)
        return odds, of_lines

    def _dropped(self, rows: torch.Tensor) -> torch.Tensor:
        return dropout(rows, _DROPOUT, self.training)

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


def _means(rows: torch.Tensor, of: torch.Tensor, count: int) -> torch.Tensor:
    """The mean of the rows that belong to each of so many things."""
    counts = torch.zeros(count, 1).index_add(0, of, torch.ones(len(of), 1))
    return torch.zeros(count, rows.shape[1]).index_add(0, of, rows) / counts


def _shares(scores: torch.Tensor, of: torch.Tensor, count: int) -> torch.Tensor:
    """The softmax over the pieces of each posting."""
    where = of[:, None].expand_as(scores)
    most = torch.full((count, scores.shape[1]), -torch.inf).scatter_reduce(0, where, scores.detach(), "amax")
    exponentials = (scores - most[of]).exp()
    return exponentials / torch.zeros_like(most).index_add(0, of, exponentials)[of]


def train(examples: Sequence[LabelledLines], weights: Path) -> tuple[Tuning, PickNetwork]:
    """Changes of the embedding in the file `weights`, and a network, of some postings."""
    torch.manual_seed(0)
    random = np.random.default_rng(0)
    network = TrainedNetwork(MiniLm(weights), len(examples[0].wanted))
    usual = np.clip(np.mean([each.wanted for each in examples], axis=0), 0.01, 0.99)
    with torch.no_grad():
        network.posting.bias.copy_(torch.from_numpy(np.log(usual / (1 - usual))))
    changes = list(network.encoder.parameters())
    others = [each for name, each in network.named_parameters() if not name.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": changes, "weight_decay": _DECAY_OF_CHANGES}, {"params": others, "weight_decay": _DECAY}]
    )
    steps = _EPOCHS * -(-len(examples) // _BATCH)
    rates = [_RATE_OF_CHANGES, _RATE]
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rates, total_steps=steps + 1, pct_start=_RISE)
    lengths = [sum(map(len, each.lines)) for each in examples]
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
    network.eval()
    return network.encoder.build(), network.build()


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
