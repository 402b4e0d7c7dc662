"""The level of the job that a posting is for."""

import re
from collections.abc import Iterable, Mapping, Sequence

from voiceint.planning.found import Found
from voiceint.planning.job_titles import rank_of
from voiceint.planning.naming import NOT_OURS
from voiceint.planning.passages import Passage, Section
from voiceint.planning.team import TeamSize

LEVELS = ("individual", "lead", "manager", "head")
"""What the weights tell apart; an individual is junior, mid or senior."""

TITLED = {
    "titled junior": "individual",
    "titled senior": "individual",
    "titled lead": "lead",
    "titled manager": "manager",
    "titled head": "head",
}
"""The level that each rank of a title stands for; a "shift manager" may be a lead or a manager."""

_UNDER = r"(?:leaders|leads|supervisors|managers|seniors|senior \w+)"
_REPORTS = r"\b(?:report(?:s|ing)?|answer(?:s|ing)?)(?: \w+)? to:?"
_CHIEF = r"ceo|chief executive|founders?|board|owners?|managing director|md"
_DIRECTOR = r"director|head of|chief|c[tfcixo]o|vp|vice[- ]president|general manager|gm|principal"
_SIGNS = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "leads people": (
            r"(?<!not )\b(?:report(?:s|ing)?|looks?|answers?) (?:in)?to you\b|\bline[- ]manag|\bdirect reports\b|"
            r"\byour (?:own )?(?:team|crew|people|staff)\b|"
            r"\b(?:lead|manag|run|supervis|head|coach|build|develop|grow|motivat|look(?:ing)? after)"
            r"(?:e|s|es|ing|ning)?(?: up)?(?:,? (?:and )?\w+){0,2}? (?:an?|the|our|your|this|\d+)(?: [\w-]+){0,3}? "
            r"(?:team|crew|squad|shift|brigade|department|desk|pod)\b|"
            r"\b(?:manag\w+|lead\w*|supervis\w+|develop\w*) (?:people|staff|others|colleagues|managers|leaders)\b"
        ),
        "leads leaders": (
            rf"\bthrough (?:them\b|(?:[\w-]+ ){{0,3}}{_UNDER}\b)|\bmanaging managers\b|"
            rf"\b{_UNDER}\b.{{0,40}}\breport(?:s|ing)?(?: directly)? to (?:you|the post|this)\b|"
            rf"\b(?:lead|manag|supervis|develop)(?:e|ing) (?:[\w-]+ ){{0,3}}{_UNDER}\b"
        ),
        "is on the floor": (
            r"\bhuddles?\b|\bside[- ]by[- ]side\b|\bon (?:the |your |each |a )?(?:floor|shift)\b|\bhand[- ]?over\b|"
            r"\bsit(?:s|ting)? (?:with|in)\b|\byou(?:['’]d| would)? still (?:do|take)\b"
        ),
        "coaches": (
            r"\bcoach|\bone[- ](?:to|on)[- ]ones?\b|\b1[:-](?:1|2-1|on-1)|\bappraisals\b|\bperformance reviews?\b"
        ),
        "has a budget": r"\bbudgets?\b|\bp ?& ?l\b|\bprofit and loss\b|\bcost responsibility\b",
        "hires": r"\bhire\b|\bhiring\b|(?-i:\brecruit(?:ing|ment)?\b)(?! (?:process|agency|consult))|\bdiscipline\b",
        "is next to the chief executive": (
            rf"{_REPORTS} (?:[\w&,]+ ){{0,3}}(?:{_CHIEF})\b|"
            r"\b(?:on|in|of|join) (?:the|our) (?:senior )?(?:leadership|executive|management) team\b(?! meeting)"
        ),
        "reports to a director": rf"{_REPORTS} (?:[\w&,]+ ){{0,3}}(?:{_DIRECTOR})\b",
        "has a manager above": (
            rf"{_REPORTS} (?:[\w&]+ ){{0,4}}(?<!general )manager\b|"
            r"\b(?:branch|facility|ops|operations|property|store|site|shift|centre|depot) managers?\b"
        ),
        "is in charge": (
            r"\bin charge\b|\b(?:its|the responsible|be the) manager\b|\bend to end\b|\byou run\b|\boverall\b"
        ),
    }.items()
}
"""What a posting may say of its role, in the words that say so."""

_LEADS_NOBODY = re.compile(
    r"\b(?:no|without(?: any)?) (?:direct reports|line[- ]management)|\bindividual (?:contributor|role)\b|"
    r"\bnot an? (?:line|people)[- ]?manage|\bnot people\b|"
    r"\b(?:nobody|no one|none of \w+) (?:will )?(?:reports?|works?) (?:in)?(?:to|for) you\b|"
    r"\b(?:no|isn['’]t an?|not a) team (?:under|below|to manage)\b|"
    r"(?:\bno|\bnot|n['’]t)(?! (?:more|fewer|less|only|just)\b)"
    r"(?: \w+){0,3}? (?:anybody|anyone|people|staff|one) (?:report\w*|under|below)\b|"
    r"\b(?:do|does|will) not (?:supervise|manage|lead) (?:staff|people|anyone)\b",
    re.IGNORECASE,
)

_OF_LEADERS = {"titled shift manager", *(sign for sign, level in TITLED.items() if level != "individual")}
_OF_LEADING = {"leads people", "leads leaders", "is in charge"}
"""Without a title of leaders or one of these there is nobody to lead."""

