"""New questions for what a posting asks for and the bank has no question about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from bank import Kind, Kpi, Question
from voiceint.assessment.embedding import Embedder
from voiceint.planning.background import Background
from voiceint.planning.evidence import match_terms
from voiceint.planning.excerpt import excerpt, first_words
from voiceint.planning.figures import is_usual
from voiceint.planning.found import Found
from voiceint.planning.gaps import asks_for_team, largest_team, missing_tools
from voiceint.planning.likeness import compare
from voiceint.planning.posting import Posting, Requirement
from voiceint.planning.team import TeamSize
from voiceint.planning.themes import CHANNELS, EVERYDAY, LANGUAGES, SPOKEN, THEMES, Theme

TOPIC = "This posting"

_STORY_SECONDS, _OTHER_SECONDS = 120, 90

_FOLLOW_UPS = (
    ("action", "What did you do yourself?"),
    ("result", "What came of it?"),
    ("number", "By how much?"),
)

_MOST_DUTIES = 20
"""So many are looked through for one that the bank has no question about."""

_COVERED = 0.4
"""Likeness to a question of the bank from which a duty needs no question of its own."""

_TEAM_WORDS = "team people staff agents advisers colleagues specialists reporting"
"""Around these a long line says how many they are."""


_OR_ANOTHER = re.compile(
    r"\b(?:similar|others?|another|equivalent|comparable|the like|or so|advantage\w*|desirable|asset|plus|nice|handy|"
    r"helpful|useful|preferred|ideally|bonus|goes live|go live|from \w+ on|moving to|move to)\b",
    re.IGNORECASE,
)
"""Where a tool stands for its kind, or is still to come."""


@dataclass(frozen=True)
class NewQuestion:
    """A question made for a posting.

    Attributes:
        question: It has no id.
        why: The posting's own words, shortened.
        gap: The requirement that it probes because the background does not show it; None for any other.
    """

    question: Question
    why: str
    gap: Requirement | None = None


def make_questions(
    posting: Posting,
    background: Background | None,
    gaps: Sequence[Requirement],
    likely: Sequence[Question],
    kpis: tuple[Kpi, ...],
    embedder: Embedder | None = None,
) -> list[NewQuestion]:
    """New questions, the most telling first; of each sort the first ones come before any second.

    Args:
        posting: What the job asks for.
        background: The person's, if it is known.
        gaps: Requirements that the background does not show.
        likely: Questions of the bank that are asked anyway: what they are about needs no new one.
        kpis: Key figures by which answers are read.
        embedder: Reads the meaning; without one, words alone are compared.
    """
    writer = _Writer(posting.role.text if posting.role else "", kpis)
    named = {found.text for question in likely for found in match_terms(posting, question)}
    lines: list[Found | Requirement] = [*posting.duties, *posting.requirements]
    of_team = posting.team_size.line if posting.team_size else ""
    tasks = [duty for duty in posting.tasks if duty.line != of_team]
    probed = " ".join(gap.line for gap in gaps)
    sorts = (
        [_of_gap(writer, gap, posting, background) for gap in gaps if background],
        _of_team(writer, posting, background),
        [writer.of_tool(tool) for tool in posting.tools if tool.text not in probed and tool.text not in EVERYDAY],
        [writer.of_kpi(kpi) for kpi in posting.kpis if kpi.text not in named and is_usual(kpi.text)],
        [writer.of_theme(theme, line) for theme in THEMES if (line := _first(theme.words, lines))],
        [writer.of_duty(duty) for duty in _uncovered(tasks[:_MOST_DUTIES], likely, embedder)],
        [writer.of_language(line) for line in lines if LANGUAGES.search(line.text) and SPOKEN.search(line.text)],
        [writer.of_channel(way) for way in posting.channels if way.text in CHANNELS and way.text not in named],
        [writer.of_competency(skill) for skill in posting.competencies if skill.text not in named],
    )
    made: dict[str, NewQuestion] = {}
    for new in chain.from_iterable(zip_longest(*sorts)):
        if new is not None:
            made.setdefault(new.question.prompt, new)
    return list(made.values())


@dataclass(frozen=True)
class _Writer:
    """Writes questions for one role."""

    role: str
    kpis: tuple[Kpi, ...]

    def of_gap(self, gap: Requirement, tools: Sequence[str]) -> NewQuestion:
        words = excerpt(gap.text, " ".join(tools) or gap.text)
        if tools:
            prompt = f"We work with {tools[0]}, and I do not see it on your CV. How would you get to know it quickly?"
            insight = (
                f"The posting names {tools[0]} and your CV does not. Do not claim it. "
                "Name the nearest thing you know well, and how fast you learnt that."
            )
            return self._new(prompt, Kind.SITUATIONAL, ("learning", "honesty"), insight, words, gap=gap)
        prompt = f'We ask for this: "{first_words(gap.text)}". Your CV does not show it. What comes closest to it?'
        insight = (
            "The posting requires it and your CV does not show it, so expect the question. "
            "Say plainly what you have not done, then tell of the nearest thing you have done, with its result."
        )
        return self._new(prompt, Kind.BEHAVIOURAL, ("honesty", "learning"), insight, words, gap=gap)

    def of_team(self, size: TeamSize, largest: int, gap: Requirement | None = None) -> NewQuestion:
        people = size.people
        if 0 < largest < size.low:
            prompt = (
                f"Here the team has {people} people. The largest that I see on your CV has {largest}. "
                "What would you do differently?"
            )
            kind = Kind.SITUATIONAL
        else:
            prompt = (
                f"Here the team has {people} people. Tell me about the largest team you have led, and how you led it."
            )
            kind = Kind.BEHAVIOURAL
        insight = (
            "They want to know whether you have led so many. Say how many they were, "
            "what you no longer did yourself, and one thing that became better."
        )
        return self._new(
            prompt, kind, ("leadership", "delegation"), insight, excerpt(size.line, f"{people} {_TEAM_WORDS}"), gap=gap
        )

    def of_tool(self, tool: Found) -> NewQuestion:
        is_open = _OR_ANOTHER.search(tool.line)
        opening = f"Our posting names {tool.text}." if is_open else f"We work with {tool.text} here."
        return self._new(
            f"{opening} Tell me about something that you made better with it, or with the like.",
            Kind.BEHAVIOURAL,
            ("technical knowledge", "process improvement"),
            f"The posting names {tool.text}. That you know the screens is not the point; what you changed with it is. "
            "If you have not used it, say so, and tell of the nearest tool you know.",
            excerpt(tool.line, tool.text),
        )

    def of_kpi(self, kpi: Found) -> NewQuestion:
        return self._new(
            f"{kpi.text[0].upper()}{kpi.text[1:]} is a figure that we watch here. "
            "Tell me about a time you moved it, or one like it.",
            Kind.BEHAVIOURAL,
            ("performance measurement", "process improvement"),
            "They want the figure before and after, and the cause you found. One that moved by itself is no story.",
            excerpt(kpi.line, kpi.text),
            metrics=(kpi.text,),
        )

    def of_theme(self, theme: Theme, line: str) -> NewQuestion:
        found = theme.words.search(line)
        return self._new(
            theme.prompt, theme.kind, theme.competencies, theme.insight, excerpt(line, found[0] if found else line)
        )

    def of_language(self, line: Found | Requirement) -> NewQuestion:
        found = LANGUAGES.search(line.text)
        language = found[0] if found else ""
        return self._new(
            f"The posting asks for {language}. Tell me about something that you settled at work in {language}.",
            Kind.BEHAVIOURAL,
            ("communication", "languages"),
            f"They may go on in {language}. If yours is not good enough for that, say what it is good enough for.",
            excerpt(line.text, language),
        )

    def of_channel(self, channel: Found) -> NewQuestion:
        return self._new(
            f"Some people reach us {CHANNELS[channel.text]}. Tell me about a time you put something right that way.",
            Kind.BEHAVIOURAL,
            ("communication", "judgement"),
            "Each way of talking to people has its own tone and its own risks. They want to hear that you know them.",
            excerpt(channel.line, channel.text),
        )

    def of_duty(self, duty: Found) -> NewQuestion:
        return self._new(
            f'This is part of the job: "{first_words(duty.text)}". Tell me about a time you did something like it.',
            Kind.BEHAVIOURAL,
            (),
            "It is a duty of the posting. They want one time you did it, and not how it is done in general.",
            excerpt(duty.text, duty.text),
        )

    def of_competency(self, skill: Found) -> NewQuestion:
        return self._new(
            f"This job asks for {skill.text.lower()}. Tell me about a time when yours made the difference.",
            Kind.BEHAVIOURAL,
            (skill.text.lower(),),
            "Everybody says that they have it. One time when it mattered, with its result, says more.",
            excerpt(skill.line, skill.text),
        )

    def _new(
        self,
        prompt: str,
        kind: Kind,
        competencies: tuple[str, ...],
        insight: str,
        why: str,
        metrics: tuple[str, ...] = (),
        gap: Requirement | None = None,
    ) -> NewQuestion:
        story = kind == Kind.BEHAVIOURAL
        question = Question(
            None,
            prompt,
            kind,
            self.role,
            TOPIC,
            competencies,
            insight,
            metrics=metrics,
            follow_ups=_FOLLOW_UPS if story else (),
            seconds=_STORY_SECONDS if story else _OTHER_SECONDS,
            kpis=self.kpis,
        )
        return NewQuestion(question, why, gap)


def _of_gap(writer: _Writer, gap: Requirement, posting: Posting, background: Background) -> NewQuestion:
    largest = largest_team(background)
    if posting.team_size and 0 < largest < posting.team_size.low and asks_for_team(gap):
        return writer.of_team(posting.team_size, largest, gap)
    return writer.of_gap(gap, missing_tools(gap, posting, background))


def _of_team(writer: _Writer, posting: Posting, background: Background | None) -> list[NewQuestion]:
    if posting.team_size is None:
        return []
    return [writer.of_team(posting.team_size, largest_team(background) if background else 0)]


def _first(words: re.Pattern[str], lines: Sequence[Found | Requirement]) -> str:
    return next((line.text for line in lines if words.search(line.text)), "")


def _uncovered(duties: Sequence[Found], likely: Sequence[Question], embedder: Embedder | None) -> list[Found]:
    """The duties that no likely question is about, the least like one first."""
    if not duties or not likely:
        return list(duties)
    nearest = compare([duty.text for duty in duties], [question.prompt for question in likely], embedder).max(axis=1)
    order = sorted(zip(nearest, duties, strict=True), key=lambda pair: pair[0])
    return [duty for score, duty in order if score < _COVERED]
