"""Answers as one page of HTML that needs nothing else: no network, no script, no program."""

import base64
import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TextIO

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from voiceint import __version__
from voiceint.exporting.answer import Answer
from voiceint.exporting.overview import period, plots
from voiceint.exporting.recordings import Recordings
from voiceint.exporting.selection import Selection

_FOLDER = Path(__file__).parent / "report"


def write_report(selection: Selection, out: TextIO, recordings: Recordings) -> None:
    """Write the page, an answer at a time.

    Raises:
        OSError: It cannot be written.
        StorageError: The history could not be read.
    """
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = ((_FOLDER / name).read_text("utf-8") for name in ("report.css", "report.js"))
    summaries = selection.summaries()
    page = environment.get_template("page.html.jinja").generate(
        answers=_answers(selection, recordings),
        summaries=summaries,
        period=period(summaries),
        plots=list(plots(summaries)),
        now=datetime.now().astimezone(),
        version=__version__,
        policy=_policy(style, script),
        style=Markup(style),
        script=Markup(script),
    )
    for piece in page:
        out.write(piece)


def _answers(selection: Selection, recordings: Recordings) -> Iterator[Answer]:
    for attempt in selection.attempts():
        yield Answer(attempt, recordings.player_source(attempt))


def _policy(style: str, script: str) -> str:
    """The Content-Security-Policy (W3C CSP 3): our own style and script, and sound; nothing else is loaded or run."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "media-src data: 'self'; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
