import json
from dataclasses import replace

import pytest
from fakes import HOSTILE
from postings import BACKGROUND, POSTING, WAREHOUSE
from summaries import NOW, summary

from bank import Bank, Kind, Question, load_bank
from voiceint.assessment.embedding import PieceEmbedder
from voiceint.planning.document import Document
from voiceint.planning.errors import PlanningError
from voiceint.planning.experience import find_fits
from voiceint.planning.found import Found
from voiceint.planning.gaps import find_gaps
from voiceint.planning.plan import Plan, make_plan
from voiceint.planning.plan_text import plan_lines
from voiceint.planning.posting import Posting, read_posting
from voiceint.planning.templates import TOPIC, NewQuestion, make_questions
from voiceint.rules import Pressure, Style
from voiceint.settings import Settings

BANK = load_bank()
PLAN = make_plan(BANK, POSTING, BACKGROUND, now=NOW)
MARKETING = read_posting(
    Document.of_text(
        "Marketing Assistant\n\nYour tasks\n- Write the newsletter and plan campaigns in HubSpot\n"
        "- Report the conversion rate each month\n\nRequirements\n- Experience with HubSpot"
    )
)


def new_questions(posting: Posting = POSTING) -> list[NewQuestion]:
    gaps = find_gaps(posting, BACKGROUND, now=NOW)
    return make_questions(posting, BACKGROUND, gaps, [], BANK.kpis)


def test_half_an_hour_is_ten_questions_and_at_most_a_third_are_new() -> None:
    new = [planned for planned in PLAN.questions if planned.question.id is None]
    assert len(PLAN.questions) == 10
    assert 1 <= len(new) <= 3
    assert all(planned.question.topic == TOPIC for planned in new)


@pytest.mark.parametrize(("minutes", "style", "count"), [(15, "practise", 5), (1, "practise", 1), (30, "mock", 8)])
def test_the_time_says_how_many(minutes: int, style: str, count: int) -> None:
    assert len(make_plan(BANK, POSTING, minutes=minutes, style=Style(style)).questions) == count


def test_each_question_has_the_postings_words_or_says_that_there_are_none() -> None:
    text = "\n".join(POSTING.document.lines)
    assert sum(bool(planned.why) for planned in PLAN.questions) >= 8
    for planned in PLAN.questions:
        for words in planned.why:
            assert words.strip("…") in text


def test_what_the_background_does_not_show_is_marked() -> None:
    gaps = {gap.text for gap in find_gaps(POSTING, BACKGROUND, now=NOW)}
    assert any("maritime law" in gap for gap in gaps)
    assert any("15 people" in gap for gap in gaps)
    assert any("Zendesk" in gap for gap in gaps)
    assert not any("5+ years" in gap or "5- years" in gap for gap in gaps)


def test_a_requirement_that_is_near_in_meaning_is_not_marked(embedder: PieceEmbedder) -> None:
    posting = read_posting(
        Document.of_text("Team lead\n\nRequirements\n- Proven record of mentoring call handlers\n- A pilot's licence")
    )
    assert [gap.text for gap in find_gaps(posting, BACKGROUND, embedder, NOW)] == ["A pilot's licence"]


def test_too_few_years_are_marked() -> None:
    posting = read_posting(Document.of_text("Adviser\n\nRequirements\n- 20 years of customer advice by phone"))
    assert len(find_gaps(posting, BACKGROUND, now=NOW)) == 1
    assert not find_gaps(posting, replace(BACKGROUND, document=Document("empty", ())), now=NOW)


def test_a_gap_is_probed_with_the_postings_line() -> None:
    probes = [new for new in new_questions() if new.gap]
    assert any("Zendesk, and I do not see it on your CV" in probe.question.prompt for probe in probes)
    assert any("maritime law" in probe.question.prompt for probe in probes)
    assert any(planned.gap for planned in PLAN.questions)


