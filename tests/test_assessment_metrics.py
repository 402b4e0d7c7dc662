import time

import pytest

from audio.transcript import Transcript
from bank import load_bank
from voiceint.assessment.clauses import Timeline, split_clauses
from voiceint.assessment.metrics import find_metrics, kpis_named
from voiceint.assessment.report import Metric

KPIS = load_bank().kpis


def metrics(text: str) -> list[Metric]:
    """The metrics of a text that is all result."""
    clauses = split_clauses(text, Timeline(Transcript.typed(text)))
    return find_metrics(text, clauses, ["R"] * len(clauses), KPIS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We cut churn by a third.", ("Churn", "change", None, None, 33.3, "percent", "down")),
        ("It halved our complaints.", ("Complaints", "change", None, None, 50, "percent", "down")),
        ("CSAT went up by 25 percent.", ("CSAT", "change", None, None, 25, "percent", "up")),
        ("NPS went from 32 to 47.", ("NPS", "change", 32, 47, 15, None, "up")),
        ("Our NPS was 15 points higher.", ("NPS", "change", None, None, 15, "points", "up")),
        ("From about seven and a half percent down to 5.", (None, "change", 7.5, 5, 2.5, "percent", "down")),
        ("We scored 4.8 out of 5.", (None, "level", None, 4.8, None, "of 5", None)),
        ("Uptime was 99.9 percent.", (None, "level", None, 99.9, None, "percent", None)),
        ("It saved us 1.2 million dollars.", (None, "money", None, 1_200_000, None, "dollars", None)),
        ("It brought in £40,000.", (None, "money", None, 40_000, None, "pounds", None)),
        ("We took two hundred tickets a day.", ("Contact volume", "count", None, 200, None, "tickets", None)),
        ("I led a dozen agents.", (None, "count", None, 12, None, "agents", None)),
        ("It stopped the fault for 300 other customers.", (None, "count", None, 300, None, "customers", None)),
        ("Response times improved by 30%.", ("Response time", "change", None, None, 30, "percent", "down")),
        ("AHT fell from eight minutes to six and a half.", ("AHT", "change", 8, 6.5, 1.5, "minutes", "down")),
    ],
)
def test_a_metric_is_read_whole(text: str, expected: tuple[object, ...]) -> None:
    (found,) = metrics(text)

    assert (found.kpi, found.kind, found.from_, found.to, found.delta, found.unit, found.direction) == expected


@pytest.mark.parametrize(
    "text",
    [
        "We are open 24/7.",
        "Step two was the hardest.",
        "One of my agents called.",
        "I started at 9 am on the 3rd.",
        "That was in 2021.",
        "I was 25 years old.",
        "I did a couple of things.",
        "He was number one in my team.",
        "It was ten years ago.",
        "The first thing I did was listen.",
        "We met at six o'clock.",
    ],
)
def test_what_is_no_metric_is_left_alone(text: str) -> None:
    assert metrics(text) == []


def test_the_period_belongs_to_the_change() -> None:
    (found,) = metrics("Within six months CSAT had gone up by 25 percent.")

    assert found.period == "six months"


def test_a_rate_has_its_period() -> None:
    (found,) = metrics("We took two hundred tickets a day.")

    assert found.period == "day"


def test_nothing_is_invented_for_a_value_that_was_not_said() -> None:
    (found,) = metrics("Complaints went down by 40 percent.")

    assert found.from_ is None
    assert found.to is None


def test_key_figures_are_known_by_the_ways_they_are_said() -> None:
    assert kpis_named("our net promoter score and first call resolution", KPIS) == {"NPS", "FCR"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell from an hour and a half to twenty minutes.", ("change", 90, 20, 70, "minutes", "down")),
        ("NPS went from minus 12 to plus 30.", ("change", -12, 30, 42, None, "up")),
        ("We saw a 20% increase in CSAT.", ("change", None, None, 20, "percent", "up")),
        ("There was a 15 percent drop in complaints.", ("change", None, None, 15, "percent", "down")),
        ("It fell by 20 to 30 percent.", ("change", None, None, 20, "percent", "down")),
        ("Fewer than 5 percent were escalated.", ("level", None, 5, None, "percent", None)),
        ("One in five customers left.", ("level", None, 20, None, "percent", None)),
        ("We cut it in half.", ("change", None, None, 50, "percent", "down")),
        ("It rose from a 4.2 to a 4.8.", ("change", 4.2, 4.8, 0.6, None, "up")),
        ("It went from ninety to sixty.", ("change", 90, 60, 30, None, "down")),
    ],
)
def test_what_candidates_say_is_not_read_as_something_else(text: str, expected: tuple[object, ...]) -> None:
    (found,) = metrics(text)

    assert (found.kind, found.from_, found.to, found.delta, found.unit, found.direction) == expected


