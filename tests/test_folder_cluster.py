"""The same work on a Dask cluster: one in this process, whose workers are threads."""

import importlib.util
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import pytest
from conftest import require
from fakes import STORY

from audio.errors import ModelError
from bank import Kind, Question
from voiceint import __version__
from voiceint.folder import cluster
from voiceint.folder.cluster import connect, describe_workers, judge_on_cluster
from voiceint.folder.errors import FolderError
from voiceint.folder.job import Job
from voiceint.folder.judge import judge_file
from voiceint.folder.row import Row

ASKED = Question(None, "Tell me about a hard week.", Kind.BEHAVIOURAL)

go_on = threading.Event()
begun = threading.Semaphore(0)


@pytest.fixture
def address() -> Iterator[str]:
    """Where the scheduler of a cluster with two workers answers."""
    require(importlib.util.find_spec("distributed"), "Dask: voiceint[cluster]")
    from distributed import LocalCluster

    options: dict[str, Any] = {"processes": False, "dashboard_address": None, "protocol": "tcp"}
    with LocalCluster(n_workers=2, threads_per_worker=1, **options) as found:
        yield found.scheduler_address


def jobs(folder: Path, *files: str) -> list[Job]:
    """A job for each name; a file that should be missing is not made."""
    for file in files:
        if "missing" not in file:
            (folder / file).write_text(STORY)
    return [Job(file, folder / file, ASKED, "base") for file in files]


def fake_judge(job: Job) -> Row:
    """Says what it was sent; or fails as Dask sees it."""
    if "broken" in job.file:
        raise RuntimeError("not ours")
    return Row(job.file, "c", words=len((job.content or b"").split()))


def slow_judge(job: Job) -> Row:
    """Waits to be let go."""
    begun.release()
    go_on.wait(10)
    return Row(job.file, "c")


def test_files_are_sent_with_their_bytes_and_every_one_gets_its_row(address: str, tmp_path: Path) -> None:
    names = [f"{number}.txt" for number in range(9)]

    with connect(address) as client:
        rows = list(judge_on_cluster(jobs(tmp_path, *names), client, fake_judge))

    assert sorted(row.file for row in rows) == names
    assert {row.words for row in rows} == {len(STORY.split())}


def test_the_real_judge_gives_the_same_row_as_on_this_machine(address: str, tmp_path: Path) -> None:
    (job,) = jobs(tmp_path, "a.txt")

    with connect(address) as client:
        (row,) = judge_on_cluster([job], client)

    assert row.status == "ok"
    assert row == judge_file(job)


def test_a_file_that_is_gone_and_a_task_that_fails_are_rows(address: str, tmp_path: Path) -> None:
    with connect(address) as client:
        rows = list(judge_on_cluster(jobs(tmp_path, "missing.txt", "broken.txt", "good.txt"), client, fake_judge))

    problems = {row.file: row.problem for row in rows}
    assert "No such file" in problems["missing.txt"]
    assert "RuntimeError" in problems["broken.txt"]
    assert problems["good.txt"] == ""


def test_only_a_few_files_are_on_their_way_at_a_time(address: str, tmp_path: Path) -> None:
    taken: list[str] = []

    def watched() -> Iterator[Job]:
        for job in jobs(tmp_path, *(f"{number}.txt" for number in range(50))):
            taken.append(job.file)
            yield job

    with connect(address) as client, closing(judge_on_cluster(watched(), client, fake_judge)) as rows:
        next(rows)

    assert len(taken) == 5


def test_what_was_not_begun_is_called_back_by_whoever_stops(address: str, tmp_path: Path) -> None:
    go_on.clear()
    with connect(address) as client:
        rows = judge_on_cluster(jobs(tmp_path, *(f"{number}.txt" for number in range(9))), client, slow_judge)
        waiting = threading.Thread(target=lambda: next(rows))
        waiting.start()
        assert begun.acquire(timeout=10) and begun.acquire(timeout=10)
        go_on.set()
        waiting.join()
        rows.close()
    left = 0
    while begun.acquire(blocking=False):
        left += 1

    assert left <= 3


def test_a_scheduler_that_does_not_answer_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    require(importlib.util.find_spec("distributed"), "Dask: voiceint[cluster]")
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 0.5)

    for nowhere in ("tcp://127.0.0.1:9", "nonsense://x"):
        with pytest.raises(FolderError, match=f"No Dask scheduler answers at {nowhere}"), connect(nowhere):
            pass


def test_a_cluster_without_workers_is_said() -> None:
    require(importlib.util.find_spec("distributed"), "Dask: voiceint[cluster]")
    from distributed import LocalCluster

    with (
        LocalCluster(n_workers=0, processes=False, dashboard_address=None, protocol="tcp") as empty,
        pytest.raises(FolderError, match="has no workers"),
        connect(empty.scheduler_address),
    ):
        pass


def test_without_dask_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(FolderError, match=r"pip install 'voiceint\[cluster\]'"), connect("tcp://127.0.0.1:9"):
        pass


class FakeClient:
    """Workers that answer this, or fail like this."""

    def __init__(self, *answers: str, error: Exception | None = None) -> None:
        self.answers = answers
        self.error = error

    def run(self, *_: object) -> dict[int, str]:
        if self.error is not None:
            raise self.error
        return dict(enumerate(self.answers))


def test_workers_that_judge_differently_are_refused() -> None:
    ours = f"voiceint {__version__}, judge 1, by meaning, Whisper base"
    words = f"voiceint {__version__}, judge 1, by words, Whisper base"

    assert describe_workers(cast(Any, FakeClient(ours, ours)), "base") == ours
    for answers in ((ours, words), ("voiceint 0.0.1, judge 1, by meaning, Whisper base",)):
        with pytest.raises(FolderError, match="install the same everywhere"):
            describe_workers(cast(Any, FakeClient(*answers)), "base")
    with pytest.raises(FolderError, match=r"A worker cannot judge \(no module"):
        describe_workers(cast(Any, FakeClient(error=Exception("no module voiceint"))), "base")


def test_workers_without_the_model_say_so(address: str) -> None:
    with connect(address) as client, pytest.raises(ModelError, match="There is no model 'none-such'"):
        describe_workers(client, "none-such")