Weights = Mapping[str, tuple[float, ...]]
"""What each sign adds to the score of each of the `LEVELS`."""

WEIGHTS: Weights = {
    "titled junior": (4.49, 0.0, 0.0, 0.0),
    "titled senior": (4.49, 0.0, 0.0, 0.0),
    "titled lead": (0.0, 4.49, 0.0, 0.0),
    "titled manager": (0.0, 0.0, 4.49, 0.0),
    "titled head": (0.0, 0.0, 0.0, 4.49),
    "coaches": (-0.56, 1.16, -0.63, -1.11),
    "has a budget": (-0.96, -1.1, 0.52, 0.7),
    "has a manager above": (-0.32, 1.14, -0.86, -0.75),
    "hires": (-1.46, -0.3, 1.1, -0.08),
    "is in charge": (-0.67, -0.1, 1.17, -0.63),
    "is next to the chief executive": (-0.19, -0.89, -1.23, 1.82),
    "is on the floor": (0.51, 1.66, -1.08, -0.44),
    "leads leaders": (-0.55, -1.49, 0.36, 1.1),
    "leads nobody": (3.83, -1.26, -1.76, -1.05),
    "leads people": (-1.34, 0.85, 1.05, -0.62),
    "reports to a director": (1.19, -1.75, -0.34, 0.2),
    "titled account manager": (0.55, -0.18, 0.84, -0.1),
    "titled shift manager": (-0.1, -0.44, 2.06, -0.1),
}
"""Logarithms of the odds that the level is the job's, by logistic regression on postings that a careful reader gave a
level (`lab/fit_seniority.py`)."""

_BEGINS = re.compile(
    r"\bno experience\b|\bfirst job\b|\btraining (?:is )?(?:given|provided)\b|\brecent graduates?\b", re.IGNORECASE
)
_LONG = re.compile(
    r"(?<!of )\b(?:[5-9]|1\d|five|six|seven|eight|nine|ten)"
    r"(?: ?\+| or more|-\d+)?(?: \(\d+\))? (?:years|yrs)\b|\bmentor\b",
    re.IGNORECASE,
)
"""Five years or more: the development postings that ask for so many, and give nobody to lead, are for seniors."""

_HIGHER = re.compile(r"\b(?:senior|sr|snr|principal|strategic|enterprise|key)\b", re.IGNORECASE)


def find_seniority(
    role: Found | None, passages: Iterable[Passage], team: TeamSize | None, weights: Weights = WEIGHTS
) -> Found | None:
    """The level of the job, with the line that tells most of it; None for a posting that tells nothing."""
    asked = [passage for passage in passages if passage.section not in NOT_OURS]
    signs = find_signs(role, asked, team)

    def add(sign: str, place: int) -> float:
        return weights[sign][place] if sign in weights else 0.0

    best = max(range(len(LEVELS)), key=lambda place: sum(add(sign, place) for sign in signs))
    if LEVELS[best] == "individual":
        return _grade(role, asked)
    return Found(LEVELS[best], signs[max(signs, key=lambda sign: add(sign, best))])


def level_of(seniority: str) -> str:
    """Which of the `LEVELS` a job is of: juniors and seniors lead nobody."""
    return seniority if seniority in LEVELS else LEVELS[0]


def find_signs(role: Found | None, passages: Iterable[Passage], team: TeamSize | None) -> dict[str, str]:
    """What a posting says of its role, by its name in `WEIGHTS`, each with the line that says it first."""
    rank = rank_of(role.text) if role else ""
    signs = {f"titled {rank}": role.line} if role and rank else {}
    if team:
        signs["leads people"] = team.line
    for passage in (each for each in passages if not each.is_heading):
        if _LEADS_NOBODY.search(passage.text):
            signs.setdefault("leads nobody", passage.line)
            continue
        for name, pattern in _SIGNS.items():
            if name not in signs and pattern.search(passage.text):
                signs[name] = passage.line
    if role and not (_OF_LEADERS | _OF_LEADING) & signs.keys():
        signs.setdefault("leads nobody", role.line)
    return signs


def leads_nobody(passages: Iterable[Passage]) -> bool:
    """Whether a posting says that nobody reports to the role."""
    return any(_LEADS_NOBODY.search(passage.text) for passage in passages if not passage.is_heading)


def is_leader(role: Found | None, passages: Sequence[Passage]) -> bool:
    """Whether somebody leads people, as far as the words of the title or of the duties tell."""
    told = [passage.text for passage in passages if not passage.is_heading]
    if leads_nobody(passages):
        return False
    is_titled = role is not None and f"titled {rank_of(role.text)}" in _OF_LEADERS
    return is_titled or any(_SIGNS[sign].search(text) for text in told for sign in ("leads people", "leads leaders"))


def _grade(role: Found | None, passages: Iterable[Passage]) -> Found | None:
    """junior, mid or senior: by the title, else by the experience asked for."""
    rank = rank_of(role.text) if role else ""
    if role and rank == "junior":
        return Found("junior", role.line)
    if role and (rank == "senior" or _HIGHER.search(role.text)):
        return Found("senior", role.line)
    for passage in passages:
        if _BEGINS.search(passage.text):
            return Found("junior", passage.line)
        if passage.section is Section.REQUIREMENTS and _LONG.search(passage.text):
            return Found("senior", passage.line)
    return Found("mid", role.line) if role else None
