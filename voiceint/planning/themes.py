"""What postings ask for in many words, and how it is asked about."""

import re
from dataclasses import dataclass

from bank import Kind

CHANNELS = {"chat": "by chat", "social media": "on social media", "video": "by video call", "SMS": "by text message"}
"""Ways that not everybody has worked with, as in a sentence."""

LANGUAGES = re.compile(
    r"\b(Arabic|Cantonese|Czech|Danish|Dutch|Finnish|Flemish|French|German|Greek|Hindi|Hungarian|Irish|Italian|Japanese"
    r"|Mandarin|Norwegian|Polish|Portuguese|Romanian|Russian|Spanish|Swedish|Turkish|Ukrainian|Welsh)\b"
)

EVERYDAY = frozenset(
    {
        "Gmail",
        "Google Docs",
        "Google Sheets",
        "Google Workspace",
        "Microsoft 365",
        "Microsoft Excel",
        "Microsoft Office",
        "Microsoft Outlook",
        "Microsoft PowerPoint",
        "Microsoft Teams",
        "Microsoft Word",
        "SQL",
        "Slack",
        "Zoom",
    }
)
"""Tools of every office, about which there is nothing to ask."""

SPOKEN = re.compile(
    r"\b(?:speak\w*|spoken|fluen\w*|native|bilingual|languages?|written|conversational|[ABC][12]|(?:good|basic|working|useful|"
    r"advantage\w*|a plus|helpful|welcome|essential|required|desirable))\b",
    re.IGNORECASE,
)
"""What tells a language from a people: "Irish owners" asks for nothing."""


@dataclass(frozen=True)
class Theme:
    """Something that postings ask for.

    Attributes:
        words: How they say it.
        prompt: The question.
        kind: What sort of answer it asks for.
        competencies: What it tests.
        insight: What the interviewer is after.
    """

    words: re.Pattern[str]
    prompt: str
    kind: Kind
    competencies: tuple[str, ...]
    insight: str


THEMES = (
    Theme(
        re.compile(
            r"24/7|\bnights\b|\bweekends\b|\b(?:night|weekend) (?:shift|work|duty|cover|rota|in )|"
            r"\b(?:one|every|alternate|third|fourth) weekend|\bshift (?:work|pattern)s?\b|\b\d on \d off\b",
            re.I,
        ),
        "This job has nights, weekends or shifts. How do you keep yourself and others going when the hours are odd?",
        Kind.TECHNICAL,
        ("resilience", "planning staff"),
        "They have lost people to these hours. Say what you have done at such hours and how you arranged your life.",
    ),
    Theme(
        re.compile(r"\b(?:own|owned|manage|hold|set|within|control) (?:\w+ ){0,3}budgets?\b|\bP&L\b", re.I),
        "There is a budget in this job. Tell me about one that you held, and a choice you had to make in it.",
        Kind.BEHAVIOURAL,
        ("commercial thinking", "prioritising"),
        "They want the size of it, what you gave up for what, and whether you kept to it. "
        "If you never held one, tell of a cost that you brought down.",
    ),
    Theme(
        re.compile(r"\b(?:migrat\w+|system change|roll(?:ing)?[- ]out|new system|implement\w* (?:a|the|new)\b)", re.I),
        "There may be a change of system ahead. Tell me about one that you went through. What did you do?",
        Kind.BEHAVIOURAL,
        ("leading change", "planning"),
        "They want to hear what went wrong as well, and how the people around you came through it.",
    ),
)
