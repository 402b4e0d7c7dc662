from pathlib import Path
from random import Random

import pytest

from bank import Bank, BankError, Kind, Question, load_bank
from bank.loader import SHIPPED

ROLE = 'name = "Tester"\n[[kpi]]\nname = "CSAT"\nspoken = ["satisfaction"]\n'
QUESTION = """
topic = "Testing"
[[question]]
id = "t-one"
kind = "technical"
prompt = "How do you test?"
competencies = ["care"]
insight = "They want rigour."
metrics = ["CSAT"]
seconds = 90
difficulty = 1
[question.sample]
points = "I test first."
[[question.point]]
says = "You test first."
phrasings = ["I test first."]
"""


def write_bank(folder: Path, topic: str, role: str = ROLE) -> Path:
    """A bank of one role and one topic."""
    (folder / "tester").mkdir()
    (folder / "tester" / "role.toml").write_text(role)
    (folder / "tester" / "topic.toml").write_text(topic)
    return folder


def faults(folder: Path) -> list[str]:
    """What the loader finds wrong."""
    with pytest.raises(BankError) as caught:
        load_bank(folder)
    return caught.value.faults


def test_the_shipped_bank_covers_the_two_guides() -> None:
    bank = load_bank().of_role("Customer service manager")

    assert len(bank.questions) >= 50
    assert len(bank.topics) == 9
    assert len(bank.roles[0].looked_for) >= 5
    assert len(bank.roles[0].asks) >= 10
    assert all(bank.find(quality.probe) for quality in bank.roles[0].looked_for)


def test_a_second_role_shows_that_nothing_is_tied_to_the_first() -> None:
    assert len(load_bank().of_role("Warehouse shift supervisor").questions) == 10


@pytest.mark.parametrize("question", load_bank().questions, ids=lambda question: str(question.id))
def test_every_shipped_question_has_what_a_rehearsal_needs(question: Question) -> None:
    assert question.sample is not None
    assert 100 <= len(question.sample.text.split()) <= 260
    assert len(question.prompt.split()) <= 30
    assert question.insight
    assert question.competencies
    assert question.metrics
    assert 2 <= len(question.points) <= 5
    assert all(2 <= len(point.phrasings) <= 3 for point in question.points)
    asked = {"number", "challenge"} | (
        {"situation", "task", "action", "result"} if question.kind == Kind.BEHAVIOURAL else {"example"}
    )
    assert asked <= {part for part, _ in question.follow_ups}
    assert any(character.isdigit() for character in question.sample.text) or "percent" in question.sample.text


def test_a_file_becomes_a_question(tmp_path: Path) -> None:
    (question,) = load_bank(write_bank(tmp_path, QUESTION)).questions

    assert question.role == "Tester"
    assert question.topic == "Testing"
    assert question.sample is not None
    assert question.sample.text == "I test first."
    assert question.kpis[0].spoken == ("satisfaction",)


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    broken = QUESTION
    for right, wrong in (
        ('"technical"', '"trick"'),
        ('"CSAT"]', '"XYZ"]'),
        ("seconds = 90", "seconds = 9\nspeed = 3"),
        ('"How do you test?"', "3"),
    ):
        broken = broken.replace(right, wrong)

    found = faults(write_bank(tmp_path, broken))

    assert found == [
        "topic.toml: t-one: speed: not known here; the keys are competencies, difficulty, follow_ups, id, insight, "
        "kind, metrics, point, prompt, sample, seconds, source",
        "topic.toml: t-one: kind: must be one of behavioural, technical, situational",
        "topic.toml: t-one: prompt: must be text",
        "topic.toml: t-one: seconds: must be a whole number from 30 to 240",
        "topic.toml: t-one: metrics: 'XYZ' is not a kpi of role.toml",
    ]


def test_a_behavioural_sample_needs_all_four_parts(tmp_path: Path) -> None:
    found = faults(write_bank(tmp_path, QUESTION.replace('"technical"', '"behavioural"')))

    assert found == [
        "topic.toml: t-one: sample: 'points' is not one of situation, task, action, result, answer",
        "topic.toml: t-one: sample: a behavioural sample needs situation, task, action, result, "
        "or one 'answer' without parts",
    ]


@pytest.mark.parametrize(
    "topic",
    ["topic = ", "\x00", "[" * 5000, 'topic = "x"\nquestion = 3', "topic = 'x'\n[[question]]\nid = '../../etc'"],
    ids=["cut", "control", "deep", "type", "path"],
)
def test_broken_files_are_refused_with_their_name(tmp_path: Path, topic: str) -> None:
    assert all(fault.startswith("topic.toml") for fault in faults(write_bank(tmp_path, topic)))


def test_a_repeated_id_is_said(tmp_path: Path) -> None:
    twice = QUESTION + QUESTION.split('topic = "Testing"')[1]

    assert faults(write_bank(tmp_path, twice)) == [
        "t-one: used twice, in 'Testing' of 'Tester' and in 'Testing' of 'Tester'"
    ]


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    assert "No questions were found" in faults(tmp_path)[0]


def test_the_bank_lies_where_the_program_is() -> None:
    assert (SHIPPED / "customer-service-manager" / "role.toml").is_file()


def test_a_session_is_spread_over_kinds() -> None:
    bank = load_bank()

    chosen = bank.choose(4, [Kind.BEHAVIOURAL, Kind.TECHNICAL], Random(1))

    assert [question.kind for question in chosen] == [Kind.BEHAVIOURAL, Kind.TECHNICAL] * 2
    assert len({question.id for question in chosen}) == 4


def test_no_more_questions_are_chosen_than_there_are() -> None:
    bank = Bank(load_bank().questions[:2])

    assert len(bank.choose(50, list(Kind), Random(1))) == 2


def test_a_question_of_ones_own_knows_the_figures_of_the_trade() -> None:
    question = load_bank().ask("Why us?", Kind.SITUATIONAL)

    assert question.id is None
    assert "CSAT" in {kpi.name for kpi in question.kpis}
