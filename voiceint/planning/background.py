"""What somebody's background shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voiceint.planning.achievements import Achievement, read_achievement
from voiceint.planning.document import Document
from voiceint.planning.figures import find_key_figures
from voiceint.planning.found import Found, each_once
from voiceint.planning.jobs import Job, find_jobs, sectioned, told_lines
from voiceint.planning.passages import Passage, Section, readable, sentences
from voiceint.planning.skills import find_competencies
from voiceint.planning.team import TeamSize, find_team_sizes
from voiceint.planning.tool_names import find_tools

_FEWEST_WORDS = 3


@dataclass(frozen=True)
class Background:
    """What a CV or a profile shows, each with the line it came from.

    Attributes:
        jobs: In the order they are told.
        duties: What was done day by day in them.
        achievements: What changed, was made or was won.
        tools: Software and named systems.
        kpis: Key figures by their usual names.
        competencies: General abilities it speaks of.
        team_sizes: The teams that were led.
        document: The whole background.
    """

    jobs: tuple[Job, ...]
    duties: tuple[Found, ...]
    achievements: tuple[Achievement, ...]
    tools: tuple[Found, ...]
    kpis: tuple[Found, ...]
    competencies: tuple[Found, ...]
    team_sizes: tuple[TeamSize, ...]
    document: Document


def read_background(document: Document) -> Background:
    """What a background shows; what it does not tell is empty."""
    lines = sectioned(readable(document.lines))
    jobs = find_jobs(lines)
    told = list(_told(lines, jobs))
    achievements = {text: read_achievement(text, line) for line, text in told}
    read = [Passage(Section.OTHER, text, line.line) for line in lines for text in sentences(line.line)]
    return Background(
        jobs=jobs,
        duties=each_once(
            Found(text, line)
            for line, text in told
            if achievements[text] is None and len(text.split()) >= _FEWEST_WORDS
        ),
        achievements=tuple(achievement for achievement in achievements.values() if achievement is not None),
        tools=find_tools(read),
        kpis=find_key_figures(read),
        competencies=find_competencies(read),
        team_sizes=find_team_sizes(read),
        document=document,
    )


def _told(lines: Sequence[Passage], jobs: Sequence[Job]) -> Iterator[tuple[str, str]]:
    """The sentences and items about jobs and achievements, each with its line."""
    achieved = (line.line for line in lines if line.section is Section.ACHIEVEMENTS and not line.is_heading)
    for line in (*told_lines(jobs), *achieved):
        if line.startswith("- "):
            yield line, line.removeprefix("- ")
        else:
            for text in sentences(line):
                yield line, text
