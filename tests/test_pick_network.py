"""What a posting calls for is read from its word pieces."""

import numpy as np
import pytest

from voiceint.assessment.embedding import SIZE, MiniLmEmbedder, PieceEmbedder, Vectors
from voiceint.planning.pick_network import PickNetwork, PostingVectors


def pieces(*marks: int) -> Vectors:
    """Word pieces of a line, each of which has nothing but a 1 at its mark."""
    return np.eye(SIZE, dtype=np.float32)[list(marks)]


def network(of_line: float = 0.0, of_whole: float = 0.0, worth: float = 3.0) -> PickNetwork:
    """Its first question looks at pieces marked 0, its second at nothing.

    Args:
        of_line: What a line of pieces marked 9 adds to each of its pieces for the first question.
        of_whole: What a posting of them adds for the second.
        worth: What a piece that the first question looks at adds.
    """
    piece = np.zeros((SIZE + 1, 2), dtype=np.float32)
    piece[0, 0] = 1
    line = np.zeros((SIZE, 2), dtype=np.float32)
    line[9, 0] = of_line
    whole = np.zeros((SIZE + 1, 2), dtype=np.float32)
    whole[9, 1] = of_whole
    whole[-1] = [-1, -2]
    attend = np.array([[20, 0], [0, 0]], dtype=np.float32)
    return PickNetwork(piece, line, attend, np.array([[worth, 0], [0, 0]], dtype=np.float32), whole)


def test_a_question_is_likely_by_the_line_it_looks_at() -> None:
    odds, attention = network().read(PostingVectors.of([pieces(1, 2), pieces(3, 0, 4)]))
    assert odds == pytest.approx([2, -2], abs=0.01)
    assert attention[:, 0] == pytest.approx([0, 1], abs=0.01)


def test_a_line_that_does_not_speak_for_a_question_has_none_of_its_attention() -> None:
    against, nothing = network(worth=-3), network()
    assert not against.read(PostingVectors.of([pieces(0), pieces(1)]))[1].any()
    odds, attention = nothing.read(PostingVectors.of([pieces(1, 2)]))
    assert odds == pytest.approx([-1, -2])
    assert not attention.any()


def test_what_stands_around_a_piece_counts() -> None:
    _, attention = network(of_line=2).read(PostingVectors.of([pieces(1, 1), pieces(9, 9)]))
    assert attention[:, 0] == pytest.approx([0, 1], abs=0.01)


def test_the_posting_as_a_whole_counts() -> None:
    odds, _ = network(of_whole=5).read(PostingVectors.of([pieces(9, 9), pieces(9)]))
    assert odds == pytest.approx([-1, 3])


def test_the_program_reads_as_training_does(embedder: PieceEmbedder) -> None:
    torch = pytest.importorskip("torch", reason="PyTorch is for training only")
    from lab.minilm import MiniLm
    from lab.pick_network import LabelledLines, TrainedNetwork, _Batch

    assert isinstance(embedder, MiniLmEmbedder)
    torch.manual_seed(0)
    trained = TrainedNetwork(MiniLm(embedder._weights), 7).eval()
    for change in trained.encoder.changes.values():
        torch.nn.init.normal_(change.up, std=0.02)
    postings = [["You lead nine people.", "You keep the queue short."], ["Answer parents' letters." * 9] * 12]
    with torch.no_grad():
        odds, _ = trained(_Batch([LabelledLines(lines, np.zeros(7), ()) for lines in postings]))
    tuning, built = trained.encoder.build(), trained.build()
    for lines, expected in zip(postings, odds.numpy(), strict=True):
        pieces = embedder.embed_pieces(lines, tuning)
        assert built.read(PostingVectors.of(pieces))[0] == pytest.approx(expected, abs=1e-3)
