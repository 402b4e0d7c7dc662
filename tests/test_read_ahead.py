from collections.abc import Sequence
from threading import Event
from typing import Any

import numpy as np
import pytest

from voiceint.assessment.embedding import SIZE, Embedder, MiniLmEmbedder, Vectors
from voiceint.read_ahead import ReadAhead

CLAUSES = ("I led a team of nine people.", "We had four hundred open tickets.", "So I called each customer myself.")


class Listener:
    """Hears what it is asked to read."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.done = Event()

    def embed(self, sentences: Sequence[str]) -> Vectors:
        self.read = list(sentences)
        self.done.set()
        return np.zeros((len(sentences), SIZE), dtype=np.float32)


def test_clauses_are_read_while_they_are_said() -> None:
    listener = Listener()
    ahead = ReadAhead(listener)

    ahead.hear(f"{CLAUSES[0]} {CLAUSES[1]}")
    assert listener.done.wait(10)
    assert listener.read == list(CLAUSES[:2])

    listener.done.clear()
    ahead.hear(" ".join(CLAUSES))
    assert listener.done.wait(10)
    ahead.close()
    assert listener.read == list(CLAUSES)


def test_a_clause_is_read_once(embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    import onnxruntime

    rows: list[int] = []
    run = onnxruntime.InferenceSession.run

    def count(session: Any, outputs: Any, inputs: dict[str, Any]) -> Any:
        rows.append(len(inputs["input_ids"]))
        return run(session, outputs, inputs)

    monkeypatch.setattr(onnxruntime.InferenceSession, "run", count)
    before = embedder.embed(CLAUSES[:2])
    after = embedder.embed([*CLAUSES, CLAUSES[0]])

    assert sum(rows) == len(CLAUSES)
    assert np.array_equal(after[:2], before)
    assert np.array_equal(after[3], before[0])


def test_a_clause_means_the_same_in_any_company(embedder: Embedder) -> None:
    assert isinstance(embedder, MiniLmEmbedder)
    together = embedder.embed(CLAUSES)
    alone = MiniLmEmbedder(embedder._weights).embed(CLAUSES[1:2])
    assert np.allclose(together[1:2], alone, atol=1e-6)
