"""What a posting calls for is read from its word pieces."""

from functools import partial

import numpy as np
import pytest

from voiceint.assessment.embedding import SIZE, MiniLmEmbedder, PieceEmbedder, Vectors, mean_vector
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


def test_a_line_means_what_its_word_pieces_mean_together(embedder: PieceEmbedder) -> None:
    assert isinstance(embedder, MiniLmEmbedder)
    short, long = "You lead nine people.", "Complaints are answered within a day, whoever writes them and however."
    together = MiniLmEmbedder(embedder._weights).embed_pieces([short, long])
    for line, read in zip((short, long), together, strict=True):
        assert mean_vector(read) == pytest.approx(MiniLmEmbedder(embedder._weights).embed([line])[0], abs=0.02)
    assert len(together[0]) < len(together[1])


def test_a_line_whose_pieces_were_read_is_known(embedder: PieceEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(embedder, MiniLmEmbedder)
    fresh = MiniLmEmbedder(embedder._weights)
    (read,) = fresh.embed_pieces(["Rosters for two shops."])
    monkeypatch.setattr(fresh, "_run", lambda rows: pytest.fail("read again"))
    assert fresh.embed(["Rosters for two shops."])[0] == pytest.approx(mean_vector(read))


def test_the_program_reads_as_training_does() -> None:
    torch = pytest.importorskip("torch", reason="PyTorch is for training only")
    from lab.pick_network import LabelledPieces, TrainedNetwork, _Batch

    random = np.random.default_rng(0)
    postings = [[random.normal(0, 0.3, (size, SIZE)).astype(np.float32) for size in sizes] for sizes in ((5, 3), (4,))]
    trained = TrainedNetwork(7).eval()
    batch = _Batch([LabelledPieces(partial(list, lines), np.zeros(7), ()) for lines in postings])
    with torch.no_grad():
        odds, _ = trained(batch)
    for lines, expected in zip(postings, odds.numpy(), strict=True):
        assert trained.build().read(PostingVectors.of(lines))[0] == pytest.approx(expected, abs=1e-4)
