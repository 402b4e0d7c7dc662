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
        self._tails: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        claimed: dict[tuple[str, ...], str] = {}
        for name, ways in names.items():
            for way in (name, *ways):
                words = tuple(word.lower for word in split_words(way))
                claimed.setdefault(words, name)
                if plurals and not words[-1].endswith("s"):
                    claimed.setdefault((*words[:-1], words[-1] + "s"), name)
        for words, name in sorted(claimed.items(), key=lambda item: -len(item[0])):
            self._tails[words[0]].append((words[1:], name))

    def find(self, words: Sequence[Word]) -> Iterator[Mention]:
        """Every mention, in order; the longest way wins, and none goes over a comma or the end of a sentence."""
        at = 0
        while at < len(words):
            found = self._at(words, at) if words[at].lower in self._tails else None
            if found is not None:
                yield found
            at = at + 1 if found is None else found.last

    def _at(self, words: Sequence[Word], at: int) -> Mention | None:
        for tail, name in self._tails[words[at].lower]:
            last = at + 1 + len(tail)
            following = words[at + 1 : last]
            if all(word.joined for word in following) and tuple(word.lower for word in following) == tail:
                return Mention(name, " ".join((words[at].lower, *tail)), at, last)
        return None
