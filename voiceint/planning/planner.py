"""Makes plans, and keeps them: what the screens and the command line need of planning."""

from collections.abc import Callable
from pathlib import Path

from bank import Bank
from voiceint.assessment.embedding import PieceEmbedder
from voiceint.history import Store
from voiceint.planning.background import read_background
from voiceint.planning.document import Document
from voiceint.planning.kept_plans import KeptPlans
from voiceint.planning.plan import MINUTES, Plan, make_plan
from voiceint.planning.posting import read_posting
from voiceint.planning.reading import read_document
from voiceint.progress import full_answers
from voiceint.rules import Style


class Planner:
    """Makes plans of what the person gives, with the bank, the history and the embedding of this machine.

    Attributes:
        kept: The plans that were kept.
    """

    def __init__(self, bank: Bank, store: Store, folder: Path, embedder: Callable[[], PieceEmbedder | None]) -> None:
        """Say what plans are made of.

        Args:
            bank: The questions of all roles.
            store: The person's answers.
            folder: Where plans are kept.
            embedder: Builds what reads the meaning; called with the first plan.
        """
        self.kept = KeptPlans(folder, bank)
        self._bank = bank
        self._store = store
        self._embedder = embedder

    def make(
        self,
        posting: str | Path,
        background: str | Path | None = None,
        minutes: int = MINUTES,
        style: Style = Style.PRACTISE,
    ) -> Plan:
        """A plan for a posting and a background, each a file or its text.

        Raises:
            PlanningError: One of them cannot be read; the message says what to do next.
            StorageError: The history cannot be read.
        """
        wanted = read_posting(_document(posting, "The posting"))
        person = read_background(_document(background, "The background")) if background is not None else None
        return make_plan(self._bank, wanted, person, full_answers(self._store), self._embedder(), minutes, style)


def _document(source: str | Path, name: str) -> Document:
    return read_document(source) if isinstance(source, Path) else Document.of_text(source, name)
