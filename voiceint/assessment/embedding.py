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


class PieceEmbedder(Embedder, Protocol):
    """An embedder that also tells what it makes of each word piece: a vector is their mean, of length 1."""

    def embed_pieces(self, sentences: Sequence[str]) -> list[Vectors]:
        """For each sentence the vectors of its word pieces, in their order: float32 arrays of shape (pieces, 384).

        The marks of a sentence's beginning and end count as pieces; a long sentence is cut off.
        """
        ...


class MiniLmEmbedder:
    """all-MiniLM-L6-v2, 8-bit, through onnxruntime. Loaded on first use, in about 0.2 s.

    Safe from several threads, one of which reads at a time.
    """

    def __init__(self, weights: Path) -> None:
        """Args: weights: the ONNX file, already checked."""
        self._weights = weights
        self._session: Any = None
        self._tokenizer: Any = None
        self._known: dict[str, Vectors] = {}
        self._busy = Lock()

    def embed(self, sentences: Sequence[str]) -> Vectors:
        """See `Embedder.embed`: mean of the token vectors, made to length 1, as the model was trained.

        A sentence that was read lately is not read again.
        """
        with self._busy:
            new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._known]
            self._learn(new, self._read(new))
            vectors = [self._known[sentence] for sentence in sentences]
            self._forget()
        return np.array(vectors, dtype=np.float32).reshape(-1, SIZE)

    def embed_pieces(self, sentences: Sequence[str]) -> list[Vectors]:
        """See `PieceEmbedder.embed_pieces`. The vectors of the same sentences are known from then on."""
        with self._busy:
            pieces = self._read(sentences)
            self._learn(sentences, pieces)
            self._forget()
        return pieces

    def _learn(self, sentences: Sequence[str], pieces: Sequence[Vectors]) -> None:
        for sentence, own in zip(sentences, pieces, strict=True):
            self._known.pop(sentence, None)  # so that it counts among the latest
            self._known[sentence] = mean_vector(own)

    def _forget(self) -> None:
        self._known = dict(list(self._known.items())[-_MOST_KNOWN:])

    def _read(self, sentences: Sequence[str]) -> list[Vectors]:
        if not sentences:
            return []
        self._load()
        encoded = self._tokenizer.encode_batch(list(sentences))
        by_length = sorted(range(len(encoded)), key=lambda place: len(encoded[place].ids))
        pieces: dict[int, Vectors] = {}
        for begin in range(0, len(by_length), _BATCH):
            places = by_length[begin : begin + _BATCH]
            pieces.update(zip(places, self._run([encoded[place].ids for place in places]), strict=True))
        return [pieces[place] for place in range(len(encoded))]

    def _run(self, rows: Sequence[Sequence[int]]) -> list[Vectors]:
        """The word pieces of sentences of about the same length, of which the shorter are padded."""
        ids = np.zeros((len(rows), max(len(row) for row in rows)), dtype=np.int64)
        mask = np.zeros_like(ids)
        for place, row in enumerate(rows):
            ids[place, : len(row)] = row
            mask[place, : len(row)] = 1
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        (states,) = self._session.run(["last_hidden_state"], inputs)
        return [each[: len(row)] for each, row in zip(states, rows, strict=True)]

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


def mean_vector(vectors: Vectors) -> Vectors:
    """The mean of some vectors, at least one, made to length 1: from shape (vectors, n) to (n,)."""
    mean = vectors.mean(axis=0)
    vector: Vectors = mean / (float(np.linalg.norm(mean)) or 1.0)
    return vector
