"""A small network that reads the words of a posting for the questions they call for: trained by `lab.fit_ranking`."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voiceint.assessment.embedding import Vectors, mean_vector
from voiceint.planning.likeness import Matrix

_SPEAKS_FOR = 0.05
"""What a line adds to the log odds of a question, from which on it speaks for it."""


@dataclass(frozen=True)
class PostingVectors:
    """What a posting means.

    Attributes:
        pieces: Of the word pieces of all lines: shape (pieces, 384).
        line: The place of the line that each piece stands in: shape (pieces,).
        lines: Of each line, the mean of its pieces: shape (lines, 384).
        whole: The mean of the lines' vectors of length 1, of length 1: shape (384,).
    """

    pieces: Vectors
    line: npt.NDArray[np.int64]
    lines: Vectors
    whole: Vectors

    @classmethod
    def of(cls, lines: Sequence[Vectors]) -> "PostingVectors":
        """Args: lines: of each line the vectors of its word pieces; at least one line, and one piece in each."""
        line = np.repeat(np.arange(len(lines)), [len(each) for each in lines])
        means = np.stack([each.mean(axis=0) for each in lines])
        whole = mean_vector(np.stack([mean_vector(each) for each in lines]))
        return cls(np.concatenate(lines), line, means, whole)


@dataclass(frozen=True)
class PickNetwork:
    """Attention of each of q questions to the words of a posting. Last rows of what has a bias are biases.

    Attributes:
        of_piece: From a word piece to h hidden values: shape (384 + 1, h).
        of_line: From the mean of its line to the same: shape (384, h).
        attend: How much each question looks at a piece with such values: shape (h, q).
        worth: What the piece says for the question: shape (h, q).
        of_posting: What the whole says for it: shape (384 + 1, q).
    """

    of_piece: Matrix
    of_line: Matrix
    attend: Matrix
    worth: Matrix
    of_posting: Matrix

    def read(self, posting: PostingVectors) -> tuple[Matrix, Matrix]:
        """The log odds that each question is picked, and where the network sees that.

        Returns:
            Arrays of the shapes (q,) and (lines, q): in the second, each line's share of a question's attention, 0
            where the line does not make the question likelier.
        """
        given = posting.pieces @ self.of_piece[:-1] + self.of_piece[-1]
        hidden = np.maximum(given + (posting.lines @ self.of_line)[posting.line], 0)
        scores = hidden @ self.attend
        shares = np.exp(scores - scores.max(axis=0))
        shares /= shares.sum(axis=0)
        said = shares * (hidden @ self.worth)
        of_lines, added = np.zeros((2, len(posting.lines), shares.shape[1]), dtype=np.float32)
        np.add.at(of_lines, posting.line, shares)
        np.add.at(added, posting.line, said)
        odds = said.sum(axis=0) + posting.whole @ self.of_posting[:-1] + self.of_posting[-1]
        return odds, np.where(added >= _SPEAKS_FOR, of_lines, 0)
