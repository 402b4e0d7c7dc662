"""What each command does. Everything slow is imported where it is used."""

import argparse
import sys
from dataclasses import fields, replace
from importlib import import_module
from typing import Any

from audio.errors import AudioError
from bank import BankError
from voiceint.errors import VoiceintError
from voiceint.paths import Paths
from voiceint.safe_text import safe_text
from voiceint.settings import Settings
from voiceint.settings_file import load_settings

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
    "plan": "plan",
    "doctor": "doctor",
    "models": "models",
}
"""The module of each command; each has `run(options, settings, paths)`, which returns the exit status."""


def run(options: argparse.Namespace) -> int:
    """Do what was asked; expected failures become lines on standard error and status 1."""
    paths = Paths.of_user()
    kept, problems = load_settings(paths.settings)
    for problem in problems:
        print(safe_text(problem), file=sys.stderr)
    command = import_module(f"voiceint.commands.{_MODULES[options.command]}")
    try:
        status: int = command.run(options, replace(kept, **_flags(options)), paths)
    except (VoiceintError, AudioError, BankError) as error:
        print(safe_text(str(error)), file=sys.stderr)
        return 1
    return status


def _flags(options: argparse.Namespace) -> dict[str, Any]:
    """The settings that the command line names; they hold for this run only."""
    names = (field.name for field in fields(Settings) if hasattr(options, field.name))
    return {name: getattr(options, name) for name in names}
