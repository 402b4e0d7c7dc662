"""A number where it stands, and the words around it."""

from voiceint.assessment.metrics.numbers import Number
from voiceint.assessment.metrics.tokens import Token, Tokens
from voiceint.assessment.metrics.units import Unit

_APPROXIMATELY = set(
    "about around exactly nearly almost maybe like just only roughly say oh um uh some probably approximately".split()
)


class Mention:
    """A number with its unit and its neighbours.

    Attributes:
        number: What was said.
        unit: Its unit; the name is None if none was said.
        token: Its first token.
        before: The word before it.
        lead: The word before it and before "about" and the like.
        after: The word after it, empty behind a comma or a full stop.
        beyond: The word after its unit.
    """

    def __init__(self, tokens: Tokens, number: Number, unit: Unit) -> None:
        self.number, self.unit, self._tokens = number, unit, tokens
        self.token = tokens[number.first]
        self.before = tokens[number.first - 1].word
        following = tokens[number.last]
        self.after = following.word if following.joined else ""
        self.beyond = tokens[unit.last].word
        self._lead = number.first - 1
        while tokens[self._lead].word in _APPROXIMATELY:
            self._lead -= 1
        self.lead = tokens[self._lead].word

    @property
    def bare(self) -> bool:
        """Whether it was said without a unit."""
        return self.unit.name is None

    @property
    def whole(self) -> bool:
        """Whether it is a whole number."""
        return self.number.value % 1 == 0

    def back(self, steps: int) -> Token:
        """The token so many steps before the number."""
        return self._tokens[self.number.first - steps]

    def ahead(self, steps: int) -> Token:
        """The token so many steps after the number's last."""
        return self._tokens[self.number.last - 1 + steps]

    def before_lead(self, steps: int = 1) -> str:
        """The word so many steps before the lead."""
        return self._tokens[self._lead - steps].word

    def words_before(self, count: int) -> list[str]:
        """The words before it, the nearest last."""
        return self._tokens.words(self.number.first - count, self.number.first)

    def words_after(self, count: int) -> list[str]:
        """The words after it."""
        return self._tokens.words(self.number.last, self.number.last + count)

    def words_beyond(self, count: int) -> list[str]:
        """The words after its unit."""
        return self._tokens.words(self.unit.last, self.unit.last + count)

    @property
    def word_before(self) -> str:
        """The word before it as it was written."""
        token = self.back(1)
        return self._tokens.text[token.begin : token.finish]

    @property
    def character_before(self) -> str:
        """The character before it."""
        return self._tokens.text[max(0, self.number.begin - 1) : self.number.begin]