def test_new_questions_ask_for_what_the_posting_names() -> None:
    prompts = " ".join(new.question.prompt for new in new_questions())
    for words in ("18 to 22 people", "has 9", "cost per contact", "in German", "on social media", "budget", "system"):
        assert words in prompts


def test_a_new_question_is_whole_and_honest() -> None:
    for new in new_questions():
        question = new.question
        assert question.id is None and question.sample is None
        assert question.insight and question.kind in (Kind.BEHAVIOURAL, Kind.SITUATIONAL, Kind.TECHNICAL)
        assert question.role == "Customer Service Manager"
        assert question.prompt.endswith((".", "?")) and "  " not in question.prompt
        assert bool(question.follow_ups) == (question.kind == Kind.BEHAVIOURAL)


def test_without_a_background_nothing_is_said_of_one() -> None:
    plan = make_plan(BANK, POSTING, now=NOW)
    assert not plan.gaps and not plan.achievements_without_number
    assert not any(planned.fits or planned.gap for planned in plan.questions)
    assert "your CV" not in " ".join(planned.question.prompt for planned in plan.questions)


def test_an_experience_that_fits_is_told_in_the_backgrounds_words() -> None:
    coaching = Question("c", "Tell me about a time you brought in coaching for your advisers.", Kind.BEHAVIOURAL)
    ((best, *_),) = find_fits([coaching], BACKGROUND, None)
    assert "weekly coaching" in best.line
    assert "Trapwise" in best.job
    assert best.lacks_number


def test_no_experience_is_an_honest_answer(embedder: PieceEmbedder) -> None:
    odd = Question("o", "Describe the rings of Saturn.", Kind.TECHNICAL)
    assert find_fits([odd], BACKGROUND, None) == [()]
    assert find_fits([odd], BACKGROUND, embedder) == [()]


def test_achievements_without_a_number_are_named() -> None:
    assert any("handbook" in achievement for achievement in PLAN.achievements_without_number)
    assert not any("90 seconds" in achievement for achievement in PLAN.achievements_without_number)


def test_a_role_that_the_bank_does_not_have_gets_a_plan_too() -> None:
    plan = make_plan(BANK, MARKETING)
    assert len(plan.questions) == 10
    assert any("HubSpot" in planned.question.prompt for planned in plan.questions)
    assert any("HubSpot" in ask.question for ask in plan.asks)
    only_new = make_plan(Bank(()), MARKETING)
    assert 1 <= len(only_new.questions) <= 3
    assert only_new.session(Settings()) is not None


def test_what_to_ask_is_of_the_posting_and_of_the_role() -> None:
    asks = [ask.question for ask in PLAN.asks]
    assert len(asks) == len(set(asks)) == 5
    assert any("your figure for" in ask for ask in asks)
    role = {ask.question for each in BANK.roles if each.name == "Customer service manager" for ask in each.asks}
    assert role & set(asks)
    assert all(ask.why for ask in PLAN.asks)
    assert not {ask.question for ask in make_plan(BANK, WAREHOUSE).asks} & role


def test_nobody_asks_about_tools_of_every_office_or_why_a_job_is_open_that_says_so() -> None:
    text = "Support lead\nA new role. We use Zendesk, Gmail and Excel.\nYou will lead the desk in Leeds."
    plan = make_plan(BANK, read_posting(Document.of_text(text)))
    told = [*(each.question.prompt for each in plan.questions), *(ask.question for ask in plan.asks)]
    assert any("Zendesk" in each for each in told)
    assert not any("Gmail" in each or "Excel" in each or "Why is this job open" in each for each in told)


def test_benefits_do_not_tell_why_a_job_is_open() -> None:
    text = "Support lead\nYou will lead the desk in Leeds.\nBenefits\n- Enhanced maternity pay and a retirement plan"
    assert any(
        "Why is this job open" in ask.question for ask in make_plan(BANK, read_posting(Document.of_text(text))).asks
    )


