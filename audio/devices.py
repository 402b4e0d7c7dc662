"""Which sound devices there are, found without risking a hang."""

import json
import subprocess
from dataclasses import dataclass

from audio.child import end_child, start_child
from audio.errors import DeviceError

PROBE_SECONDS = 5.0
"""How long the sound system may take to answer; it normally takes 0.3 s."""

INSTALL_PORTAUDIO = "PortAudio is not installed: sudo apt install libportaudio2"


@dataclass(frozen=True)
class Device:
    """A device by its name (indexes change when something is plugged in) and default rate in Hz."""

    name: str
    rate: int


@dataclass(frozen=True)
class Devices:
    """The inputs and outputs of this machine, and the names of the ones used by default."""

    inputs: tuple[Device, ...]
    outputs: tuple[Device, ...]
    default_input: str | None
    default_output: str | None


def find_devices(timeout: float = PROBE_SECONDS) -> Devices:
    """Ask PortAudio in a child process.

    Raises:
        DeviceError: PortAudio is not installed, or the sound system did not answer in time.
    """
    child = start_child("audio.device_probe")
    try:
        output, _ = child.communicate(timeout=timeout)
    except subprocess.TimeoutExpired as error:
        raise DeviceError(
            f"The sound system did not answer within {timeout:.0f} s: restart the sound server, then start again."
        ) from error
    finally:
        end_child(child)
    try:
        reply = json.loads(output)
    except ValueError as error:
        raise DeviceError("PortAudio crashed while it listed the devices: run 'voiceint doctor'.") from error
    if "error" in reply:
        raise DeviceError(INSTALL_PORTAUDIO)
    return Devices(
        inputs=tuple(Device(**entry) for entry in reply["inputs"]),
        outputs=tuple(Device(**entry) for entry in reply["outputs"]),
        default_input=reply["default_input"],
        default_output=reply["default_output"],
    )
