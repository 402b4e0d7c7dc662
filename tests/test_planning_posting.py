import time

import pytest

from voiceint.planning.document import Document
from voiceint.planning.found import Found
from voiceint.planning.posting import Posting, read_posting
from voiceint.planning.sections import passages
from voiceint.planning.seniority import leads_nobody

CARE = """Harbour & Finch Ltd

Customer Care Team Leader

About us
We are a team of 340 people in six offices and look after 90,000 customers. Our NPS is 54.

What you'll do
- Lead a team of 14 to 16 advisers who answer by phone, email and live chat
- Coach every adviser twice a month and hold difficult conversations fairly
- Reduce complaints and repeat contacts, and report on CSAT, average handling time and first-contact resolution
- Handle returns

What you'll need
- 3+ years leading a team of more than 20 people
- Experience with Zendesk, SFDC and service now; reports in excel

Nice to have
- You have used Slack or Power BI

What we offer
- 26 days' holiday, a phone, and perks through Workday

Harbour & Finch is an equal opportunities employer. Apply by email before Friday."""


def posting(text: str) -> Posting:
    return read_posting(Document.of_text(text))


def names(found: tuple[Found, ...]) -> set[str]:
    return {each.text for each in found}


def test_a_posting_names_its_role_and_its_level() -> None:
    read = posting(CARE)
    assert read.role and read.role.text == "Customer Care Team Leader"
    assert read.seniority and read.seniority.text == "lead"


def test_every_finding_has_the_line_it_came_from() -> None:
    read = posting(CARE)
    named = (*read.duties, *read.tools, *read.kpis, *read.competencies, *read.channels)
    lines = [*(each.line for each in named), *(each.line for each in read.requirements)]
    assert lines
    assert set(lines) <= set(read.document.lines)


def test_tools_are_found_under_their_usual_names_whatever_way_they_are_written() -> None:
    read = posting(CARE)
    assert names(read.tools) == {"Zendesk", "Salesforce", "ServiceNow", "Microsoft Excel", "Slack", "Power BI"}


@pytest.mark.parametrize(
    "text",
    [
        "You excel under pressure and give our teams access to the front desk on Monday.",
        "Stand in Front of the shop and keep a Notion of order.",
        "Take the Slack out of the belts.",
        "Past the stage door of the Opera Lane Hotel.",
    ],
)
def test_ordinary_words_are_no_tools(text: str) -> None:
    assert posting(f"Shop Manager\n\nYour day\n- {text}").tools == ()


def test_the_employers_own_name_is_no_tool() -> None:
    read = posting('Shop Manager at Tableau & Zoon\n\nTableau & Zoon sells beds. "Tableau" is French.')
    assert read.tools == ()


def test_a_system_that_no_vocabulary_has_is_found_where_it_can_be_nothing_else() -> None:
    read = posting(
        "Rota Planner\n\n- Plan in scheduling software (e.g. Shiftly or Rosterboy)\n- Update our system called Beacon"
    )
    assert names(read.tools) == {"Shiftly", "Rosterboy", "Beacon"}


def test_a_method_in_such_a_list_is_no_tool() -> None:
    assert posting("Plant Manager\n\n- Run management systems (ISO 9001, Lean and Six Sigma)").tools == ()


def test_key_figures_spelled_out_and_abbreviated_are_one() -> None:
    read = posting("Support Manager\n\n- Keep AHT down\n- Report average handling time and customer satisfaction score")
    assert names(read.kpis) == {"AHT", "CSAT"}


def test_words_for_work_are_key_figures_only_beside_a_word_that_measures() -> None:
    assert names(posting(CARE).kpis) == {"NPS", "Complaints", "Repeat contacts", "CSAT", "AHT", "FCR"}
    assert posting("Clerk\n\n- Handle complaints and returns at the desk").kpis == ()


