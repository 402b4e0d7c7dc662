"""Names by the ways they are written, found in one pass over the words of a text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from voiceint.planning.vocabulary.words import Word, split_words


class Mention(NamedTuple):
    """A name where it stands.

    Attributes:
        name: In its usual spelling.
        way: How it is said there, in lower case.
        first: Its first word.
        last: The word after its last.
    """

    name: str
    way: str
    first: int
    last: int


class Phrases:
    """Ways of saying something, each with the name it stands for.

    A dictionary of first words instead of one pattern of a thousand branches: the time grows with the text alone.
    """

    def __init__(self, names: Mapping[str, Iterable[str]], plurals: bool = False) -> None:
        """Names with their ways, of which the name is always one; the first name to claim a way has it."""
        self._names: dict[tuple[str, ...], str] = {}
        for name, ways in names.items():
            for way in (name, *ways):
                words = tuple(word.lower for word in split_words(way))
                self._names.setdefault(words, name)
                if plurals and not words[-1].endswith("s"):
                    self._names.setdefault((*words[:-1], words[-1] + "s"), name)
        lengths: dict[str, set[int]] = defaultdict(set)
        for words in self._names:
            lengths[words[0]].add(len(words))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def find(self, words: Sequence[Word]) -> Iterator[Mention]:
        """Every mention, in order; the longest way wins, and none goes over a comma or the end of a sentence."""
        at = 0
        said = [word.lower for word in words]
        while at < len(words):
            found = self._at(words, said, at) if said[at] in self._lengths else None
            if found is not None:
                yield found
            at = at + 1 if found is None else found.last

    def _at(self, words: Sequence[Word], said: Sequence[str], at: int) -> Mention | None:
        for length in self._lengths[said[at]]:
            if at + length > len(said):
                continue
            way = tuple(said[at : at + length])
            name = self._names.get(way)
            if name is not None and all(word.joined for word in words[at + 1 : at + length]):
                return Mention(name, " ".join(way), at, at + length)
        return None
