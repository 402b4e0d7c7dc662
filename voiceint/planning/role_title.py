"""The role that a posting is for, and its level."""

import re
from collections.abc import Iterable, Sequence

from voiceint.planning.found import Found
from voiceint.planning.job_titles import TITLE, level_of
from voiceint.planning.passages import Passage, Section
from voiceint.planning.team_size import TeamSize

_LABEL = re.compile(
    r"^(?:job title|title|position|role|vacancy|post|job)\s*(?:title)?\s*[:|–-]\s*(?P<role>[^|]{3,80})", re.IGNORECASE
)
_HIRING = re.compile(
    r"\b(?:is hiring|are hiring|we're hiring|vacancy|is recruiting|now hiring)\b:?\s*(?:an? )?(?P<role>[^.!]{4,80})$",
    re.IGNORECASE,
)
_SOUGHT = re.compile(
    r"\b(?:looking for|seeking|hiring|recruiting|recruit|need|wants?|opportunity for|join us as|search(?:ing)? for|the role of|appoint|as our(?: new| next)?)\s+"
    r"(?:an?|our(?: next| new)?|the)?\s*(?P<role>(?:[a-z]+ (?:and [a-z]+ )?){0,3}?(?:[A-Z][\w&/'’-]*,? ?(?:(?:of|and|for|&|the|to) )?){1,7})"
)
_WANTED = re.compile(
    rf"\b(?:looking for|seeking|hiring|recruiting|recruit|need|want|wants)\s+(?:an?|our(?: next| new)?)\s+(?P<role>(?:(?!who\b|that\b|to\b|with\b|and\b)[\w-]+ ){{0,4}}{TITLE.pattern})",
    re.IGNORECASE,
)
_PART = re.compile(r"\.\s+(?=[A-Z])|\s+[|•·]\s+|\s+[–—]\s+|\s+-\s+(?=[A-Z£€$\d])")
_AFTER = re.compile(
    r"\s*(?:\((?:m/f|f/m|all genders|maternity|fixed|\d).*|[,(]?\s*[£€$]\s?\d.*|\s[|]\s.*)$", re.IGNORECASE
)
_FOR_SOMEBODY = re.compile(
    r"\b(?:assistant|secretary|pa|adviser|advisor|support|liaison)\s+(?:to|for)\b.*|\breport(?:s|ing) to\b.*|"
    r"\bhead (?=office|count|quarters)|\bcrew (?=chief)|\blead[- ](?=gen(?:eration)?\b|management|response)|\bmanagement(?= (?:trainee|accountant|consultant))",
    re.IGNORECASE,
)
"""Words of a title that are no rank of its own: "Assistant to the Director", "Head Office", "Lead Generation"."""

_TITLES = tuple(
    (level, re.compile(pattern, re.IGNORECASE))
    for level, pattern in (
        ("junior", r"\b(?:trainee|apprentice|intern|graduate scheme|werkstudent|azubi|stagiaire)\b|\bgraduate$"),
        (
            "head",
            r"\b(?:[esa]vp|c(?:hr|is|i|r|d|s|c|b|l)o|head ?(?:teacher|master|mistress)|superintendent of schools|"
            r"gesch[aä]ftsf[uü]hrer(?:in)?|directeur|directrice|direttore|direktor(?:in)?|bereichsleit\w+|dean|provost)\b",
        ),
        (
            "manager",
            r"\b(?:abteilungsleit\w+|filialleit\w+|betriebsleit\w+|marktleit\w+|responsable|gerente|manag(?:eress|ing)|"
            r"financial controller|bursar|executive chef|head chef|postmaster|stationsleit\w+)\b",
        ),
        (
            "lead",
            r"\b(?:teamleit\w+|team[- ]?leader|schichtleit\w+|gruppenleit\w+|chef d['’][ée]quipe|jefe de equipo|encargad[oa]|"
            r"teamleider|charge ?hand|fore(?:woman|person|man)|ganger|(?:crew|shift|section|line) chief|sous[- ]chef|"
            r"supervis(?:or|ing)|teamlead|sergeant|corporal|bosun|coxswain|ma[iî]tre d|head of year|vorarbeiter(?:in)?)\b|\bcrew chief\b",
        ),
        ("senior", r"\b(?:sr|snr|specialist nurse|nurse practitioner|consultant (?:nurse|surgeon|physician))\b|\biii\b|\b(?:3rd|third)[- ]line\b"),
        ("junior", r"\b(?:jnr|entry level|school leaver|junior)\b"),
    )
)  # fmt: skip
"""Levels by the words of more trades and countries than a level has of its own."""

