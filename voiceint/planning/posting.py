"""What a job posting asks for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from voiceint.planning.contact_channels import find_channels
from voiceint.planning.document import Document
from voiceint.planning.figures import find_key_figures
from voiceint.planning.found import Found, each_once
from voiceint.planning.passages import ASKED, Passage, Section, readable
from voiceint.planning.role_title import find_role
from voiceint.planning.sections import passages, says_optional
from voiceint.planning.seniority import find_seniority, is_leader, leads_nobody
from voiceint.planning.skills import find_competencies
from voiceint.planning.tasks import is_task
from voiceint.planning.team import TeamSize, find_team_size
from voiceint.planning.tool_names import find_tools

_FEWEST_WORDS = 3
_LABEL = re.compile(r"^[^:;]{2,40}:\s+")
_REPORTS_TO = re.compile(
    r"(?:(?:(?:the|this) [\w ]{2,40}|you(?:['’]ll| will| would)?|it) reports? (?:in)?to|reporting to)\b", re.IGNORECASE
)
"""Who the boss is: nothing to do, and nothing to bring."""

_WORKED = (Section.DUTIES, Section.MEASURES)
_FILLER = re.compile(
    r"^(?:(?:nice to have|bonus points?|essential|desirable|ideally|requirements?|preferred)\b[^:.]{0,20}:\s*|"
    r"(?:you(?:['’]ll| will| must)?|you['’]ve(?: got)?|we(?:['’]re| are) looking for|(?:must )?have)\s+"
    r"(?:have |need |bring )?)(?=\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Requirement:
    """One demand.

    Attributes:
        text: What is asked for: "5+ years in a contact centre".
        line: The line it came from, verbatim.
        optional: Whether it is only nice to have.
    """

    text: str
    line: str
    optional: bool


@dataclass(frozen=True)
class Posting:
    """What a job posting says, each with the line it came from.

    Attributes:
        role: The job as the posting names it.
        seniority: junior, mid, senior, lead (of a team or shift), manager or head (head of, director and above).
        duties: What somebody would do.
        requirements: What somebody should bring.
        tools: Software and named systems.
        kpis: Key figures by their usual names.
        competencies: General abilities it speaks of.
        channels: How customers reach the team.
        team_size: How many people would report to the role.
        document: The whole posting.
    """

    role: Found | None
    seniority: Found | None
    duties: tuple[Found, ...]
    requirements: tuple[Requirement, ...]
    tools: tuple[Found, ...]
    kpis: tuple[Found, ...]
    competencies: tuple[Found, ...]
    channels: tuple[Found, ...]
    team_size: TeamSize | None
    document: Document

    @cached_property
    def tasks(self) -> tuple[Found, ...]:
        """The duties that say what somebody does, and can be quoted as a part of the job."""
        return tuple(duty for duty in self.duties if is_task(duty.text))


def read_posting(document: Document) -> Posting:
    """What a posting asks for; what it does not say is None or empty."""
    read = passages(readable(document.lines))
    role = find_role(read)
    team_size = None if leads_nobody(read) else find_team_size(read, is_leader(role, read))
    return Posting(
        role=role,
        seniority=find_seniority(role, read, team_size),
        duties=each_once(_duties(read, role)),
        requirements=tuple(_requirements(read)),
        tools=find_tools(read),
        kpis=find_key_figures(read),
        competencies=find_competencies(read),
        channels=find_channels(read),
        team_size=team_size,
        document=document,
    )


def _duties(read: Sequence[Passage], role: Found | None) -> Iterator[Found]:
    for passage in read:
        is_title = role is not None and passage.line == role.line and role.text.lower() in passage.text.lower()
        if passage.section in _WORKED and not passage.is_heading and not is_title and _says_something(passage):
            yield Found(passage.text, passage.line)


def _requirements(read: Sequence[Passage]) -> Iterator[Requirement]:
    for passage in read:
        if passage.section in ASKED and not passage.is_heading and _says_something(passage):
            parts = [part.strip(" .,") for part in passage.text.split(";")]
            optional = [passage.section is Section.OPTIONAL] * len(parts)
            waived = [says_optional(part) for part in [_LABEL.sub("", parts[0]), *parts[1:]]]
            for part, own in zip(parts, waived if all(optional) and any(waived) else optional, strict=True):
                if part:
                    yield Requirement(_FILLER.sub("", part), passage.line, own)


def _says_something(passage: Passage) -> bool:
    is_item = passage.line.startswith("- ")
    return (is_item or len(passage.words) >= _FEWEST_WORDS) and not _REPORTS_TO.match(passage.text)
