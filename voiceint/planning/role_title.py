"""The job that a posting is for, as it names it."""

import re
from collections.abc import Iterator, Sequence

from voiceint.planning.found import Found
from voiceint.planning.job_titles import TITLE, rank_of
from voiceint.planning.passages import Passage

_LABEL = re.compile(
    r"^(?:job title|title|position|role|vacancy|post|job)\s*(?:title)?\s*(?:[:|]| [–-] )\s*(?P<role>[^|]{3,80})",
    re.IGNORECASE,
)
_HIRING = re.compile(
    r"\b(?:is hiring|are hiring|we're hiring|vacancy(?=:| notice| [–-])|is recruiting|now hiring)\b(?: notice [\d/-]+)?:?\s*(?:an? )?(?P<role>[^.!]{4,80})$",
    re.IGNORECASE,
)
_SEEKING = (
    r"\b(?:looking for|seeking|seeks|hiring|recruiting|recruit|requires?|need|wants?|opportunity for|join us as|"
    r"search(?:ing)? for|the role of|appoint|as our(?: new| next)?)\s+"
)
_SOUGHT = re.compile(
    _SEEKING + r"(?:an?|our(?: next| new)?|the|one of \w+)?\s*(?P<role>(?:[a-z]+ (?:and [a-z]+ )?){0,3}?"
    r"(?:[A-Z][\w&/'’-]*,? ?(?:(?:of|and|for|&|the|to) )?){1,7})"
)
_WANTED = re.compile(
    rf"{_SEEKING}(?:an?|our(?: next| new)?)\s+"
    rf"(?P<role>(?:(?!who\b|that\b|to\b|with\b|and\b)[\w-]+ ){{0,4}}{TITLE.pattern})",
    re.IGNORECASE,
)

_PART = re.compile(
    r"(?:\.\s+(?=[A-Z])|\s+[|•·/@]\s+|\s*\*{2,}\s*|[:!]+\s+|\s+[–—]\s+|\s+-\s+(?=[A-Z£€$\d]))(?![^()]*\))"
)
"""What stands between the parts of a headline, outside brackets."""

_DASH = re.compile(r"\s[–—-]\s")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_AFTER = re.compile(
    r"\s*(?:\((?:m/|f/|w/|all genders|maternity|fixed|permanent|remote|hybrid|\d|(?:[^\s()]+\s+){4}).*|"
    r"[,(]?\s*[£€$]\s?\d.*|\s[|]\s.*|\s(?:if|who|that|which|wanted|needed|required|to join)\b.*|\sx ?\d\b.*)$",
    re.IGNORECASE,
)
"""Pay and remarks behind a title."""

_ORNAMENT = re.compile(
    r"^[^\w]*(?:the (?:role|job|position|post)\s*[:–-]\s*)?|\s*[\u2b50\u2600-\u27bf\U0001f300-\U0001faff].*$",
    re.IGNORECASE,
)
"""Signs and labels before a title, and what stands after a sign behind it."""

_NOT_THE_JOB = re.compile(
    r"\b(?:ltd|limited|inc|plc|llc|gmbh|pty|group|hotel)\W*$|\b(?:salary|reports? to|reporting to|location|hours:|www)\b|https?:",
    re.IGNORECASE,
)
_OF_LETTER = re.compile(r"(?:to|from|cc|sent|date)\s*:", re.IGNORECASE)
_FIRST_LINES = 8
_MOST_LABELLED = 40
"""Passages among which a label stands."""

_LONGEST_LINE = 200
_LONGEST_ENDED = 8
"""Words of a headline with a full stop; a longer one is a sentence."""

_LONGEST = 12
"""Words of a title."""


def find_role(passages: Sequence[Passage]) -> Found | None:
    """The title of the job: after a label, among the first lines, or where somebody is sought."""
    return next(_roles(passages), None)


def _roles(passages: Sequence[Passage]) -> Iterator[Found]:
    for pattern in (_LABEL, _HIRING):
        for passage in passages[:_MOST_LABELLED]:
            match = pattern.search(passage.line[:_LONGEST_LINE].lstrip("- "))
            if match and (pattern is _LABEL or _is_title(match["role"])):
                yield Found(_tidy(match["role"]), passage.line)
    first = [passage for passage in passages if passage.place <= _FIRST_LINES or passage.is_heading]
    for passage in first[:_FIRST_LINES]:
        if title := _title_in(passage.line):
            yield Found(title, passage.line)
    for pattern in (_SOUGHT, _WANTED):
        for passage in passages:
            if (match := pattern.search(passage.text)) and _is_title(match["role"]):
                yield Found(_tidy(match["role"]), passage.line)


def _title_in(line: str) -> str:
    """The part of a headline that is a title, "" if none is; what is in brackets counts where nothing else does."""
    if line.startswith("- ") or len(line) > _LONGEST_LINE or _is_sentence(line) or _OF_LETTER.match(line):
        return ""
    parts = _PART.split(line)
    whole = [line] if len(parts) == 2 and _is_whole(line) else []
    inner = [part for bracket in _IN_BRACKETS.findall(line) for part in _PART.split(bracket)]
    for part in [*whole, *parts, *inner]:
        title = _tidy(part)
        if _is_title(_IN_BRACKETS.sub("", title)) and len(title.split()) <= _LONGEST:
            return title
    return ""


def _is_sentence(line: str) -> bool:
    return line.endswith((".", "!", "?")) and not line.isupper() and len(line.split()) > _LONGEST_ENDED


def _is_title(text: str) -> bool:
    return not _NOT_THE_JOB.search(text) and bool(TITLE.search(text) or rank_of(text))


def _is_whole(line: str) -> bool:
    """Whether a dash stands within the title: "Team Leader - Customer Contact Centre"."""
    first, *others = _DASH.split(line)
    return _is_title(first) and any(_is_title(each) or not re.search(r"[\d£€$,/]", each) for each in others)


def _tidy(title: str) -> str:
    """A title without pay and remarks; one in capitals like one in a sentence."""
    kept = _AFTER.sub("", _ORNAMENT.sub("", title.strip())).strip(" *-–—|:.,#<>")
    kept = re.sub(r"(?:\s+(?:for|at|in|to|with|of|and|or|the))+$", "", kept)
    if kept.count(")") > kept.count("("):
        kept = kept.rstrip(")")
    return kept.title() if kept.isupper() and len(kept) > 4 else kept
