"""`voiceint assess FOLDER`: every recording and text in a folder, several at a time, into one table."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from bank import Bank, Question
from voiceint.commands.assess import asked_question
from voiceint.commands.output import UsageError, load_all, say
from voiceint.folder.cluster import connect, describe_workers, judge_on_cluster
from voiceint.folder.files import find_files
from voiceint.folder.job import Engine, Job
from voiceint.folder.journal import Journal
from voiceint.folder.judge import describe_judge
from voiceint.folder.judging import Plan, carry_out, plan
from voiceint.folder.local import default_workers, judge_here
from voiceint.folder.progress import Progress
from voiceint.folder.questions import QuestionTable, question_named
from voiceint.folder.row import FAILED, Row
from voiceint.folder.table import check_table
from voiceint.paths import Paths
from voiceint.safe_text import safe_text
from voiceint.settings import Settings

_TABLE = "assessment.csv"
_JOURNAL_ENDING = ".jsonl"


def run(options: argparse.Namespace, settings: Settings, paths: Paths) -> int:
    """Judge a folder. The status is 1 if a file of it could not be judged."""
    if options.keep or options.json:
        raise UsageError("--keep and --json are for one answer: leave them out, the answers of a folder make a table.")
    folder = Path(options.answer)
    table = _table(options.csv, folder)
    jobs, unasked = _look_through(folder, settings.model, *_questions(options, load_all(paths)))
    with (
        Journal(table.with_name(table.name + _JOURNAL_ENDING)) as journal,
        _engine(options, settings.model) as (judge, engine),
    ):
        work = plan(jobs, judge, journal, options.again)
        work = replace(work, rows=(*unasked, *work.rows))
        rows = _carry_out(work, engine, journal, table)
    failed = sum(row.status == FAILED for row in rows)
    say(f"{len(rows) - failed} of {len(rows)} files are judged, {failed} failed: {table}")
    return 1 if failed else 0


def _table(name: str | None, folder: Path) -> Path:
    """Where the table is written. Raises VoiceintError."""
    if name == "-":
        raise UsageError("A table that is taken up again must be a file: name one with --csv FILE.")
    table = Path(name) if name else folder / _TABLE
    check_table(table)
    return table


def _questions(options: argparse.Namespace, bank: Bank) -> tuple[Callable[[str], Question | None], str]:
    """What tells the question of a file, and what to say where it does not know one. Raises VoiceintError."""
    if options.questions:
        table = QuestionTable.read(Path(options.questions), bank)
        return table.question_of, f"No pattern in {options.questions} fits it: add a line for it."
    if options.question or options.ask is not None:
        question = asked_question(options, bank)
        return lambda file: question, ""
    return (
        partial(question_named, bank=bank),
        "No question's id is part of its name: rename it, or say what it answers with --questions TABLE.",
    )


def _look_through(
    folder: Path, model: str, question_of: Callable[[str], Question | None], reason: str
) -> tuple[list[Job], list[Row]]:
    """What is to be judged, and the rows of what has no question. Raises VoiceintError."""
    jobs: list[Job] = []
    unasked: list[Row] = []
    for file in find_files(folder):
        question = question_of(file)
        if question is None:
            unasked.append(Row.failed(file, None, reason))
        else:
            jobs.append(Job(file, folder / file, question, model))
    if not jobs and not unasked:
        raise UsageError(f"There is no recording or text in {folder}: name the folder that they are in.")
    return jobs, unasked


@contextmanager
def _engine(options: argparse.Namespace, model: str) -> Iterator[tuple[str, Engine]]:
    """What judges, in words, and what hands the files to it. Raises VoiceintError and ModelError."""
    if options.engine != "dask":
        yield describe_judge(model), partial(judge_here, workers=options.workers or default_workers())
        return
    if not options.scheduler:
        raise UsageError("Name the cluster's scheduler: --engine dask --scheduler tcp://HOST:8786")
    with connect(options.scheduler) as client:
        yield describe_workers(client, model), partial(judge_on_cluster, client=client)


def _carry_out(work: Plan, engine: Engine, journal: Journal, table: Path) -> list[Row]:
    total = len(work.rows) + len(work.jobs)
    if done := sum(row.status != FAILED for row in work.rows):
        _tell(f"{done} of {total} files are judged already.")
    rewrites = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    try:
        return carry_out(work, engine, journal, table, Progress(len(work.jobs), sys.stderr, rewrites))
    except KeyboardInterrupt:
        _tell(f"What is done is in {table}; the same command goes on from there.")
        raise


def _tell(line: str) -> None:
    print(safe_text(line), file=sys.stderr)
