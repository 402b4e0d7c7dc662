"""Which answers go into a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from voiceint.attempt import Attempt
from voiceint.history import EVERYTHING, Filter, Store, Summary


@dataclass(frozen=True)
class Selection:
    """Answers of a history, oldest first.

    Attributes:
        store: The history.
        wanted: Which answers.
        ids: If there are any, only those of these full ids.
    """

    store: Store
    wanted: Filter = EVERYTHING
    ids: tuple[str, ...] = ()

    def attempts(self) -> Iterator[Attempt]:
        """The answers, a few in memory at a time. Raises StorageError."""
        if not self.ids:
            yield from self.store.attempts(self.wanted)
            return
        for summary in self.summaries():
            attempt = self.store.find(summary.id)
            if attempt is not None:  # else it was deleted meanwhile
                yield attempt

    def summaries(self) -> list[Summary]:
        """Their lines, without the words. Raises StorageError."""
        found = reversed(self.store.summaries(self.wanted))
        return [summary for summary in found if not self.ids or summary.id in self.ids]

    def sessions(self) -> list[dict[str, Any]]:
        """The documents of the sessions they were given in; of the whole history every session. Raises StorageError."""
        documents = self.store.sessions()
        if not self.ids and self.wanted == EVERYTHING:
            return documents
        named = {summary.session for summary in self.summaries()}
        return [document for document in documents if document["id"] in named]
