"""The one door to `sounddevice`."""

from threading import Lock
from types import ModuleType

from audio.devices import find_devices
from audio.errors import DeviceError

_lock = Lock()
_loaded: ModuleType | None = None


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

            _loaded = sounddevice
        return _loaded


def refresh_portaudio() -> None:
    """Forget the list of devices, which PortAudio makes once and never renews. No stream may be open."""
    portaudio = load_portaudio()
    with _lock:
        portaudio._terminate()
        portaudio._initialize()


def pick_device(direction: str, name: str | None) -> tuple[int, str, int]:
    """The device to open: index, name, and default rate in Hz.

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
    return index, device["name"], int(device["default_samplerate"])
