"""Vectors of the bank's texts, kept on disk: reading them takes a second, and they are the same for every posting."""

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from audio.models import MINILM
from bank import Bank
from voiceint.assessment.embedding import SIZE, PieceEmbedder, Vectors
from voiceint.assessment.tuning import Tuning

_NAME = "bank-vectors.npz"


def keep_vectors(embedder: PieceEmbedder | None, bank: Bank, folder: Path) -> PieceEmbedder | None:
    """An embedder that keeps the vectors of the bank's prompts and asks in a folder, such as the cache."""
    if embedder is None:
        return None
    asks = (ask.question for role in bank.roles for ask in role.asks)
    return KeptVectors(embedder, [*(question.prompt for question in bank.questions), *asks], folder)


class KeptVectors:
    """An embedder that keeps the vectors of some texts on disk, and those of no other: a posting is nobody's business.

    A file that is damaged or of another model is written anew; one that cannot be written is done without.
    """

    def __init__(self, embedder: PieceEmbedder, texts: Iterable[str], folder: Path) -> None:
        """Args: embedder: what reads. texts: whose vectors are kept. folder: where."""
        self._embedder = embedder
        self._keys = {text: _key(text) for text in texts}
        self._path = folder / _NAME
        self._kept: dict[str, Vectors] | None = None

    def embed(self, sentences: Sequence[str]) -> Vectors:
        """See `Embedder.embed`."""
        if self._keys.keys().isdisjoint(sentences):
            return self._embedder.embed(sentences)
        if self._kept is None:
            self._kept = self._read()
        new = [text for text in dict.fromkeys(sentences) if self._keys.get(text) not in self._kept]
        read = dict(zip(new, self._embedder.embed(new), strict=True)) if new else {}
        fresh = {self._keys[text]: vector for text, vector in read.items() if text in self._keys}
        if fresh:
            self._kept |= fresh
            self._write(self._kept)
        vectors = [read[text] if text in read else self._kept[self._keys[text]] for text in sentences]
        return np.array(vectors, dtype=np.float32).reshape(-1, SIZE)

    def embed_pieces(self, lines: Sequence[str], tuning: Tuning) -> list[Vectors]:
        """See `PieceEmbedder.embed_pieces`: nothing of them is kept."""
        return self._embedder.embed_pieces(lines, tuning)

    def _read(self) -> dict[str, Vectors]:
        """What is kept of the texts; nothing of texts that have left the bank."""
        try:
            with np.load(self._path, allow_pickle=False) as file:
                keys, vectors = file["keys"].tolist(), file["vectors"]
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return {}
        if vectors.dtype != np.float32 or vectors.shape != (len(keys), SIZE) or not np.isfinite(vectors).all():
            return {}
        wanted = set(self._keys.values())
        return {key: vector for key, vector in zip(keys, vectors, strict=True) if key in wanted}

    def _write(self, vectors: dict[str, Vectors]) -> None:
        part = self._path.with_suffix(".part")
        with suppress(OSError):  # a full disk must not cost the plan
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with part.open("wb") as file:
                np.savez(file, keys=np.array(list(vectors)), vectors=np.array(list(vectors.values())))
            part.replace(self._path)


def _key(text: str) -> str:
    """Of a text as this model reads it."""
    return hashlib.sha256(f"{MINILM.files['model.onnx']}\0{text}".encode()).hexdigest()
