"""The microphone."""

import queue
import time
from collections.abc import Iterator
from threading import Event

import numpy as np

from audio.errors import DeviceError
from audio.portaudio import load_portaudio, pick_device, refresh_portaudio
from audio.ports import Block

STALL_SECONDS = 1.0
"""A device that delivers nothing for this long is taken for gone. Healthy ones deliver every 10-50 ms."""

_POLL_SECONDS = 0.05


class SoundDeviceMicrophone:
    """A PortAudio input device, at its own rate, 16-bit, first channel."""

    def __init__(self, device: str | None = None) -> None:
        """Args: device: the device's name, or None for the system's default."""
        self._device = device

    @property
    def name(self) -> str:
        """The name asked for."""
        return self._device or "default microphone"

    def listen(self, stop: Event) -> Iterator[Block]:
        """See `Microphone.listen`."""
        portaudio = load_portaudio()
        try:
            index, name, rate, _ = pick_device("input", self._device)
        except DeviceError:
            refresh_portaudio()  # it may have been plugged in since
            index, name, rate, _ = pick_device("input", self._device)
        heard: queue.SimpleQueue[bytes] = queue.SimpleQueue()

        def take(data: object, frames: int, clock: object, status: object) -> None:
            heard.put(bytes(data))  # type: ignore[call-overload]

        try:
            stream = portaudio.RawInputStream(samplerate=rate, device=index, channels=1, dtype="int16", callback=take)
        except portaudio.PortAudioError as error:
            raise DeviceError(f"The microphone '{name}' cannot be opened: {error}.") from error
        try:
            stream.start()
            yield from _blocks(heard, rate, name, stream, stop)
        except portaudio.PortAudioError as error:
            raise DeviceError(f"The microphone '{name}' failed: {error}.") from error
        finally:
            stream.abort(ignore_errors=True)  # stop() waits for a stalled device; measured 16 s
            stream.close(ignore_errors=True)


def _blocks(heard: "queue.SimpleQueue[bytes]", rate: int, name: str, stream: object, stop: Event) -> Iterator[Block]:
    last = time.monotonic()
    while True:
        try:
            data = heard.get(timeout=_POLL_SECONDS)
        except queue.Empty:
            if stop.is_set():
                return
            if time.monotonic() - last > STALL_SECONDS or not stream.active:  # type: ignore[attr-defined]
                raise DeviceError(
                    f"The microphone '{name}' stopped sending sound: check the plug or pick another one."
                ) from None
            continue
        last = time.monotonic()
        yield Block(np.frombuffer(data, dtype=np.int16), rate)
        if stop.is_set() and heard.empty():
            return
