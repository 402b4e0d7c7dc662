"""Which words of a job posting an answer took up."""

import re

from bank import Question
from voiceint.assessment.coverage import find_stems
from voiceint.assessment.report import PostingTerm


def find_terms(question: Question, text: str) -> tuple[PostingTerm, ...]:
    """Each term of the posting with whether the text names it; the words, and not a score.

    A name counts however its letters are spaced ("zen desk"), a key figure in each way of saying it that the bank
    knows, and anything else in other forms of its words ("coached" for "coaching").
    """
    spoken = {kpi.name.casefold(): kpi.spoken for kpi in question.kpis}
    said = find_stems(text)

    def is_named(term: str) -> bool:
        stems = find_stems(term)
        forms = (term, *spoken.get(term.casefold(), ()))
        return any(_is_in(form, text) for form in forms) or bool(stems and stems <= said)

    return tuple(PostingTerm(term, is_named(term)) for term in question.terms)


def _is_in(name: str, text: str) -> bool:
    letters = r"[\W_]*".join(re.escape(letter) for letter in name if letter.isalnum())
    return bool(letters) and re.search(rf"\b{letters}\b", text, re.IGNORECASE) is not None
