"""The loudspeaker or headphones."""

import queue
import time
from contextlib import suppress
from threading import Event, Thread
from typing import Any

from audio.clip import Clip
from audio.errors import DeviceError
from audio.portaudio import load_portaudio, pick_device, refresh_portaudio, running

_POLL_SECONDS = 0.02
_GRACE_SECONDS = 2.0
"""How much longer than the clip playing may take before the device is taken for stalled."""

_START_SECONDS = 6.0
"""Listing the devices may take 5 s, opening one hardly any time."""

_END_SECONDS = 0.5
"""How long a device that was told to stop is waited for."""

_ECHO_SECONDS = 0.1
"""Sound that was cut short still comes out of the device's own buffer, and dies away in the room, for so long."""


class SoundDeviceSpeaker:
    """A PortAudio output device."""

    def __init__(self, device: str | None = None) -> None:
        """Args: device: the device's name, or None for the system's default."""
        self._device = device

    def play(self, clip: Clip, stop: Event) -> bool:
        """See `Speaker.play`. Returns when nothing more is heard, about 0.1 s after `stop`.

        A thread of its own plays, because opening a device never ends where the sound server hangs.
        """
        end, started = Event(), Event()
        outcome: queue.SimpleQueue[bool | Exception] = queue.SimpleQueue()

        def run() -> None:
            try:
                outcome.put(self._play(clip, started, end))
            except Exception as error:  # raised again below
                outcome.put(error)

        Thread(target=run, name="loudspeaker", daemon=True).start()
        begin_by = time.monotonic() + _START_SECONDS
        while True:
            with suppress(queue.Empty):
                result = outcome.get(timeout=_END_SECONDS if end.is_set() else _POLL_SECONDS)
                if isinstance(result, Exception):
                    raise result
                return result
            if end.is_set():
                return False
            if stop.is_set():
                end.set()
            elif not started.is_set() and time.monotonic() > begin_by:
                end.set()
                raise DeviceError("The loudspeaker does not answer: restart the sound server or pick another one.")

    def _play(self, clip: Clip, started: Event, end: Event) -> bool:
        portaudio = load_portaudio()
        try:
            device = pick_device("output", self._device)
        except DeviceError:
            refresh_portaudio()
            device = pick_device("output", self._device)
        data = clip.at_rate(device.rate).pcm.tobytes()
        position = 0
        ended = Event()

        def give(out: Any, frames: int, clock: object, status: object) -> None:
            nonlocal position
            started.set()
            piece = data[position : position + len(out)]
            position += len(piece)
            out[: len(piece)] = piece
            if len(piece) < len(out):
                out[len(piece) :] = b"\0" * (len(out) - len(piece))
                raise portaudio.CallbackStop

        def make() -> Any:
            return portaudio.RawOutputStream(
                samplerate=device.rate,
                device=device.index,
                channels=1,
                dtype="int16",
                callback=give,
                finished_callback=ended.set,
            )

        try:
            with running(make):
                whole = _wait(ended, end, clip.seconds + _GRACE_SECONDS, device.name)
        except portaudio.PortAudioError as error:
            raise DeviceError(f"The loudspeaker '{device.name}' does not work: {error}.") from error
        time.sleep(_ECHO_SECONDS)  # whoever listens next must not hear it
        return whole


def _wait(ended: Event, stop: Event, seconds: float, name: str) -> bool:
    limit = time.monotonic() + seconds
    while not ended.wait(_POLL_SECONDS):
        if stop.is_set():
            return False
        if time.monotonic() > limit:
            raise DeviceError(f"The loudspeaker '{name}' stopped playing: check the plug or pick another one.")
    return True
