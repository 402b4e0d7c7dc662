"""`voiceint history export`: answers as a file."""

import argparse
import sys
from pathlib import Path
from typing import TextIO

from voiceint.commands.history.chosen import find, find_session
from voiceint.commands.output import UsageError, say
from voiceint.exporting.output import Folder, open_output
from voiceint.exporting.recordings import Audio, Recordings
from voiceint.exporting.selection import Selection
from voiceint.history import Filter, Store
from voiceint.paths import Paths
from voiceint.settings import Settings
from voiceint.text_report import counted

_REPORT = "voiceint-report.html"
_USUAL_AUDIO = {"html": Audio.EMBED, "json": Audio.BESIDE, "md": Audio.NONE, "csv": Audio.NONE}


def run(options: argparse.Namespace, settings: Settings, paths: Paths, store: Store) -> int:
    """Write the file, and say what is in it."""
    selection = _selection(options, store)
    ids = [summary.id for summary in selection.summaries()]
    if not ids:
        raise UsageError("There is no answer to export.")
    path = _path(options)
    recordings = _recordings(options, store, path)
    recordings.check_size(ids, compressed=options.format == "html")
    try:
        with open_output(path, options.force) as out:
            _write(options.format, selection, out, recordings)
            if recordings.folder is not None:
                recordings.folder.finish()
    finally:
        if recordings.folder is not None:
            recordings.folder.clear()
    if path is not None:
        say(f"{path}: {counted(len(ids), 'answer')}{_about(recordings)}.")
    return 0


def _selection(options: argparse.Namespace, store: Store) -> Selection:
    if sum(map(bool, (options.attempts, options.session, options.all))) != 1:
        raise UsageError("Say which answers: their ids, --session ID or --all.")
    if options.session:
        return Selection(store, Filter(session=find_session(store, options.session)))
    return Selection(store, Filter(ids=tuple(find(store, start).id for start in options.attempts)))


def _path(options: argparse.Namespace) -> Path | None:
    """Where the file will be; None for standard output."""
    if options.output is None:
        return Path(_REPORT) if options.format == "html" else None
    return None if options.output == "-" else Path(options.output)


def _recordings(options: argparse.Namespace, store: Store, path: Path | None) -> Recordings:
    audio = Audio(options.audio or _USUAL_AUDIO[options.format])
    if audio == Audio.EMBED and options.format in ("md", "csv"):
        raise UsageError("Markdown and CSV cannot hold sound: --audio beside puts it next to them.")
    if audio == Audio.BESIDE and path is None:
        if options.audio is not None:
            raise UsageError("There is no place beside standard output: name a file with --output.")
        print("The recordings are left out: --output FILE puts them beside the file.", file=sys.stderr)
        audio = Audio.NONE
    beside = path.with_name(f"{path.stem}-audio") if path is not None and audio == Audio.BESIDE else None
    return Recordings(store, audio, Folder(beside, options.force) if beside is not None else None)


def _write(name: str, selection: Selection, out: TextIO, recordings: Recordings) -> None:
    if name == "json":
        from voiceint.exporting.json_file import write_json

        write_json(selection, out, recordings)
    elif name == "csv":
        from voiceint.exporting.table import write_table

        write_table(selection, out, recordings)
    elif name == "md":
        from voiceint.exporting.markdown import write_markdown

        write_markdown(selection, out, recordings)
    else:
        from voiceint.exporting.html_report import write_report

        write_report(selection, out, recordings)


def _about(recordings: Recordings) -> str:
    count = counted(recordings.count, "recording")
    if recordings.audio == Audio.NONE:
        return ", without recordings"
    return f", {count} {f'in {recordings.folder.path}' if recordings.folder is not None else 'inside'}"
