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
    """

    store: Store
    wanted: Filter = EVERYTHING

    def attempts(self) -> Iterator[Attempt]:
        """The answers, a few in memory at a time. Raises StorageError."""
        return self.store.attempts(self.wanted)

    def summaries(self) -> list[Summary]:
        """Their lines, without the words. Raises StorageError."""
        return self.store.summaries(self.wanted)[::-1]

    def sessions(self) -> list[dict[str, Any]]:
        """The documents of the sessions they were given in; of the whole history every session. Raises StorageError."""
        documents = self.store.sessions()
        if self.wanted == EVERYTHING:
            return documents
        named = {summary.session for summary in self.summaries()}
        return [document for document in documents if document["id"] in named]
