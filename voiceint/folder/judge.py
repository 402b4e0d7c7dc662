"""Judges one file, in whichever process it is called."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from threading import Lock

from audio.errors import AudioError
from audio.ports import Transcriber
from audio.sound_file import read_sound_file
from audio.transcript import Transcript
from voiceint import __version__
from voiceint.assessment import JUDGE_VERSION
from voiceint.assessment.embedding import Embedder
from voiceint.errors import VoiceintError
from voiceint.folder.errors import FolderError
from voiceint.folder.files import LARGEST_TEXT, MOST_WORDS, is_text, read_bytes
from voiceint.folder.job import Job
from voiceint.folder.row import Row
from voiceint.history import judge_name
from voiceint.interviewer import judge, transcribe
from voiceint.paths import Paths
from voiceint.safe_text import safe_text
from voiceint.settings import Settings
from voiceint.text_file import decode_text
from voiceint.wiring import build_embedder, build_transcriber, find_model

_building = Lock()


def judge_file(job: Job) -> Row:
    """The row of a file. Whatever is wrong with the file is said in it, so that the others go on."""
    try:
        transcriber, embedder = _tools(job.model)
        transcript = _read(job) if is_text(job.file) else _hear(job, transcriber)
        if not transcript.text:
            return Row.failed(job.file, job.question, "No words were heard: listen whether it is the right file.")
        return Row.judged(job.file, judge(job.question, transcript, None, embedder), transcript.model)
    except (AudioError, VoiceintError) as error:
        return Row.failed(job.file, job.question, str(error))
    except Exception as error:  # a fault of ours in one file must not cost the others
        return Row.failed(job.file, job.question, f"It could not be judged ({type(error).__name__}: {error}).")


def describe_judge(model: str) -> str:
    """What judges in this process, in a few words; where these are the same, an answer gets the same row.

    Raises:
        ModelError: The Whisper model is not here, or is damaged.
    """
    find_model(model, Paths.of_user())
    _, embedder = _tools(model)
    return f"voiceint {__version__}, judge {judge_name(JUDGE_VERSION, embedder is not None)}, Whisper {model}"


def _tools(model: str) -> tuple[Transcriber, Embedder | None]:
    """The recogniser and the embedding, once a process, though a worker of a cluster may have several threads."""
    with _building:
        return _build(model)


@cache
def _build(model: str) -> tuple[Transcriber, Embedder | None]:
    paths = Paths.of_user()
    transcriber = build_transcriber(Settings(model=model), paths, threads=1)  # the cores are for the other workers
    return transcriber, build_embedder(paths)


def _read(job: Job) -> Transcript:
    name = PurePosixPath(job.file).name
    data = read_bytes(job.path, LARGEST_TEXT) if job.content is None else job.content
    text = decode_text(data)
    if text is None:
        raise FolderError(f"{name} is not text.")
    if len(text.split()) > MOST_WORDS:
        raise FolderError(f"{name} has more than {MOST_WORDS} words: an answer has a few hundred.")
    return Transcript.typed(safe_text(text))


def _hear(job: Job, transcriber: Transcriber) -> Transcript:
    with _on_disk(job) as path:
        clip = read_sound_file(path)
    return transcribe(transcriber, job.question, clip)


@contextmanager
def _on_disk(job: Job) -> Iterator[Path]:
    """The file; what was sent over the network lies there, for this user only, while it is read."""
    if job.content is None:
        yield job.path
        return
    with TemporaryDirectory(prefix="voiceint-") as folder:
        path = Path(folder, PurePosixPath(job.file).name)
        path.write_bytes(job.content)
        yield path
