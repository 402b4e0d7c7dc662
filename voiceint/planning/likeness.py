"""How alike texts are: by their words, and by their meaning where that can be read."""

from collections import Counter
from collections.abc import Sequence
from math import log

import numpy as np
import numpy.typing as npt

from voiceint.assessment.coverage import find_stems
from voiceint.assessment.embedding import Embedder

Matrix = npt.NDArray[np.float32]

_WORDS_SHARE = 0.25
"""What shared words count beside the meaning: names that the model does not know are words only."""


def compare(rows: Sequence[str], columns: Sequence[str], embedder: Embedder | None) -> Matrix:
    """The likeness of each of some texts to each of others, about 0 to 1: shape (rows, columns).

    Cosine of sentence vectors, 0 where they point away from each other, with the cosine of the words added; the words
    alone without an embedder.
    """
    words = compare_words(rows, columns)
    if embedder is None:
        return words
    meaning = np.clip(embedder.embed(rows) @ embedder.embed(columns).T, 0, 1)
    likeness: Matrix = (1 - _WORDS_SHARE) * meaning + _WORDS_SHARE * words
    return likeness


def compare_words(rows: Sequence[str], columns: Sequence[str]) -> Matrix:
    """Cosine of the texts' word stems, the rare ones counting more (inverse document frequency, Spärck Jones 1972)."""
    of_rows, of_columns = [find_stems(text) for text in rows], [find_stems(text) for text in columns]
    held = Counter(stem for stems in (*of_rows, *of_columns) for stem in stems)
    weights = {stem: log(1 + (len(rows) + len(columns)) / count) ** 2 for stem, count in held.items()}

    def length(stems: frozenset[str]) -> float:
        return float(sum(weights[stem] for stem in stems)) ** 0.5 or 1.0

    found = np.zeros((len(rows), len(columns)), dtype=np.float32)
    lengths = [length(stems) for stems in of_columns]
    for row, stems in enumerate(of_rows):
        own = length(stems)
        for column, others in enumerate(of_columns):
            shared = stems & others
            if shared:
                found[row, column] = sum(weights[stem] for stem in shared) / (own * lengths[column])
    return found
