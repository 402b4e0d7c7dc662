import pytest

from voiceint.assessment.metrics.numbers import find_numbers


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("seven and a half", [7.5]),
        ("13 and a half", [13.5]),
        ("three and a quarter", [3.25]),
        ("four point eight", [4.8]),
        ("point five", [0.5]),
        ("ninety nine point nine", [99.9]),
        ("one point two million", [1_200_000]),
        ("1.2 million", [1_200_000]),
        ("two and a half thousand", [2_500]),
        ("two hundred and fifty", [250]),
        ("a hundred and twenty", [120]),
        ("two thousand three hundred and five", [2_305]),
        ("twenty-five thousand", [25_000]),
        ("thirty-one", [31]),
        ("three hundred", [300]),
        ("a hundred", [100]),
        ("a thousand", [1_000]),
        ("the top hundred", [100]),
        ("a dozen", [12]),
        ("two dozen", [24]),
        ("half a dozen", [6]),
        ("half a million", [500_000]),
        ("12 grand", [12_000]),
        ("nine lakh", [900_000]),
        ("two crore", [20_000_000]),
        ("40k", [40_000]),
        ("1,250 and 3.5k", [1250, 3500]),
        ("1.2M and 3bn", [1_200_000, 3_000_000_000]),
        ("three and four", [3, 4]),
        ("fifty, sixty", [50, 60]),
        ("zero", [0]),
        ("it went to nothing", [0]),
    ],
)
def test_numbers_are_read_in_digits_and_words(text: str, values: list[float]) -> None:
    assert [number.value for number in find_numbers(text)] == pytest.approx(values)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two thirds", 2 / 3),
        ("two-thirds of them", 2 / 3),
        ("three quarters", 3 / 4),
        ("a third of it", 1 / 3),
        ("cut by a third", 1 / 3),
        ("fell by a quarter", 1 / 4),
        ("a fifth of the job", 1 / 5),
        ("half the team", 1 / 2),
        ("and half of them", 1 / 2),
        ("more than half", 1 / 2),
        ("by almost a half", 1 / 2),
    ],
)
def test_parts_are_fractions(text: str, value: float) -> None:
    (number,) = find_numbers(text)

    assert number.fraction
    assert number.value == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    [
        "nothing here",
        "a third time",
        "a second chair",
        "the first of them",
        "the 3rd of May",
        "the twenty-first",
        "half asleep",
        "after half term",
        "dozens of them",
        "hundreds of calls",
        "in the quarter",
    ],
)
def test_ordinals_and_vague_words_are_no_numbers(text: str) -> None:
    assert find_numbers(text) == []


@pytest.mark.parametrize("text", ["9" * 400, "million " * 50, "point one " * 50, "a " * 50])
def test_what_nobody_means_as_a_number_breaks_nothing(text: str) -> None:
    assert all(number.finish > number.begin for number in find_numbers(text))


def test_a_number_knows_its_place() -> None:
    (number,) = find_numbers("We took two hundred and fifty calls.")

    assert (number.begin, number.finish) == (8, 29)