def test_a_number_after_a_comma_is_not_the_key_figure_before_it() -> None:
    churn, money = metrics("We cut churn by 3.5%, about 400k in revenue.")

    assert (churn.kpi, money.kpi) == ("Churn", None)


def test_a_row_of_hundreds_of_digits_is_no_quantity() -> None:
    assert metrics(f"It was {'9' * 400} percent.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It took 25 minutes.", [(25, "minutes")]),
        ("It took three working days.", [(3, "days")]),
        ("It took half an hour.", [(30, "minutes")]),
        ("I leave the last half hour empty.", [(30, "minutes")]),
        ("It took an hour and a half.", [(1.5, "hours")]),
        ("It took an hour 45.", [(105, "minutes")]),
        ("It took 3 hours 20 minutes.", [(200, "minutes")]),
        ("It took two and a half years.", [(2.5, "years")]),
        ("It took me half a year to get it back.", [(6, "months")]),
        ("They came back after a fortnight.", [(2, "weeks")]),
        ("He got it a day late.", [(1, "days")]),
        ("It was done in under a minute.", [(1, "minutes")]),
        ("They gave me a quarter to fix it.", [(1, "quarters")]),
        ("It was a 15 minute response.", [(15, "minutes")]),
        ("It cost $1.2M.", [(1_200_000, "dollars")]),
        ("It cost £40k.", [(40_000, "pounds")]),
        ("It cost 400 bucks.", [(400, "dollars")]),
        ("It cost 7 dollars and 20 cents.", [(7.2, "dollars")]),
        ("It cost two million shillings.", [(2_000_000, "shillings")]),
        ("It was 99.9% of them.", [(99.9, "percent")]),
        ("It was 12 per cent.", [(12, "percent")]),
        ("Half of them were new.", [(50, "percent")]),
        ("Half the team was off.", [(50, "percent")]),
        ("Two thirds of the marks came from that.", [(66.7, "percent")]),
        ("A quarter of it was gone.", [(25, "percent")]),
        ("About one in three people wrote back.", [(33.3, "percent")]),
        ("4 in 5 were happy.", [(80, "percent")]),
        ("Nine out of ten customers stayed.", [(90, "percent")]),
        ("Four out of every ten called again.", [(40, "percent")]),
        ("We scored 9 out of 10.", [(9, "of 10")]),
        ("We were rated 4.8/5.", [(4.8, "of 5")]),
        ("18 out of 26 pupils passed.", [(18, "pupils")]),
        ("There were zero complaints.", [(0, "complaints")]),
        ("We had 36 angry letters.", [(36, "letters")]),
        ("There were fifteen very angry customers.", [(15, "customers")]),
        ("Eight guys came.", [(8, "guys")]),
        ("We had 140 people.", [(140, "people")]),
        ("Two of my best agents left.", [(2, "agents")]),
        ("Six of us could make it.", [(6, "people")]),
        ("We were a team of 14.", [(14, "people")]),
        ("We lost one nurse.", [(1, "nurse")]),
        ("Only one customer left.", [(1, "customer")]),
        ("I went through 90 million rows.", [(90_000_000, "rows")]),
        ("I rewrote the top five templates.", [(5, "templates")]),
        ("Forty-odd agents worked there.", [(40, "agents")]),
        ("We load tested at 3x.", [(3, "times")]),
        ("I asked it about five times.", [(5, "times")]),
        ("A dozen other folk waited.", [(12, "folk")]),
        ("We had 60 tests to write, and 12 of them failed.", [(60, "tests"), (12, "tests")]),
        ("It closed 40 cases. The other team closed 35.", [(40, "cases"), (35, "cases")]),
        ("We had 45 agents on days and 12 managers.", [(45, "agents"), (12, "managers")]),
    ],
)
def test_values_have_the_unit_that_was_said(text: str, expected: list[tuple[float, str]]) -> None:
    found = metrics(text)

    assert [metric.to for metric in found] == pytest.approx([value for value, _ in expected])
    assert [metric.unit for metric in found] == [unit for _, unit in expected]


