"""What each command does. Everything slow is imported where it is used."""

import argparse
import sys
from importlib import import_module

from audio.errors import AudioError
from bank import BankError
from voiceint.errors import VoiceintError
from voiceint.paths import Paths
from voiceint.safe_text import safe_text
from voiceint.settings import Settings

_MODULES = {
    None: "start",
    "practise": "start",
    "pressure": "start",
    "ladder": "start",
    "drill": "start",
    "mock": "start",
    "demo": "demo",
    "assess": "assess",
    "bank": "bank",
    "quiz": "quiz",
    "history": "history",
    "doctor": "doctor",
    "models": "models",
}
"""The module of each command; each has `run(options, settings, paths)`, which returns the exit status."""


def run(options: argparse.Namespace) -> int:
    """Do what was asked; expected failures become lines on standard error and status 1."""
    settings = Settings(
        options.voice, options.rate, options.microphone, options.speaker, options.model, options.auto_stop
    )
    command = import_module(f"voiceint.commands.{_MODULES[options.command]}")
    try:
        status: int = command.run(options, settings, Paths.of_user())
    except (VoiceintError, AudioError, BankError) as error:
        print(safe_text(str(error)), file=sys.stderr)
        return 1
    return status
