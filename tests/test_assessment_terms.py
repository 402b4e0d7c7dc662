"""Which words of a job posting an answer took up."""

from dataclasses import replace

import pytest

from bank import Kind, load_bank
from voiceint.assessment.terms import find_terms
from voiceint.session import Session

BEHAVIOURAL = next(question for question in load_bank().questions if question.kind == Kind.BEHAVIOURAL)
TERMS = ("Zendesk", "CSAT", "FCR", "coaching")


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("We moved to zen desk in May.", {"Zendesk"}),
        ("Customer satisfaction rose by ten points.", {"CSAT"}),
        ("I coached two of them, and first contact resolution went up.", {"coaching", "FCR"}),
        ("We bought new chairs.", set()),
        ("", set()),
        ("A desk, a csatellite, and Zen.", set()),
    ],
)
def test_the_words_of_the_posting_are_told_in_any_form(text: str, used: set[str]) -> None:
    found = find_terms(replace(BEHAVIOURAL, terms=TERMS), text)

    assert [item.term for item in found] == list(TERMS)
    assert {item.term for item in found if item.seen} == used


def test_a_question_that_was_not_planned_has_none() -> None:
    assert find_terms(BEHAVIOURAL, "We moved to Zendesk.") == ()


def test_a_session_that_is_taken_up_again_knows_the_terms() -> None:
    session = Session.of_questions([replace(BEHAVIOURAL, terms=TERMS)])

    assert Session.from_dict(session.to_dict(), load_bank()).current.terms == TERMS
