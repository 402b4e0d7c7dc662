"""A question of a plan, with why it is there and what to answer it with."""

from dataclasses import asdict, dataclass
from typing import Any

from bank import Bank, Question
from bank.kept_question import from_document, to_document
from voiceint.planning.experience import Fit


@dataclass(frozen=True)
class PlannedQuestion:
    """A question of a plan.

    Attributes:
        question: What is asked.
        why: The posting's own words that make it likely, shortened; empty where it is only often asked.
        fits: The person's experiences that fit, in their own words; empty where none does.
        gap: The requirement it probes because the background does not show it; else empty.
        last_time: How the last answer to it went, as a sentence; empty if there was none.
    """

    question: Question
    why: tuple[str, ...] = ()
    fits: tuple[Fit, ...] = ()
    gap: str = ""
    last_time: str = ""

    def to_dict(self) -> dict[str, Any]:
        """As JSON: the question by its id, and by its words where it has none."""
        return {
            **to_document(self.question),
            "why": list(self.why),
            "fits": [asdict(fit) for fit in self.fits],
            "gap": self.gap,
            "last_time": self.last_time,
        }

    @classmethod
    def from_dict(cls, document: dict[str, Any], bank: Bank) -> "PlannedQuestion":
        """Of such a document, with what the bank knows of the question today."""
        fits = tuple(Fit(**fit) for fit in document["fits"])
        return cls(from_document(document, bank), tuple(document["why"]), fits, document["gap"], document["last_time"])
