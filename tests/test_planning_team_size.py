import time

import pytest

from voiceint.planning.document import Document
from voiceint.planning.passages import Passage, Section
from voiceint.planning.posting import read_posting
from voiceint.planning.team import TeamSize, find_team_sizes
from voiceint.planning.team.joined_counts import find_counts
from voiceint.planning.team.numbers import find_numbers


def size_in(text: str, title: str = "Support Manager") -> tuple[int, int] | None:
    found = read_posting(Document.of_text(f"{title}\n\nThe role\n{text}", "it")).team_size
    return (found.low, found.high) if found else None


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("between 46 and 52", (46, 52)),
        ("ten to fourteen", (10, 14)),
        ("18–22", (18, 22)),
        ("six or seven", (6, 7)),
        ("twenty-six", (26, 26)),
        ("half a dozen", (6, 6)),
        ("two dozen", (24, 24)),
        ("a pair of", (2, 2)),
        ("a hundred and ten", (110, 110)),
        ("c.12", (12, 12)),
        ("12 000", (12000, 12000)),
        ("six (6)", (6, 6)),
        ("up to 6", (0, 6)),
    ],
)
def test_a_number_is_read_in_figures_and_in_words(text: str, ends: tuple[int, int]) -> None:
    found = list(find_numbers(f"{text} people"))
    assert [(number.low, number.high) for number in found] == [ends]


@pytest.mark.parametrize("text", ["£26 an hour", "24/7", "7.30", "41%", "from 8am", "10:04", "8.5 FTE", "C40", "2-2-3"])
def test_prices_times_shares_and_fractions_are_no_numbers_of_people(text: str) -> None:
    assert list(find_numbers(text)) == []


def test_two_numbers_beside_each_other_are_no_range() -> None:
    assert [number.high for number in find_numbers("two and three")] == [2, 3]


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("four leads and, through them, between 30 and 35 clerks", (34, 39)),
        ("nine clerks and a pair of technical seniors", (11, 11)),
        ("a deputy manager, two keyholders and seven to nine part-timers", (10, 12)),
        ("the van desk (5), the bike desk (6) and the parts office (3)", (14, 14)),
        ("seven people in Bergen and four in Oslo", (11, 11)),
        ("It is a team of thirteen in all: a deputy, eight advisers and four apprentices", (13, 13)),
        ("each of your six team leads looks after 10 to 12 agents", (66, 78)),
        ("three supervisors, each of whom has eight clerks", (27, 27)),
        ("four teams of ten", (40, 40)),
        ("36 clerks, split evenly between three team leaders", (12, 12)),
        ("which is 17 people now and will be 22 by March", (17, 22)),
        ("Currently 9 agents, 12 by year end", (9, 12)),
        ("12 permanent staff, and in the season up to 5 temps", (12, 17)),
        ("You will have six agents. Two more start in May.", (6, 8)),
        ("nine engineers, of whom two work nights", (9, 9)),
        ("a team of eight (five clerks, two drivers and a lead)", (8, 8)),
        ("Direct reports: 3 Indirect reports: 17", (20, 20)),
        ("about 60 agents in Turin and Lyon, under six team managers", (66, 66)),
        ("24 clerks with 3 leads", (27, 27)),
        ("four pods of six case handlers, each pod with its own senior handler on top", (28, 28)),
        ("two supervisors (Grade 5), each of whom leads eight to nine clerks", (18, 20)),
        ("a core team of ten which grows to around forty between May and August", (10, 40)),
        ("We have 8 storepersons, and take it up to 11 over harvest with casuals", (8, 11)),
        ("four in the workshop, two on the front counter, two drivers and three in the yard", (11, 11)),
        ("three planners, one reporting analyst and two evaluators", (6, 6)),
        ("Senior Officer x 2, Complaints Officer x 4, Apprentice x 1", (7, 7)),
        ("the Oslo team (9 people, phone only) and the Turku team (7 people, chat)", (16, 16)),
    ],
)
def test_the_groups_of_one_team_are_added_up(text: str, size: tuple[int, int]) -> None:
    assert size in {(count.low, count.high) for count in find_counts(text)}


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("You answer to the Operations Director. Twelve consultants answer to you.", (12, 12)),
        ("We are 340 people in four offices. You lead a desk of nine.", (9, 9)),
        ("Lead the 22-strong complaints team (the sales floor, 60 people, has its own manager).", (22, 22)),
        ("Headcount: 12 FTE", (12, 12)),
        ("Team: 13 permanent, 4 agency", (17, 17)),
        ("The desk has two supervisors. Each supervisor has nine agents.", (20, 20)),
        ("- Two team leaders report to you\n- Through them you are responsible for twenty-six officers", (28, 28)),
        ("Seven advisers look to you for their rota.", (7, 7)),
        ("You take over 37 people, among them four regional managers.", (37, 37)),
        (
            "You lead both.\nThe Oslo desk: six advisers and a lead. English only.\nThe Turku desk: four advisers.",
            (11, 11),
        ),
    ],
)
def test_a_posting_says_who_reports_to_the_role(text: str, size: tuple[int, int]) -> None:
    assert size_in(text) == size


@pytest.mark.parametrize(
    "text",
    [
        "You'll work with the 12 people of Product. You report to the COO.",
        "You sit with nine other advisers. Nobody reports to you.",
        "This is an individual contributor position. You brief 12 agents.",
        "The 40 drivers belong to Transport, and you talk to them daily.",
        "You will join a team of eight analysts.",
        "There are 58 of us.",
    ],
)
def test_people_beside_the_role_are_no_team_of_it(text: str) -> None:
    assert size_in(text) is None


def test_where_the_title_leads_nobody_a_posting_has_to_say_so_plainly() -> None:
    assert size_in("The team is nine people.", "Staff Nurse") is None
    assert size_in("You lead a team of nine nurses.", "Staff Nurse") == (9, 9)


def test_each_team_of_a_background_is_found() -> None:
    lines = ("Managed 14 people in two shifts", "Answered 60 calls a day", "Led a team of six engineers")
    found = find_team_sizes(Passage(Section.OTHER, line, line) for line in lines)
    assert found == (TeamSize(14, 14, lines[0]), TeamSize(6, 6, lines[2]))


@pytest.mark.parametrize(
    "piece", ["12 agents, ", "a clerk and ", "team (5), ", "between about 5 ", "1-2-", "each of 3 leads has 4 agents, "]
)
def test_a_hostile_text_takes_no_time(piece: str) -> None:
    line = (piece * 100)[:600]
    begin = time.process_time()
    find_team_sizes(Passage(Section.DUTIES, line, line) for _ in range(60))
    assert time.process_time() - begin < 1