_OF_THINGS = re.compile(
    r"\b(?:account|project|product|customer success|client success|case|community|relationship|territory|social media|"
    r"implementation|engagement|onboarding|partner|bid|grants?|category|programme|scrum|success) manager\b",
    re.IGNORECASE,
)
"""Managers of work and customers, who lead people only where the posting says so."""

_HIGHER = re.compile(r"\b(?:senior|sr|snr|principal|strategic|enterprise|key)\b", re.IGNORECASE)
_LEADERS = ("lead", "manager", "head")
_ORNAMENT = re.compile(
    r"^[^\w]*(?:the (?:role|job|position|post)\s*[:–-]\s*)?|\s*[\u2b50\u2600-\u27bf\U0001f300-\U0001faff].*$",
    re.IGNORECASE,
)
"""Signs and labels before a title, and what stands after a sign behind it."""

_FIRST_LINES = 8
_LONGEST_LINE = 200
_LONGEST = 12
"""Words of a title."""

_OF_COMPANY = re.compile(
    r"\b(?:ltd|limited|inc|plc|llc|gmbh|pty|group|hotel|salary|reports? to|reporting to|location|hours|www)\b|https?:",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\breport(?:s|ing)? (?:in)?to you\b|\bline[- ]manag|\bdirect reports\b|\bwho we hire\b|\byour team (?:of|is|has|will)\b|"
    r"\b(?:lead|manag|run|supervis|head|coach|build|develop|grow|motivat)(?:e|s|es|ing|ning)?(?: up)?(?:,? (?:and )?\w+){0,2}? (?:a|an|the|our|your|this|\d+)(?: [\w-]+){0,3}? (?:team|crew|squad|shift|brigade|department)\b|"
    r"\b(?:manag\w+|lead\w*|supervis\w+|develop\w*) (?:people|staff|others|colleagues|managers|leaders)\b|\b(?:appraisals|one[- ]to[- ]ones|1[:-](?:1|2-1)s?|performance reviews?) (?:with|for|of) (?:your|the|each|every)\b",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"\breport(?:s|ing)?(?: directly)? to (?:the |our |her|him)?(?:ceo|coo|chief|founder|managing director|board|owner)|\b(?:ceo|coo|founder|managing director)\b.{0,120}\breport to (?:her|him|them)\b|"
    r"\b(?:senior )?leadership team\b(?! meeting)|\b(?:own|define|shape|develop|lead|set)\w* (?:the |our |your )?(?:[\w-]+ ){0,3}strateg(?:y|ies)\b|\b(?:lead|leading|manage|managing) (?:[\w-]+ ){0,2}(?:managers|leaders of)\b|\bmanaging managers\b|\bset (?:the |and own )?(?:strategy|vision)\b|\bboard\b.{0,30}\bstrategy\b|\bexecutive (?:team|committee)\b",
    re.IGNORECASE,
)
_MANAGES = re.compile(
    r"\bbudgets?\b|\bhire\b|\bhiring\b|\brecruit\w*\b|\bp&l\b|\bperformance reviews?\b|\bheadcount\b", re.IGNORECASE
)
_SHIFT = re.compile(r"\bshifts?\b|\bshift manager\b|\bfloor\b", re.IGNORECASE)
_SENIOR = re.compile(r"\b(?:[7-9]|1\d)\+? years\b|\bmentor\b", re.IGNORECASE)
_JUNIOR = re.compile(
    r"\bno experience\b|\bfirst job\b|\btraining (?:is )?(?:given|provided)\b|\brecent graduates?\b", re.IGNORECASE
)


