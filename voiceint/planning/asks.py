"""What to ask the interviewer about this job."""

import re
from collections.abc import Sequence

from bank import Ask, Bank
from voiceint.assessment.embedding import Embedder
from voiceint.planning.excerpt import first_words, mid_sentence
from voiceint.planning.figures import is_usual
from voiceint.planning.likeness import compare, compare_words
from voiceint.planning.posting import Posting
from voiceint.planning.themes import EVERYDAY

ASKS = 5
"""More are not asked in an interview, and some are answered before they are asked."""

_MOST_OF_POSTING = 3
_SAME = 0.35
"""Likeness of the words from which two questions ask the same."""

_FITS = 0.2
"""Likeness to the posting from which a question of the nearest role fits it."""

_AFTER_SIX_MONTHS = Ask(
    "What would you want to be different six months after I start?",
    "You get the real brief, and can later show that you listened.",
)
_WHY_OPEN = Ask(
    "Why is this job open, and what was hard for the person before?",
    "It brings out what they hope to keep and what they are afraid of.",
)

_SAYS_WHY_OPEN = re.compile(
    r"\bnew(?:ly created)? (?:role|position|post|job)\b|\bnever had\b|\bretir(?:es|ed|ing)\b|\bpredecessor\b|"
    r"\b(?:maternity|parental|paternity)(?: leave)? (?:cover|replacement)|\bleave cover\b|\bpromoted\b|"
    r"\b(?:last|previous|former) (?:manager|head|(?:team )?lead\w*|supervisor)\b|"
    r"\b(?:our )?first (?:hire|head|manager|\w+ hire)\b|\bmov(?:ed|ing|es) (?:on|up)\b",
    re.IGNORECASE,
)
"""Where the posting tells it, one does not ask why the job is open."""


def choose_asks(
    bank: Bank,
    role: str,
    posting: Posting,
    lines: Sequence[str],
    embedder: Embedder | None,
    asked: Sequence[str],
) -> tuple[Ask, ...]:
    """Up to five questions for the interviewer: of the posting's own words, of the nearest role, and good ones always.

    Args:
        bank: Has the roles.
        role: Name of the bank's role that is nearest.
        posting: What the job asks for.
        lines: What the posting says of the work.
        embedder: Reads the meaning; without one, words alone are compared.
        asked: What the interviewer asks: no duty is quoted twice.
    """
    chosen = _of_posting(posting, asked)[:_MOST_OF_POSTING]
    known = [ask for each in bank.roles if each.name == role for ask in each.asks]
    if known and lines:
        likeness = compare([ask.question for ask in known], lines, embedder).max(axis=1)
        best = sorted(zip(likeness, known, strict=True), key=lambda pair: -pair[0])
        chosen = _with_others(chosen, [ask for score, ask in best if score >= _FITS], ASKS - 1)
    is_told = _SAYS_WHY_OPEN.search("\n".join(posting.document.lines))
    return tuple(_with_others(chosen, [_AFTER_SIX_MONTHS] if is_told else [_AFTER_SIX_MONTHS, _WHY_OPEN], ASKS))


def _with_others(chosen: list[Ask], others: Sequence[Ask], most: int) -> list[Ask]:
    """With those of the others that ask something else, until there are so many."""
    for ask in others:
        taken = [each.question for each in chosen]
        if len(chosen) < most and (not taken or compare_words([ask.question], taken).max() < _SAME):
            chosen = [*chosen, ask]
    return chosen


def _of_posting(posting: Posting, asked: Sequence[str]) -> list[Ask]:
    asks = []
    figure = next((kpi for kpi in posting.kpis if is_usual(kpi.text)), None)
    if figure:
        name = mid_sentence(figure.text)
        asks.append(
            Ask(
                f"What stands behind your figure for {name} today, and what should it be in a year?",
                "The posting names this figure. You learn how your success will be measured.",
            )
        )
    tool = next((tool for tool in posting.tools if tool.text not in EVERYDAY), None)
    if tool:
        name = tool.text
        asks.append(
            Ask(
                f"How far do you trust what {name} tells you, and what would you change in how it is set up?",
                f"The posting names {name}. You find out whether you would work with it, or repair it first.",
            )
        )
    if posting.team_size:
        asks.append(
            Ask(
                "How long have the people in the team been here, and what would make the best of them leave?",
                "The posting says how many they are, and not how they are.",
            )
        )
    told = " ".join(asked)
    tasks = (first_words(duty.text) for duty in posting.tasks)
    task = next((task for task in tasks if task not in told), None)
    if task:
        asks.append(
            Ask(
                f'The posting says "{task}". What makes that hard here?',
                "The posting names this duty, and you learn what the job is really about.",
            )
        )
    return asks
