from random import Random

import pytest

from bank import Bank, load_bank
from voiceint.quiz import Quiz, draw_cards

ROLE = load_bank().of_role("Customer service manager")


def test_cards_are_of_every_sort() -> None:
    cards = draw_cards(ROLE, 12, Random(1))

    assert len(cards) == 12
    assert len({card.ask for card in cards}) == 4


@pytest.mark.parametrize("seed", range(5))
def test_a_card_has_one_right_answer_among_different_ones(seed: int) -> None:
    for card in draw_cards(ROLE, 40, Random(seed)):
        assert len(set(card.choices)) == len(card.choices) >= 2
        assert 0 <= card.right < len(card.choices)
        assert card.reason


def test_the_right_answer_is_not_always_in_the_same_place() -> None:
    assert len({card.right for card in draw_cards(ROLE, 40, Random(3))}) == 3


def test_the_part_that_is_missing_is_not_in_the_answer() -> None:
    for card in draw_cards(ROLE, 200, Random(4)):
        if card.ask.startswith("What is missing"):
            assert card.reason.removeprefix("It was: ") not in card.about


def test_what_was_known_counts_and_what_was_missed_comes_back() -> None:
    quiz = Quiz(draw_cards(ROLE, 3, Random(2)))
    first, second, third = quiz.cards

    assert quiz.answer(first.right)
    assert not quiz.answer((second.right + 1) % len(second.choices))
    assert quiz.answer(third.right)
    assert quiz.card == second
    assert quiz.answer(second.right)
    assert quiz.card is None
    assert quiz.known == 2


def test_an_empty_bank_has_no_cards() -> None:
    assert draw_cards(Bank(()), 10, Random(1)) == []
    assert Quiz([]).card is None