def test_edits_give_new_plans() -> None:
    first, second = PLAN.questions[:2]
    assert PLAN.without(0).questions[0] == second
    assert PLAN.moved(0, 1).questions[:2] == (second, first)
    own = Question(None, "What is your favourite queue?", Kind.TECHNICAL)
    assert PLAN.with_question(own).questions[-1].question == own
    assert PLAN.with_question(first.question) == PLAN
    assert len(PLAN.questions) == 10
    with pytest.raises(IndexError):
        PLAN.without(10)


def test_a_plan_can_be_kept() -> None:
    assert Plan.from_dict(json.loads(json.dumps(PLAN.to_dict())), BANK) == PLAN


def test_a_question_that_has_left_the_bank_is_still_asked() -> None:
    plan = Plan.from_dict(PLAN.to_dict(), Bank(()))
    assert [each.question.prompt for each in plan.questions] == [each.question.prompt for each in PLAN.questions]


@pytest.mark.parametrize("change", [{"version": 99}, {"questions": None}, {"style": "dance"}, {"version": "x"}])
def test_a_plan_that_cannot_be_read_says_what_to_do(change: dict[str, object]) -> None:
    with pytest.raises(PlanningError, match=r": (update|make it again)"):
        Plan.from_dict(PLAN.to_dict() | change, BANK)


def test_a_session_asks_the_plan() -> None:
    session = PLAN.session(Settings())
    assert session and session.style == Style.PRACTISE
    assert [each.prompt for each in session.questions] == [planned.question.prompt for planned in PLAN.questions]
    hard = replace(PLAN, style=Style.PRESSURE).session(Settings(pressure="hard"))
    assert hard and hard.pressure == Pressure.HARD and hard.steps[0].rules.answer == Settings().answer_seconds


def test_a_mock_interview_opens_and_closes_with_what_to_ask() -> None:
    session = replace(PLAN, style=Style.MOCK).session(Settings())
    assert session
    assert [session.steps[0].part, session.steps[-1].part] == ["Opening", "Closing"]
    assert len(session.steps) == len(PLAN.questions) + 2
    assert [point.says for point in session.questions[-1].points] == [ask.question for ask in PLAN.asks]


def test_no_questions_make_no_session() -> None:
    assert replace(PLAN, questions=()).session(Settings()) is None


def test_the_last_answer_is_remembered() -> None:
    key = next(planned.question.id for planned in PLAN.questions if planned.question.id)
    plan = make_plan(BANK, POSTING, history=[summary("ST·R", at=NOW, question=key)], now=NOW)
    told = {planned.question.id: planned.last_time for planned in plan.questions}
    assert told[key].startswith("You answered it today without an action")
    assert sum(bool(last_time) for last_time in told.values()) == 1


def test_its_questions_carry_the_words_of_the_posting() -> None:
    session = PLAN.session(Settings())

    assert session is not None
    assert {"Zendesk", "CSAT", "FCR"} <= set(session.current.terms)


def test_the_plan_as_text_is_narrow_and_has_the_reasons() -> None:
    lines = plan_lines(PLAN)
    text = "\n".join(lines)
    assert max(map(len, lines)) <= 88
    for words in (
        "Team: 18 to 22 people",
        "10 questions, about 30 minutes",
        "They say:",
        "What to ask them",
        "Say how much",
    ):
        assert words in text


def test_hostile_text_is_data() -> None:
    line = f"Lead {HOSTILE} and coach the team every week"
    posting = replace(POSTING, duties=(Found(line, line),), role=Found(HOSTILE, line))
    text = "\n".join(plan_lines(make_plan(BANK, posting, BACKGROUND)))
    assert "\x1b" not in text and "\u202e" not in text


def test_meaning_and_words_make_plans_of_the_same_shape(embedder: PieceEmbedder) -> None:
    plan = make_plan(BANK, POSTING, BACKGROUND, embedder=embedder, now=NOW)
    assert len(plan.questions) == 10
    assert any("maritime law" in gap for gap in plan.gaps)
    assert sum(bool(planned.fits) for planned in plan.questions) >= 2
