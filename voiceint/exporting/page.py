"""The report as a file in the current folder, for whoever is in the app."""

from pathlib import Path

from voiceint.exporting.html_report import write_report
from voiceint.exporting.output import open_output
from voiceint.exporting.recordings import Audio, Recordings
from voiceint.exporting.selection import Selection


def write_page(selection: Selection, name: str) -> Path:
    """Write the report with its sound, replacing an earlier one of this name, and return where it is.

    Raises:
        ExportError: It cannot be written, or has too much sound for one file.
        StorageError: The history could not be read.
    """
    path = Path(f"voiceint-{name}.html").absolute()
    recordings = Recordings(selection.store, Audio.EMBED)
    recordings.check_size([summary.id for summary in selection.summaries()], compressed=True)
    with open_output(path, force=True) as out:
        write_report(selection, out, recordings)
    return path
