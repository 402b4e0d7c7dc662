import subprocess
import sys
from pathlib import Path

import pytest


def test_the_import_contracts_hold() -> None:
    done = subprocess.run([str(Path(sys.executable).with_name("lint-imports"))], capture_output=True, text=True)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "kept_out"),
    [
        ("bank", ["numpy", "sounddevice", "textual", "audio", "voiceint"]),
        ("audio", ["numpy", "sounddevice", "faster_whisper", "bank", "voiceint"]),
        ("audio.transcript", ["numpy"]),
        ("voiceint.assessment", ["sounddevice", "textual", "onnxruntime", "tokenizers"]),
        ("voiceint.history", ["numpy", "textual"]),
        ("voiceint.tui.app", ["numpy", "sounddevice", "faster_whisper", "onnxruntime"]),
    ],
)
def test_light_modules_load_nothing_heavy(module: str, kept_out: list[str]) -> None:
    code = f"import sys, {module}\nprint([name for name in {kept_out} if name in sys.modules])"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert done.stdout.strip() == "[]", done.stderr
