"""Takes a history in JSON into the history that is here: all of its answers, or none."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, overload

from voiceint.attempt import Attempt
from voiceint.exporting.incoming import digest, placed
from voiceint.exporting.read_attempt import Earlier, ReadAttempt
from voiceint.exporting.reading import ReadAttempts, read_history
from voiceint.history import Store
from voiceint.history.rows import to_document, to_row


@dataclass
class Outcome:
    """What became of a file's answers.

    Attributes:
        taken: How many answers were taken in.
        sessions: How many sessions.
        recordings: How many recordings.
        same: How many answers were here already, with the same content.
        differing: Ids of answers and sessions that are here with other content, and were left as they are.
        missing: How many recordings are neither in the file nor beside it.
    """

    taken: int = 0
    sessions: int = 0
    recordings: int = 0
    same: int = 0
    differing: list[str] = field(default_factory=list)
    missing: int = 0


def take_in(store: Store, path: Path, replaces: bool = False) -> Outcome:
    """Take in a document of `write_json`.

    Args:
        store: Where it goes.
        path: The document; recordings beside it lie in the folder `NAME-audio`.
        replaces: Whether what is here with other content under the same id is replaced.

    Raises:
        ImportFileError: Something is wrong with the file or a recording; nothing was taken in.
        StorageError: It could not be written; nothing was taken in.
    """
    history = read_history(path)
    outcome = Outcome()
    chosen = _Chosen(history.attempts)
    with placed(store) as sounds:
        for number, read in enumerate(history.attempts):
            sound = sounds.fetch(read, path)
            if _is_wanted(store, read, sound, replaces, outcome):
                chosen.add(number, sound is not None or store.recording_path(read.attempt).is_file())
            elif sound is not None:
                sounds.drop(sound)
            outcome.missing += read.recording is not None and sound is None
        sessions = _sessions(store, history.sessions, replaces, outcome)
        store.take_in(chosen, sessions)
        outcome.recordings = sounds.finish()
    outcome.taken, outcome.sessions = len(chosen), len(sessions)
    return outcome


class _Chosen(Sequence[tuple[Attempt, Earlier]]):
    """The answers that are taken in, one at a time in memory."""

    def __init__(self, attempts: ReadAttempts) -> None:
        self._attempts = attempts
        self._chosen: list[tuple[int, bool]] = []

    def add(self, number: int, recorded: bool) -> None:
        """Choose an answer; `recorded` says whether its recording will be here."""
        self._chosen.append((number, recorded))

    def __len__(self) -> int:
        return len(self._chosen)

    @overload
    def __getitem__(self, place: int) -> tuple[Attempt, Earlier]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[tuple[Attempt, Earlier]]: ...
    def __getitem__(self, place: int | slice) -> tuple[Attempt, Earlier] | Sequence[tuple[Attempt, Earlier]]:
        if isinstance(place, slice):
            return [self[each] for each in range(len(self))[place]]
        number, recorded = self._chosen[place]
        read = self._attempts[number]
        return replace(read.attempt, recording=f"{read.attempt.id}.wav" if recorded else None), read.earlier


def _is_wanted(store: Store, read: ReadAttempt, sound: Path | None, replaces: bool, outcome: Outcome) -> bool:
    """Whether an answer of the file is taken in; if it is not, the outcome says why."""
    here = store.find(read.attempt.id)
    if here is None:
        return True
    recorded = store.recording_path(here)
    is_there = here.recording is not None and recorded.is_file()
    if _is_same(store, here, read):
        if sound is not None and not is_there:
            return True
        if sound is None or digest(sound) == digest(recorded):
            outcome.same += 1
            return False
    if not replaces:
        outcome.differing.append(here.id)
    return replaces


def _is_same(store: Store, here: Attempt, read: ReadAttempt) -> bool:
    """Whether two answers hold the same, wherever their recordings are."""
    if to_row(replace(here, recording=None)) != to_row(replace(read.attempt, recording=None)):
        return False
    return _plain(store.earlier_assessments(here.id)) == _plain(read.earlier)


def _plain(earlier: Any) -> list[tuple[str, str]]:
    return [(at.isoformat(), to_document(document)) for at, document in earlier]


def _sessions(store: Store, read: tuple[dict[str, Any], ...], replaces: bool, outcome: Outcome) -> list[dict[str, Any]]:
    """The sessions that are taken in."""
    here = {document["id"]: to_document(document) for document in store.sessions()}
    new = [document for document in read if here.get(document["id"]) != to_document(document)]
    if replaces:
        return new
    outcome.differing += [document["id"] for document in new if document["id"] in here]
    return [document for document in new if document["id"] not in here]