def test_an_item_in_a_list_of_measures_is_a_key_figure_in_its_own_words() -> None:
    read = posting("Keeper\n\nHow we will measure you\n- Happy penguins per visitor\n- Staff turnover below 10%")
    assert names(read.kpis) == {"Happy penguins per visitor", "Attrition"}


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("Lead a team of 18-22 advisers", (18, 22)),
        ("You will lead 12 advisors", (12, 12)),
        ("Manage circa forty agents across two sites", (40, 40)),
        ("Your headcount of 25 works in shifts", (25, 25)),
        ("Ten direct reports", (10, 10)),
        ("From thirty to forty-five colleagues reporting to you", (30, 45)),
        ("The group is eleven people and all of it is yours", (11, 11)),
        ("Supervise a dozen pickers", (12, 12)),
        ("You run a 9-strong team", (9, 9)),
        ("Manage half a dozen technicians", (6, 6)),
        ("Lead 3 supervisors and some 40 pickers", (43, 43)),
        ("You oversee four sisters, 22 staff nurses and 9 HCAs", (35, 35)),
        ("Manage a team of 4 in London and 6 in Leeds", (10, 10)),
        ("Train and schedule 12 hosts and up to 140 drivers", (12, 152)),
        ("Run a team of seven (five officers, a lead and an apprentice)", (7, 7)),
        ("Lead a team of 10, growing to 15 by June", (10, 15)),
        ("You will supervise a part-time receptionist and a finance assistant", (2, 2)),
        ("Responsible for: 8 analysts, 2 apprentices", (10, 10)),
        ("Span of control: 12-15", (12, 15)),
        ("You have 7 direct and 40 indirect reports", (47, 47)),
        ("Lead a depot of 1,200 colleagues", (1200, 1200)),
        ("14 dispute and chargeback advisers, taking calls", (14, 14)),
    ],
)
def test_the_size_of_a_team_is_read_in_figures_and_in_words(text: str, size: tuple[int, int]) -> None:
    found = posting(f"Duty Manager\n\nThe role\n- {text}").team_size
    assert found is not None
    assert (found.low, found.high) == size


@pytest.mark.parametrize(
    "text",
    [
        "Manage 40 accounts and 9 offices",
        "Lead work for 310,000 customers in 12 countries",
        "Run a budget of 25 million",
        "Lead our team of 3 years' standing in 2024",
        "We are a team of 45 people",
        "You'll join a team of 45 people",
        "You work as part of a team of 9 nurses",
        "Coach 15 new starters every month",
        "Run 12 workshops for staff",
    ],
)
def test_other_numbers_are_no_team_size(text: str) -> None:
    assert posting(f"Manager\n\nThe role\n- {text}").team_size is None


def test_the_size_of_the_company_and_what_must_have_been_led_before_are_no_team_size() -> None:
    size = posting(CARE).team_size
    assert size is not None
    assert (size.low, size.high) == (14, 16)


def test_channels_are_those_of_the_customers_and_not_how_to_apply() -> None:
    assert names(posting(CARE).channels) == {"phone", "email", "chat"}


def test_a_channel_that_is_ruled_out_is_none() -> None:
    assert names(posting("Agent\n\n- Answer email. We have no phone line").channels) == {"email"}


def test_requirements_are_told_from_what_is_nice_to_have() -> None:
    read = posting(CARE)
    assert [each.optional for each in read.requirements] == [False, False, False, True]
    assert read.requirements[0].text == "3+ years leading a team of more than 20 people"


def test_benefits_and_boiler_plate_ask_for_nothing() -> None:
    read = posting(CARE)
    asked = " ".join([*(duty.line for duty in read.duties), *(each.line for each in read.requirements)])
    assert "holiday" not in asked
    assert "equal opportunities" not in asked


def test_a_title_is_no_heading() -> None:
    read = posting("Acme Bank\n\nCustomer Experience Manager\n\nYou will visit branches and listen to customers.")
    assert [each.text for each in read.duties] == ["You will visit branches and listen to customers."]
    assert read.requirements == ()


