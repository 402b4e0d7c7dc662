"""Which questions are asked, and where we are among them."""

from dataclasses import dataclass, field

from bank import Question
from voiceint.attempt import Attempt


@dataclass
class Session:
    """A run of questions. Knows no screen, clock or device."""

    questions: list[Question]
    position: int = 0
    takes: list[Attempt] = field(default_factory=list)

    @property
    def current(self) -> Question:
        """The question that is asked now."""
        return self.questions[self.position]

    @property
    def place(self) -> str:
        """Where we are, for people."""
        return f"Question {self.position + 1} of {len(self.questions)}"

    @property
    def is_last(self) -> bool:
        """Whether no question follows."""
        return self.position + 1 >= len(self.questions)

    def keep(self, attempt: Attempt) -> None:
        """Note a take of the current question; a question may be taken more than once."""
        self.takes.append(attempt)

    def advance(self) -> bool:
        """Go to the next question; False if there is none."""
        if self.is_last:
            return False
        self.position += 1
        return True
