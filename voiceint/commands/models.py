"""`voiceint models`: which recognisers there are, and fetching one."""

import argparse

from voiceint.commands.output import UsageError, agrees, say
from voiceint.paths import Paths
from voiceint.settings import Settings


def run(options: argparse.Namespace, settings: Settings, paths: Paths) -> int:
    """List the models, or download one that was asked for."""
    from audio.model_store import ModelStore
    from audio.models import WHISPER_MODELS

    store = ModelStore(paths.models)
    if options.action == "list":
        for model in WHISPER_MODELS.values():
            here = "here" if store.is_here(model) else f"voiceint models get {model.name}"
            say(f"{model.name:<10} {model.megabytes:>4} MB  {here}")
        return 0
    if options.model not in WHISPER_MODELS:
        raise UsageError(f"There is no model '{options.model}': choose from {', '.join(WHISPER_MODELS)}.")
    wanted = WHISPER_MODELS[options.model]
    if not options.yes and not agrees(f"Download {wanted.megabytes} MB from {wanted.repository}?"):
        raise UsageError("Nothing was downloaded: answer y, or give --yes.")
    say(f"The model {wanted.name} is in {store.download(wanted)}, checksums right.")
    return 0
