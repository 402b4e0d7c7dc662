"""What was said, as text with the time of each word."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """One recognised word, punctuation attached; `start` and `end` in seconds from the first sample."""

    text: str
    start: float
    end: float


def letters(text: str) -> str:
    """A word as it sounds, to compare two hearings of it: its letters and digits in lower case."""
    return "".join(character for character in text.lower() if character.isalnum())


@dataclass(frozen=True)
class Transcript:
    """The text of one answer.

    Attributes:
        text: The whole text, words separated by single spaces.
        words: The words with their times; empty for text that was typed.
        seconds: Length of the recording in seconds, or None for typed text.
        edited: Whether the candidate corrected the text after it was recognised.
        model: Which recogniser wrote it; empty for typed text.
    """

    text: str
    words: tuple[Word, ...] = ()
    seconds: float | None = None
    edited: bool = False
    model: str = ""

    @classmethod
    def of_words(cls, words: tuple[Word, ...], seconds: float, model: str) -> "Transcript":
        """The transcript of recognised words, in the order they were said."""
        return cls(" ".join(word.text for word in words), words, seconds, model=model)

    @classmethod
    def typed(cls, text: str) -> "Transcript":
        """The transcript of an answer that was typed or read from a text file."""
        return cls(" ".join(text.split()))