@pytest.mark.parametrize(
    ("text", "lower", "upper", "unit"),
    [
        ("We got 20 to 30 emails.", 20, 30, "emails"),
        ("We got 50, 60 emails.", 50, 60, "emails"),
        ("We got between 5 and 8 emails.", 5, 8, "emails"),
        ("They leave in four or five months.", 4, 5, "months"),
        ("It takes 2-3 hours.", 2, 3, "hours"),
    ],
)
def test_a_range_has_both_its_ends(text: str, lower: float, upper: float, unit: str) -> None:
    (found,) = metrics(text)

    assert (found.kind == "change", found.from_, found.to, found.delta, found.unit) == (False, lower, upper, None, unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It went from 12 minutes, which was awful, to about 4.", (12, 4, 8, "minutes", "down")),
        ("It went from 71 to 88 percent.", (71, 88, 17, "percent", "up")),
        ("It went from 25% down to 6.", (25, 6, 19, "percent", "down")),
        ("It rose from 3.9 to 4.6 out of 5.", (3.9, 4.6, 0.7, "of 5", "up")),
        ("It went from nine calls a month to two.", (9, 2, 7, "calls", "down")),
        ("We took it up to 83 percent from 71.", (71, 83, 12, "percent", "up")),
        ("It was 71 percent in the retest, up from 48.", (48, 71, 23, "percent", "up")),
        ("It used to be 9 days, now it's 3.", (9, 3, 6, "days", "down")),
        ("It was 71 percent and it went to 83.", (71, 83, 12, "percent", "up")),
        ("It took 1.4 calls where it used to take 3.2.", (3.2, 1.4, 1.8, "calls", "down")),
        ("I sent four pages instead of 40.", (40, 4, 36, "pages", "down")),
        ("We had 6,200 claims down to 45.", (6200, 45, 6155, "claims", "down")),
        ("It went from two hours to 90 minutes.", (120, 90, 30, "minutes", "down")),
        ("It fell by 40 percent.", (None, None, 40, "percent", "down")),
        ("It fell by almost a half.", (None, None, 50, "percent", "down")),
        ("It came down by two thirds.", (None, None, 66.7, "percent", "down")),
        ("It climbed 19 points.", (None, None, 19, "points", "up")),
        ("It was a 20 point jump.", (None, None, 20, "points", "up")),
        ("We booked 90 more jobs.", (None, None, 90, "jobs", "up")),
        ("It came in 18 percent under.", (None, None, 18, "percent", "down")),
        ("They took a third off the bill.", (None, None, 33.3, "percent", "down")),
        ("Sales doubled.", (None, None, 100, "percent", "up")),
        ("Sales tripled.", (None, None, 200, "percent", "up")),
        ("It was a ten-fold rise.", (None, None, 900, "percent", "up")),
        ("It took twice as long.", (None, None, 100, "percent", "up")),
        ("The wait came down to 7 minutes.", (None, 7, None, "minutes", "down")),
        ("The score got up to 94 points.", (None, 94, None, "points", "up")),
    ],
)
def test_changes_have_the_ends_and_the_size_that_were_said(text: str, expected: tuple[object, ...]) -> None:
    (found,) = metrics(text)

    values = [None if value is None else pytest.approx(value) for value in expected[:3]]
    assert found.kind == "change"
    assert [found.from_, found.to, found.delta, found.unit, found.direction] == [*values, *expected[3:]]


