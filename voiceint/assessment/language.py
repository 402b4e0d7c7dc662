"""Whether an answer is in the language that the judge can read."""

import re

_COMMON = frozenset(
    "the a an and or but so to of in on at for with from by as that this it i we you he she they them him her my "
    "our your their me us was were is are be been had have has did do not no what when who which there then just "
    "because about would could all one out up if how after before i'm i've i'd it's that's didn't wasn't".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

_LEAST_SHARE = 0.2
"""These words are about half of spoken English, also of people who learned it late, and a tenth of its neighbours."""

_LEAST_WORDS = 10
"""Fewer words can be in any language."""


def is_english(text: str) -> bool:
    """Whether a text has as many of the commonest English words as English has; texts of a few words always do."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    if len(words) < _LEAST_WORDS:
        return True
    return sum(word in _COMMON for word in words) >= _LEAST_SHARE * len(words)