def find_role(passages: Sequence[Passage]) -> Found | None:
    """The title of the job: after a label, among the first lines, or where somebody is sought."""
    first = [passage for passage in passages if passage.place <= _FIRST_LINES or passage.is_heading]
    for pattern in (_LABEL, _HIRING):
        for passage in passages[:40]:
            if match := pattern.search(passage.line[:_LONGEST_LINE].lstrip("- ")):
                return Found(_tidy(match["role"]), passage.line)
    for passage in first[:_FIRST_LINES]:
        if title := _title_in(passage.line):
            return Found(title, passage.line)
    for pattern in (_SOUGHT, _WANTED):
        for passage in passages:
            if (match := pattern.search(passage.text)) and _is_title(match["role"]):
                return Found(_tidy(match["role"]), passage.line)
    return None


def find_seniority(role: Found | None, passages: Iterable[Passage], team: TeamSize | None) -> Found | None:
    """The level of the job, by its title, then by what it is to do; None for a posting that tells neither."""
    asked = [passage for passage in passages if passage.section not in (Section.BENEFITS, Section.CLOSING)]
    leads = _line_of(_LEADS, asked) or (team.line if team else None)
    if role is not None and _OF_THINGS.search(role.text) and not leads and _level(role.text) == "manager":
        return Found("senior" if _HIGHER.search(role.text) else "mid", role.line)
    if role is not None and (level := _level(role.text)):
        return Found(level, role.line)
    levels = (
        ("head", _line_of(_HEADS, asked) if leads else None),
        ("lead", leads if _line_of(_SHIFT, asked) else None),
        ("manager", leads and _line_of(_MANAGES, asked)),
        ("lead", leads),
        ("junior", _line_of(_JUNIOR, asked)),
        ("senior", _line_of(_SENIOR, asked)),
        ("mid", role.line if role else None),
    )
    return next((Found(level, line) for level, line in levels if line), None)


def is_leader(role: Found | None, passages: Iterable[Passage]) -> bool:
    """Whether somebody leads people, as far as the words of the title or of the duties tell."""
    level = _level(role.text) if role else ""
    return level in _LEADERS or (not level and _line_of(_LEADS, passages) is not None)


def _level(title: str) -> str:
    """The level that the words of a title stand for, "" where none does."""
    own = _FOR_SOMEBODY.sub("", title)
    if not own.strip():
        return ""
    return next((level for level, pattern in _TITLES if pattern.search(own)), "") or level_of(own)


def _line_of(pattern: re.Pattern[str], passages: Iterable[Passage]) -> str | None:
    return next((passage.line for passage in passages if pattern.search(passage.text)), None)


def _title_in(line: str) -> str:
    """The part of a line that is a title, "" if none is."""
    if line.startswith("- ") or len(line) > _LONGEST_LINE or line.endswith((".", "!", "?")):
        return ""
    for part in _PART.split(line):
        if _is_title(part) and not _OF_COMPANY.search(part) and len(part.split()) <= _LONGEST:
            return _tidy(line if _is_whole(line) else part)
    return ""


def _is_title(text: str) -> bool:
    return bool(TITLE.search(text)) or any(pattern.search(text) for _, pattern in _TITLES)


def _is_whole(line: str) -> bool:
    """Whether a dash stands within the title: "Team Leader - Customer Contact Centre"."""
    parts = _PART.split(line)
    return len(parts) == 2 and bool(TITLE.search(parts[0])) and "|" not in line and not re.search(r"[\d£€$,]", parts[1])


def _tidy(title: str) -> str:
    """A title without pay and remarks; one in capitals like one in a sentence."""
    kept = _AFTER.sub("", _ORNAMENT.sub("", title.strip())).strip(" *-–—|:.,#")
    return kept.title() if kept.isupper() and len(kept) > 4 else kept
