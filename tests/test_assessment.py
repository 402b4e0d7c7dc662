import json
import time
from dataclasses import replace

import pytest
from fakes import HOSTILE, STORY

from audio.transcript import Transcript, Word
from bank import Kind, Question, load_bank
from voiceint.assessment import Assessment, assess, get_ready
from voiceint.assessment.clauses import Timeline, split_clauses
from voiceint.assessment.report import Coverage

BANK = load_bank()
BEHAVIOURAL = next(question for question in BANK.questions if question.kind == Kind.BEHAVIOURAL)
TECHNICAL = next(question for question in BANK.questions if question.id == "csm-strategy-kpis")
SITUATION, TASK, ACTION, RESULT = (
    "Last year, when I was managing a support team for an airline, our backlog had doubled to 400 tickets.",
    "My task was to clear it before the summer.",
    "I sorted every ticket by age, I trained eight agents on the new tool, and I met the finance team every morning.",
    "As a result the backlog fell from 400 to 30, and customer satisfaction rose by 12 percent.",
)


def judge(text: str, question: Question = BEHAVIOURAL) -> Assessment:
    """Assess a typed answer."""
    return assess(question, Transcript.typed(text))


def state(assessment: Assessment) -> str:
    """The letters of the parts that were found, small for unsure."""
    parts = assessment.star.parts
    return "".join(name[0].upper() if part.present else name[0] if part.unsure else "-" for name, part in parts)


def test_a_whole_story_has_all_its_parts_with_their_words() -> None:
    assessment = judge(STORY)

    assert assessment.story.kind == "story"
    assert state(assessment) == "STAR"
    assert assessment.star.quantified_result
    for _, part in assessment.star.parts:
        assert part.evidence
        assert all(evidence.text in STORY for evidence in part.evidence)


@pytest.mark.parametrize(
    ("missing", "letter"), [(SITUATION, "situation"), (TASK, "task"), (ACTION, "action"), (RESULT, "result")]
)
def test_a_part_that_was_cut_out_is_missing(missing: str, letter: str) -> None:
    parts = [part for part in (SITUATION, TASK, ACTION, RESULT) if part != missing]

    assessment = judge(" ".join(parts))

    assert not dict(assessment.star.parts)[letter].present


def test_the_order_of_the_parts_does_not_matter() -> None:
    assessment = judge(" ".join([RESULT, ACTION, SITUATION, TASK]))

    assert state(assessment).upper() == "STAR"
    assert assessment.star.order[0] == "R"


def test_a_cut_result_is_the_first_advice() -> None:
    assessment = judge(" ".join([SITUATION, TASK, ACTION]))

    assert assessment.advice[0].check == "result"


def test_a_result_without_a_number_is_asked_for_one_with_its_words() -> None:
    assessment = judge(" ".join([SITUATION, TASK, ACTION, "As a result complaints went down a lot."]))

    advice = next(line for line in assessment.advice if line.check == "quantified_result")
    assert advice.evidence == "As a result complaints went down a lot."


def test_general_talk_is_told_so_with_its_sentence() -> None:
    text = (
        "I always listen to the customer first. I usually make sure that they feel heard, and I think empathy is "
        "important. You have to stay calm, and I try to find a solution that works for everybody. In the team I always "
        "check that nobody is left alone with a hard call, and every week I look at the calls that went wrong."
    )

    assessment = judge(text)

    assert assessment.story.kind == "general"
    assert assessment.advice[0].check == "story"
    assert (assessment.advice[0].evidence or "nothing") in text


@pytest.mark.parametrize("text", ["", "   ", "Yes.", "I called them and it was fine."])
def test_too_little_is_said_to_be_too_little(text: str) -> None:
    assessment = judge(text)

    assert assessment.story.kind == "thin"
    assert assessment.advice[0].check in ("speech", "length")


def test_star_does_not_apply_to_technical_questions() -> None:
    assert TECHNICAL.sample is not None

    assessment = judge(TECHNICAL.sample.text, TECHNICAL)

    assert not assessment.star.applicable
    assert assessment.coverage.applicable
    assert all(check.state == "covered" for check in assessment.coverage.points)


