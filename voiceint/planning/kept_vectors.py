"""Vectors of the bank's questions, kept on disk: reading them takes seconds, and they are the same for every posting."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from audio.models import MINILM
from voiceint.assessment.embedding import SIZE, Embedder, Vectors

_NAME = "question-vectors.npz"


class KeptVectors:
    """An embedder that reads nothing twice; what it is told to keep is on disk for the next time.

    A file that is damaged, or of another model, is written anew. Nothing of a posting or of a person is kept there.
    """

    def __init__(self, embedder: Embedder, folder: Path | None = None) -> None:
        """Args: embedder: what reads. folder: where vectors are kept, such as the cache; None keeps none."""
        self._embedder = embedder
        self._path = folder / _NAME if folder else None
        self._known: dict[str, Vectors] = {}

    def embed(self, sentences: Sequence[str]) -> Vectors:
        """See `Embedder.embed`."""
        new = [text for text in dict.fromkeys(sentences) if text not in self._known]
        if new:
            self._known.update(zip(new, self._embedder.embed(new), strict=True))
        return np.array([self._known[text] for text in sentences], dtype=np.float32).reshape(-1, SIZE)

    def keep(self, texts: Sequence[str]) -> None:
        """Read these texts, from disk what is there, and keep them in place of what was kept before."""
        kept = self._read()
        by_key = {_key(text): text for text in texts}
        self._known.update({text: kept[key] for key, text in by_key.items() if key in kept})
        self.embed(texts)
        if self._path is not None and by_key.keys() != kept.keys():
            self._write({key: self._known[text] for key, text in by_key.items()})

    def _read(self) -> dict[str, Vectors]:
        if self._path is None:
            return {}
        try:
            with np.load(self._path, allow_pickle=False) as file:
                keys, vectors = file["keys"], file["vectors"]
            if vectors.shape != (len(keys), SIZE) or vectors.dtype != np.float32 or not np.isfinite(vectors).all():
                return {}
            return dict(zip(keys.tolist(), vectors, strict=True))
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return {}

    def _write(self, vectors: dict[str, Vectors]) -> None:
        if self._path is None:
            return
        part = self._path.with_suffix(".part")
        with suppress(OSError):  # a full disk must not cost the plan
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with part.open("wb") as file:
                np.savez(file, keys=np.array(list(vectors)), vectors=np.array(list(vectors.values())))
            part.replace(self._path)


def _key(text: str) -> str:
    return hashlib.sha256(f"{MINILM.name}\0{text}".encode()).hexdigest()
