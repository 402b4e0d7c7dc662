"""Sentences as vectors, so that different words for the same thing lie close together."""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from voiceint.assessment.tuning import Tuning, tune
from voiceint.assessment.windows import load_tokenizer, windows

Vectors = npt.NDArray[np.float32]

SIZE = 384
"""Numbers in one vector."""

_MOST_KNOWN = 256
"""Clauses whose vectors are kept, 1.5 KB each; three minutes have about 45."""

_BATCH = 8
"""Clauses of like length that go through the network together: little padding, and both processors have work."""


class Embedder(Protocol):
    """Makes sentences into vectors of length 1: a float32 array of shape (sentences, 384)."""

    def embed(self, sentences: Sequence[str]) -> Vectors:
        """The vectors, in the order of the sentences."""
        ...


class PieceEmbedder(Embedder, Protocol):
    """An embedder that also tells what each word piece of a text means, with its weights changed for a purpose."""

    def embed_pieces(self, lines: Sequence[str], tuning: Tuning) -> list[Vectors]:
        """For each line of one text the vectors of its word pieces: float32 arrays of shape (pieces, 384).

        Each line is read among those around it. It has a piece at least; a long one is cut off.
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
        self._tuned: tuple[Tuning, Any] | None = None
        self._known: dict[str, Vectors] = {}
        self._busy = Lock()

    def embed(self, sentences: Sequence[str]) -> Vectors:
        """See `Embedder.embed`: mean of the token vectors, made to length 1, as the model was trained.

        A sentence that was read lately is not read again.
        """
        with self._busy:
            new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._known]
            self._known |= zip(new, self._read(new), strict=True)
            vectors = [self._known[sentence] for sentence in sentences]
            self._known = dict(list(self._known.items())[-_MOST_KNOWN:])
        return np.array(vectors, dtype=np.float32).reshape(-1, SIZE)

    def embed_pieces(self, lines: Sequence[str], tuning: Tuning) -> list[Vectors]:
        """See `PieceEmbedder.embed_pieces`. The weights are changed on first use, in about 0.5 s."""
        if not lines:
            return []
        with self._busy:
            if self._tuned is None or self._tuned[0] is not tuning:
                self._tuned = tuning, _open(tune(self._weights, tuning))
            found = windows(lines)
            states = np.concatenate([_run(self._tuned[1], [window.ids])[0] for window in found])
        places = np.concatenate([window.lines for window in found])
        return [states[places == place] for place in range(len(lines))]

    def _read(self, sentences: Sequence[str]) -> list[Vectors]:
        if not sentences:
            return []
        if self._session is None:
            self._session = _open(str(self._weights))
        encoded = load_tokenizer().encode_batch(list(sentences))
        by_length = sorted(range(len(encoded)), key=lambda place: len(encoded[place].ids))
        vectors: dict[int, Vectors] = {}
        for begin in range(0, len(by_length), _BATCH):
            places = by_length[begin : begin + _BATCH]
            pieces = _run(self._session, [encoded[place].ids for place in places])
            vectors.update(zip(places, map(mean_vector, pieces), strict=True))
        return [vectors[place] for place in range(len(encoded))]


def _open(model: str | bytes) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, sess_options=options, providers=["CPUExecutionProvider"])


def _run(session: Any, rows: Sequence[Sequence[int]]) -> list[Vectors]:
    """The word pieces of texts of about the same length, of which the shorter are padded."""
    ids = np.zeros((len(rows), max(len(row) for row in rows)), dtype=np.int64)
    mask = np.zeros_like(ids)
    for place, row in enumerate(rows):
        ids[place, : len(row)] = row
        mask[place, : len(row)] = 1
    inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
    (states,) = session.run(["last_hidden_state"], inputs)
    return [each[: len(row)] for each, row in zip(states, rows, strict=True)]


def mean_vector(vectors: Vectors) -> Vectors:
    """The mean of some vectors, at least one, made to length 1: from shape (vectors, n) to (n,)."""
    mean = vectors.mean(axis=0)
    vector: Vectors = mean / (float(np.linalg.norm(mean)) or 1.0)
    return vector
