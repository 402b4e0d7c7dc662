"""An interview guide as it was understood: questions with what came with them."""

from dataclasses import dataclass

from bank.question import Kind
from bank.role import Ask, LookedFor


@dataclass(frozen=True)
class GuideQuestion:
    """A question of a guide.

    Attributes:
        topic: Name of the topic it stood under.
        prompt: The question.
        kind: Inferred from its words, or from the heading above it.
        reason: Why interviewers ask it; empty if the guide does not say.
        author: Who says so.
        answer: The sample answer; paragraphs and list items are separated by newlines.
    """

    topic: str
    prompt: str
    kind: Kind
    reason: str = ""
    author: str = ""
    answer: str = ""


@dataclass(frozen=True)
class Guide:
    """Everything that was found in a guide.

    Attributes:
        role: The role that its title names; empty if it names none.
        questions: In their order.
        looked_for: What hiring managers look for.
        asks: Questions to ask the interviewer.
        skipped: Lines that belong to none of these, as (line number, text).
    """

    role: str
    questions: tuple[GuideQuestion, ...] = ()
    looked_for: tuple[LookedFor, ...] = ()
    asks: tuple[Ask, ...] = ()
    skipped: tuple[tuple[int, str], ...] = ()

    @property
    def topics(self) -> list[str]:
        """Names of the topics, in their order."""
        return list(dict.fromkeys(question.topic for question in self.questions))
