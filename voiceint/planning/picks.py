"""What was picked for other postings, and what that tells of a new one: trained by `python -m lab.fit_ranking`."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from functools import cache
from pathlib import Path

import numpy as np

from voiceint.assessment.coverage import find_stems
from voiceint.assessment.embedding import PieceEmbedder
from voiceint.assessment.tuning import Tuning
from voiceint.planning.found import Found
from voiceint.planning.likeness import Matrix
from voiceint.planning.pick_network import PickNetwork, PostingVectors
from voiceint.planning.seniority import LEVELS, level_of

FILE = Path(__file__).parent / "data" / "picks.npz"

_DOWN, _UP = ".down", ".up"
"""What the two matrices of a change are called, behind the name of what they change."""


@dataclass(frozen=True)
class Picks:
    """Readings of a posting that tell how likely each question is for which picks are known.

    Attributes:
        ids: Of the questions.
        stems: The word stems that are read.
        rarity: The inverse document frequency of each: shape (stems,).
        of_words: From a vector of stems to how likely each question is: shape (stems + 1, questions). Biases last.
        of_level: The logarithm of how much likelier each question is for a job of each of `LEVELS` than for any job:
            shape (4, questions).
        together: The logarithm of how much oftener two questions are picked for the same posting than if each were
            picked for itself: shape (questions, questions).
        tuning: What the embedding is changed by to read postings.
        network: Reads what the word pieces mean.
    """

    ids: tuple[str, ...]
    stems: tuple[str, ...]
    rarity: Matrix
    of_words: Matrix
    of_level: Matrix
    together: Matrix
    tuning: Tuning
    network: PickNetwork

    def by_words(self, lines: Sequence[str]) -> Matrix:
        """How likely each question is by the words of a posting: shape (questions,)."""
        likely: Matrix = count_stems(lines, self.stems, self.rarity) @ self.of_words[:-1] + self.of_words[-1]
        return likely

    def by_level(self, seniority: Found | None) -> Matrix:
        """How much likelier each question is for a job of a level, as a logarithm: shape (questions,)."""
        if seniority is None:
            return np.zeros(len(self.ids), dtype=np.float32)
        level: Matrix = self.of_level[LEVELS.index(level_of(seniority.text))]
        return level

    def by_meaning(self, lines: Sequence[str], embedder: PieceEmbedder) -> tuple[Matrix, Matrix]:
        """See `PickNetwork.read`: of at least one line."""
        return self.network.read(PostingVectors.of(embedder.embed_pieces(lines, self.tuning)))


def count_stems(lines: Sequence[str], stems: Sequence[str], rarity: Matrix) -> Matrix:
    """A vector of length 1: in how many lines each stem stands (its logarithm), times its rarity; 0 if none does."""
    counts = Counter(stem for line in lines for stem in find_stems(line))
    found = np.array([1 + np.log(counts[stem]) if stem in counts else 0 for stem in stems], dtype=np.float32) * rarity
    vector: Matrix = found / (float(np.linalg.norm(found)) or 1.0)
    return vector


@cache
def load_picks() -> Picks:
    """What was learned, as it comes with the program."""
    with np.load(FILE, allow_pickle=False) as file:
        ids, stems = tuple(file["ids"].tolist()), tuple(file["stems"].tolist())
        tuned = file["tuned"].tolist()
        arrays = {key: file[key].astype(np.float32) for key in file.files if key not in ("ids", "stems", "tuned")}
    tuning = Tuning({name: (arrays.pop(name + _DOWN), arrays.pop(name + _UP)) for name in tuned})
    network = PickNetwork(**{field.name: arrays.pop(field.name) for field in fields(PickNetwork)})
    return Picks(ids, stems, **arrays, tuning=tuning, network=network)


def save_picks(picks: Picks) -> None:
    """Write what was learned, in half precision.

    Raises:
        ValueError: A weight is too large for it.
    """
    kept = [field.name for field in fields(Picks) if field.name not in ("ids", "stems", "tuning", "network")]
    arrays: dict[str, Matrix] = {name: getattr(picks, name) for name in kept} | asdict(picks.network)
    for name, (down, up) in picks.tuning.changes.items():
        arrays |= {name + _DOWN: down, name + _UP: up}
    with np.errstate(over="ignore"):  # it is said below
        halves = {name: array.astype(np.float16) for name, array in arrays.items()}
    if not all(np.isfinite(array).all() for array in halves.values()):
        raise ValueError("A weight is too large for half precision.")
    names = {"ids": picks.ids, "stems": picks.stems, "tuned": tuple(picks.tuning.changes)}
    np.savez_compressed(FILE, allow_pickle=False, **{name: np.array(own) for name, own in names.items()}, **halves)
