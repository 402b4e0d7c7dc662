"""What was picked for other postings, and what that tells of a new one: trained by `python -m lab.fit_ranking`."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

import numpy as np

from voiceint.assessment.coverage import find_stems
from voiceint.assessment.embedding import Vectors
from voiceint.planning.likeness import Matrix

FILE = Path(__file__).parent / "data" / "picks.npz"


@dataclass(frozen=True)
class Picks:
    """Linear readings of a posting, one for each question for which picks are known. Last rows are biases.

    Attributes:
        ids: Of the questions.
        stems: The word stems that are read.
        rarity: The inverse document frequency of each: shape (stems,).
        of_words: From a vector of stems to how likely each question is: shape (stems + 1, questions).
        of_meaning: The same from the mean of the vectors of the lines: shape (384 + 1, questions).
        of_lines: From the vector of one line to the logarithm of the odds that it calls for each question, and at last
            for none: shape (384 + 1, questions + 1).
        together: The logarithm of how much oftener two questions are picked for the same posting than if each were
            picked for itself: shape (questions, questions).
    """

    ids: tuple[str, ...]
    stems: tuple[str, ...]
    rarity: Matrix
    of_words: Matrix
    of_meaning: Matrix
    of_lines: Matrix
    together: Matrix

    def by_words(self, lines: Sequence[str]) -> Matrix:
        """How likely each question is by the words of a posting: shape (questions,)."""
        return _read(count_stems(lines, self.stems, self.rarity), self.of_words)

    def by_meaning(self, vectors: Vectors) -> Matrix:
        """How likely each question is by the vectors of a posting's lines, at least one: shape (questions,)."""
        return _read(mean_vector(vectors), self.of_meaning)

    def by_line(self, vectors: Vectors) -> Matrix:
        """The probability that a line calls for a question: shape (lines, questions)."""
        odds = _read(vectors, self.of_lines)
        shares = np.exp(odds - odds.max(axis=1, keepdims=True))
        called: Matrix = (shares / shares.sum(axis=1, keepdims=True))[:, :-1]
        return called


def count_stems(lines: Sequence[str], stems: Sequence[str], rarity: Matrix) -> Matrix:
    """A vector of length 1: in how many lines each stem stands (its logarithm), times its rarity; 0 if none does."""
    counts = Counter(stem for line in lines for stem in find_stems(line))
    found = np.array([1 + np.log(counts[stem]) if stem in counts else 0 for stem in stems], dtype=np.float32) * rarity
    vector: Matrix = found / (float(np.linalg.norm(found)) or 1.0)
    return vector


def mean_vector(vectors: Vectors) -> Matrix:
    """The mean of some vectors, of length 1."""
    mean = vectors.mean(axis=0)
    vector: Matrix = mean / (float(np.linalg.norm(mean)) or 1.0)
    return vector


def _read(vectors: Matrix, weights: Matrix) -> Matrix:
    read: Matrix = vectors @ weights[:-1] + weights[-1]
    return read


@cache
def load_picks() -> Picks:
    """What was learned, as it comes with the program."""
    with np.load(FILE, allow_pickle=False) as file:
        names, stems = tuple(file["ids"].tolist()), tuple(file["stems"].tolist())
        arrays = {key: file[key].astype(np.float32) for key in file.files if key not in ("ids", "stems")}
    return Picks(ids=names, stems=stems, **arrays)


def save_picks(picks: Picks) -> None:
    """Write what was learned, in half precision."""
    arrays = {field.name: np.array(getattr(picks, field.name)) for field in fields(picks)}
    halves = {name: array.astype(np.float16) if array.dtype.kind == "f" else array for name, array in arrays.items()}
    np.savez_compressed(FILE, allow_pickle=False, **halves)
