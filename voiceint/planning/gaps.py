"""What a posting requires and a background does not show. In doubt it is shown: a false alarm costs trust."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from voiceint.assessment.embedding import Embedder
from voiceint.planning.background import Background
from voiceint.planning.jobs import Job
from voiceint.planning.likeness import compare, compare_words
from voiceint.planning.posting import Posting, Requirement

_SHOWN_BY_MEANING, _SHOWN_BY_WORDS = 0.26, 0.12
"""Likeness to the nearest line of the background from which a requirement counts as shown; either is enough."""

_SHOWN_WITH_YEARS = 0.2
"""The same for a requirement of years that the jobs add up to."""

_MOST_REQUIREMENTS, _MOST_LINES = 30, 60
"""So many of the posting and of the background are read; no real ones have more that matter."""

_NEAR_ENOUGH = 0.8
"""Share of the years, or of the team, that an interviewer lets pass."""

_YEARS = re.compile(r"\b(\d{1,2})\s*(?:\+|plus|or more|or so)?\s*(?:(?:to|-|–)\s*\d{1,2}\s*)?years?\b", re.I)
_TEAM = re.compile(
    r"\b(?:team|staff|group|department)s? of (?:more than |over |at least |around |about |up to )?(\d{1,4})\b"
    r"|\b(\d{1,4})\+? (?:direct reports|people|agents|advis[eo]rs|staff|reports)\b",
    re.I,
)
_OR_SIMILAR = re.compile(r"\b(?:or|and) (?:similar|equivalent|comparable|the like)|\bor another\b", re.I)
_MANNER = re.compile(
    r"\b(?:friendly|calm|passion\w*|attitude|enjoy|love|team player|self[- ]starter|flexible|flexibility|resilien\w+"
    r"|attention to detail|sense of humou?r|interpersonal|communication skills|communicator|energetic|enthusias\w+"
    r"|positive|proactive|confiden\w+|motivated|write beautifully|don't be shy|right to work|eligib\w+)\b",
    re.I,
)
"""What a CV cannot show, or what is settled on a form."""


def find_gaps(
    posting: Posting, background: Background, embedder: Embedder | None = None, now: datetime | None = None
) -> tuple[Requirement, ...]:
    """The requirements that neither words nor meaning, years, tools nor team sizes of the background come near.

    What is nice to have comes last. `now`: UTC; for tests.
    """
    asked = [each for each in posting.requirements if not _MANNER.search(each.text)][:_MOST_REQUIREMENTS]
    lines = [line for line in background.document.lines if len(line.split()) > 2][:_MOST_LINES]
    if not asked or not lines:
        return ()
    texts = [requirement.text for requirement in asked]
    by_words = compare_words(texts, lines).max(axis=1)
    by_meaning = compare(texts, lines, embedder).max(axis=1)
    years = _years_worked(background.jobs, now or datetime.now(UTC))
    found = []
    for requirement, words, meaning in zip(asked, by_words, by_meaning, strict=True):
        near = words >= _SHOWN_BY_WORDS or (embedder is not None and meaning >= _SHOWN_BY_MEANING)
        if not _is_shown(requirement, posting, background, near, float(max(words, meaning)), years):
            found.append(requirement)
    return tuple(sorted(found, key=lambda requirement: requirement.optional))


def largest_team(background: Background) -> int:
    """The size of the largest team the background names; 0 if it names none."""
    return max((size.high for size in background.team_sizes), default=0)


def asks_for_team(requirement: Requirement) -> bool:
    """Whether a requirement is to have led so many people."""
    return _TEAM.search(requirement.text) is not None


def missing_tools(requirement: Requirement, posting: Posting, background: Background) -> tuple[str, ...]:
    """The tools that a requirement names, if the background names none of them."""
    named = [tool.text for tool in posting.tools if _names(requirement.text, tool.text)]
    known = {tool.text for tool in background.tools}
    text = "\n".join(background.document.lines)
    shown = any(tool in known or _names(text, tool) for tool in named)
    return () if shown or _OR_SIMILAR.search(requirement.text) else tuple(named)


def _is_shown(
    requirement: Requirement, posting: Posting, background: Background, near: bool, likeness: float, years: float
) -> bool:
    team = _TEAM.search(requirement.text)
    if team:
        return largest_team(background) >= _NEAR_ENOUGH * int(team[1] or team[2])
    if missing_tools(requirement, posting, background):
        return False
    asked = _YEARS.search(requirement.text)
    if asked:
        return years >= _NEAR_ENOUGH * int(asked[1]) and (near or likeness >= _SHOWN_WITH_YEARS)
    return near


def _names(text: str, name: str) -> bool:
    squeezed = r"\W?".join(re.escape(letter) for letter in name if letter.isalnum())
    return bool(squeezed) and re.search(rf"\b{squeezed}\b", text, re.I) is not None


def _years_worked(jobs: Sequence[Job], now: datetime) -> float:
    """Years in all jobs together, a time in two jobs counted once."""
    today = now.year + now.month / 12
    spans = sorted((_year(job.start), _year(job.end) if job.end else today) for job in jobs if job.start)
    total, until = 0.0, 0.0
    for start, end in spans:
        total += max(0.0, end - max(start, until))
        until = max(until, end)
    return total


def _year(date: str) -> float:
    year, _, month = date.partition("-")
    return int(year) + (int(month) / 12 if month else 0.5)
