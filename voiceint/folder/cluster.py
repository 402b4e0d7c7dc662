"""Judging files on a Dask cluster that is there already.

Files are sent with their tasks, so workers need no shared disk; they need voiceint and its models. Dask runs code that
it is sent: cluster and network must be trusted, or `tls://` be used with certificates from Dask's own configuration.
"""

import logging
import warnings
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from audio.errors import ModelError
from audio.sound_file import LARGEST_BYTES
from voiceint import __version__
from voiceint.folder.errors import FolderError
from voiceint.folder.files import read_bytes
from voiceint.folder.job import Job, Judge
from voiceint.folder.judge import describe_judge, judge_file
from voiceint.folder.row import Row

if TYPE_CHECKING:
    from distributed import Client, Future

_CONNECT_SECONDS = 5.0

_IN_FLIGHT = 2
"""Files a thread of the cluster that are sent ahead: one is judged while the next one travels."""


@contextmanager
def connect(address: str) -> Iterator["Client"]:
    """A connection to the scheduler at an address such as `tcp://10.0.0.5:8786`.

    Raises:
        FolderError: Dask is not installed, nothing answers there in time, or there are no workers.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise FolderError("Dask is not installed: pip install 'voiceint[cluster]'") from error
    for name in ("distributed", "distributed.client"):  # what is wrong is said by us, in a line
        logging.getLogger(name).setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", module="distributed")  # large tasks are meant; versions are compared by us
    try:
        client = Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:  # a timeout is an OSError
        raise FolderError(
            f"No Dask scheduler answers at {address}: start one with 'dask scheduler', or correct --scheduler."
        ) from error
    with client:
        if not client.nthreads():
            raise FolderError(f"The scheduler at {address} has no workers: start some with 'dask worker {address}'.")
        yield client


def describe_workers(client: "Client", model: str) -> str:
    """What judges on the workers; see `describe_judge`.

    Raises:
        FolderError: They cannot judge, or differ among themselves or from this voiceint.
        ModelError: One of them has no such Whisper model.
    """
    try:
        judges = set(client.run(describe_judge, model).values())
    except ModelError:
        raise
    except Exception as error:  # Dask passes on as a bare Exception that a worker has no such module
        raise FolderError(f"A worker cannot judge ({error}): install voiceint on all of them.") from error
    if len(judges) > 1 or not min(judges).startswith(f"voiceint {__version__},"):
        found = "; ".join(sorted(judges))
        raise FolderError(f"This is voiceint {__version__}, and the workers have {found}: install the same everywhere.")
    return str(judges.pop())


def judge_on_cluster(jobs: Iterable[Job], client: "Client", judge: Judge = judge_file) -> Generator[Row, None, None]:
    """The rows of the jobs as they are done. Dask gives the task of a worker that was lost to another.

    A few files are on their way at a time. What is not begun is called back when the generator is closed.

    Raises:
        FolderError: The scheduler is gone.
    """
    from distributed import as_completed

    waiting = iter(jobs)
    done = as_completed(loop=client.loop)
    sent: dict[Future[Row], Job] = {}

    def send() -> Iterator[Row]:
        """Send the next file; give the rows of those that cannot be read."""
        for job in waiting:
            try:
                content = read_bytes(job.path, LARGEST_BYTES)
            except FolderError as error:
                yield Row.failed(job.file, job.question, str(error))
                continue
            future = client.submit(judge, replace(job, content=content), pure=False)
            sent[future] = job
            done.add(future)
            return

    try:
        for _ in range(_IN_FLIGHT * sum(client.nthreads().values())):
            yield from send()
        for future in done:
            row = _result(future, sent.pop(future))
            yield from send()
            yield row
    finally:
        client.cancel(list(sent))


def _result(future: "Future[Row]", job: Job) -> Row:
    """The row of a task that ended. Raises FolderError."""
    try:
        return future.result()
    except CancelledError as error:
        raise FolderError("The scheduler is gone: what is done is kept, and the same command goes on.") from error
    except Exception as error:  # KilledWorker, or whatever else Dask has for a task that it gave up
        problem = f"The cluster gave it up ({type(error).__name__}): convert it to WAV, and try again."
        return Row.failed(job.file, job.question, problem)
