"""The microphone."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from threading import Event
from types import ModuleType
from typing import Any

import numpy as np

from audio.channels import ChannelPicker
from audio.errors import DeviceError
from audio.portaudio import PickedDevice, load_portaudio, pick_device, refresh_portaudio, running
from audio.ports import Block

STALL_SECONDS = 0.75
"""A device that delivers nothing for this long is taken for gone. Healthy ones deliver every 10-50 ms; a sound server
that moves a stream to another device takes 0.6 s."""

FIRST_BLOCK_SECONDS = 5.0
"""The first block may take longer: a Bluetooth headset changes its profile when its microphone is opened."""

RATES = (48_000, 44_100, 16_000)
"""Samples a second to try, beside the device's default. Sound hardware runs at the first, with few exceptions; sound
servers announce 44.1 kHz whatever the hardware does, and would resample."""

_MOST_LATENCY_SECONDS = 0.15
_POLL_SECONDS = 0.05

Open = Callable[[int, int], AbstractContextManager[Any]]
"""A running stream at a rate with so many channels."""


class SoundDeviceMicrophone:
    """A PortAudio input device, at its own rate, 16-bit, one channel.

    A device that worked and then failed is looked for anew; if it is gone, the system's default takes its place, so
    that an answer can go on. A device that was never there is an error: nobody asked for another one.
    """

    def __init__(self, device: str | None = None) -> None:
        """Args: device: the device's name, or None for the system's default."""
        self._device = device
        self._used = ""
        self._failed = False

    @property
    def name(self) -> str:
        """The name of the device that was opened last; before that, the name asked for."""
        return self._used or self._device or "default microphone"

    def listen(self, stop: Event) -> Iterator[Block]:
        """See `Microphone.listen`. What was said just before `stop` was set and is still on its way comes too."""
        try:
            yield from self._listen(stop)
        except DeviceError:
            self._failed = True
            raise

    def _listen(self, stop: Event) -> Iterator[Block]:
        portaudio = load_portaudio()
        device = self._pick()
        heard: queue.SimpleQueue[bytes] = queue.SimpleQueue()

        def take(data: object, frames: int, clock: object, status: object) -> None:
            heard.put(bytes(data))  # type: ignore[call-overload]

        def open_stream(rate: int, channels: int) -> AbstractContextManager[Any]:
            return running(
                lambda: portaudio.RawInputStream(
                    samplerate=rate, device=device.index, channels=channels, dtype="int16", callback=take
                )
            )

        with ExitStack() as streams:
            source = _open(portaudio, device, open_stream, streams, heard)
            self._used, self._failed = device.name, False
            try:
                yield from source.blocks(stop)
            except portaudio.PortAudioError as error:
                raise DeviceError(f"The microphone '{device.name}' failed: {error}.") from error

    def _pick(self) -> PickedDevice:
        if self._failed:
            refresh_portaudio()
        try:
            return pick_device("input", self._device)
        except DeviceError:
            if not self._failed:
                refresh_portaudio()  # it may have been plugged in since
            try:
                return pick_device("input", self._device)
            except DeviceError:
                if self._device is None or not self._used:
                    raise
                return pick_device("input", None)


@dataclass(frozen=True)
class _Source:
    """A running stream and what it sends."""

    name: str
    stream: Any
    rate: int
    channels: int
    heard: queue.SimpleQueue[bytes]

    def blocks(self, stop: Event) -> Iterator[Block]:
        picker = ChannelPicker(self.channels, self.rate)
        last = time.monotonic()
        patience, end = FIRST_BLOCK_SECONDS, float("inf")
        while True:
            now = time.monotonic()
            if stop.is_set():
                end = min(end, now + min(self.stream.latency, _MOST_LATENCY_SECONDS))
            if now >= end and self.heard.empty():
                return
            try:
                data = self.heard.get(timeout=max(0.0, min(_POLL_SECONDS, end - now)))
            except queue.Empty:
                if stop.is_set():
                    continue
                if now - last > patience or not self.stream.active:
                    raise DeviceError(
                        f"The microphone '{self.name}' stopped sending sound: check the plug or pick another one."
                    ) from None
                continue
            last, patience = time.monotonic(), STALL_SECONDS
            yield Block(picker.pick(np.frombuffer(data, dtype=np.int16)), self.rate)


def _open(
    portaudio: ModuleType, device: PickedDevice, opener: Open, streams: ExitStack, heard: queue.SimpleQueue[bytes]
) -> _Source:
    """The first rate and number of channels that the device takes: one channel at any rate, then all it has."""
    rates = list(dict.fromkeys([RATES[0], device.rate, *RATES[1:]]))
    problem: Exception | None = None
    for channels in dict.fromkeys([1, min(2, device.channels), device.channels]):
        for rate in rates:
            try:
                stream = streams.enter_context(opener(rate, channels))
            except portaudio.PortAudioError as error:
                problem = problem or error
            else:
                return _Source(device.name, stream, rate, channels, heard)
    raise DeviceError(f"The microphone '{device.name}' cannot be opened: {problem}.") from problem
