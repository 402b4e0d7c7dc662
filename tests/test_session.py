"""The rules, order, clock and report of a session, without a screen."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from fakes import STORY

from audio.transcript import Transcript
from bank import Kind, Question, load_bank
from voiceint.assessment import assess
from voiceint.attempt import Attempt, Place, Stage
from voiceint.comparison import compare_takes
from voiceint.history import Store, Summary
from voiceint.opening import Opener, Opening, find_opening
from voiceint.reaction import Want, react
from voiceint.rules import DRILL_SECONDS, LADDER_SECONDS, Pressure, Rules, Style, rules_of
from voiceint.session import Session
from voiceint.session_plan import OPENING, Wish, next_up, plan_session
from voiceint.session_report import report_session
from voiceint.settings import Settings
from voiceint.text_report import verdict
from voiceint.turn import Moment
from voiceint.turn_clock import Due, TurnClock

BANK = load_bank()
BEHAVIOURAL = next(question for question in BANK.questions if question.kind == Kind.BEHAVIOURAL)
TECHNICAL = next(question for question in BANK.questions if question.kind == Kind.TECHNICAL)
NO_RESULT = (
    "Last year, when I was managing a support team for an airline, our backlog had doubled to 400 tickets. "
    "My task was to clear it before the summer. I sorted every ticket by age, I trained eight agents on the new tool, "
    "and I met the finance team every morning."
)
NO_NUMBER = f"{NO_RESULT} As a result the backlog was gone by June, and the customers were happy again."


def judged(text: str, question: Question = BEHAVIOURAL) -> dict[str, object]:
    """The document of an assessment by the words."""
    return assess(question, Transcript.typed(text)).to_dict()


def answered(session: Session, step: int, text: str) -> Attempt:
    """An answer that was given in a session."""
    question = session.steps[step].question
    return Attempt(question, stage=Stage.ASSESSED, assessment=judged(text, question), place=Place(session.id, step))


class FakeTime:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


# Rules


def test_pressure_has_the_times_the_user_chose_and_one_take() -> None:
    rules = rules_of(Style.PRESSURE, Settings(prepare_seconds=20, answer_seconds=90, warn_seconds=15))
    assert (rules.prepare, rules.answer, rules.warn) == (20, 90, 75)
    assert not rules.repeats
    assert not rules.shows


def test_a_hostile_interviewer_cuts_in_and_others_do_not() -> None:
    assert rules_of(Style.PRESSURE, Settings(pressure="hostile")).interrupt is not None
    assert rules_of(Style.PRESSURE, Settings(pressure="hard")).interrupt is None


def test_practice_leaves_time_and_takes() -> None:
    rules = rules_of(Style.PRACTISE, Settings())
    assert (rules.prepare, rules.answer) == (None, None)
    assert rules.repeats
    assert rules.open_book


# The clock


def test_the_recording_starts_when_the_time_to_prepare_is_over() -> None:
    now = FakeTime()
    clock = TurnClock(Rules(prepare=30, answer=120, warn=90), now)
    clock.reach(Moment.ASKING)
    now.seconds += 60  # the question takes as long as it takes
    assert clock.look().due is None

    clock.reach(Moment.READY)
    assert clock.look().seconds == 30
    now.seconds += 29.9
    assert clock.look().due is None
    now.seconds += 0.1
    assert clock.look().due == Due.ANSWER


def test_the_end_is_announced_and_then_comes() -> None:
    now = FakeTime()
    clock = TurnClock(Rules(prepare=0, answer=120, warn=90), now)
    clock.reach(Moment.LISTENING)
    now.seconds += 89
    assert not clock.look().warns
    now.seconds += 1
    assert clock.look().warns
    assert clock.look().seconds == 30
    now.seconds += 30
    assert clock.look().due == Due.FINISH


@pytest.mark.parametrize("rest", [Moment.PAUSED, Moment.INTERRUPTED])
def test_what_is_not_recorded_is_not_counted(rest: Moment) -> None:
    now = FakeTime()
    clock = TurnClock(Rules(), now)
    for moment, seconds in ((Moment.LISTENING, 10), (rest, 50), (Moment.LISTENING, 5)):
        clock.reach(moment)
        now.seconds += seconds
    assert clock.look().seconds == 15
    assert clock.look().due is None


def test_whoever_cuts_in_waits_for_a_pause_but_not_for_ever() -> None:
    now = FakeTime()
    clock = TurnClock(Rules(prepare=0, answer=120, interrupt=45), now)
    clock.reach(Moment.LISTENING)
    now.seconds += 44
    assert clock.look(silence=2).due is None
    now.seconds += 2
    assert clock.look(silence=0.1).due is None
    assert clock.look(silence=0.5).due == Due.CUT_IN
    now.seconds += 20
    assert clock.look(silence=0.0).due == Due.CUT_IN


# Reactions


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (NO_RESULT, Want.RESULT),
        (NO_NUMBER, Want.NUMBER),
        ("I am a very calm person and I always listen to my customers, whatever they say to me.", Want.STORY),
        (STORY.replace(" I ", " we "), Want.ACTION),
    ],
)
def test_the_interviewer_asks_for_what_the_answer_lacked(text: str, want: Want) -> None:
    reaction = react(BEHAVIOURAL, judged(text), Pressure.PROBING)
    assert reaction is not None
    assert reaction.want == want


def test_a_questions_own_follow_up_is_preferred() -> None:
    reaction = react(BEHAVIOURAL, judged(NO_RESULT), Pressure.PROBING)
    assert reaction is not None
    assert reaction.prompt == dict(BEHAVIOURAL.follow_ups)["result"]


def test_an_answer_that_lacks_nothing_is_doubted_under_hard_pressure_only() -> None:
    whole = judged(STORY)
    assert react(BEHAVIOURAL, whole, Pressure.PROBING) is None
    doubt = react(BEHAVIOURAL, whole, Pressure.HARD)
    assert doubt is not None
    assert doubt.want == Want.CHALLENGE


def test_a_calm_interviewer_does_not_react() -> None:
    assert react(BEHAVIOURAL, judged(NO_RESULT), Pressure.CALM) is None


# Sessions


def test_what_is_asked_back_comes_next_and_is_not_reacted_to() -> None:
    session = Session.of_questions([BEHAVIOURAL, TECHNICAL], Style.PRESSURE, rules_of(Style.PRESSURE, Settings()))
    session.pressure = Pressure.PROBING

    session.react(judged(NO_RESULT))
    assert session.advance()
    assert session.step.want == Want.RESULT
    assert session.place == "Question 1 of 2, asked back"
    assert session.step.rules.answer == 60

    session.react(judged("It went well."))
    assert session.advance()
    assert session.current == TECHNICAL
    assert session.place == "Question 2 of 2"


def test_an_answer_that_was_cut_short_is_asked_for_its_end() -> None:
    session = Session.of_questions([BEHAVIOURAL], Style.PRESSURE, rules_of(Style.PRESSURE, Settings()))
    session.react(judged(NO_RESULT), cut_short=True)
    assert session.advance()
    assert session.current.prompt.startswith("Let me stop you there.")


def test_a_ladder_asks_the_same_thing_in_less_and_less_time() -> None:
    session = plan_session(BANK, Wish(Style.LADDER), Settings(), random=Random(1))
    assert session is not None
    assert len({step.question.id for step in session.steps}) == 1
    assert tuple(step.rules.answer for step in session.steps) == LADDER_SECONDS
    assert session.current.kind == Kind.BEHAVIOURAL


def test_a_drill_is_ten_questions_of_ten_seconds() -> None:
    session = plan_session(BANK, Wish(Style.DRILL), Settings(), random=Random(1))
    assert session is not None
    assert len({step.question.id for step in session.steps}) == 10
    assert {(step.rules.prepare, step.rules.answer) for step in session.steps} == {(0.0, DRILL_SECONDS)}


def test_a_mock_interview_has_its_parts_in_order() -> None:
    session = plan_session(BANK, Wish(Style.MOCK, role="customer service manager"), Settings(), random=Random(1))
    assert session is not None
    assert [step.part for step in session.steps] == [
        "Opening", *["Behavioural"] * 3, *["Technical"] * 2, "Closing"
    ]  # fmt: skip
    assert session.steps[0].question == OPENING
    closing = session.steps[-1].question
    assert {point.says for point in closing.points} == {
        ask.question for ask in BANK.of_role(closing.role).roles[0].asks
    }


def test_no_question_fits() -> None:
    assert plan_session(BANK, Wish(topic="no such topic"), Settings()) is None


def test_what_is_next_is_what_was_never_answered_and_then_what_comes_back_first() -> None:
    never, weak, strong = [question for question in BANK.questions if question.kind == Kind.BEHAVIOURAL][:3]
    history = [
        Summary.of(Attempt(strong, stage=Stage.ASSESSED, assessment=judged(STORY, strong))),
        Summary.of(Attempt(weak, stage=Stage.ASSESSED, assessment=judged(NO_RESULT, weak))),
    ]
    assert next_up([strong, weak, never], history) == [never, weak, strong]


def test_a_session_of_what_is_next_begins_with_what_is_due() -> None:
    due = next(question for question in BANK.questions if question.kind == Kind.TECHNICAL)
    ago = datetime.now(UTC) - timedelta(days=60)
    history = [Summary.of(Attempt(due, at=ago, stage=Stage.ASSESSED, assessment=judged(STORY, due)))]
    session = plan_session(BANK, Wish(next_up=True), Settings(), history)
    assert session is not None
    assert session.current == due
    assert len(session.steps) == 3


def test_a_session_is_kept_and_taken_up_where_it_was_left(store: Store) -> None:
    session = Session.of_questions([BEHAVIOURAL, TECHNICAL], Style.PRESSURE, rules_of(Style.PRESSURE, Settings()))
    session.pressure = Pressure.HARD
    session.react(judged(NO_RESULT))
    session.advance()
    store.keep_session(session)

    document = store.left_session()
    assert document is not None
    assert json.loads(json.dumps(document)) == document
    assert Session.from_dict(document, BANK) == session

    session.advance()
    session.advance()
    store.keep_session(session)
    assert store.left_session() is None


def test_a_question_of_no_bank_is_taken_up_with_all_that_was_known_of_it(store: Store) -> None:
    made = Question(
        None,
        "Tell me about your work with Zendesk.",
        Kind.TECHNICAL,
        "Support manager",
        "This job",
        ("tools",),
        "They use it every day.",
        metrics=("CSAT",),
        follow_ups=(("result", "What came of it?"),),
        seconds=60,
        kpis=BANK.kpis,
        terms=("Zendesk",),
    )
    store.keep_session(Session.of_questions([made]))
    document = store.left_session()
    assert document is not None
    assert Session.from_dict(document, BANK).current == made


def test_a_session_that_an_earlier_version_left_is_taken_up() -> None:
    document = Session.of_questions([Question(None, "Why us?", Kind.CLOSING)]).to_dict()
    for key in ("competencies", "insight", "metrics", "follow_ups", "seconds"):
        del document["steps"][0][key]
    taken_up = Session.from_dict(document, BANK).current
    assert (taken_up.prompt, taken_up.insight, taken_up.seconds) == ("Why us?", "", Question.seconds)


def test_every_take_is_kept_with_its_session(store: Store) -> None:
    session = Session.of_questions([BEHAVIOURAL, TECHNICAL])
    first, second, other = answered(session, 1, STORY), answered(session, 0, STORY), answered(session, 0, NO_RESULT)
    elsewhere = replace(answered(session, 0, STORY), place=Place("another", 0))
    for attempt in (first, second, other, elsewhere):
        store.save(attempt)
    assert [attempt.id for attempt in store.of_session(session.id)] == [second.id, other.id, first.id]


# What is looked at afterwards


@pytest.mark.parametrize(
    ("text", "opener"),
    [
        ("I cut our waiting time from nine minutes to four. It was in spring.", Opener.HEADLINE),
        ("Last year I was a team leader at an airline, and our backlog had doubled. I sorted it.", Opener.SITUATION),
    ],
)
def test_an_opening_is_a_headline_or_the_situation(text: str, opener: Opener) -> None:
    opening = find_opening(judged(text))
    assert opening is not None
    assert opening.opener == opener
    assert text.startswith(opening.text)


def test_a_warm_up_is_not_an_opening() -> None:
    opening = find_opening(judged("That is a good question. I cut our waiting time from nine minutes to four."))
    assert opening is not None
    assert opening == Opening("That is a good question.", Opener.WARM_UP)


def test_where_no_story_is_asked_for_the_answer_may_come_at_once() -> None:
    opening = find_opening(judged("With me it nearly always starts with somebody groaning.", TECHNICAL))
    assert opening is not None
    assert opening.opener == Opener.HEADLINE


def test_nothing_said_has_no_opening() -> None:
    assert find_opening(judged("")) is None


def test_a_comparison_says_what_was_gained_and_lost() -> None:
    comparison = compare_takes(judged(NO_RESULT), judged(STORY))
    assert {"the result", "a number in the result"} <= set(comparison.gained)
    assert {"the result", "a number in the result"} <= set(compare_takes(judged(STORY), judged(NO_RESULT)).lost)
    assert compare_takes(judged(STORY), judged(STORY)) == compare_takes(judged(NO_RESULT), judged(NO_RESULT))


def test_the_report_of_a_ladder_says_what_was_lost_on_the_way() -> None:
    session = Session.of_questions([BEHAVIOURAL], Style.LADDER)
    answers = [answered(session, 0, STORY), answered(session, 1, STORY), answered(session, 2, NO_RESULT)]
    report = report_session(session, answers, verdict)
    assert report.lines[1].remark == "nothing was lost"
    assert "the result" in report.lines[2].remark
    assert report.lines[2].remark.startswith("lost ")


def test_the_report_of_a_pressure_session_says_whether_the_follow_up_was_met() -> None:
    session = Session.of_questions([BEHAVIOURAL], Style.PRESSURE, rules_of(Style.PRESSURE, Settings()))
    session.pressure = Pressure.PROBING
    session.react(judged(NO_NUMBER))
    met = report_session(session, [answered(session, 0, NO_NUMBER), answered(session, 1, "From 400 to 30.")], verdict)
    unmet = report_session(session, [answered(session, 0, NO_NUMBER), answered(session, 1, "It got better.")], verdict)
    assert met.lines[1].remark == "gave the number"
    assert unmet.lines[1].remark == "still no number that I could hear"


def test_the_report_of_a_drill_counts_the_openings() -> None:
    session = Session.of_questions([BEHAVIOURAL, BEHAVIOURAL], Style.DRILL)
    answers = [
        answered(session, 0, "I cut our waiting time from nine minutes to four."),
        answered(session, 1, "Last year I was a team leader at an airline, and our backlog had doubled."),
    ]
    report = report_session(session, answers, verdict)
    assert "You opened with 1 headline, 1 situation, 0 warm-ups." in " ".join(report.summary)


def test_a_session_without_answers_says_so() -> None:
    report = report_session(Session.of_questions([BEHAVIOURAL]), [], verdict)
    assert report.lines[0].remark == "skipped"
    assert report.summary == ("No answer was judged in this session.",)


def test_an_answer_that_had_to_be_short_is_not_called_short() -> None:
    session = Session.of_questions([BEHAVIOURAL], Style.LADDER)
    answers = [answered(session, step, NO_RESULT) for step in range(3)]
    report = report_session(session, answers, verdict)
    assert "is short" not in " ".join(report.summary)


def test_what_is_asked_back_is_no_story_and_may_be_short() -> None:
    session = Session.of_questions([BEHAVIOURAL], Style.PRESSURE, rules_of(Style.PRESSURE, Settings()))
    session.pressure = Pressure.PROBING
    session.react(judged(NO_NUMBER))
    session.advance()
    document = judged("From 400 to 30.", session.current)
    assert verdict(document) == "1 figure given."
    assert document["advice"] == []