@pytest.mark.parametrize(
    "text",
    [
        # years and dates
        "It was 2009, no, 2010.", "This was back in the winter of '98.", "I started in twenty twenty two.",
        "It was nineteen ninety-eight.", "It was due on March 12.", "We opened on 12 May.", "It was the 3rd of May.",
        "They came on the 21st.", "It was ten years ago.", "It was two springs ago.",
        # ages
        "She was 63.", "She's 29 and runs my reports.", "I'm 33.", "He was only 23.", "He was a 40 year old man.",
        "We had an old lady, 84, on the line.", "I was, oh, 31 maybe.", "The average age was 56.",
        "Nobody under 40 wants it.", "Her son of 11 years was with her.", "They started when they were 18.",
        # times of day
        "I came at 9.", "I came at half past 4.", "I came at ten past nine.", "I came at quarter to eight.",
        "I came at 7 in the morning.", "I came about nine at night.", "I came at 6.30.", "I came at 7:15.",
        "I came at 1 a.m. that night.", "I left by 7.", "I left before 11.", "I wait until two.", "I work 9 to 5.",
        "It was 7:30 to 9.", "It came back on about eight.", "It was between 6 and 7 p.m.", "It rang at twenty to six.",
        "It was four minutes past eight.", "It was between midnight and four.", "I come at six each day.",
        # names
        "Step two is a call.", "It was level 2.", "It was tier 1.", "It was room 214.", "It was the 343 bus.",
        "I took route 9.", "It runs version 3.", "We used Windows 10.", "We have ISO 9001.", "It was after Covid 19.",
        "I stood on Highway 20.", "I was on the M60.", "I teach 11C.", "It was week nine.", "By day 60 it was done.",
        "It was year 13.", "Ring 0800 123 456.", "Ring 555-1234-99.", "Call 9-1-1.", "I rang 999.",
        "It was option two.", "We sell B2B.", "It was an A4 page.", "It was number one.",
        # pronouns
        "One of them left.", "One is enough.", "That one was good.", "One day she came.", "I took them one by one.",
        "It was just the two of us.", "One of the two left.", "I asked each of the two.", "I picked one thing.",
        # idioms
        "We are there 24/7.", "It was fifty-fifty.", "I agree 100 percent.", "I gave 110 percent.",
        "I was a hundred percent sure.", "I said it a million times.", "Nine times out of ten it works.",
        "I did two things.", "There were three reasons.", "There were several ways, four ways.", "Count to ten first.",
        "I waited a day or two.", "Not one.", "Half the time it is nothing.", "I was half asleep.",
        "It came a second time.", "It came a third time.", "On the one hand it was good.", "It was a second chance.",
        "I called a couple of times.", "There were dozens.", "There were a few hundred people.",
        "I double checked it.", "It was one second.", "Give me one second.",
    ],
)  # fmt: skip
def test_numbers_that_measure_nothing_are_no_metrics(text: str) -> None:
    assert [metric.text for metric in metrics(text)] == []


@pytest.mark.parametrize(
    ("text", "kpi", "kind", "unit"),
    [
        ("CSAT was 71 percent.", "CSAT", "level", "percent"),
        ("Our CSAT was the problem. It was 71 percent.", "CSAT", "level", "percent"),
        ("First contact resolution went from 62 to 81.", "FCR", "change", "percent"),
        ("We had two complaints.", "Complaints", "count", "complaints"),
        ("I hired 8 agents for CSAT.", None, "count", "agents"),
        ("We had 300 calls.", "Contact volume", "count", "calls"),
        ("Our handle time was 9 minutes.", "AHT", "level", "minutes"),
        ("We earned 40 pounds.", None, "money", "pounds"),
    ],
)
def test_a_key_figure_has_its_reading(text: str, kpi: str | None, kind: str, unit: str) -> None:
    (found,) = metrics(text)

    assert (found.kpi, found.kind, found.unit) == (kpi, kind, unit)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Calls dropped by a third inside 5 weeks.", "5 weeks"),
        ("We had four managers in two years.", "two years"),
        ("We took 900 calls an hour.", "hour"),
        ("We took 70 calls a morning.", "morning"),
        ("It crashed twice a day.", "day"),
        ("They pay 12 dollars per ticket.", "ticket"),
    ],
)
def test_a_quantity_has_its_period(text: str, period: str) -> None:
    (found,) = metrics(text)

    assert found.period == period


@pytest.mark.parametrize(
    "text",
    [
        "from 5 to 3 minutes " * 4000, "twenty " * 20_000, "one and " * 10_000, "csat " * 20_000, "about " * 20_000,
        "5-" * 20_000, "5, " * 20_000, ". 5" * 20_000, "million " * 20_000, "3 out of " * 7_000, "9,999" * 20_000,
    ],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_hostile_texts_are_read_in_time(text: str) -> None:
    clauses = split_clauses(text, Timeline(Transcript.typed(text)))
    began = time.perf_counter()

    find_metrics(text, clauses, ["R"] * len(clauses), KPIS)

    assert time.perf_counter() - began < 10


def test_a_metric_stands_in_the_result_when_its_clause_does() -> None:
    text = "We had 300 tickets. It fell to 20 tickets."
    clauses = split_clauses(text, Timeline(Transcript.typed(text)))

    found = find_metrics(text, clauses, ["S", "R"], KPIS)

    assert [metric.in_result for metric in found] == [False, True]
