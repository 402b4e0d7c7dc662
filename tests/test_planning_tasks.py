"""Only what somebody does in the job is asked about as a part of it."""

import time

import pytest

from bank import load_bank
from voiceint.planning.document import Document
from voiceint.planning.plan import make_plan
from voiceint.planning.posting import read_posting
from voiceint.planning.tasks import is_task


@pytest.mark.parametrize(
    "text",
    [
        "Lead a team of twelve",
        "Leading twelve advisers and two seniors",
        "Carries the budget of the desk",
        "You will own a case for as long as it takes.",
        "You'd run inbound with 20 associates.",
        "To supervise the front desk and the telephones",
        "The postholder will prepare the monthly return",
        "Professional leadership of 11 client managers",
        "Preparation of the yearly budget",
        "Responsible for the recruitment, training and development of customer service advisers",
        "Forecast volumes and build the weekly staffing plan",
        "Write replies to customers within a day",
        "Review this month's figures with the team leaders",
        "Report to the board every month on complaints",
        "Embedding a culture of listening",
    ],
)
def test_work_is_a_task(text: str) -> None:
    assert is_task(text)


@pytest.mark.parametrize(
    "text",
    [
        "There are twelve of us here.",
        "We renew trade marks in 140 countries.",
        "You will not run a call floor.",
        "You won't have anybody reporting to you.",
        "You have led a team of twelve before.",
        "Nobody has answered the post since March.",
        "Handle time is down to six minutes now",
        "Head Office instructed all stores not to answer",
        "Customer Relations, a department of nine people",
        "Unit 6, Penhallow Park, Swindon",
        "Lead: Anna Berg, Operations and Service",
        "Run the desk",
        "Opening hours are eight to six",
        "Training will be provided on site",
        "Head of Operations in our Leeds depot",
        "Reporting to Imogen Takeda, co-founder and chair",
        "No supervision of others here",
        "Allocation of limited runs is done next door",
        "Write to people@firm.example about it",
        "Walk in with your resume on Tuesdays",
        "You will read them, about 1,100 a month.",
    ],
)
def test_what_the_firm_does_or_how_things_stand_is_none(text: str) -> None:
    assert not is_task(text)


@pytest.mark.parametrize("text", ["a" * 5_000, "recruitment " * 2_000, "- a, " * 2_000, "the " * 3_000 + "will"])
def test_a_hostile_line_takes_no_time(text: str) -> None:
    began = time.perf_counter()
    is_task(f"Leadership of {text}")
    is_task(text)
    assert time.perf_counter() - began < 1


def test_nothing_else_is_asked_about_as_a_part_of_the_job() -> None:
    text = """Client Service Manager
Kessler Marks, Munich (close to the station)

We renew marks in 140 countries. Last year three deadlines were missed. No single person had failed.
You will draw one path for instructions with Finance and Docketing, from receipt to proof.
You will prepare the monthly return of the managing directors.
"""
    plan = make_plan(load_bank(), read_posting(Document.of_text(text)))
    quoted = [each.question.prompt for each in plan.questions if "part of the job" in each.question.prompt]
    quoted += [ask.question for ask in plan.asks if "The posting says" in ask.question]
    assert len(quoted) == len(set(quoted)) == 2
    assert any("You will draw one path" in question for question in quoted)
    assert any("You will prepare" in question for question in quoted)
