"""Judging many files: what is known is taken from the journal, the rest from an engine."""

import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from voiceint.folder.fingerprint import fingerprint
from voiceint.folder.job import Engine, Job
from voiceint.folder.journal import Journal
from voiceint.folder.progress import Progress
from voiceint.folder.row import OK, Row
from voiceint.folder.table import write_table

_TABLE_SECONDS = 10.0
"""How far the table may lag behind while the work goes on."""


@dataclass(frozen=True)
class Plan:
    """What is to be done.

    Attributes:
        rows: What is known already.
        jobs: The files that are to be judged now.
        fingerprints: Those of the jobs, by file.
    """

    rows: tuple[Row, ...]
    jobs: tuple[Job, ...]
    fingerprints: Mapping[str, str]


def plan(jobs: Iterable[Job], judge: str, journal: Journal, again: bool = False) -> Plan:
    """Part what is known from what is to be judged, which is everything if it is to be judged `again`."""
    known: list[Row] = []
    unknown: list[Job] = []
    fingerprints: dict[str, str] = {}
    for job in jobs:
        found = fingerprint(job, judge)
        row = None if again else journal.find(found)
        if row is None:
            unknown.append(job)
            fingerprints[job.file] = found
        else:
            known.append(row.of_file(job.file))
    return Plan(tuple(known), tuple(unknown), fingerprints)


def carry_out(
    work: Plan,
    engine: Engine,
    journal: Journal,
    table: Path,
    progress: Progress,
    clock: Callable[[], float] = time.monotonic,
) -> list[Row]:
    """Judge the jobs of a plan, and return all rows. What is done is in the journal and the table however this ends.

    What failed is not kept in the journal: it is tried again the next time.

    Raises:
        FolderError: The journal or the table cannot be written, or the engine cannot go on.
    """
    rows = list(work.rows)
    written = clock()
    try:
        with closing(engine(work.jobs)) as judged:
            for row in judged:
                rows.append(row)
                if row.status == OK and work.fingerprints[row.file]:
                    journal.note(work.fingerprints[row.file], row)
                progress.tell(row)
                if clock() - written >= _TABLE_SECONDS:
                    write_table(table, rows)
                    written = clock()
    finally:
        progress.end()
        write_table(table, rows)
    return rows