def test_a_point_that_was_left_out_is_missing() -> None:
    assessment = judge("I would watch customer satisfaction and the net promoter score every month. " * 3, TECHNICAL)

    states = {check.point: check.state for check in assessment.coverage.points}
    assert states["How the team is doing."] == "missing"
    assert states["How customers felt: satisfaction and recommendation."] != "missing"


def test_expected_figures_are_compared_by_name() -> None:
    question = replace(BEHAVIOURAL, metrics=("CSAT", "NPS"))

    seen = {item.kpi: item.seen for item in judge(STORY, question).expected_metrics}

    assert seen == {"CSAT": True, "NPS": False}


@pytest.mark.parametrize(
    ("seconds", "verdict"), [(20.0, "short"), (60.0, "good"), (90.0, "good"), (120.0, "good"), (150.0, "long")]
)
def test_length_is_judged_by_time(seconds: float, verdict: str) -> None:
    words = tuple(Word(word, place, place + 0.3) for place, word in enumerate(STORY.split()))

    assessment = assess(BEHAVIOURAL, Transcript.of_words(words, seconds, "test"))

    assert assessment.length.verdict == verdict


def test_pace_and_pauses_come_from_the_word_times() -> None:
    words = (
        Word("We", 1.0, 1.2),
        Word("um,", 1.2, 1.5),
        Word("waited", 4.5, 5.0),
        Word("and", 5.0, 5.4),
        Word("won.", 5.4, 7.0),
    )

    assessment = assess(BEHAVIOURAL, Transcript.of_words(words, 9.0, "test"))

    assert assessment.length.words_per_minute == pytest.approx(50)
    assert [(pause.start, pause.seconds) for pause in assessment.delivery.pauses] == [(1.5, 3.0)]
    assert assessment.delivery.fillers_at_least == 1
    assert (assessment.delivery.i, assessment.delivery.we) == (0, 1)


def test_evidence_has_its_place_in_the_recording() -> None:
    words = tuple(Word(word, float(place), place + 0.5) for place, word in enumerate(STORY.split()))

    assessment = assess(BEHAVIOURAL, Transcript.of_words(words, 70.0, "test"))

    situation = assessment.star.situation.evidence[0]
    assert situation.start == 0.0
    assert situation.end == STORY.split().index("tickets.") + 0.5


def test_times_are_dropped_when_the_text_was_corrected() -> None:
    words = (Word("See", 0.0, 0.5), Word("SAT.", 0.5, 1.0))

    assessment = assess(BEHAVIOURAL, Transcript("CSAT.", words, 1.0, edited=True))

    assert assessment.sentences[0].start is None


@pytest.mark.parametrize(
    "text",
    [STORY, HOSTILE, "no full stop and I went on and then we did it and so they came because it was late", "..!? a"],
)
def test_the_clauses_hold_every_word(text: str) -> None:
    clauses = split_clauses(text, Timeline(Transcript.typed(text)))

    assert set(" ".join(clause.text for clause in clauses).split()) == set(text.split())


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (
            "hypothetical",
            "If that happened I would first let the customer finish. Then I would look at the order with them, and I'd "
            "tell them what I could do. If I couldn't decide it I would bring in my manager and I would call back.",
        ),
        (
            "self_description",
            "I'm a very patient person and I would describe myself as calm. My strengths are listening and detail. "
            "I am organised, I'm a team player, and as a person I am always curious about what people need.",
        ),
    ],
)
def test_talk_that_is_no_story_is_called_what_it_is(kind: str, text: str) -> None:
    assessment = judge(text)

    assert assessment.story.kind == kind
    assert assessment.advice[0].check == "story"
    assert assessment.advice[0].evidence in {sentence.text for sentence in assessment.sentences}


def test_advice_on_a_missing_result_quotes_where_the_answer_stopped() -> None:
    advice = judge(" ".join([SITUATION, TASK, ACTION])).advice[0]

    assert advice.evidence is not None
    assert advice.evidence in ACTION
    assert f"“{' '.join(advice.evidence.split()[:5])}" in advice.message


def test_a_change_without_a_beginning_is_asked_for_it() -> None:
    assessment = judge(" ".join([SITUATION, TASK, ACTION, "As a result the backlog fell to 30 tickets."]))

    advice = next(line for line in assessment.advice if line.check == "metric")
    assert advice.message.endswith("What was it before?")
    assert advice.evidence is not None
    assert "30" in advice.evidence


