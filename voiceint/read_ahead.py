"""What an answer means, read while it is still spoken."""

from concurrent.futures import ThreadPoolExecutor

from voiceint.assessment import read_clauses
from voiceint.assessment.embedding import Embedder


class ReadAhead:
    """Has an embedder read each clause as it is written down: at the end of the answer only the last are left to read.

    It counts on an embedder that does not read the same clause twice.
    """

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._reader = ThreadPoolExecutor(1, "read-ahead")
        self._text = ""

    def hear(self, text: str) -> None:
        """Read what is new in the text of an answer, on a thread of its own."""
        if text != self._text:
            self._text = text
            self._reader.submit(self._read)

    def close(self) -> None:
        """Read no more."""
        self._reader.shutdown(wait=False, cancel_futures=True)

    def _read(self) -> None:
        """Read the latest text: what came before is in it."""
        read_clauses(self._text, self._embedder)
