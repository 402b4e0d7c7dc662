"""BM25, the usual ranking by words, to compare with."""

import re
from collections import Counter
from collections.abc import Sequence
from math import log

_K1, _B = 1.2, 0.75
"""As in Robertson & Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009)."""


class Bm25:
    """Scores texts for a query."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._counts = [Counter(_words(text)) for text in texts]
        self._lengths = [sum(counts.values()) for counts in self._counts]
        self._mean = sum(self._lengths) / len(texts)
        self._held = Counter(word for counts in self._counts for word in counts)

    def scores(self, query: str) -> list[float]:
        """How well each text fits the words of a query, each word once; for ordering only."""
        words = sorted(set(_words(query)))
        return [
            sum(self._weight(word) * self._share(counts[word], length) for word in words)
            for counts, length in zip(self._counts, self._lengths, strict=True)
        ]

    def _weight(self, word: str) -> float:
        held = self._held[word]
        return log(1 + (len(self._counts) - held + 0.5) / (held + 0.5))

    def _share(self, count: int, length: int) -> float:
        return count * (_K1 + 1) / (count + _K1 * (1 - _B + _B * length / self._mean))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())