def test_a_posting_without_headings_is_read_by_its_sentences() -> None:
    read = posting(
        "We need a shift supervisor for nights. You brief 20 pickers reporting to you and walk the aisles. Must have "
        "supervised before. A forklift licence would be handy. 31 days hols. No agencies."
    )
    assert read.role and read.role.text == "shift supervisor"
    assert [each.text for each in read.duties] == ["You brief 20 pickers reporting to you and walk the aisles."]
    assert [each.optional for each in read.requirements if "icence" in each.text] == [True]
    assert not any("hols" in each.text for each in read.requirements)


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Head of Support", "head"),
        ("Operations Director", "head"),
        ("Store Manager", "manager"),
        ("Night Shift Supervisor", "lead"),
        ("Senior Support Specialist", "senior"),
        ("Trainee Technician", "junior"),
        ("Support Specialist", "mid"),
        ("SVP Sales", "head"),
        ("Headteacher", "head"),
        ("Filialleiter (m/w/d)", "manager"),
        ("Teamleiter Kundenservice", "lead"),
        ("Chargehand Electrician", "lead"),
        ("Trainee Manager", "junior"),
        ("Account Manager", "mid"),
        ("Senior Product Manager", "senior"),
        ("Executive Assistant to the Director", "mid"),
        ("Head Office Receptionist", "mid"),
        ("Lead Generation Specialist", "mid"),
    ],
)
def test_the_title_tells_the_level(title: str, level: str) -> None:
    seniority = posting(f"{title}\n\nThe role\n- Answer customers").seniority
    assert seniority is not None
    assert seniority.text == level


def test_a_manager_of_accounts_who_leads_people_is_a_manager() -> None:
    seniority = posting("Account Manager\n\nThe role\n- Lead a team of 6 advisers").seniority
    assert seniority is not None
    assert seniority.text == "manager"


def test_where_the_title_leads_nobody_a_team_is_the_one_that_somebody_works_in() -> None:
    assert posting("Staff Nurse\n\nThe role\n- The team is nine people").team_size is None


@pytest.mark.parametrize(
    ("text", "tools"),
    [
        ("We are moving from Zendesk to Dixa", {"Dixa"}),
        ("We no longer use Freshdesk", set()),
        ("Salesforce is being retired", set()),
        ("We are rated 4.1 on Trustpilot", set()),
        ("Experience of Kestrel, Hawk or similar", {"Kestrel", "Hawk"}),
        ("Experience of Retail or similar", set()),
        ("Licences for Revit, Deltek", {"Revit", "Deltek"}),
    ],
)
def test_tools_that_are_given_up_or_only_look_like_tools_are_none(text: str, tools: set[str]) -> None:
    assert names(posting(f"Duty Manager\n\nThe role\n- {text}").tools) == tools


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Attrition. It's 41%.", {"Attrition"}),
        ("Waste is running at almost double the target", {"Waste"}),
        ("Full P&L: utilisation, revenue per day, labour cost", {"Utilisation", "Revenue per day", "Labour cost"}),
        ("Work with Finance on revenue, and take bookings", set()),
        ("Answer ADR cases", set()),
    ],
)
def test_a_word_for_work_with_a_value_or_a_target_is_a_key_figure(text: str, figures: set[str]) -> None:
    assert names(posting(f"Duty Manager\n\nThe role\n- {text}").kpis) == figures


def test_where_the_title_does_not_the_duties_tell_the_level() -> None:
    read = posting(
        "Role: Support and Operations\n\nThe role\n- Hire and lead your team of 12 people\n- Report directly to the CEO"
    )
    assert read.seniority and read.seniority.text == "head"


def test_competencies_are_named_as_the_bank_names_them() -> None:
    assert {"coaching", "difficult conversations"} <= names(posting(CARE).competencies)


@pytest.mark.parametrize("text", [".", "-", "- ", "Manager", "::", "12", "🙂 (", "A & B &", "£", "of of of", "team of"])
def test_any_text_is_read(text: str) -> None:
    assert read_posting(Document("it", (text, "", text))).team_size is None


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "1",
        " ",
        "12 to 14 ",
        "lead a team of about ",
        "system (",
        "A, ",
        "CSAT, queue ",
        "We cut 5%. ",
        "3 leads and ",
        "manage a ",
    ],
)
def test_a_hostile_text_takes_no_time(piece: str) -> None:
    document = Document("it", ((piece * 400_000)[:400_000],))
    begin = time.process_time()
    read_posting(document)
    assert time.process_time() - begin < 2


