"""An embedder for measuring, where the same clauses come again and again."""

from collections.abc import Sequence

import numpy as np

from voiceint.assessment.embedding import Embedder, Vectors


class RememberingEmbedder:
    """Embeds each clause once, whatever answers it comes in."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, Vectors] = {}

    def embed(self, sentences: Sequence[str]) -> Vectors:
        """See `Embedder.embed`."""
        new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._known]
        if new:
            self._known.update(zip(new, self._embedder.embed(new), strict=True))
        return np.array([self._known[sentence] for sentence in sentences], dtype=np.float32)
