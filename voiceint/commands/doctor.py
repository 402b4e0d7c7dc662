"""`voiceint doctor`: what works here, and what mends the rest."""

import argparse
from dataclasses import asdict

from voiceint.commands.output import print_json, say
from voiceint.paths import Paths
from voiceint.settings import Settings


def run(options: argparse.Namespace, settings: Settings, paths: Paths) -> int:
    """Examine every part; status 1 if one of them does not work."""
    from voiceint.doctor import examine

    checks = []
    for check in examine(settings, paths):
        checks.append(check)
        if not options.json:
            say(f"{'ok ' if check.works else 'NO '} {check.part}: {check.found}")
            if check.mend:
                say(f"      mend: {check.mend}")
    if options.json:
        print_json([asdict(check) for check in checks])
    return 0 if all(check.works for check in checks) else 1
