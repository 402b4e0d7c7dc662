"""Child process: print what PortAudio finds, as one JSON document.

The library is loaded here first because loading it can hang when a sound server does not answer.
"""

import json
import os


def main() -> None:
    """Print {"inputs": [...], "outputs": [...], "default_input", "default_output"} or {"error"}."""
    reply = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # PortAudio's own chatter must not mix with the reply
    try:
        import sounddevice
    except OSError as error:
        json.dump({"error": "library", "detail": str(error)}, reply)
        return
    found: dict[str, object] = {"inputs": [], "outputs": [], "default_input": None, "default_output": None}
    default_input, default_output = sounddevice.default.device
    for index, device in enumerate(sounddevice.query_devices()):
        entry = {"name": device["name"], "rate": int(device["default_samplerate"])}
        for direction, default in (("input", default_input), ("output", default_output)):
            if device[f"max_{direction}_channels"] > 0:
                found[f"{direction}s"].append(entry)  # type: ignore[attr-defined]
                if index == default:
                    found[f"default_{direction}"] = device["name"]
    json.dump(found, reply)


if __name__ == "__main__":
    main()
