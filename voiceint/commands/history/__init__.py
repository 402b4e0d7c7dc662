"""`voiceint history`: earlier answers. One module an action, each with `run(options, settings, paths, store)`."""

import argparse
import sys
from importlib import import_module

from voiceint.paths import Paths
from voiceint.safe_text import safe_text
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
    from voiceint.history import open_store

    store = open_store(paths)
    try:
        for notice in store.notices:
            print(safe_text(notice), file=sys.stderr)
        store.recover()
        module = import_module(f"voiceint.commands.history.{_MODULES[options.action]}")
        status: int = module.run(options, settings, paths, store)
        return status
    finally:
        store.close()
