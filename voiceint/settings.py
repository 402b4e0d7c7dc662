"""What the user chose."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """Choices of one run, each a flag of the command line.

    Attributes:
        voice: "natural" (Piper), "system" (pyttsx3), "auto" for the best there is, "none" for captions only.
        rate: Speed of the voice, 0.5 to 2; 1 is normal.
        microphone: Name of the input device; None for the system's default.
        speaker: Name of the output device; None for the system's default.
        model: Name of a Whisper model, or the path of a folder with one.
        auto_stop: Whether an answer ends by itself after a long silence.
    """

    voice: str = "auto"
    rate: float = 1.0
    microphone: str | None = None
    speaker: str | None = None
    model: str = "base"
    auto_stop: bool = False
