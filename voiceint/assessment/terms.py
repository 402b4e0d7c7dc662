"""Which words of a job posting an answer took up."""

import re

from voiceint.assessment.report import PostingTerm


def find_terms(terms: tuple[str, ...], text: str) -> tuple[PostingTerm, ...]:
    """Each term with whether it was said, in any case, as one word or several, in the singular or the plural."""
    return tuple(PostingTerm(term, _pattern(term).search(text) is not None) for term in terms)


def _pattern(term: str) -> re.Pattern[str]:
    words = r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", term.strip()))
    return re.compile(rf"(?<!\w){words}(?:e?s)?(?!\w)", re.IGNORECASE)
