"""How much sooner two workers judge a folder than one, here and on a Dask cluster: `python -m lab.folder FOLDER`.

Every file is judged as an answer to the same question, each time from the start; the journal is not used. The cluster
is `distributed.LocalCluster` with a process a worker and one thread each, as `dask worker --nworkers 2 --nthreads 1`.
Loading the models is counted in, starting the scheduler is not: give it some dozens of files, and a quiet machine.
"""

import sys
import time
from contextlib import closing
from pathlib import Path

from bank import Kind, load_bank
from voiceint.folder.cluster import connect, judge_on_cluster
from voiceint.folder.files import find_files
from voiceint.folder.job import Engine, Job
from voiceint.folder.local import judge_here
from voiceint.folder.row import OK
from voiceint.settings import Settings

_WORKERS = (1, 2)


def main() -> None:
    """Measure, and print."""
    folder = Path(sys.argv[1])
    question = load_bank().ask("Tell me about a time when you made something better.", Kind.BEHAVIOURAL)
    jobs = [Job(file, folder / file, question, Settings().model) for file in find_files(folder)]
    print(f"{len(jobs)} files\n\n| engine | workers | judged | seconds | files a minute | times as fast |")
    print("|---|---|---|---|---|---|")
    for name, measure in (("local", _local), ("dask", _dask)):
        alone = 0.0
        for workers in _WORKERS:
            judged, seconds = measure(jobs, workers)
            alone = alone or seconds
            rate = 60 * len(jobs) / seconds
            print(f"| {name} | {workers} | {judged} | {seconds:.1f} | {rate:.1f} | {alone / seconds:.2f} |", flush=True)


def _local(jobs: list[Job], workers: int) -> tuple[int, float]:
    return _time(lambda given: judge_here(given, workers), jobs)


def _dask(jobs: list[Job], workers: int) -> tuple[int, float]:
    from distributed import LocalCluster

    with (
        LocalCluster(processes=True, n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster,
        connect(cluster.scheduler_address) as client,
    ):
        return _time(lambda given: judge_on_cluster(given, client), jobs)


def _time(engine: Engine, jobs: list[Job]) -> tuple[int, float]:
    """How many files were judged, and in how many seconds."""
    began = time.perf_counter()
    with closing(engine(jobs)) as rows:
        judged = sum(row.status == OK for row in rows)
    return judged, time.perf_counter() - began


if __name__ == "__main__":
    main()
