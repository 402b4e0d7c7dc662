"""The recordings of answers that go into a file: inside it, beside it, or left out."""

import base64
import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from audio.errors import AudioError
from voiceint.attempt import Attempt
from voiceint.exporting.errors import ExportError
from voiceint.exporting.output import Folder
from voiceint.history import Store

LARGEST_EMBEDDED = 300_000_000
"""Bytes of recordings that are put inside one file: browsers and JSON readers hold the whole of it in memory."""

_MP3_SHARE = 1 / 16
"""Bytes of a compressed recording for each of 48 kHz WAV: 48 kbit/s of 768."""


class Audio(StrEnum):
    """Where recordings go."""

    EMBED = "embed"
    BESIDE = "beside"
    NONE = "none"


class Kept(StrEnum):
    """What a document says of a recording."""

    EMBEDDED = "embedded"
    BESIDE = "beside"
    LEFT_OUT = "left out"
    MISSING = "missing"


@dataclass
class Recordings:
    """Hands out recordings for a file.

    Attributes:
        store: Where they lie.
        audio: Where they go.
        folder: The folder beside the file, if they go there.
        count: How many were handed out.
    """

    store: Store
    audio: Audio = Audio.NONE
    folder: Folder | None = None
    count: int = 0

    def document(self, attempt: Attempt) -> dict[str, Any] | None:
        """What the JSON document says of a recording, as it was recorded; None if the answer has none.

        Raises:
            OSError: It cannot be read, or not be written beside the file.
        """
        if attempt.recording is None:
            return None
        path = self.store.recording_path(attempt)
        if not path.is_file():
            return {"kept": Kept.MISSING}
        if self.audio == Audio.NONE:
            return {"kept": Kept.LEFT_OUT}
        data = path.read_bytes()
        self.count += 1
        digest = hashlib.sha256(data).hexdigest()
        if self.folder is None:
            return {"kept": Kept.EMBEDDED, "sha256": digest, "wav": base64.b64encode(data).decode()}
        self.folder.put(path.name, data)
        return {"kept": Kept.BESIDE, "sha256": digest}

    def link(self, key: str) -> str:
        """Address of an attempt's WAV beside the file; "" if there is none. Raises OSError."""
        path = self.store.recordings / f"{key}.wav"
        if self.folder is None or not path.is_file():
            return ""
        self.folder.put(path.name, path.read_bytes())
        self.count += 1
        return f"{self.folder.path.name}/{path.name}"

    def player_source(self, attempt: Attempt) -> str:
        """Address of an MP3 for a browser's player, with the sound in it or beside the file; "" if there is none.

        Raises:
            OSError: It cannot be written beside the file.
        """
        from urllib.parse import quote

        from audio.compressed import to_mp3
        from audio.wav import read_wav

        path = self.store.recording_path(attempt)
        if attempt.recording is None or self.audio == Audio.NONE or not path.is_file():
            return ""
        try:
            data = to_mp3(read_wav(path))
        except AudioError:  # an answer whose recording is damaged is still an answer
            return ""
        self.count += 1
        if self.folder is None:
            return f"data:audio/mpeg;base64,{base64.b64encode(data).decode()}"
        self.folder.put(f"{attempt.id}.mp3", data)
        return f"{quote(self.folder.path.name)}/{attempt.id}.mp3"

    def check_size(self, ids: list[str], compressed: bool) -> None:
        """See that recordings are not too large to be put inside a file.

        Args:
            ids: Of which attempts.
            compressed: Whether they are put in as MP3.

        Raises:
            ExportError: They are.
        """
        if self.audio != Audio.EMBED:
            return
        paths = (self.store.recordings / f"{key}.wav" for key in ids)
        total = sum(path.stat().st_size for path in paths if path.is_file()) * (_MP3_SHARE if compressed else 1)
        if total > LARGEST_EMBEDDED:
            raise ExportError(
                f"The recordings are too large to be inside the file ({total / 1e6:.0f} MB): "
                "--audio beside puts them into a folder next to it."
            )
