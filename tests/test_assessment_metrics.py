import pytest

from audio.transcript import Transcript
from bank import load_bank
from voiceint.assessment.clauses import Timeline, split_clauses
from voiceint.assessment.metrics import find_metrics, kpis_named
from voiceint.assessment.numbers import find_numbers
from voiceint.assessment.report import Metric

KPIS = load_bank().kpis


def metrics(text: str) -> list[Metric]:
    """The metrics of a text that is all result."""
    clauses = split_clauses(text, Timeline(Transcript.typed(text)))
    return find_metrics(text, clauses, ["R"] * len(clauses), KPIS)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("seven and a half", [7.5]),
        ("four point eight", [4.8]),
        ("one point two million", [1_200_000]),
        ("two hundred and fifty", [250]),
        ("twenty-five thousand", [25_000]),
        ("a dozen", [12]),
        ("half a million", [500_000]),
        ("a hundred", [100]),
        ("two thirds", [2 / 3]),
        ("1,250 and 3.5k", [1250, 3500]),
        ("ninety nine point nine", [99.9]),
        ("three hundred", [300]),
        ("three and four", [3, 4]),
        ("nothing here", []),
    ],
)
def test_numbers_are_read_in_digits_and_words(text: str, values: list[float]) -> None:
    assert [number.value for number in find_numbers(text)] == pytest.approx(values)


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
