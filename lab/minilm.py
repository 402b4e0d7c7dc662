"""all-MiniLM-L6-v2 in PyTorch, from the program's own file, with small changes to train (`pip install torch`)."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper
from torch import nn
from torch.nn.functional import dropout, gelu, layer_norm, linear, scaled_dot_product_attention

from voiceint.assessment.embedding import SIZE
from voiceint.assessment.tuning import Tuning

_LAYERS, _HEADS = 6, 12
_RANK = 8
"""Of the changes. Keys stay as they are: a change of the queries alone already moves what looks at what."""

_SCALE = 2.0
"""What a change is multiplied by: alpha / r of LoRA."""

_DROPOUT = 0.1
_EPSILON = 1e-12
"""As the network was trained."""

_QUERY, _KEY, _VALUE, _OUTPUT, _WIDE, _NARROW = range(6)
_BIASES = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)


class _LoraAdapter(nn.Module):
    """Added to a matrix of the shape (n, m)."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__()
        self.down = nn.Parameter(torch.randn(rows, _RANK) / rows**0.5)
        self.up = nn.Parameter(torch.zeros(_RANK, columns))

    def forward(self, given: torch.Tensor) -> torch.Tensor:
        return given @ self.down @ self.up * _SCALE


class MiniLm(nn.Module):
    """Reads word pieces; only the changes are trained."""

    def __init__(self, weights: Path) -> None:
        """Args: weights: the ONNX file of the program."""
        super().__init__()
        graph = onnx.load(str(weights)).graph
        self._arrays = {array.name: numpy_helper.to_array(array).copy() for array in graph.initializer}
        used = [each for node in graph.node if node.op_type == "MatMul" for each in node.input]
        self._names = [name for name in used if f"{name}_q" in self._arrays]
        self._matrices = [self._matrix(name).T.contiguous() for name in self._names]
        kept = [place for place in range(len(self._names)) if place % 6 != _KEY]
        self.changes = nn.ModuleDict(
            {str(place): _LoraAdapter(*self._matrix(self._names[place]).shape) for place in kept}
        )

    def forward(self, rows: Sequence[Sequence[int]]) -> torch.Tensor:
        """What each word piece of some windows means, one window behind the other: shape (pieces, 384)."""
        longest = max(map(len, rows))
        ids = torch.zeros((len(rows), longest), dtype=torch.long)
        mask = torch.zeros((len(rows), longest), dtype=torch.bool)
        for place, row in enumerate(rows):
            ids[place, : len(row)] = torch.tensor(row)
            mask[place, : len(row)] = True
        states = self._norm(self._begin(ids), "inner.embeddings.LayerNorm")
        for layer in range(_LAYERS):
            states = self._layer(states, mask[:, None, None, :], layer)
        return states[mask]

    def build(self) -> Tuning:
        """The changes as the program makes them."""

        def halves(change: nn.Module) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
            assert isinstance(change, _LoraAdapter)
            return change.down.detach().numpy(), (change.up * _SCALE).detach().numpy()

        return Tuning({self._names[int(place)]: halves(change) for place, change in self.changes.items()})

    def _matrix(self, name: str) -> torch.Tensor:
        return torch.from_numpy(self._arrays[f"{name}_q"].astype(np.float32) * self._arrays[f"{name}_scale"])

    def _vector(self, name: str) -> torch.Tensor:
        return torch.from_numpy(self._arrays[name])

    def _begin(self, ids: torch.Tensor) -> torch.Tensor:
        name = "inner.embeddings.word_embeddings.weight"
        numbers = torch.from_numpy(self._arrays[f"{name}_q"][ids.numpy()].astype(np.float32))
        words = numbers * torch.from_numpy(self._arrays[f"{name}_scale"])[ids]
        places = self._matrix("inner.embeddings.position_embeddings.weight")[: ids.shape[1]]
        return words + places + self._vector("inner.embeddings.token_type_embeddings.weight")[0]

    def _layer(self, states: torch.Tensor, mask: torch.Tensor, layer: int) -> torch.Tensor:
        def by(given: torch.Tensor, matrix: int) -> torch.Tensor:
            place = 6 * layer + matrix
            bias = self._vector(f"inner.encoder.layer.{layer}.{_BIASES[matrix]}.bias")
            read = linear(given, self._matrices[place], bias)
            return read + self.changes[str(place)](given) if matrix != _KEY else read

        def heads(matrix: int) -> torch.Tensor:
            return by(states, matrix).unflatten(-1, (_HEADS, SIZE // _HEADS)).transpose(1, 2)

        name = f"inner.encoder.layer.{layer}"

        def added(given: torch.Tensor, matrix: int) -> torch.Tensor:
            return dropout(by(given, matrix), _DROPOUT, self.training)

        seen = scaled_dot_product_attention(heads(_QUERY), heads(_KEY), heads(_VALUE), attn_mask=mask)
        states = self._norm(
            states + added(seen.transpose(1, 2).flatten(2), _OUTPUT), f"{name}.attention.output.LayerNorm"
        )
        return self._norm(states + added(gelu(by(states, _WIDE)), _NARROW), f"{name}.output.LayerNorm")

    def _norm(self, states: torch.Tensor, name: str) -> torch.Tensor:
        return layer_norm(states, (SIZE,), self._vector(f"{name}.weight"), self._vector(f"{name}.bias"), _EPSILON)