def test_boiler_plate_goes_on_to_the_end_of_its_paragraph() -> None:
    asked = posting(
        "Support Manager\n\nRequirements\n- Two years in support\n\n"
        "We are an equal opportunity employer. If you are in Ohio, what stands above is the actual range."
    )
    assert [each.text for each in asked.requirements] == ["Two years in support"]


def test_the_head_of_a_posting_is_no_duty() -> None:
    read = posting(
        "CUSTOMER SERVICE MANAGER\nStraits Bank, Singapore (Changi Park)\nREF: CS/0417 | GRADE: 7\n"
        "Fixed term, 24 months, two days from home\n\nYou will run the desk.\nIt has nine people."
    )
    assert [duty.text for duty in read.duties] == ["You will run the desk.", "It has nine people."]


def test_a_heading_of_any_words_is_no_duty() -> None:
    read = posting(
        "Team Leader\n\nThe nuts and bolts\n- Run the rota\n- Hold the huddle\n\nWhat awaits you\nA busy desk."
    )
    assert [duty.text for duty in read.duties] == ["Run the rota", "Hold the huddle", "A busy desk."]


def test_a_paragraph_below_the_list_of_requirements_asks_for_nothing() -> None:
    read = posting("Team Leader\n\nRequirements\n- A degree\n- Fluent Dutch\n\nFree membership for you and a friend.")
    assert [each.text for each in read.requirements] == ["A degree", "Fluent Dutch"]


def test_a_list_that_goes_on_below_a_paragraph_still_asks() -> None:
    read = posting("Team Leader\n\nRequirements\n- A degree\n\nPatience matters most.\n\n- Two summers in care")
    assert [each.text for each in read.requirements] == ["A degree", "Two summers in care"]


def test_duties_without_heading_are_no_head() -> None:
    read = posting("Team Leader\nPlan the shifts and cover weekends\nRun rosters for three desks a day")
    assert [duty.text for duty in read.duties] == [
        "Plan the shifts and cover weekends",
        "Run rosters for three desks a day",
    ]


def test_requirements_in_one_line_are_told_apart() -> None:
    read = posting("Team Leader\n\nRequirements\n- A degree; three years in care; spoken Malay would help.")
    assert [(each.text, each.optional) for each in read.requirements] == [
        ("A degree", False),
        ("three years in care", False),
        ("spoken Malay would help", True),
    ]
    for labelled in ("Nice to have\n- A degree; three years in care", "Profile\nDesirable: a degree; years in care."):
        wanted = posting(f"Team Leader\n\n{labelled}").requirements
        assert [each.optional for each in wanted] == [True, True]


def test_who_the_boss_is_asks_for_nothing() -> None:
    read = posting("Team Leader\n\nRequirements\n- A degree\n- This role reports to the Regional Head, graded AVP")
    assert [each.text for each in read.requirements] == ["A degree"]


def test_money_that_somebody_decides_about_is_a_duty_and_pay_is_none() -> None:
    read = posting(
        "Team Leader\n\nReplacement up to £600 is your call.\n£31,000 a year and a canteen.\nBase $90,000–$99,000."
    )
    assert [duty.text for duty in read.duties] == ["Replacement up to £600 is your call."]


def test_a_competency_that_is_denied_is_none() -> None:
    assert not names(posting("Specialist\nYou won't have anybody reporting to you.").competencies)
    assert "reporting" not in names(posting("Specialist\nYou would be reporting to Craig, the owner.").competencies)
    assert not names(posting("Agent\nFire and evacuation training given.").competencies)


def test_not_only_denies_nothing() -> None:
    assert "coaching" in names(posting("Team Leader\nYou will not only coach agents.").competencies)
    assert not leads_nobody(passages(["You have no fewer than twelve people reporting to you."]))
    assert leads_nobody(passages(["You won't have anybody reporting to you."]))


def test_who_has_nobody_reporting_has_no_team() -> None:
    read = posting("Case Specialist\nThere are twelve of us, seven solicitors and no team under you.")
    assert read.team_size is None
    assert read.seniority and read.seniority.text == "mid"
