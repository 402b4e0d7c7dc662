import json
from pathlib import Path

import pytest

from bank import SHIPPED, BankError, Kind, load_bank
from bank.guide import Guide, GuideQuestion
from bank.importers import parse_guide
from bank.writer import slug
from voiceint.guide_import import GuideError, fit_into, keep_guide, label_answer, read_guide, role_name

PASTED = """\
Night Porter Interview Questions

The guide that porters trust.

Hiring Manager for Night Porter Roles
Compiled by: Ada Bell
Technical / Job-Specific
Behavioral Questions

Technical / Job-Specific

Interview Questions on Security

How do you check the doors?

Hiring Manager for Night Porter Roles
I ask this question to see whether you have a routine. Describe your round in order.

Avoid saying that you rely on the cameras.
- Olga Brandt-Lee, Hiring Manager
Sample Answer
I walk the same round three times a night. It has three parts:

1. Doors: I push every one of them.
2. Windows: I look at the ground floor.
3. Alarms: I check the panel. Is it green?

Last year I found 14 doors open.

Interview Questions on Guests

What would you do if a guest lost her key?

Hiring Manager for Night Porter Roles
This shows me how you think.
- Sam Ojo, Head of Security
Sample Answer
I would ask for her name and her passport.

Behavioral Questions

Interview Questions on Guests

Tell me about a time you calmed a noisy party.

Hiring Manager for Night Porter Roles
I want to hear how you talk to people.
- Olga Brandt-Lee, Hiring Manager
Sample Answer
Last summer, when I was a porter in Leeds, a party of twenty woke the third floor.

Get more insights
"""

MARKDOWN = """\
# Registered Nurse Interview Guide

## Clinical

### 1. How do you decide who is seen first?

**Why they ask:** To see whether you can triage.

**Sample answer:** I look at *breathing* first. Then:

1. Bleeding
2. Pain

### 2. Tell me about a time you made an error.

**Sample answer:**
> I once gave a dose an hour late.

## Questions to Ask the Interviewer

1. What is the ratio of nurses to patients? It tells you about the load.
2. How are new nurses trained?

## What Hiring Managers Look For

- **Compassion**: they see the person.
→ Calm under pressure
"""


def read(tmp_path: Path, name: str, data: str | bytes) -> Guide:
    """A guide from a file."""
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_guide(path)


def test_a_pasted_page_is_understood_whole() -> None:
    guide = parse_guide(PASTED, ".txt")

    assert guide.role == "Night Porter"
    assert guide.topics == ["Security", "Guests", "Guests (Behavioral Questions)"]
    assert [question.kind for question in guide.questions] == [Kind.TECHNICAL, Kind.SITUATIONAL, Kind.BEHAVIOURAL]
    first = guide.questions[0]
    assert first.prompt == "How do you check the doors?"
    assert first.author == "Olga Brandt-Lee, Hiring Manager"
    assert first.reason == (
        "I ask this question to see whether you have a routine. Describe your round in order. "
        "Avoid saying that you rely on the cameras."
    )
    assert first.answer.split("\n") == [
        "I walk the same round three times a night. It has three parts:",
        "1. Doors: I push every one of them.",
        "2. Windows: I look at the ground floor.",
        "3. Alarms: I check the panel. Is it green?",
        "Last year I found 14 doors open.",
    ]
    assert guide.questions[2].answer.endswith("woke the third floor.")
    assert (46, "Get more insights") not in guide.skipped
    assert "Get more insights" in [text for _, text in guide.skipped]


def test_markdown_is_understood() -> None:
    guide = parse_guide(MARKDOWN, ".md")

    assert guide.role == "Registered Nurse"
    assert [(question.topic, question.prompt) for question in guide.questions] == [
        ("Clinical", "How do you decide who is seen first?"),
        ("Clinical", "Tell me about a time you made an error."),
    ]
    assert guide.questions[0].reason == "To see whether you can triage."
    assert guide.questions[0].answer == "I look at breathing first. Then:\n1. Bleeding\n2. Pain"
    assert guide.questions[1].answer == "I once gave a dose an hour late."
    assert [(ask.question, ask.why) for ask in guide.asks] == [
        ("What is the ratio of nurses to patients?", "It tells you about the load."),
        ("How are new nurses trained?", ""),
    ]
    assert [(item.what, item.show) for item in guide.looked_for] == [
        ("Compassion", "they see the person."),
        ("Calm under pressure", ""),
    ]


NUMBERED = """\
Top 3 Baker Interview Questions\r
\r
1. What is proofing?\r
2. Tell me about a bad batch.\r
3) Why bread?"""