def test_a_question_without_points_is_got_ready_and_judged() -> None:
    question = Question(None, "Tell me about a time you improved a process.", Kind.BEHAVIOURAL)

    get_ready(question, None)

    assert judge(STORY, question).coverage == Coverage(False, ())


def test_an_answer_in_another_language_is_not_judged_as_if_it_were_english() -> None:
    assessment = judge(
        "Letztes Jahr habe ich ein Team von zwölf Leuten geleitet, und die Kunden warteten im Schnitt vier Tage auf "
        "eine Antwort. Ich habe die Anfragen sortiert und Vorlagen geschrieben, und nach drei Monaten war es ein Tag."
    )

    assert assessment.story.kind == "thin"
    assert [line.check for line in assessment.advice] == ["language"]


def test_the_document_says_who_judged() -> None:
    assert judge(STORY).judge == "words"


def test_time_by_part_and_pace_come_from_the_times_of_the_words() -> None:
    words = tuple(Word(text, at * 0.5, at * 0.5 + 0.4) for at, text in enumerate(STORY.split()))

    assessment = assess(BEHAVIOURAL, Transcript.of_words(words, len(words) * 0.5, "test"))

    seconds = [part.seconds for _, part in assessment.star.parts]
    assert all(value is not None and value > 0 for value in seconds)
    assert sum(value or 0 for value in seconds) <= len(words) * 0.5
    assert round(assessment.delivery.pace[0].words_per_minute) == 120
    assert judge(STORY).star.result.seconds is None
    assert judge(STORY).delivery.pace == ()


def test_the_same_answer_gets_the_same_assessment() -> None:
    first, second = judge(STORY).to_dict(), judge(STORY).to_dict()
    first.pop("timings")
    second.pop("timings")

    assert first == second


def test_the_document_has_the_documented_fields() -> None:
    document = judge(STORY).to_dict()

    assert list(document) == [
        "question", "transcript", "length", "story", "star", "sentences", "metrics", "expected_metrics",
        "coverage", "delivery", "advice", "judge", "posting_terms", "judge_version", "timings",
    ]  # fmt: skip
    assert list(document["metrics"][0]) == [
        "text", "kpi", "kind", "from", "to", "delta", "unit", "direction", "period", "in_result", "start", "end",
    ]  # fmt: skip
    assert list(document["star"]) == [
        "applicable", "situation", "task", "action", "result", "quantified_result", "order",
    ]  # fmt: skip
    assert json.loads(json.dumps(document)) == document


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE * 20,
        "1 2 3 4 5 " * 100,
        "Ich habe das Team geleitet und die Kunden waren zufrieden. " * 10,
        "a" * 5000,
        "😀 " * 300,
    ],
    ids=["hostile", "numbers", "german", "one word", "emoji"],
)
def test_odd_texts_are_judged_without_failing(text: str) -> None:
    assert judge(text).to_dict()["length"]["words"] > 0


def test_a_very_long_text_is_judged_in_linear_time() -> None:
    judge(STORY)
    began = time.perf_counter()
    judge(STORY * 20)
    short = time.perf_counter() - began
    began = time.perf_counter()
    assert judge(STORY * 320).length.words > 20_000
    long = time.perf_counter() - began

    assert long < 16 * short * 4


@pytest.mark.parametrize(
    ("result", "quantified"),
    [
        ("As a result our 12 agents were happier.", False),
        ("In the end it took 3 days.", False),
        ("As a result complaints fell by 12 percent.", True),
        ("In the end we won 40 new orders.", True),
    ],
)
def test_only_a_figure_about_the_outcome_makes_a_result_quantified(result: str, quantified: bool) -> None:
    assert judge(" ".join([SITUATION, TASK, ACTION, result])).star.quantified_result is quantified


def test_words_that_were_typed_into_a_spoken_answer_have_no_pace() -> None:
    words = tuple(Word(text, place * 0.5, place * 0.5 + 0.4) for place, text in enumerate(STORY.split()))
    spoken = Transcript.of_words(words, 0.5 * len(words), "test")
    corrected = spoken.corrected(f"{STORY} Nobody had asked me to do it, and I would do it again.")

    before, after = assess(BEHAVIOURAL, spoken).length, assess(BEHAVIOURAL, corrected).length
    assert after.words_per_minute == before.words_per_minute
    assert after.words == before.words + 13
