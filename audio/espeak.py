"""pyttsx3 with eSpeak NG, made to return samples instead of playing them. For a child process only.

pyttsx3's eSpeak driver plays through a shell command, loses files when called twice, over-reads long
texts and lets the C library end the process. The three functions it calls are therefore replaced:
the library is found and initialised without its exit, the text is synthesised synchronously, and the
samples the driver collected are taken from it.
"""

import ctypes
import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from audio.clip import Pcm
from audio.errors import VoiceError

RATE = 22050
"""Samples a second that eSpeak NG makes."""

WORDS_PER_MINUTE = 165
"""Speed at rate 1.0: the upper end of a comfortable speaking pace."""

INSTALL_ESPEAK = "No speech engine: sudo apt install espeak-ng"

_LIBRARY = "libespeak-ng.so.1"
_LONGEST_DATA_PATH = 159
"""eSpeak NG keeps its data path in a buffer of 160 bytes and ends the process if it does not fit."""

_SYNCHRONOUS = 2  # AUDIO_OUTPUT_SYNCHRONOUS
_DO_NOT_EXIT = 0x8000  # espeakINITIALIZE_DONT_EXIT
_BUFFER_MS = 200


class EspeakEngine:
    """pyttsx3's eSpeak driver behind one method."""

    def __init__(self) -> None:
        """Raises: VoiceError: Neither the system's eSpeak NG nor the `espeakng-loader` wheel is there."""
        _load_library()
        try:
            import pyttsx3
            from pyttsx3.drivers import _espeak
        except (ImportError, OSError, RuntimeError) as error:
            raise VoiceError(INSTALL_ESPEAK) from error
        self._pcm = b""
        initialise = _espeak.Initialize
        _espeak.Initialize = lambda output, buffer, path=None, options=0: initialise(
            _SYNCHRONOUS, _BUFFER_MS, path, _DO_NOT_EXIT
        )
        _espeak.Synth = self._synthesise
        self._synth = _espeak.cSynth
        try:
            self._engine = pyttsx3.init("espeak")
        except (OSError, RuntimeError, AttributeError) as error:
            raise VoiceError(INSTALL_ESPEAK) from error

    def speak(self, text: str, rate: float) -> tuple[Pcm, int]:
        """Samples of `text`, and their rate; `rate` multiplies the normal speed."""
        self._pcm = b""
        self._engine.setProperty("rate", round(WORDS_PER_MINUTE * rate))
        self._engine.save_to_file(text, os.devnull)  # nothing is written there: see _synthesise
        self._engine.runAndWait()
        return np.frombuffer(self._pcm, dtype="<i2").astype(np.int16), RATE

    def _synthesise(
        self,
        text: bytes,
        position: int = 0,
        position_type: int = 1,
        end_position: int = 0,
        flags: int = 0,
        user_data: Any = None,
    ) -> int:
        driver = self._engine.proxy._driver
        status: int = self._synth(text, len(text) + 1, position, position_type, end_position, flags, None, user_data)
        self._pcm, driver._data_buffer = driver._data_buffer, b""
        driver._speaking = False
        driver.endLoop()
        return status


def _load_library() -> None:
    """Have eSpeak NG's library in the process before pyttsx3 looks for it."""
    try:
        ctypes.CDLL(_LIBRARY)
        return
    except OSError:
        pass
    try:
        import espeakng_loader
    except ImportError as error:
        raise VoiceError(INSTALL_ESPEAK) from error
    data = espeakng_loader.get_data_path()
    if len(os.fsencode(data)) > _LONGEST_DATA_PATH:
        link = Path(tempfile.mkdtemp(prefix="espeak-")) / "espeak-ng-data"
        link.symlink_to(data)
        data = str(link)
    os.environ["ESPEAK_DATA_PATH"] = data
    library = Path(espeakng_loader.get_library_path()).with_name(_LIBRARY)
    ctypes.CDLL(str(library), mode=ctypes.RTLD_GLOBAL)
