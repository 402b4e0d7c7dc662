"""Where the program keeps its files."""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from voiceint.errors import StorageError


@dataclass(frozen=True)
class Paths:
    """The user's folders for this program.

    Attributes:
        data: The history and the recordings; nothing here can be made again.
        cache: Models and spoken questions; may be deleted at any time.
        logs: What native libraries print.
        config: What the user chose; without a folder of its own it lies with the data.
    """

    data: Path
    cache: Path
    logs: Path
    config: Path = Path()

    def __post_init__(self) -> None:
        if self.config == Path():
            object.__setattr__(self, "config", self.data / "config")

    @classmethod
    def of_user(cls) -> "Paths":
        """The platform's folders; VOICEINT_DATA, VOICEINT_CACHE and VOICEINT_CONFIG override them."""
        folders = platformdirs.PlatformDirs("voiceint", appauthor=False)
        return cls(
            data=Path(os.environ.get("VOICEINT_DATA") or folders.user_data_path),
            cache=Path(os.environ.get("VOICEINT_CACHE") or folders.user_cache_path),
            logs=Path(os.environ.get("VOICEINT_CACHE") or folders.user_cache_path) / "logs",
            config=Path(os.environ.get("VOICEINT_CONFIG") or folders.user_config_path),
        )

    @property
    def database(self) -> Path:
        """The history."""
        return self.data / "history.db"

    @property
    def recordings(self) -> Path:
        """The recordings, one WAV file an answer."""
        return self.data / "recordings"

    @property
    def settings(self) -> Path:
        """What the user chose, as TOML."""
        return self.config / "settings.toml"

    @property
    def banks(self) -> Path:
        """The user's own questions, one folder a role."""
        return self.data / "banks"

    @property
    def plans(self) -> Path:
        """Plans for jobs that were kept."""
        return self.data / "plans"

    @property
    def models(self) -> Path:
        """Model weights that were put together or downloaded."""
        return self.cache / "models"

    @property
    def speech(self) -> Path:
        """Spoken questions."""
        return self.cache / "speech"


def make_private(folder: Path, variable: str = "VOICEINT_DATA") -> Path:
    """Make a folder that only the user can enter; `variable` is what moves it elsewhere.

    Raises:
        StorageError: It cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StorageError(
            f"The folder {folder} cannot be made ({error.strerror}): "
            f"free some space, or set {variable} to another folder."
        ) from error
    return folder
