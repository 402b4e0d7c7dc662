"""The loudspeaker or headphones."""

import math
import queue
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from typing import Any

from audio.clip import Clip
from audio.errors import DeviceError
from audio.portaudio import load_portaudio, pick_device, refresh_portaudio, running
from audio.ports import ignore

_POLL_SECONDS = 0.02
_GRACE_SECONDS = 2.0
"""How much longer than the clip playing may take before the device is taken for stalled."""

_START_SECONDS = 6.0
"""Listing the devices may take 5 s, opening one hardly any time."""

_END_SECONDS = 0.5
"""How long a device that was told to stop is waited for."""

_ECHO_SECONDS = 0.1
"""Sound that was cut short still comes out of the device's own buffer, and dies away in the room, for so long."""

_BYTES_A_SAMPLE = 2


class SoundDeviceSpeaker:
    """A PortAudio output device."""

    def __init__(self, device: str | None = None) -> None:
        """Args: device: the device's name, or None for the system's default."""
        self._device = device

    def play(self, clip: Clip, stop: Event, on_position: Callable[[float], object] = ignore) -> bool:
        """See `Speaker.play`. Returns when nothing more is heard, about 0.1 s after `stop`.

        A thread of its own plays, because opening a device never ends where the sound server hangs.
        """
        end, started = Event(), Event()
        outcome: queue.SimpleQueue[bool | Exception] = queue.SimpleQueue()

        def run() -> None:
            try:
                outcome.put(self._play(clip, started, end, on_position))
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

    def _play(self, clip: Clip, started: Event, end: Event, on_position: Callable[[float], object]) -> bool:
        portaudio = load_portaudio()
        try:
            device = pick_device("output", self._device)
        except DeviceError:
            refresh_portaudio()
            device = pick_device("output", self._device)
        data = clip.at_rate(device.rate).pcm.tobytes()
        position = 0
        ended = Event()
        playhead = _Playhead(device.rate * _BYTES_A_SAMPLE)

        def give(out: Any, frames: int, clock: Any, status: object) -> None:
            nonlocal position
            started.set()
            piece = data[position : position + len(out)]
            playhead.hand_over(position, len(piece), clock.outputBufferDacTime - clock.currentTime)
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

        def tell() -> None:
            if started.is_set():
                on_position(playhead.heard())

        try:
            with running(make):
                whole = _wait(ended, end, clip.seconds + _GRACE_SECONDS, device.name, tell)
        except portaudio.PortAudioError as error:
            raise DeviceError(f"The loudspeaker '{device.name}' does not work: {error}.") from error
        time.sleep(_ECHO_SECONDS)  # whoever listens next must not hear it
        return whole


class _Playhead:
    """How much of a clip was heard: since its first byte came out of the device, but no more than was handed over.

    It never goes back, though a device may say of its first blocks that they are played at once, and correct itself.
    """

    def __init__(self, rate: int) -> None:
        """Args: rate: bytes a second."""
        self._rate = rate
        self._began = math.inf
        self._handed = 0.0
        self._heard = 0.0

    def hand_over(self, position: int, size: int, delay: float) -> None:
        """The device took `size` bytes from `position`, and plays them after `delay` seconds."""
        self._began = time.monotonic() + max(0.0, delay) - position / self._rate
        self._handed = (position + size) / self._rate

    def heard(self) -> float:
        """Seconds from the start of the clip."""
        self._heard = max(self._heard, min(self._handed, time.monotonic() - self._began))
        return self._heard


def _wait(ended: Event, stop: Event, seconds: float, name: str, tell: Callable[[], object]) -> bool:
    limit = time.monotonic() + seconds
    while not ended.wait(_POLL_SECONDS):
        if stop.is_set():
            return False
        if time.monotonic() > limit:
            raise DeviceError(f"The loudspeaker '{name}' stopped playing: check the plug or pick another one.")
        tell()
    return True
