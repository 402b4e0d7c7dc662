"""The jobs of a background: what each was, where, when, and the lines that tell of it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from voiceint.planning.dates import Span, find_lone_date, find_span
from voiceint.planning.job_titles import TITLE
from voiceint.planning.passages import Passage, Section, sentences

_HEADINGS = tuple(
    (section, re.compile(rf"^(?:[\w&'’-]+ ){{0,2}}?(?:{pattern})", re.IGNORECASE))
    for section, pattern in (
        (
            Section.ACHIEVEMENTS,
            r"(?:key |main |selected )?(?:achievements|accomplishments|highlights|awards|successes|results)",
        ),
        (
            Section.OTHER,
            r"education|training|qualifications?|quals\b|certificat|courses|languages?|interests|hobbies|references|referees|skills|tools|systems|"
            r"it skills|volunteer|other\b|off the clock|free time|outside work|licen[cs]es|publications|personal|spare time|when i'm not|software|technical",
        ),
        (
            Section.ABOUT,
            r"profile|summary|about me|why me|objective|personal statement|statement|introduction|who i am|in short",
        ),
        (
            Section.JOBS,
            r"(?:work |professional |relevant |career )?(?:experience|history)|employment|career|jobs\b|work\b|positions|where i'?ve",
        ),
    )
)
_LONGEST_HEADING = 6
_NO_JOB = re.compile(
    r"\bnot in (?:paid )?work|\bcareer break|\bmaternity|\bpaternity|\bparental leave|\btravell?(?:ed|ing)\b|\bcared (?:full|for)|\bsabbatical|"
    r"\bgap year|\bunemployed|\bredundan|\bb\.?a\.?\b|\bbsc\b|\bb\.sc|\bmsc\b|\bmba\b|\bdiploma\b|\bdegree\b|\buniversity of\b|\bcollege\b|\ba[- ]levels?\b|\bgcses?\b|"
    r"\bcertificate\b|\bhogeschool\b|\bbachelor|\bmaster of|\bfamily reasons|\btime out\b|\btook time|\bleaving cert|\bhigh school|\bbtec\b|\bhnd\b|\bnvq\b",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:worked|work|was|been|employed|joined|job|spent|ran|managed|am)\b", re.IGNORECASE)
_LONGEST_HEADER = 140
_AT_EDGE = 30
_SEPARATOR = re.compile(
    r"\s+[|•·–—@]\s+|\s+-+\s+|\s+at\s+(?=[A-Z])|,\s+(?![^()]*\))|\s*;\s+|\s{3,}|\t|:\s+|\.\s+(?=[A-Z])"
)
_EDGES = " ,;:|.–—-·•→>*"
_MORE_OF_TITLE = re.compile(r"(?:later|then|before|previously)\b", re.IGNORECASE)
"""Begins a part that goes on with the title: "Adviser, later Senior Adviser"."""

_AS = re.compile(
    r"\b(?:as|been|was|am|became) (?:an? |the |their )?(?P<title>[\w'’ /&-]{3,60}?)"
    r"(?= (?:at|for|with|in|where|until|from|and|since)\b|[,.;:(|]|$)"
)
_AT = re.compile(r"\b(?:at|for|with) (?P<employer>[A-Z][\w&'’.-]*(?: (?:[A-Z&][\w&'’.-]*|(?:of|the|and)(?= [A-Z])))*)")


@dataclass(frozen=True)
class Job:
    """A job somebody had.

    Attributes:
        title: As it is written; "" if it is not told.
        employer: Likewise.
        start: "2019-03" or "2019"; "" if it is not told exactly.
        end: Likewise; "" for now.
        line: The line that names it, verbatim.
        lines: The lines that tell of it.
    """

    title: str
    employer: str
    start: str
    end: str
    line: str
    lines: tuple[str, ...]


def section_headed(line: str) -> Section | None:
    """The section that a line of a background is the heading of, None for text."""
    if line.startswith("- ") or find_span(line) or len(line) > 200:
        return None
    label, colon, _ = line.partition(":")
    is_short = len(line.split()) <= _LONGEST_HEADING and not line.endswith((".", ",", ";"))
    if not is_short and not (colon and len(label.split()) <= 3) and not label.isupper():
        return None
    return next((section for section, pattern in _HEADINGS if pattern.match(label)), None)


def sectioned(lines: Sequence[str]) -> list[Passage]:
    """The lines of a background, each whole, with its section; without a heading of its own every line may be a job."""
    found: list[Passage] = []
    headings = [section_headed(line) if line else None for line in lines]
    section = Section.ABOUT if Section.JOBS in headings else Section.JOBS
    for place, (line, heading) in enumerate(zip(lines, headings, strict=True)):
        section = heading or section
        is_heading = heading is not None and ":" not in line.rstrip(":")
        found.append(Passage(section, line.removeprefix("- "), line, is_heading, place))
    return found


def find_jobs(lines: Sequence[Passage]) -> tuple[Job, ...]:
    """The jobs in the lines of a background, in order: lines with dates, but no schools and no time off."""
    jobs: list[Job] = []
    told: list[str] = []
    headers = dict(_headers(lines))
    at_work = False
    skipped = {place for header in headers.values() for place in header.places}
    for place, passage in enumerate(lines):
        header = headers.get(place)
        if header is not None:
            jobs, told = [*_closed(jobs, told), *header.jobs], []
            at_work = bool(header.jobs)
        elif passage.section is not Section.JOBS or passage.is_heading:
            at_work = False
        elif at_work and passage.line and place not in skipped:
            told.append(passage.line)
    return tuple(job for job in _closed(jobs, told) if job.title or job.employer)


@dataclass(frozen=True)
class _Header:
    """The jobs that a line names (none for time off) and the places of the lines it is made of."""

    jobs: tuple[Job, ...]
    places: tuple[int, ...]


def _closed(jobs: list[Job], told: list[str]) -> list[Job]:
    """The jobs, the last with the lines that were told of it."""
    return [*jobs[:-1], replace(jobs[-1], lines=(*jobs[-1].lines, *told))] if jobs and told else jobs


def _headers(lines: Sequence[Passage]) -> Iterator[tuple[int, _Header]]:
    """The lines that name jobs, by place."""
    taken: set[int] = set()
    for place, passage in enumerate(lines):
        if not passage.line or passage.section is not Section.JOBS or passage.is_heading or place in taken:
            continue
        span = _span_of(passage.text)
        if span is None:
            continue
        if _is_header(passage.text, span):
            header = _header(lines, place, span, taken)
        else:
            header = _Header(tuple(_told(passage)), (place,))
            if not header.jobs:
                continue
        taken.update(header.places)
        yield min(header.places), header


def _span_of(text: str) -> Span | None:
    return find_span(text) or (find_lone_date(text) if len(text) <= _LONGEST_HEADER else None)


def _is_header(text: str, span: Span) -> bool:
    """Whether a line names a job and does not tell of it."""
    at_edge = span.begin <= _AT_EDGE or len(text) - span.finish <= _AT_EDGE
    return len(text) <= _LONGEST_HEADER and at_edge and (not text.endswith((".", "!")) or bool(TITLE.search(text[:80])))


def _header(lines: Sequence[Passage], place: int, span: Span, taken: set[int]) -> _Header:
    """The job that a line with dates names, with the title of the lines beside it if it has none itself."""
    text = lines[place].text
    names = f"{text[: span.begin].rstrip(_EDGES)} | {text[span.finish :].lstrip(_EDGES)}".strip(_EDGES + " ")
    places = [place]
    if not TITLE.search(names):
        places += _beside(lines, place, taken, bool(names))
        names = " | ".join([*(lines[at].text for at in sorted(places) if at != place), names])
    if _NO_JOB.search(names) and not TITLE.search(names):
        return _Header((), (place,))
    title, employer = _split(names)
    line = next((lines[at].line for at in places if TITLE.search(lines[at].line)), lines[place].line)
    return _Header((Job(title, employer, span.start, span.end, line, ()),), tuple(places))


def _beside(lines: Sequence[Passage], place: int, taken: set[int], is_named: bool) -> list[int]:
    """The line above the dates that names the job, else up to two below."""
    above = place - 1
    if (
        above >= 0
        and above not in taken
        and _can_name(lines[above])
        and (TITLE.search(lines[above].text) or "," in lines[above].text)
    ):
        return [above]
    below: list[int] = []
    for at in range(place + 1, min(place + 3, len(lines))):
        if not lines[at].line or lines[at].line.startswith("- ") or _span_of(lines[at].text):
            break
        if below and not (_can_name(lines[at]) and TITLE.search(lines[at].text)):
            break
        if not below and is_named and not TITLE.search(lines[at].text[:60]):
            break
        below.append(at)
        if TITLE.search(lines[at].text):
            break
    return below


def _can_name(passage: Passage) -> bool:
    text = passage.text
    return (
        0 < len(text) <= _LONGEST_HEADER
        and not passage.line.startswith("- ")
        and not passage.is_heading
        and not text.endswith((".", "!", ":"))
        and passage.section is Section.JOBS
    )


def _told(passage: Passage) -> Iterator[Job]:
    """The jobs of a paragraph that tells of them: "From 2014 to 2016 I worked as a shift lead at Acme"."""
    for text in sentences(passage.line):
        span = find_span(text)
        if span is None or not TITLE.search(text) or _NO_JOB.search(text):
            continue
        if span.begin > 0 and not _TOLD.search(text):
            continue
        named, at = _AS.search(text), _AT.search(text)
        rest = (text[: span.begin] + " | " + text[span.finish :]).strip(_EDGES + " ")
        title, employer = (named["title"], "") if named else _split(rest[:_LONGEST_HEADER])
        employer = (at["employer"] if at else employer).strip(_EDGES)
        yield Job(title.strip(_EDGES), employer, span.start, span.end, passage.line, (passage.line,))


def _split(names: str) -> tuple[str, str]:
    """Title and employer of a line such as "Team Leader (from 2018), Acme Bank, Leeds"."""
    parts = [_tidy(part) for part in _SEPARATOR.split(names)]
    parts = [part for part in parts if part]
    title = next((part for part in parts if TITLE.search(part)), "")
    rest = [part for part in parts if part != title]
    more = [part for part in rest if title and _MORE_OF_TITLE.match(part)]
    employer = next((part for part in rest if part not in more), "")
    if not title:
        return employer, next(iter(rest[1:]), "")
    return ", ".join([title, *more]), employer


def _tidy(part: str) -> str:
    """A part without what separates it from others; a bracket that another part closes is left out."""
    kept = part.strip(_EDGES)
    if kept.count("(") != kept.count(")"):
        kept = kept.partition("(")[0] if "(" in kept else kept.replace(")", "")
    return kept.strip(_EDGES)


def told_lines(jobs: Iterable[Job]) -> tuple[str, ...]:
    """Every line that tells of a job, each once, in order."""
    return tuple(dict.fromkeys(line for job in jobs for line in job.lines))
