"""Which questions are asked, and where we are among them."""

from dataclasses import dataclass

from bank import Question


@dataclass
class Session:
    """A run of questions. Knows no screen, clock or device."""

    questions: list[Question]
    position: int = 0

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

    def advance(self) -> bool:
        """Go to the next question; False if there is none."""
        if self.is_last:
            return False
        self.position += 1
        return True
