"""The lines of a posting are read together, by weights that are changed for it."""

import numpy as np
import pytest

from voiceint.assessment.embedding import SIZE, MiniLmEmbedder, PieceEmbedder, Vectors, mean_vector
from voiceint.assessment.tuning import Tuning, tune
from voiceint.assessment.windows import windows

QUERY = "val_49"
"""The first matrix of the embedding."""

NONE = Tuning({})
LINE = "You lead nine people."


def change(size: float) -> Tuning:
    ones = np.ones((SIZE, 1), dtype=np.float32)
    return Tuning({QUERY: (ones * size, ones.T)})


def test_lines_are_read_together_and_none_is_parted() -> None:
    lines = [LINE, "", "Complaints are answered within a day."] * 20
    found = windows(lines)
    assert len(found) > 1
    assert all(len(window.ids) == len(window.lines) <= 250 for window in found)
    places = [place for window in found for place in window.lines]
    assert places == sorted(places) and set(places) == set(range(len(lines)))
    assert not {*found[0].lines} & {*found[1].lines}
    assert len({window.ids[0] for window in found}) == 1
    (long,) = windows(["word " * 1000])
    assert len(long.ids) == 128


def test_unchanged_weights_read_one_line_as_ever(embedder: PieceEmbedder) -> None:
    (pieces,) = embedder.embed_pieces([LINE], NONE)
    assert mean_vector(pieces) == pytest.approx(embedder.embed([LINE])[0], abs=1e-3)


def test_what_stands_around_a_line_changes_how_it_is_read(embedder: PieceEmbedder) -> None:
    _, alone = embedder.embed_pieces(["", LINE], NONE)
    _, around, _ = embedder.embed_pieces(["Requirements", LINE, "Own car"], NONE)
    assert alone.shape == around.shape
    assert np.abs(alone - around).max() > 0.01


def test_changed_weights_read_otherwise_and_the_embedding_stays(embedder: PieceEmbedder) -> None:
    def read(tuning: Tuning) -> Vectors:
        return embedder.embed_pieces([LINE], tuning)[0]

    before, unchanged = embedder.embed([LINE]), read(NONE)
    assert np.abs(read(change(0.1)) - unchanged).max() > 0.01
    assert np.array_equal(read(NONE), unchanged)
    assert np.array_equal(embedder.embed([LINE]), before)
    assert embedder.embed_pieces([], NONE) == []


def test_changes_of_another_network_are_an_error(embedder: PieceEmbedder) -> None:
    assert isinstance(embedder, MiniLmEmbedder)
    with pytest.raises(KeyError):
        tune(embedder._weights, Tuning({"other": next(iter(change(1).changes.values()))}))
