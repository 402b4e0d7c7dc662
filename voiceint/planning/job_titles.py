"""Words that titles of jobs have, and the level they stand for."""

import re

_NOUNS = (
    r"managers?|advis[eo]rs?|agents?|assistants?|supervisors?|leaders?|leads?|heads?|directors?|officers?|representatives?|reps?|"
    r"specialists?|consultants?|engineers?|developers?|programmers?|nurses?|sisters?|matrons?|receptionists?|coordinators?|"
    r"co-ordinators?|administrators?|analysts?|technicians?|clerks?|drivers?|chefs?|cooks?|waiters?|waitress(?:es)?|"
    r"baristas?|bartenders?|hands?|operatives?|operators?|pickers?|packers?|guides?|teachers?|tutors?|hosts?|hostess|"
    r"cashiers?|tellers?|associates?|executives?|controllers?|trainers?|interns?|apprentices?|trainees?|porters?|cleaners?|"
    r"labourers?|workers?|midwi(?:fe|ves)|carers?|therapists?|hygienists?|dentists?|accountants?|bookkeepers?|designers?|"
    r"planners?|buyers?|merchandisers?|founders?|owners?|soldiers?|sergeant|corporal|architects?|scientists?|editors?|writers?|"
    r"marketers?|strategists?|dispatchers?|stewards?|stewardess|crew|concierges?|captains?|foreman|partners?|secretary|"
    r"handlers?|couriers?|postman|adjusters?|underwriters?|paralegals?|pharmacists?|researchers?|producers?|testers?|moderators?|"
    r"(?<=\w )chief|president|vp|ceo|coo|cto|cmo|principal|deputy|keyholders?|key-holders?|instructors?|coach|ambassadors?|recruiters?|"
    r"salesperson|shop assistant|team member|in charge|superintendents?|registrar|banker|broker"
)
TITLE = re.compile(rf"\b(?:{_NOUNS})\b", re.IGNORECASE)
"""A word that names a job."""

_NO_RANK = re.compile(
    r"\b(?:assistant|secretary|pa|adviser|advisor|support|liaison)\s+(?:to|for)\b.*|\breport(?:s|ing) to\b.*|"
    r"\bhead (?=office|count|quarters)|\blead[- ](?=gen(?:eration)?\b|management|response)|"
    r"\bmanagement(?= (?:trainee|accountant|consultant))",
    re.IGNORECASE,
)
"""Words of a title that are no rank of its own: "Assistant to the Director", "Head Office", "Lead Generation"."""

_RANKS = tuple(
    (rank, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE))
    for rank, pattern in (
        ("junior", r"trainee|apprentice|intern|graduate scheme|werkstudent|azubi|stagiaire|graduate$"),
        (
            "head",
            r"head of(?! year)|head(?=,)|(?:group|global|regional) head|director|chief of|chief (?:[\w&]+ ){1,3}officer|[esa]?vp|"
            r"vice[- ]president|president|c(?:hr|[ceistomdfrpb])o|head ?(?:teacher|master|mistress)|superintendent of schools|"
            r"gesch[aä]ftsf[uü]hrer(?:in)?|directeur|directrice|direttore|direktor(?:in)?|bereichsleit\w+|dean|provost",
        ),
        (
            "account manager",
            r"(?:account|project|product|customer success|client success|case|community|relationship|territory|social media|"
            r"implementation|engagement|onboarding|partner|bid|grants?|category|programme|scrum|success) manager|key accounts",
        ),
        ("shift manager", r"(?:team|shift|duty|floor|night|section|assistant|deputy) manager"),
        (
            "manager",
            r"manag(?:er|eress|ing)|matron|superintendent|abteilungsleit\w+|filialleit\w+|betriebsleit\w+|marktleit\w+|"
            r"stationsleit\w+|responsable|gerente|financial controller|bursar|executive chef|head chef|postmaster",
        ),
        (
            "lead",
            r"team[- ]?lead(?:er)?|lead(?:er)?|supervis(?:or|ing)|foreman|captain|(?:shift|duty) controller|head|charge nurse|"
            r"in charge|duty officer|(?:ward )?sister|teamleit\w+|schichtleit\w+|gruppenleit\w+|chef d['’][ée]quipe|"
            r"jefe de equipo|encargad[oa]|teamleider|charge ?hand|fore(?:woman|person)|ganger|(?:crew|shift|section|line) chief|"
            r"sous[- ]chef|sergeant|corporal|bosun|coxswain|ma[iî]tre d|head of year|vorarbeiter(?:in)?",
        ),
        (
            "senior",
            r"senior|s(?:r|nr)|principal|staff engineer|expert|experienced|specialist nurse|nurse practitioner|"
            r"consultant (?:nurse|surgeon|physician)|iii|(?:3rd|third)[- ]line",
        ),
        ("junior", r"junior|j(?:r|nr)|entry[- ]level|school leaver|graduate|assistant|placement"),
    )
)  # fmt: skip
"""Ranks by the words of many trades and a few countries, the more telling words first."""


def rank_of(title: str) -> str:
    """What the words of a title stand for: junior, senior, lead, manager or head; "" where none says it.

    A "shift manager" has a manager above on the same floor; an "account manager" has work or customers to manage, and
    leads people only where the posting says so.
    """
    own = _NO_RANK.sub("", title)
    return next((rank for rank, pattern in _RANKS if pattern.search(own)), "") if own.strip() else ""
