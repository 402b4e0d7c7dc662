"""Which of a posting's own words an answer used."""

import re

from voiceint.assessment.coverage import find_stems
from voiceint.planning.plan import Plan


def terms_used(plan: Plan, text: str) -> tuple[str, ...]:
    """The posting's tools, key figures and competencies that a text names, in their order and spelling; not a score.

    A name counts however its letters are spaced ("zen desk"), a key figure in each way of saying it that the bank
    knows, and a competency in other forms of its words ("coached").
    """
    spoken = {kpi.name.casefold(): kpi.spoken for planned in plan.questions for kpi in planned.question.kpis}
    stems = find_stems(text)
    named = [
        name for name in plan.names if any(_is_in(form, text) for form in (name, *spoken.get(name.casefold(), ())))
    ]
    shown = [skill for skill in plan.competencies if (own := find_stems(skill)) and own <= stems]
    return tuple(dict.fromkeys(named + shown))


def _is_in(name: str, text: str) -> bool:
    letters = r"[\W_]*".join(re.escape(letter) for letter in name if letter.isalnum())
    return bool(letters) and re.search(rf"\b{letters}\b", text, re.I) is not None
