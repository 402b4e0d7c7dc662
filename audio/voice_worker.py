"""Child process: make speech for a `ChildVoice`.

Each line on standard input is {"text", "rate"}; each answer is a line {"rate", "bytes"} followed by that
many bytes of 16-bit mono samples, or a line {"error"}. The first line says {"ready": true} or {"error"}.
"""

import json
import os
import sys
from pathlib import Path
from typing import Protocol

from audio.clip import Pcm
from audio.errors import VoiceError


class Engine(Protocol):
    """What makes speech in this process."""

    def speak(self, text: str, rate: float) -> tuple[Pcm, int]:
        """Samples of `text`, and their rate."""
        ...


def build_engine(kind: str, weights: str) -> Engine:
    """The engine called `kind`: "system" or "piper".

    Raises:
        VoiceError: It is not installed or cannot start.
    """
    if kind == "piper":
        from audio.piper import PiperEngine

        return PiperEngine(Path(weights))
    if sys.platform in ("darwin", "win32"):
        from audio.system_voice import SystemEngine

        return SystemEngine()
    from audio.espeak import EspeakEngine

    return EspeakEngine()


def main() -> None:
    """Answer requests until standard input closes."""
    reply = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # engines print to standard output

    def say(header: dict[str, object], data: bytes = b"") -> None:
        reply.write(json.dumps(header).encode() + b"\n" + data)
        reply.flush()

    try:
        engine = build_engine(sys.argv[1], sys.argv[2])
    except VoiceError as error:
        say({"error": str(error)})
        return
    say({"ready": True})
    for line in sys.stdin.buffer:
        request = json.loads(line)
        try:
            pcm, rate = engine.speak(request["text"], request["rate"])
        except VoiceError as error:
            say({"error": str(error)})
            continue
        data = pcm.tobytes()
        say({"rate": rate, "bytes": len(data)}, data)


if __name__ == "__main__":
    main()
