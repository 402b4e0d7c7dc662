"""A job that people are interviewed for."""

from dataclasses import dataclass

from bank.question import Kpi


@dataclass(frozen=True)
class LookedFor:
    """Something that hiring managers look for.

    Attributes:
        what: The quality, said to the candidate.
        strong: What tells them yes; this and the others are empty if nobody said.
        weak: What tells them no.
        show: How to show it in an answer.
        probe: Id of the question that probes it.
    """

    what: str
    strong: str = ""
    weak: str = ""
    show: str = ""
    probe: str = ""


@dataclass(frozen=True)
class Ask:
    """A question to ask the interviewer, and why."""

    question: str
    why: str


@dataclass(frozen=True)
class Role:
    """A role: its name, its key figures, what is looked for in it, and what to ask."""

    name: str
    kpis: tuple[Kpi, ...] = ()
    looked_for: tuple[LookedFor, ...] = ()
    asks: tuple[Ask, ...] = ()
