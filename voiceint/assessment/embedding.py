"""Sentences as vectors, so that different words for the same thing lie close together."""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

SIZE = 384
"""Numbers in one vector."""

_LONGEST_TOKENS = 128
"""Longest clause in word pieces; the rest is cut off. The model was trained with up to 128."""

_MOST_KNOWN = 256
"""Clauses whose vectors are kept, 1.5 KB each; three minutes have about 45."""

_BATCH = 8
"""Clauses of like length that go through the network together: little padding, and both processors have work."""

TOKENIZER = Path(__file__).parent / "data" / "minilm-tokenizer.json"
"""The tokenizer of all-MiniLM-L6-v2 (Apache-2.0), which no installable package brings alone."""


class Embedder(Protocol):
    """Makes sentences into vectors of length 1: a float32 array of shape (sentences, 384)."""

    def embed(self, sentences: Sequence[str]) -> Vectors:
        """The vectors, in the order of the sentences."""
        ...


class MiniLmEmbedder:
    """all-MiniLM-L6-v2, 8-bit, through onnxruntime. Loaded on first use, in about 0.2 s."""

    def __init__(self, weights: Path) -> None:
        """Args: weights: the ONNX file, already checked."""
        self._weights = weights
        self._session: Any = None
        self._tokenizer: Any = None
        self._known: dict[str, Vectors] = {}
        self._busy = Lock()

    def embed(self, sentences: Sequence[str]) -> Vectors:
        """See `Embedder.embed`: mean of the token vectors, made to length 1, as the model was trained.

        A sentence that was read lately is not read again. Safe from several threads, one of which reads at a time.
        """
        with self._busy:
            new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._known]
            self._known.update(zip(new, self._read(new), strict=True))
            vectors = [self._known[sentence] for sentence in sentences]
            self._known = dict(list(self._known.items())[-_MOST_KNOWN:])
        return np.array(vectors, dtype=np.float32).reshape(-1, SIZE)

    def _read(self, sentences: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(sentences), SIZE), dtype=np.float32)
        if not sentences:
            return vectors
        self._load()
        encoded = self._tokenizer.encode_batch(list(sentences))
        by_length = sorted(range(len(encoded)), key=lambda place: len(encoded[place].ids))
        for begin in range(0, len(by_length), _BATCH):
            places = by_length[begin : begin + _BATCH]
            vectors[places] = self._embed([encoded[place].ids for place in places])
        return vectors

    def _embed(self, rows: Sequence[Sequence[int]]) -> Vectors:
        """The vectors of sentences of about the same length, of which the shorter are padded."""
        ids = np.zeros((len(rows), max(len(row) for row in rows)), dtype=np.int64)
        mask = np.zeros_like(ids)
        for place, row in enumerate(rows):
            ids[place, : len(row)] = row
            mask[place, : len(row)] = 1
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        (tokens,) = self._session.run(["last_hidden_state"], inputs)
        weights = mask[:, :, None].astype(np.float32)
        means = (tokens * weights).sum(axis=1) / weights.sum(axis=1)
        vectors: Vectors = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
        return vectors

    def _load(self) -> None:
        if self._session is not None:
            return
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 2
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._tokenizer = Tokenizer.from_file(str(TOKENIZER))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_LONGEST_TOKENS)
        self._session = onnxruntime.InferenceSession(
            str(self._weights), sess_options=options, providers=["CPUExecutionProvider"]
        )
