"""The microphone."""

import queue
import time
from collections.abc import Iterator
from threading import Event
from typing import Any

import numpy as np

from audio.errors import DeviceError
from audio.portaudio import load_portaudio, pick_device, refresh_portaudio
from audio.ports import Block

STALL_SECONDS = 1.0
"""A device that delivers nothing for this long is taken for gone. Healthy ones deliver every 10-50 ms."""

FIRST_BLOCK_SECONDS = 5.0
"""The first block may take longer: a Bluetooth headset changes its profile when its microphone is opened."""

HARDWARE_RATE = 48_000
"""Samples a second at which sound hardware runs, with few exceptions."""

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
            index, name, rate = pick_device("input", self._device)
        except DeviceError:
            refresh_portaudio()  # it may have been plugged in since
            index, name, rate = pick_device("input", self._device)
        heard: queue.SimpleQueue[bytes] = queue.SimpleQueue()

        def take(data: object, frames: int, clock: object, status: object) -> None:
            heard.put(bytes(data))  # type: ignore[call-overload]

        try:
            rate = _best_rate(portaudio, index, rate)
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


def _best_rate(portaudio: Any, index: int, default: int) -> int:
    """The rate to open a device at: what nearly all hardware runs at, if it takes that, else its default.

    Sound servers announce 44.1 kHz whatever the hardware does, and would resample.
    """
    try:
        portaudio.check_input_settings(device=index, samplerate=HARDWARE_RATE, channels=1, dtype="int16")
    except portaudio.PortAudioError:
        return default
    return HARDWARE_RATE


def _blocks(heard: "queue.SimpleQueue[bytes]", rate: int, name: str, stream: object, stop: Event) -> Iterator[Block]:
    last = time.monotonic()
    patience = FIRST_BLOCK_SECONDS
    while True:
        try:
            data = heard.get(timeout=_POLL_SECONDS)
        except queue.Empty:
            if stop.is_set():
                return
            if time.monotonic() - last > patience or not stream.active:  # type: ignore[attr-defined]
                raise DeviceError(
                    f"The microphone '{name}' stopped sending sound: check the plug or pick another one."
                ) from None
            continue
        last, patience = time.monotonic(), STALL_SECONDS
        yield Block(np.frombuffer(data, dtype=np.int16), rate)
        if stop.is_set() and heard.empty():
            return
