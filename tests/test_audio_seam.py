import pytest

from audio.seam import first_new
from audio.transcript import Word


def words(text: str, *, end: float) -> list[Word]:
    """Three words a second, the last one ending at `end`."""
    texts = text.split()
    begin = end - len(texts) / 3
    return [Word(each, begin + at / 3, begin + (at + 1) / 3) for at, each in enumerate(texts)]


def new(before: str, after: str, *, end: float) -> str:
    """What comes new: `before` ends at the seam, 4 s, and the words of `after` at `end`."""
    heard = words(after, end=end)
    return " ".join(word.text for word in heard[first_new(words(before, end=4.0), heard, 4.0) :])


@pytest.mark.parametrize("off", [-0.4, 0.0, 0.4])
def test_words_are_neither_lost_nor_said_twice_when_their_times_are_off(off: float) -> None:
    end = 4.0 + 4 / 3 + off

    assert new("get me out of here.", "Get me out of here and behind me there", end=end) == "and behind me there"


def test_a_word_heard_differently_is_kept_as_it_was() -> None:
    assert new("he says P and I said P.", "says Pete, and I said Pete, I'm not", end=4.7) == "I'm not"


@pytest.mark.parametrize(("before", "after"), [("Campbelltown.", "Campbell town,"), ("sous chef", "susheff")])
def test_a_word_heard_as_two_is_not_said_twice(before: str, after: str) -> None:
    assert new(f"the night shift or {before}", f"or {after} and I had a week", end=4.0 + 5 / 3) == "and I had a week"


def test_the_word_after_one_that_both_have_is_new() -> None:
    assert new("about seven minutes.", "about seven minutes and we went", end=5.0) == "and we went"
    assert new("on the premium plan.", "on the premium plant. I told", end=4.0 + 2 / 3) == "I told"


def test_a_word_said_twice_is_split_by_its_time() -> None:
    assert new("it was very", "it was very very good", end=4.0 + 2 / 3) == "very good"


def test_what_was_missed_before_is_kept() -> None:
    assert new("", "we sent back", end=5.0) == "we sent back"
    assert new("", "what was missed then", end=4.0) == "what was missed then"


def test_nothing_new_is_nothing() -> None:
    assert new("that was the result.", "was the result.", end=4.0) == ""
