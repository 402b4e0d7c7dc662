"""What was said, as text with the time of each word."""

from dataclasses import dataclass, replace
from difflib import SequenceMatcher


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

    def corrected(self, text: str) -> "Transcript":
        """This transcript with another text. Words that stay keep their times; new ones share those they replace.

        Words beyond the number of those they replace were not heard, and begin and end in one moment.
        """
        said = text.split()
        before, after = [letters(word.text) for word in self.words], [letters(word) for word in said]
        words: list[Word] = []
        for _, start, end, begin, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            earliest = self.words[start].start if start < end else words[-1].end if words else 0.0
            latest = self.words[end - 1].end if start < end else earliest
            same = end - start == stop - begin
            heard = min(stop - begin, end - start)
            share = (latest - earliest) / max(1, heard)
            for place, word in enumerate(said[begin:stop]):
                old = self.words[start + place] if same else None
                began = old.start if old else earliest + min(place, heard) * share
                words.append(Word(word, began, old.end if old else began + share * (place < heard)))
        return replace(self, text=" ".join(said), words=tuple(words) if self.words else (), edited=True)

    @classmethod
    def typed(cls, text: str) -> "Transcript":
        """The transcript of an answer that was typed or read from a text file."""
        return cls(" ".join(text.split()))
