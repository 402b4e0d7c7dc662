"""A plan as plain text, for the command line."""

import re
import textwrap
from collections.abc import Iterator

from bank import Kind
from voiceint.planning.plan import Plan
from voiceint.planning.planned_question import PlannedQuestion
from voiceint.rules import Style
from voiceint.safe_text import safe_text
from voiceint.text_report import counted

_WIDTH = 88
_INDENT = "    "
_BEGINNING = re.compile(r"\s*(?:\d+\. |- )?")

_STYLES = {Style.PRACTISE: "practice", Style.PRESSURE: "under pressure", Style.MOCK: "a mock interview"}
_KINDS = {Kind.BEHAVIOURAL: "a story", Kind.TECHNICAL: "how you work", Kind.SITUATIONAL: "what you would do"}


def plan_lines(plan: Plan) -> list[str]:
    """The whole plan with its reasons, without control characters, no line over 88 columns."""
    lines: list[str] = []
    for line in _lines(plan):
        text = safe_text(line)
        lines += textwrap.wrap(text, _WIDTH, subsequent_indent=" " * _hanging(text)) or [""]
    return lines


def describe_length(plan: Plan) -> str:
    """How long the session is and of what kind, such as "10 questions, about 30 minutes, practice"."""
    style = _STYLES.get(plan.style, str(plan.style))
    return f"{counted(len(plan.questions), 'question')}, about {counted(plan.minutes, 'minute')}, {style}"


def _hanging(line: str) -> int:
    beginning = _BEGINNING.match(line)
    return beginning.end() if beginning else 0


def _lines(plan: Plan) -> Iterator[str]:
    yield from (f"{name}: {value}" for name, value in plan.facts)
    yield describe_length(plan)
    for number, planned in enumerate(plan.questions, 1):
        yield ""
        yield from _question_lines(number, planned)
    if plan.gaps:
        yield ""
        yield "Asked for, and your CV does not show it"
        yield from (f"{_INDENT}- {gap}" for gap in plan.gaps)
    if plan.achievements_without_number:
        yield ""
        yield "Say how much: these achievements have no number yet"
        yield from (f"{_INDENT}- {achievement}" for achievement in plan.achievements_without_number)
    if plan.asks:
        yield ""
        yield "What to ask them"
        for ask in plan.asks:
            yield f"{_INDENT}- {ask.question}"
            yield f"{_INDENT}  {ask.why}"


def _question_lines(number: int, planned: PlannedQuestion) -> Iterator[str]:
    question = planned.question
    yield f"{number:>2}. {question.prompt}"
    origin = "" if question.id else ", made for this posting"
    yield f"{_INDENT}{question.kind}: {_KINDS.get(question.kind, question.kind)}{origin}"
    yield from (f'{_INDENT}They say: "{words}"' for words in planned.why)
    if not planned.why:
        yield f"{_INDENT}No line of the posting names it; of the other questions it fits best."
    if planned.gap:
        yield f"{_INDENT}Expect a probe: your CV does not show this."
    for fit in planned.fits:
        yield f'{_INDENT}You can tell: "{fit.line}"{f" ({fit.job})" if fit.job else ""}'
        if fit.lacks_number:
            yield f"{_INDENT}Say how much: it has no number yet."
    if planned.last_time:
        yield f"{_INDENT}{planned.last_time}"
