"""What the user chose."""

import math
from dataclasses import dataclass
from typing import Any

CHOICES = {
    "voice": ("auto", "natural", "system", "none"),
    "theme": ("dark", "light"),
    "pressure": ("calm", "probing", "hard", "hostile"),
}
"""The values of each setting that has few."""

RANGES = {
    "rate": (0.5, 2.0),
    "prepare_seconds": (0.0, 300.0),
    "answer_seconds": (15.0, 600.0),
    "warn_seconds": (0.0, 300.0),
}
"""The least and the most of each setting that is a number."""

SWITCHES = ("auto_stop", "tones", "keep_audio")
"""The settings that are on or off."""

DEVICES = ("microphone", "speaker")
"""The settings that name a device; no name, or an empty one, is the system's default."""


@dataclass(frozen=True)
class Settings:
    """Choices that hold from run to run, each also a flag of the command line.

    Attributes:
        voice: "natural" (Piper), "system" (pyttsx3), "auto" for the best there is, "none" for captions only.
        rate: Speed of the voice, 0.5 to 2; 1 is normal.
        microphone: Name of the input device; None for the system's default.
        speaker: Name of the output device; None for the system's default.
        model: Name of a Whisper model, or the path of a folder with one.
        auto_stop: Whether an answer ends by itself after a long silence.
        tones: Whether a soft tone tells that listening starts and ends.
        keep_audio: Whether recordings are kept once they are written down.
        theme: "dark" or "light".
        prepare_seconds: Pressure: time to think before the recording starts by itself, 0 to 300.
        answer_seconds: Pressure: the recording ends by itself after this, 15 to 600.
        warn_seconds: Pressure: how long before that the end is announced, 0 to 300.
        pressure: How the interviewer behaves: "calm", "probing", "hard" or "hostile".
    """

    voice: str = "auto"
    rate: float = 1.0
    microphone: str | None = None
    speaker: str | None = None
    model: str = "base"
    auto_stop: bool = False
    tones: bool = True
    keep_audio: bool = True
    theme: str = "dark"
    prepare_seconds: float = 30.0
    answer_seconds: float = 120.0
    warn_seconds: float = 30.0
    pressure: str = "probing"


def check_setting(name: str, value: object) -> Any:
    """The value as the setting has it; flags, the file and the screen all come through here.

    Raises:
        ValueError: It is not allowed; the message says what is.
    """
    if name in CHOICES:
        if value not in CHOICES[name]:
            raise ValueError(f"must be one of {', '.join(CHOICES[name])}")
    elif name in RANGES:
        least, most = RANGES[name]
        number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else math.nan
        if not least <= number <= most:
            raise ValueError(f"must be a number from {least:g} to {most:g}")
        return number
    elif name in SWITCHES:
        if not isinstance(value, bool):
            raise ValueError("must be true or false")
    elif name in DEVICES:
        if not isinstance(value, str | None):
            raise ValueError("must be the name of a device")
        return value or None
    elif not isinstance(value, str) or not value:
        raise ValueError("must be the name of a model or the path of its folder")
    return value