PLAIN = """\
Teacher

Classroom
How do you keep a class quiet?
What if two pupils fight?

Planning
How do you plan?"""

BULLETS = """\
Barista interview questions

Service
- How do you greet people?
• Describe a long queue.
"""

LETTERS = """\
Q: What is a lock?
A: It keeps two threads apart.

Q: Have you ever lost data?
A: I have, once."""

BOLD = """\
**Driver**

**How do you plan a route?**

Interviewers want to see care.

I look at the map first.

**Why us?**

I like it."""


@pytest.mark.parametrize(
    ("text", "count"),
    [(NUMBERED, 3), (PLAIN, 3), (BULLETS, 2), (LETTERS, 2), (BOLD, 2)],
    ids=["numbered", "plain lines", "bullets", "letters", "bold"],
)
def test_other_ways_of_marking_questions(text: str, count: int) -> None:
    assert len(parse_guide(text, ".txt").questions) == count


def test_answers_without_a_label_are_told_from_reasons() -> None:
    first = parse_guide(BOLD, ".md").questions[0]

    assert first.reason == "Interviewers want to see care."
    assert first.answer == "I look at the map first."


def test_csv_is_understood_by_its_header() -> None:
    text = (
        "Category;Question;Why;Sample Answer;Type\nPeople;How do you hire?;Judgement;I look for curiosity;situational\n"
    )

    (question,) = parse_guide(text, ".csv").questions

    assert question == GuideQuestion(
        "People", "How do you hire?", Kind.SITUATIONAL, "Judgement", "", "I look for curiosity"
    )


@pytest.mark.parametrize(
    "document",
    [
        [{"question": "How do you cost a menu?", "topic": "Kitchen"}],
        {"role": "Chef", "questions": [{"prompt": "How do you cost a menu?", "category": "Kitchen"}]},
        {"topics": [{"name": "Kitchen", "questions": ["How do you cost a menu?"]}]},
        {"Kitchen": ["How do you cost a menu?"]},
    ],
)
def test_json_of_several_shapes_is_understood(document: object) -> None:
    (question,) = parse_guide(json.dumps(document), ".json").questions

    assert (question.topic, question.prompt) == ("Kitchen", "How do you cost a menu?")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    guide = read(tmp_path, "guide.txt", "Café manager\n\nHow do you price a crème brûlée – and why?\n".encode(encoding))

    assert guide.questions[0].prompt == "How do you price a crème brûlée – and why?"


