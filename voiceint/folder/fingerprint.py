"""A digest of everything that a row is made of."""

import hashlib
import json
from dataclasses import asdict

from audio.sound_file import LARGEST_BYTES
from voiceint.folder.files import is_text
from voiceint.folder.job import Job


def fingerprint(job: Job, judge: str) -> str:
    """The SHA-256 of a file's bytes, its question and the judge; the file's name does not matter.

    Empty if the file cannot be read, or is larger than any recording that is taken.

    Args:
        job: The file, on this disk.
        judge: What judges it; see `describe_judge`.
    """
    try:
        if job.path.stat().st_size > LARGEST_BYTES:
            return ""
        with job.path.open("rb") as source:
            content = hashlib.file_digest(source, "sha256").hexdigest()
    except OSError:
        return ""
    made_of = json.dumps([content, is_text(job.file), asdict(job.question), judge])
    return hashlib.sha256(made_of.encode()).hexdigest()
