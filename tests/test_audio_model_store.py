import hashlib
import sys
from pathlib import Path

import pytest

from audio.errors import ModelError
from audio.model_store import ModelStore, verify
from audio.models import WHISPER_MODELS, Model

DATA = bytes(range(256)) * 40


def small_model(data: bytes = DATA, package: str = "") -> Model:
    """A model of two files, one in two parts of a wheel."""
    parts = {"model.bin": ((package, "a"), (package, "b")), "config.json": ((package, "config.json"),)}
    return Model(
        "small",
        {"model.bin": hashlib.sha256(data).hexdigest(), "config.json": hashlib.sha256(b"{}").hexdigest()},
        parts if package else {},
    )


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An installed wheel with a model in it."""
    folder = tmp_path / "site" / "small_model_wheel"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "a").write_bytes(DATA[: len(DATA) // 2])
    (folder / "b").write_bytes(DATA[len(DATA) // 2 :])
    (folder / "config.json").write_bytes(b"{}")
    monkeypatch.setattr(sys, "path", [*sys.path, str(folder.parent)])
    return folder.name


def test_a_model_is_joined_from_its_wheel_and_kept(tmp_path: Path, package: str) -> None:
    store = ModelStore(tmp_path / "models")

    folder = store.ready(small_model(package=package))

    assert (folder / "model.bin").read_bytes() == DATA
    assert store.ready(small_model()) == folder


def test_a_flipped_bit_is_refused_and_the_file_named(tmp_path: Path, package: str) -> None:
    store = ModelStore(tmp_path / "models")
    folder = store.ready(small_model(package=package))
    data = bytearray(DATA)
    data[1000] ^= 1
    (folder / "model.bin").write_bytes(data)

    with pytest.raises(ModelError, match=r"model\.bin is damaged or was changed"):
        store.ready(small_model(package=package))


def test_a_wheel_with_other_contents_is_refused_and_nothing_is_kept(tmp_path: Path, package: str) -> None:
    store = ModelStore(tmp_path / "models")

    with pytest.raises(ModelError, match="not loaded"):
        store.ready(small_model(b"something else", package))

    assert list((tmp_path / "models").iterdir()) == []


def test_a_missing_model_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not on this machine"):
        ModelStore(tmp_path).ready(small_model())


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"model\.bin cannot be read"):
        verify(small_model(), tmp_path)


def test_a_model_without_a_repository_cannot_be_downloaded(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be downloaded"):
        ModelStore(tmp_path).download(small_model())


@pytest.mark.parametrize("model", WHISPER_MODELS.values(), ids=lambda model: model.name)
def test_every_whisper_model_is_pinned(model: Model) -> None:
    assert set(model.files) == {"model.bin", "config.json", "tokenizer.json", "vocabulary.txt"}
    assert all(len(digest) == 64 for digest in model.files.values())
    assert len(model.revision) == 40
