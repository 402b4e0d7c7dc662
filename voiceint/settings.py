"""What the user chose."""

from dataclasses import dataclass


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
