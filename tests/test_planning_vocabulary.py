"""Tools and key figures, in the ways in which postings say them."""

import time

import pytest

from voiceint.planning.figures import find_key_figures
from voiceint.planning.passages import Passage, Section
from voiceint.planning.tool_names import find_tools
from voiceint.planning.vocabulary import key_figures, tools


def tools_in(text: str, section: Section = Section.REQUIREMENTS) -> list[str]:
    return sorted(
        each.text for each in find_tools([Passage(Section.OTHER, "Clerk", "Clerk"), Passage(section, text, text)])
    )


def figures_in(text: str, section: Section = Section.DUTIES) -> list[str]:
    return sorted(each.text for each in find_key_figures([Passage(section, text, text)]))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You know Gain Sight and Five 9", ["Five9", "Gainsight"]),
        ("Walk sites; all inspections go on Clean Telligent", ["CleanTelligent"]),
        ("Reports in git hub", ["GitHub"]),
        ("Cut over to Salesforce C.P.Q.", ["Salesforce CPQ"]),
        ("You'll live in Gladly's reports", ["Gladly"]),
        ("We run service now", ["ServiceNow"]),
    ],
)
def test_a_tool_is_found_however_it_is_spelled(text: str, found: list[str]) -> None:
    assert tools_in(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Good to have: Zorvex Flow is a plus", ["Zorvex Flow"]),
        ("You've worked with Zorvex Flow", ["Zorvex Flow"]),
        ("A telephony platform (ours is Zorvex)", ["Zorvex"]),
        ("Quillby, or another print MIS", ["Quillby"]),
        ("Zendesk, Quillby and Jira", ["Jira", "Quillby", "Zendesk"]),
        ("We move from a whiteboard to Zorvex", ["Zorvex"]),
        ("As is Quillby (our paywall)", ["Quillby"]),
    ],
)
def test_an_unknown_tool_is_found_by_what_is_said_of_it(text: str, found: list[str]) -> None:
    assert tools_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Excellent English, and French is a plus",
        "Knowledge of GDPR and the Equality Act",
        "Matric or equivalent",
        "A big change for the whole team",
        "Keep our Trustpilot score up",
        "Experience of the water industry",
    ],
)
def test_languages_laws_and_degrees_are_no_tools(text: str) -> None:
    assert tools_in(text) == []


def test_the_name_of_a_maker_goes_where_its_product_is_named() -> None:
    assert tools_in("SAP experience; orders run in SAP S/4HANA") == ["SAP S/4HANA"]
    assert tools_in("SAP experience") == ["SAP"]


def test_the_values_of_an_employer_are_no_tools() -> None:
    assert tools_in("Our values are Zendesk, Courage and Grit", Section.ABOUT) == ["Zendesk"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bring N.P.S. and C-SAT up", ["CSAT", "NPS"]),
        ("KPIs: speed to answer, avg handle time, O.T.I.F.", ["AHT", "OTIF", "Response time"]),
        ("Hold agent attrition and advisor attrition down", ["Attrition"]),
        ("Report first reply time and complaints per 1,000", ["Complaints", "Response time"]),
    ],
)
def test_a_key_figure_is_found_however_it_is_said(text: str, found: list[str]) -> None:
    assert figures_in(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Report weekly on quote speed and the share of late pots", ["quote speed", "share of late pots"]),
        (
            "Measures: calls per shed (now 4), pots answered within 60 seconds",
            ["calls per shed", "pots answered within 60 seconds"],
        ),
        (
            "What we look at: CSAT, pots per 100 orders, and the gate wait",
            ["CSAT", "gate wait", "pots per 100 orders"],
        ),
        ("CSAT / NPS / pots closed on time", ["CSAT", "NPS", "pots closed on time"]),
    ],
)
def test_an_unknown_figure_in_a_list_of_figures_is_taken_in_its_own_words(text: str, found: list[str]) -> None:
    assert figures_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Coach, hire and run the rota",
        "We don't measure calls per hour",
        "Clear the backlog by June",
        "Own the instance: routing, triggers, SLAs and macros",
        "Report to the Director of Operations",
    ],
)
def test_work_is_no_figure(text: str) -> None:
    assert figures_in(text) == []


def test_what_a_bonus_is_paid_for_is_a_figure_and_the_rest_of_an_offer_is_none() -> None:
    text = "Bonus on credit note value and customer retention, 25 days holiday"
    assert figures_in(text, Section.BENEFITS) == ["Refund rate", "Retention"]
    assert figures_in("CSAT of our canteen is high", Section.BENEFITS) == []


def test_every_way_that_needs_context_is_a_way_of_something() -> None:
    known = {way for way in tools().doubtful if any(tools().phrases.find(Passage(Section.OTHER, way, way).words))}
    assert known == tools().doubtful
    for way in key_figures().loose:
        assert way.endswith("s") or any(key_figures().phrases.find(Passage(Section.OTHER, way, way).words)), way


@pytest.mark.parametrize(
    "piece",
    ["A.B.", "Ab ", "Ab's ", "report on A rate, ", "kpi: ", "12 to 14 ", "( ", "bonus on ", "move to the system "],
)
def test_a_hostile_text_takes_no_time(piece: str) -> None:
    text = (piece * 40_000)[:40_000]
    begin = time.process_time()
    tools_in(text)
    figures_in(text)
    assert time.process_time() - begin < 1
