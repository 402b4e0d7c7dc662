"""`voiceint history`: earlier answers. One module an action, each with `run(options, settings, paths, store)`."""

import argparse
from importlib import import_module

from voiceint.commands.output import open_history
from voiceint.paths import Paths
from voiceint.settings import Settings

_MODULES = {
    "list": "listing",
    "search": "listing",
    "show": "show",
    "compare": "compare",
    "progress": "progress",
    "finish": "finish",
    "reassess": "reassess",
    "export": "export",
    "import": "take_in",
    "delete": "delete",
    "backup": "restore",
    "restore": "restore",
    "repair": "restore",
}


def run(options: argparse.Namespace, settings: Settings, paths: Paths) -> int:
    """Do what was asked with the history."""
    store = open_history(paths)
    try:
        store.recover()
        module = import_module(f"voiceint.commands.history.{_MODULES[options.action]}")
        status: int = module.run(options, settings, paths, store)
        return status
    finally:
        store.close()
