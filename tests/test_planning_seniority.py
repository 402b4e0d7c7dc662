import pytest

from voiceint.planning.document import Document
from voiceint.planning.found import Found
from voiceint.planning.job_titles import rank_of
from voiceint.planning.posting import Posting, read_posting
from voiceint.planning.sections import passages
from voiceint.planning.seniority import LEVELS, TITLED, WEIGHTS, find_signs, is_leader


def posting(*lines: str) -> Posting:
    return read_posting(Document.of_text("\n".join(lines)))


def level(title: str, *duties: str) -> str:
    seniority = posting(title, "", "The role", *(f"- {duty}" for duty in duties)).seniority
    assert seniority is not None
    return seniority.text


@pytest.mark.parametrize(
    ("headline", "role"),
    [
        ("Customer Care Lead (Remote, Canada, Eastern hours)", "Customer Care Lead"),
        ("CALL HANDLING MANAGER, AFTER-HOURS", "Call Handling Manager, After-Hours"),
        ("** INTERVIEWS NOW ** Dispatch Supervisor ** Stoke ** to £33k + bonus **", "Dispatch Supervisor"),
        (">>> HAPPINESS WIZARD (fine: Helpdesk Team Lead) <<<", "Helpdesk Team Lead"),
        ("(Community & Support Manager if your bank asks)", "Community & Support Manager"),
        ("CUSTOMER SERVICE MANAGER / Acme Auto Group / Columbus, OH", "Customer Service Manager"),
        ("Vacancy notice 25/0377: CUSTOMER RELATIONS MANAGER", "Customer Relations Manager"),
        ("Manager, Merchant Support (Remote - US, Central time)", "Manager, Merchant Support"),
        ("Support Lead @ Acme", "Support Lead"),
        ("Team Leader - Customer Contact Centre", "Team Leader - Customer Contact Centre"),
        ("Hotel Manager", "Hotel Manager"),
    ],
)
def test_a_headline_gives_the_title_without_what_stands_around_it(headline: str, role: str) -> None:
    found = posting(headline, "", "The role", "- Answer customers").role
    assert found is not None
    assert (found.text, found.line) == (role, headline)


def test_an_item_about_a_figure_is_no_label_of_a_title() -> None:
    read = posting("Team Leader", "", "What counts", "- Post-chat CSAT")
    assert read.role is not None and read.role.text == "Team Leader"


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("Head, Customer Care", "head"),
        ("Chief Customer Officer", "head"),
        ("Duty Manager", "shift manager"),
        ("Key Accounts Manager", "account manager"),
        ("Customer Service Coordinator", ""),
        ("Assistant to the Director", ""),
    ],
)
def test_a_title_has_a_rank(title: str, rank: str) -> None:
    assert rank_of(title) == rank


def test_a_manager_without_a_team_is_no_manager() -> None:
    nobody = "This is an individual role, and nobody reports to you"
    assert level("Customer Service Manager", nobody) == "mid"
    read = posting("Customer Service Manager", f"- {nobody}", "You need", "- 5+ years with customers")
    assert read.seniority is not None
    assert (read.seniority.text, read.seniority.line) == ("senior", "- 5+ years with customers")


def test_a_modest_title_does_not_hide_a_manager() -> None:
    duties = ("Be its manager in every respect: hiring and budget", "Five supervisors report to you")
    assert level("Coordinator, Visitor Welcome", *duties) == "manager"


def test_a_manager_of_a_shift_with_a_manager_above_is_a_lead() -> None:
    duties = ("Coach your team on the floor, with a daily huddle", "Report to the Branch Manager")
    assert level("Team Manager", *duties) == "lead"


def test_the_line_is_the_one_that_tells_most() -> None:
    titled = posting("Night Shift Supervisor", "- Lead a team of 9")
    assert titled.seniority is not None and titled.seniority.line == "Night Shift Supervisor"
    untitled = posting("Visitor Welcome Coordinator", "- Lead a team of 9", "- Be in charge of the hall")
    assert untitled.seniority is not None and untitled.seniority.text == "manager"
    assert untitled.seniority.line in ("- Lead a team of 9", "- Be in charge of the hall")


def test_a_posting_that_tells_nothing_has_no_level() -> None:
    assert posting("Come and see us", "We are open on Sunday.").seniority is None


def test_who_leads_nobody_leads_no_team() -> None:
    title = Found("Team Leader", "Team Leader")
    assert is_leader(title, passages(["Team Leader"]))
    assert not is_leader(title, passages(["Team Leader", "- No direct reports"]))
    assert not is_leader(None, passages(["- Answer customers"]))


def test_every_weight_is_of_a_sign_and_has_every_level() -> None:
    assert {len(weights) for weights in WEIGHTS.values()} == {len(LEVELS)}
    assert TITLED.keys() <= WEIGHTS.keys()
    assert find_signs(None, (), None) == {}
