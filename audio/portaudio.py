"""The one door to `sounddevice`."""

from __future__ import annotations

import atexit
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Lock, Thread
from types import ModuleType
from typing import Any

from audio.devices import find_devices
from audio.errors import DeviceError

_CLOSE_SECONDS = 0.1
"""Closing takes 0.01 s where the sound server answers."""

_lock = Lock()
_loaded: ModuleType | None = None
_streams = 0


@dataclass(frozen=True)
class PickedDevice:
    """A device as PortAudio lists it: its number, its name, its default rate in Hz and how many channels it has."""

    index: int
    name: str
    rate: int
    channels: int


def load_portaudio() -> ModuleType:
    """The `sounddevice` module, imported only after a child process has shown that it answers.

    Raises:
        DeviceError: PortAudio is missing or hangs.
    """
    global _loaded
    with _lock:
        if _loaded is None:
            find_devices()
            import sounddevice

            atexit.unregister(sounddevice._exit_handler)
            atexit.register(_leave)
            _loaded = sounddevice
        return _loaded


def _leave() -> None:
    """At the end of the program: shut PortAudio down, unless a stream still hangs, which would hang the program too."""
    if _loaded is not None and not _streams:
        _loaded._exit_handler()


def refresh_portaudio() -> None:
    """Forget the list of devices, which PortAudio makes once and never renews, and the server it was connected to.

    While a stream is open nothing happens, as that would end with the list.

    Raises:
        DeviceError: The sound system does not answer, and would hang this process too.
    """
    portaudio = load_portaudio()
    if _streams:
        return
    find_devices()
    with _lock:
        if _streams:
            return
        with suppress(portaudio.PortAudioError):  # it is not running if the last attempt to start it failed
            portaudio._terminate()
        try:
            portaudio._initialize()
        except portaudio.PortAudioError as error:
            raise DeviceError(f"The sound system cannot be started: {error}.") from error


@contextmanager
def running(make: Callable[[], Any]) -> Iterator[Any]:
    """A stream that `make` opens, started; it is aborted and closed at the end.

    When the sound server hangs, closing does so too: it then goes on by itself, and the list of devices stays as it is.
    """
    global _streams
    with _lock:
        _streams += 1
    stream = None
    try:
        stream = make()
        stream.start()
        yield stream
    finally:
        closing = Thread(target=_close, args=(stream,), name="closing", daemon=True)
        closing.start()
        closing.join(_CLOSE_SECONDS)


def _close(stream: Any) -> None:
    global _streams
    if stream is not None:
        stream.abort(ignore_errors=True)  # stop() waits for a stalled device; measured 16 s
        stream.close(ignore_errors=True)
    with _lock:
        _streams -= 1


def pick_device(direction: str, name: str | None) -> PickedDevice:
    """The device to open.

    Args:
        direction: "input" or "output".
        name: A device's name, or None for the system's default.

    Raises:
        DeviceError: There is no such device.
    """
    portaudio = load_portaudio()
    label = "microphone" if direction == "input" else "loudspeaker"
    channels = f"max_{direction}_channels"
    try:
        devices = list(enumerate(portaudio.query_devices()))
        default = portaudio.default.device[0 if direction == "input" else 1]
    except portaudio.PortAudioError as error:
        raise DeviceError(f"No {label} was found: {error}.") from error
    fit = [(index, device) for index, device in devices if device[channels] > 0]
    if name is not None:
        fit = [(index, device) for index, device in fit if device["name"] == name]
    if not fit:
        wanted = f"{label} called '{name}'" if name else label
        raise DeviceError(f"No {wanted} was found: connect one, or see 'voiceint doctor'.")
    index, device = next(((i, d) for i, d in fit if i == default), fit[0])
    return PickedDevice(index, device["name"], int(device["default_samplerate"]), int(device[channels]))
