"""Words for people who work somewhere, by what they do or as a number of heads."""

import re
from enum import StrEnum

from voiceint.planning.job_titles import TITLE


class Kind(StrEnum):
    """What people are called where they are counted."""

    ROLE = "by their job"
    PEOPLE = "people, staff, colleagues"
    GUESS = "by a word that ends as words for people do"
    GROUPS = "no people, but groups of people: three shifts of five"
    LOOSE = "by no word, in a sentence that speaks of a team"
    BARE = "by no word: a team of twelve"


_PEOPLE = re.compile(
    r"people|persons?|[a-z]+persons|others|staff|colleagues?|employees?|members?|ftes?|heads?|headcount|individuals?|professionals?|folks?|humans?|souls|"
    r"pax|ppl|bodies|teammates?|reports|posts|desks|volunteers|women|men|lads|blokes|mates|full[- ]time|part[- ]time|agency|temporary|permanent|direct|indirect|starters|kids",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"[\w'’-]*(?:ers|ors|ists|ants|ians|ives|ees|techs?|leads|seniors?|juniors?|reps|agents|clerks|cooks|chefs|nurses|"
    r"csms|csrs|aes|ams|sdrs|bdrs|hcas|temps|casuals|seasonals|part-timers|full-timers|mechanics|guards|crew|trades|sisters|"
    r"students|physios|fitters|apprentices?|trades(?:men|people)|marshals|stewards|hands|medics|pilots|pros|coaches|buddies|deputies|secretaries|foremen|cover)",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"(?:{TITLE.pattern}|[a-z-]+(?:er|or|ist|ant|ian|ive)|senior|junior|apprentice|trainee|temp|clerk|coach|deputy)",
    re.IGNORECASE,
)
_NOT_PEOPLE = re.compile(
    r"customers?|members of|computers?|cent(?:er|re)s?|numbers?|letters?|papers?|trailers?|containers?|chargers?|tenants?|"
    r"learners?|passengers?|readers?|users?|subscribers?|residents?|patients?|clients?|guests?|parents?|quarters?|"
    r"suppliers?|dealers?|distributors?|contractors?|callers?|borrowers?|visitors?|competitors?|errors?|doors?|floors?|"
    r"colours?|factors?|elevators?|scanners?|printers?|trackers?|servers?|vendors?|retailers?|travellers?|players?|donors?|"
    r"orders?|offers?|towers?|layers?|shareholders?|stakeholders?|partners?|insurers?|brokers?|lenders?|consumers?|"
    r"households?|motors?|monitors?|tractors?|riders?|buyers?|sellers?|applicants?|restaurants?|plants?|variants?|consonants?|"
    r"initiatives?|objectives?|archives?|drives?|lives|fees|trees|committees|degrees|levees|other|years?|months?|weeks?|"
    r"days?|hours?|minutes?|accounts?|newsletters?|investors?|founders?|holders?|viewers?|shoppers?|diners?|drawers?|"
    r"routers?|adapters?|counters?|covers?|filters?|boilers?|freezers?|lockers?|corners?|chapters?|registers?|characters?|"
    r"winners?|cylinders?|ladders?|borders?|transfers?|rivers?|manufacturers?|importers?|growers?|farmers?|"
    r"carriers?|followers?|streamers?|newcomers?|joiners?|leavers?|elders?|rs|ers|"
    r"powers?|properties|perspectives?|alternatives?|narratives?|incentives?|motives?|assistants? to|shifts?|teams?|"
    r"sites?|stages?|lines?|languages?|channels?|lovers?|pensioners?|bidders?|doctors?|teachers?|lawyers?",
    re.IGNORECASE,
)
"""Words that end as words for people do, or people who belong to no team."""

_ABBREVIATION = re.compile(r"(?!KPI|SLA|API|PC|DM|FAQ|GP|HGV|CV|HQ|AI|IT|HR|BU|OEM|SKU|DC)[A-Z]{2,4}(?P<several>s)?")
_STOPS = frozenset(
    "a an and or plus in at on to for of from with who that which is are was were will be has have had across depending over "
    "under via by per each every all most many some plus & between through about around as until when where whose whom than into "
    "working based report reports look looks take takes run runs split already directly handling taking covering "
    "spread after before during not but so if then currently now today x altogether".split()
) - {"reports"}
_STEP = re.compile(r"[ -]([\w'’/&-]+)")
_PAIRS = re.compile(
    r" (?:and|&|or) (?!\d|an? |one\b|two|three|four|five|six|seven|eight|nine|ten|eleven|twel|thir|for|fif|twenty)",
    re.IGNORECASE,
)
"""Within one name: "14 dispute and chargeback advisers"."""

_MOST_WORDS = 6


def name_people(text: str, at: int, is_one: bool) -> tuple[Kind, int] | None:
    """What the people of a number that ends at `at` are called, and where that ends; None for things and for nothing."""
    found, began = None, at
    for _ in range(_MOST_WORDS):
        step = _STEP.match(text, at)
        if not step or step[0].startswith(" -") or step[1] == "Indirect":
            break
        if step[1].lower() in _STOPS and (found or at == began or not _PAIRS.match(text, at)):
            break
        at = step.end()
        kind = _kind(step[1], is_one)
        if kind is not None:
            found = kind, at
        elif _NOT_PEOPLE.fullmatch(step[1]) and _ends(text, at) and not _PAIRS.match(text, at):
            return None
    return found


def _ends(text: str, at: int) -> bool:
    following = _STEP.match(text, at)
    return following is None or following[1].lower() in _STOPS


def _kind(word: str, is_one: bool) -> Kind | None:
    if _PEOPLE.fullmatch(word):
        return Kind.PEOPLE
    if _NOT_PEOPLE.fullmatch(word):
        return None
    if (match := _ABBREVIATION.fullmatch(word)) and (is_one or match["several"]):
        return Kind.GUESS
    if is_one:
        return Kind.ROLE if _ONE.fullmatch(word) else None
    if TITLE.fullmatch(word) and word.lower().endswith(("s", "crew", "staff", "wives")):
        return Kind.ROLE
    return Kind.GUESS if _SEVERAL.fullmatch(word) else None
