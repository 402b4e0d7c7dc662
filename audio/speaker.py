"""The loudspeaker or headphones."""

import time
from threading import Event
from typing import Any

from audio.clip import Clip
from audio.errors import DeviceError
from audio.portaudio import load_portaudio, pick_device, refresh_portaudio

_POLL_SECONDS = 0.02
_GRACE_SECONDS = 2.0
"""How much longer than the clip playing may take before the device is taken for stalled."""


class SoundDeviceSpeaker:
    """A PortAudio output device."""

    def __init__(self, device: str | None = None) -> None:
        """Args: device: the device's name, or None for the system's default."""
        self._device = device

    def play(self, clip: Clip, stop: Event) -> bool:
        """See `Speaker.play`. The sound ends within about 20 ms of `stop`."""
        portaudio = load_portaudio()
        try:
            index, name, rate = pick_device("output", self._device)
        except DeviceError:
            refresh_portaudio()
            index, name, rate = pick_device("output", self._device)
        data = clip.at_rate(rate).pcm.tobytes()
        position = 0
        ended = Event()

        def give(out: Any, frames: int, clock: object, status: object) -> None:
            nonlocal position
            piece = data[position : position + len(out)]
            position += len(piece)
            out[: len(piece)] = piece
            if len(piece) < len(out):
                out[len(piece) :] = b"\0" * (len(out) - len(piece))
                raise portaudio.CallbackStop

        try:
            stream = portaudio.RawOutputStream(
                samplerate=rate, device=index, channels=1, dtype="int16", callback=give, finished_callback=ended.set
            )
        except portaudio.PortAudioError as error:
            raise DeviceError(f"The loudspeaker '{name}' cannot be opened: {error}.") from error
        try:
            stream.start()
            return _wait(ended, stop, clip.seconds + _GRACE_SECONDS, name)
        except portaudio.PortAudioError as error:
            raise DeviceError(f"The loudspeaker '{name}' failed: {error}.") from error
        finally:
            stream.abort(ignore_errors=True)
            stream.close(ignore_errors=True)


def _wait(ended: Event, stop: Event, seconds: float, name: str) -> bool:
    limit = time.monotonic() + seconds
    while not ended.wait(_POLL_SECONDS):
        if stop.is_set():
            return False
        if time.monotonic() > limit:
            raise DeviceError(f"The loudspeaker '{name}' stopped playing: check the plug or pick another one.")
    return True
