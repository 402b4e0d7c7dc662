import time

import pytest

from voiceint.planning.background import Background, read_background
from voiceint.planning.dates import find_span
from voiceint.planning.document import Document

CV = """Moira Dunlop
Galway, lived in Leeds 2003-2005

Experience

Operations Manager, Atlantic Print (labels, boxes), Galway
April 2019 – Present
- Lead 14 people over two shifts and write the rota in Excel
- Reduced reprints by 35% in the first year
- Introduced a stand-up board, which the other depot copied
- Of six trainees I brought on, four are still with us

01/2017 – 03/2019
Not in paid work: cared for my mother

06/2014 to Dec 2016
Galway Arts Week
Events Assistant
- Looked after volunteers and venues

Education
BA Geography, University of Galway, 2009-12"""


def background(text: str) -> Background:
    return read_background(Document.of_text(text))


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("03/2019 – present", "2019-03", ""),
        ("Jan 2017 to Feb 2019", "2017-01", "2019-02"),
        ("2014-2016", "2014", "2016"),
        ("2013-16: Barista", "2013", "2016"),
        ("Sept '18 - Aug '20", "2018-09", "2020-08"),
        ("05.2018 - 01.2021", "2018-05", "2021-01"),
        ("February 2021 -> today", "2021-02", ""),
        ("2018-03 – 2020-05", "2018-03", "2020-05"),
        ("March – June 2020, since May 2021", "2021-05", ""),
        ("1 Sep 2015 until 31 July 2017", "2015-09", "2017-07"),
        ("since 2021", "2021", ""),
        ("Since last spring", "", ""),
        ("2009/2015", "2009", "2015"),
    ],
)
def test_dates_are_read_in_the_usual_formats(said: str, start: str, end: str) -> None:
    span = find_span(said)
    assert span is not None
    assert (span.start, span.end) == (start, end)


@pytest.mark.parametrize("text", ["Shifts of 8-12 hours", "call 2019 2020", "£2,014-£2,016 a month", "in 24/7 service"])
def test_other_numbers_are_no_dates(text: str) -> None:
    assert find_span(text) is None


def test_jobs_have_titles_employers_and_dates() -> None:
    jobs = background(CV).jobs
    assert [(job.title, job.employer, job.start, job.end) for job in jobs] == [
        ("Operations Manager", "Atlantic Print (labels, boxes)", "2019-04", ""),
        ("Events Assistant", "Galway Arts Week", "2014-06", "2016-12"),
    ]


def test_a_school_a_home_town_and_time_off_are_no_jobs() -> None:
    text = " ".join(f"{job.line} {' '.join(job.lines)}" for job in background(CV).jobs)
    assert "University" not in text
    assert "Leeds" not in text
    assert "mother" not in text


def test_jobs_are_read_from_a_paragraph() -> None:
    read = background(
        "I'm Tom. From 2017 to 2020 I worked as a night captain at Colby's Supermarkets and got waste down from 9% to "
        "4%. Since March 2021 I have been the assistant manager at Dunes Hardware. In 2022 we won store of the year."
    )
    assert [(job.title, job.employer, job.start) for job in read.jobs] == [
        ("night captain", "Colby's Supermarkets", "2017"),
        ("assistant manager", "Dunes Hardware", "2021-03"),
    ]
    assert [each.has_number for each in read.achievements] == [True, False]


def test_achievements_are_told_from_duties() -> None:
    read = background(CV)
    assert [(each.text[:10], each.has_number) for each in read.achievements] == [
        ("Reduced re", True),
        ("Introduced", False),
        ("Of six tra", True),
    ]
    assert [each.text[:6] for each in read.duties] == ["Lead 1", "Looked"]


@pytest.mark.parametrize(
    ("text", "has_number"),
    [
        ("Took the hygiene rating from 3 to 5", True),
        ("Halved the queue on Fridays", True),
        ("Won the regional service award", False),
        ("Was asked to train the new starters", False),
        ("Saved about €40,000 a year on paper", True),
        ("CSAT went from 81 to 92", True),
        ("41% fewer contacts after I changed the packing", True),
        ("Wrote the handbook, which is still in use", False),
    ],
)
def test_an_achievement_has_a_number_or_lacks_one(text: str, has_number: bool) -> None:
    read = background(f"Employment\n\nManager, Acme\n2019 - 2020\n- {text}")
    assert [each.has_number for each in read.achievements] == [has_number]


@pytest.mark.parametrize("text", ["Answered calls and emails", "Managed 14 people", "Took supervisor calls, two a day"])
def test_a_duty_is_no_achievement(text: str) -> None:
    read = background(f"Employment\n\nManager, Acme\n2019 - 2020\n- {text}")
    assert read.achievements == ()
    assert [each.text for each in read.duties] == [text]


def test_team_sizes_and_tools_of_a_background_are_found() -> None:
    read = background(CV)
    assert [(size.low, size.high) for size in read.team_sizes] == [(14, 14)]
    assert [tool.text for tool in read.tools] == ["Microsoft Excel"]


@pytest.mark.parametrize(
    "text", [".", "2019", "- 2019", "2019 -", "Experience", "(2019", "' '99 -", "Manager 2019", "–"]
)
def test_any_text_is_read(text: str) -> None:
    assert read_background(Document("it", (text, "", text))).achievements == ()


@pytest.mark.parametrize("piece", ["2019-", "brought ", "Manager 2019, ", "We cut it by 5%. ", "from 5 to ", "(", "a "])
def test_a_hostile_text_takes_no_time(piece: str) -> None:
    document = Document("it", ((piece * 400_000)[:400_000],))
    begin = time.process_time()
    read_background(document)
    assert time.process_time() - begin < 2