def test_a_cut_off_guide_gives_what_is_there() -> None:
    for length in range(200, len(PASTED), 97):
        try:
            guide = parse_guide(PASTED[:length], ".txt")
        except BankError:
            continue
        assert all(question.prompt in PASTED for question in guide.questions)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("guide.txt", b"", "is empty"),
        ("guide.txt", b"  \n\n ", "is empty"),
        ("guide.txt", bytes(range(256)) * 50, "is not a text file"),
        ("guide.txt", b"\x01\x02\x03\x04" * 500, "is not a text file"),
        ("guide.txt", b"a" * 5_000_001, "larger than 5 MB"),
        ("guide.html", b"<!DOCTYPE html><html><body><p>How are you today?</p></body></html>", "web page"),
        ("guide.txt", b"Just some prose without anything in it.", "No questions were found"),
        ("guide.json", b'{"questions": [', "not JSON"),
        ("guide.json", b"[" * 100_000, "not JSON"),
        ("guide.csv", b"name,age\nBob,3\n", "one of them 'question'"),
    ],
)
def test_bad_files_are_refused_in_one_line(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    with pytest.raises((GuideError, BankError), match=said) as caught:
        read(tmp_path, name, data)

    assert "\n" not in str(caught.value)


def test_hostile_text_is_only_text(tmp_path: Path) -> None:
    hostile = "Clerk\n\nHow do you [@click=app.quit]file\x1b]52;c;aGFja2Vk\x07 things[/]?\n\n"
    hostile += "Why \u202e'''\"\"\" = [[question]]?\n"

    guide = read(tmp_path, "guide.txt", hostile)
    keep_guide(guide, "Clerk", tmp_path / "banks", load_bank())

    bank = load_bank(SHIPPED, tmp_path / "banks").of_role("Clerk")
    assert len(bank.questions) == 2
    for question in bank.questions:
        assert not set(question.prompt) & set("\x1b\x07\u202e")
    assert "[@click=app.quit]" in bank.questions[0].prompt


def test_what_was_imported_is_used_beside_the_shipped_bank(tmp_path: Path) -> None:
    guide = parse_guide(PASTED, ".txt")

    folder = keep_guide(guide, "Night Porter", tmp_path / "banks", load_bank())

    bank = load_bank(SHIPPED, tmp_path / "banks")
    own = bank.of_role("Night Porter")
    assert folder == tmp_path / "banks" / "night-porter"
    assert {question.prompt for question in own.questions} == {question.prompt for question in guide.questions}
    assert len(bank.questions) == len(load_bank().questions) + 3
    first = next(question for question in own.questions if "doors" in question.prompt)
    assert first.source == "Olga Brandt-Lee, Hiring Manager"
    assert first.sample is not None and "3. Alarms" in first.sample.text


def test_importing_into_a_known_role_has_its_key_figures(tmp_path: Path) -> None:
    shipped = load_bank()
    guide = parse_guide("Customer Service Manager\n\nHow do you plan shifts?\n", ".txt")
    role = role_name(guide, None, shipped)

    keep_guide(guide, role, tmp_path / "banks", shipped)

    question = next(q for q in load_bank(SHIPPED, tmp_path / "banks").questions if "plan shifts" in q.prompt)
    assert question.role == "Customer service manager"
    assert "CSAT" in {kpi.name for kpi in question.kpis}


def test_a_second_import_adds_only_what_is_new(tmp_path: Path) -> None:
    guide = parse_guide(PASTED, ".txt")
    keep_guide(guide, "Night Porter", tmp_path / "banks", load_bank())
    bank = load_bank(SHIPPED, tmp_path / "banks")

    assert fit_into(guide, bank, "Night Porter").questions == ()

    more = parse_guide("Night Porter\n\nSecurity\nHow do you greet the police?\n", ".txt")
    keep_guide(fit_into(more, bank, "Night Porter"), "Night Porter", tmp_path / "banks", bank)
    assert len(load_bank(SHIPPED, tmp_path / "banks").of_role("Night Porter").questions) == 4


def test_nothing_is_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = parse_guide(PASTED, ".txt")
    keep_guide(guide, "Night Porter", tmp_path / "banks", load_bank())
    before = {path: path.read_bytes() for path in (tmp_path / "banks").rglob("*.toml")}
    monkeypatch.setattr("bank.writer._swap", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))

    with pytest.raises(GuideError, match="No space left"):
        keep_guide(parse_guide(MARKDOWN, ".md"), "Night Porter", tmp_path / "banks", load_bank())

    assert {path: path.read_bytes() for path in (tmp_path / "banks").rglob("*.toml")} == before


def test_a_plain_story_is_cut_into_its_parts() -> None:
    answer = (
        "Last year, when I was managing a support team for an airline, our backlog had doubled to 400 tickets. "
        "My task was to clear it before the summer. I sorted every ticket by age, and I trained eight agents. "
        "As a result the backlog fell from 400 to 30."
    )

    parts = label_answer(GuideQuestion("T", "Tell me about a time.", Kind.BEHAVIOURAL, answer=answer))

    assert [name for name, _ in parts] == ["situation", "task", "action", "result"]
    assert " ".join(text for _, text in parts) == answer


def test_an_unclear_story_is_kept_whole() -> None:
    answer = "I always listen. It is important to stay calm."

    assert label_answer(GuideQuestion("T", "Tell me.", Kind.BEHAVIOURAL, answer=answer)) == (("answer", answer),)


def test_a_guide_without_a_role_asks_for_one() -> None:
    with pytest.raises(GuideError, match="--role NAME"):
        role_name(Guide(""), None, load_bank())


@pytest.mark.parametrize(("text", "expected"), [("Crème brûlée!", "creme-brulee"), ("../../etc", "etc"), ("日本", "")])
def test_names_become_safe_file_names(text: str, expected: str) -> None:
    assert slug(text) == expected


FRONT_MATTER = """\
---
title: Marketing Manager interview
date: 2025
---

## SECTION 1: CAMPAIGNS

**1. How do you measure success?**

*Example answer:*

"I start with the *goal*, and cost per sign-up fell from $12 to $7."

**2. Why marketing?**
"""


def test_front_matter_sections_and_italics_are_no_trouble() -> None:
    guide = parse_guide(FRONT_MATTER, ".md")

    assert (guide.role, guide.topics) == ("Marketing Manager", ["Campaigns"])
    assert guide.questions[0].answer == '"I start with the goal, and cost per sign-up fell from $12 to $7."'


def test_a_list_without_question_marks_is_still_a_list_of_questions() -> None:
    guide = parse_guide(
        "1) Tell me about yourself\n2) Why do you want to work here\n3) Describe a time you led\n", ".txt"
    )

    assert len(guide.questions) == 3
    assert guide.role == ""
