"""A voice that remembers what it said."""

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Lock

from audio.clip import Clip
from audio.errors import SoundFileError
from audio.ports import Voice
from audio.wav import read_wav, write_wav

LIMIT_BYTES = 200_000_000
"""Size of the cache at which the clips that were not used for longest are removed: about an hour of speech."""


class CachedVoice:
    """Keeps clips on disk by voice and text; the cache may be deleted at any time."""

    def __init__(self, voice: Voice, folder: Path) -> None:
        self._voice = voice
        self._folder = folder
        self._lock = Lock()

    @property
    def name(self) -> str:
        """The voice behind the cache."""
        return self._voice.name

    def speak(self, text: str) -> Clip:
        """See `Voice.speak`."""
        path = self._path(text)
        with suppress(SoundFileError):
            return self._read(path)
        with self._lock, suppress(SoundFileError):  # somebody else may be having the same text spoken
            return self._read(path) if path.exists() else self._speak(path, text)
        return self._speak(path, text)

    def close(self) -> None:
        """See `Voice.close`."""
        self._voice.close()

    def _read(self, path: Path) -> Clip:
        clip = read_wav(path)
        with suppress(OSError):
            os.utime(path)
        return clip

    def _speak(self, path: Path, text: str) -> Clip:
        clip = self._voice.speak(text)
        with suppress(OSError):  # a full disk must not cost the question
            self._keep(path, clip)
        return clip

    def _path(self, text: str) -> Path:
        key = hashlib.sha256(f"{self._voice.name}\0{text}".encode()).hexdigest()
        return self._folder / f"{key}.wav"

    def _keep(self, path: Path, clip: Clip) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, partial = tempfile.mkstemp(dir=self._folder, suffix=".part")
        os.close(handle)
        try:
            write_wav(Path(partial), clip)
            os.replace(partial, path)
        except OSError:
            os.unlink(partial)
            raise
        self._prune()

    def _prune(self) -> None:
        clips = sorted((item.stat().st_mtime, item.stat().st_size, item) for item in self._folder.glob("*.wav"))
        total = sum(size for _, size, _ in clips)
        for _, size, item in clips:
            if total <= LIMIT_BYTES:
                return
            item.unlink(missing_ok=True)
            total -= size
