"""Soft tones that tell when listening starts and ends."""

import numpy as np

from audio.clip import Clip, Samples

_RATE = 48_000
_NOTE_SECONDS = 0.11
_LEVEL = 0.12
"""About 18 dB below full scale: heard beside a voice, and no fright in headphones."""

_LOW, _HIGH = 523.25, 783.99
"""A fifth, C5 and G5, in Hz: up asks, down closes."""


def start_tone() -> Clip:
    """Two notes up, 0.22 s: somebody listens now."""
    return Clip(np.concatenate([_note(_LOW), _note(_HIGH)]), _RATE)


def end_tone() -> Clip:
    """Two notes down, 0.22 s: nobody listens any more."""
    return Clip(np.concatenate([_note(_HIGH), _note(_LOW)]), _RATE)


def _note(hertz: float) -> Samples:
    """A sine that swells and fades, so that it does not click."""
    times = np.arange(int(_NOTE_SECONDS * _RATE)) / _RATE
    sine = np.sin(2 * np.pi * hertz * times) * np.hanning(len(times)) * _LEVEL
    return sine.astype(np.float32)
