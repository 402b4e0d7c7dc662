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
    r"chief|president|vp|ceo|coo|cto|cmo|principal|deputy|keyholders?|key-holders?|instructors?|coach|ambassadors?|recruiters?|"
    r"salesperson|shop assistant|team member|in charge|superintendents?|registrar|banker|broker"
)
TITLE = re.compile(rf"\b(?:{_NOUNS})\b", re.IGNORECASE)
"""A word that names a job."""

_LEVELS = tuple(
    (level, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE))
    for level, pattern in (
        ("head", r"head of|head,|(?:group|global|regional) head|director|chief|vp|vice[- ]president|c[ctomfp]o|ceo|president"),
        ("manager", r"manager|matron|superintendent|managing"),
        ("lead", r"team lead(?:er)?|shift lead(?:er)?|lead(?:er)?|supervisor|foreman|captain|shift controller|head|charge nurse|in charge|duty officer|(?:ward )?sister"),
        ("senior", r"senior|sr\.?|principal|staff engineer|expert|experienced"),
        ("junior", r"junior|jr\.?|trainee|apprentice|graduate|intern|entry[- ]level|assistant|placement"),
    )
)  # fmt: skip


def level_of(title: str) -> str:
    """junior, senior, lead, manager or head, by the words of a title; "" where none says it.

    A "head" is a head of, a director or above; a "lead" runs a team or a shift.
    """
    return next((level for level, pattern in _LEVELS if pattern.search(title)), "")
