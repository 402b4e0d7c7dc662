"""What somebody achieved, told apart from what they did day by day."""

import re
from dataclasses import dataclass

from voiceint.assessment.metrics.changes import read_changes
from voiceint.assessment.metrics.quantities import find_quantities
from voiceint.assessment.metrics.tokens import Tokens


@dataclass(frozen=True)
class Achievement:
    """Something that changed, was made or was won.

    Attributes:
        text: The sentence that tells it.
        line: The line it stands in, verbatim.
        has_number: Whether it says how much: "from 9% to 5%", "four of six trainees".
    """

    text: str
    line: str
    has_number: bool


_CHANGED = (
    r"reduced|cut|increased|raised|improved|lifted|halved|doubled|tripled|quadrupled|saved|grew|boosted|lowered|shortened|slashed|"
    r"trimmed|exceeded|beat|surpassed|outperformed|achieved|reached|eliminated|cleared|turned (?:\w+ )?around|"
    r"(?:brought|took|got|drove|pushed|moved|dropped|shaved|knocked) .{3,80}? (?:down|up|off|under|below|above|from .{1,40} to|(?:to|by) (?:\d|nearly|almost|over|zero|half|under))\b"
)
_MADE = (
    r"launched|built|rebuilt|created|introduced|set up|designed|redesigned|wrote|rewrote|established|founded|started|opened|"
    r"rolled out|migrated|implemented|pioneered|won|negotiated|secured|recovered|automated|published|restructured|overhauled|"
    r"invented|devised|drafted|delivered|transformed|spearheaded|instigated|replaced|initiated|persuaded|talked|convinced|"
    r"championed|earned|received|gained|passed|changed|closed|completed|developed|moved|merged|reorganised|reorganized|relaunched|simplified|standardised"
)
_HONOURED = (
    r"promoted|awarded|named|chosen|selected|recognised|recognized|nominated|shortlisted|voted|commended|praised|featured|"
    r"asked (?:to|back)|invited to|trusted (?:to|with)|picked (?:to|as)|hand[- ]?picked|headhunted|elected|honoured|kept on"
)
_ADVERB = r"(?:(?:also|then|successfully|personally|jointly|together with [\w ]{3,40},|in [\w ]{2,30},|as [\w ]{2,30},|with [\w ]{2,40},|within [\w ]{2,30},|after [\w ]{2,40},) ?){0,2}"
_BEGINS = re.compile(
    rf"^(?:i |we |and |my team |the team )?{_ADVERB}(?:i |we )?(?:(?:was|were|been|got|also) )?(?:{_CHANGED}|{_MADE}|{_HONOURED})\b",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(
    rf"\b(?:i|we) (?:also )?(?:{_CHANGED}|{_MADE})\b|\b(?:was|were|been|got|being) (?:{_HONOURED}|adopted|fixed|solved|taken over|copied|rolled out)|\baward\b|\bprize\b|\btrophy\b|"
    r"\b(?:employee|colleague|manager|team|agent|nurse|newcomer) of the (?:month|year|quarter)|\bthank[- ]you (?:letter|card|note)|\bletter of thanks|"
    r"\bstill (?:in use|used|with us|there|running|use)|\b(?:then|now|later) (?:took|taken|copied|adopted|used|rolled)\b|\b(?:which|that) .{2,40}\b(?:took over|taken over|adopted|copied)\b|"
    r"\bfor the first time\b|\bhighest (?:score|rating|in)|\bbest[- ](?:performing|in|ever)|\btop (?:performer|of the|\d)|\brecord (?:low|high|year|result)|\bzero (?:accidents|lost|complaints|losses)|"
    r"\b(?:averag(?:ing|ed)|consistently|hit|met|scor(?:ed|ing)|rated|finished|ended) .{0,40}\d",
    re.IGNORECASE,
)
_WENT = re.compile(
    r"\b(?:went|fell|dropped|rose|climbed|grew|came down|jumped|improved|increased|decreased|shrank|doubled|halved|tripled|is up|is down|moved) "
    r"(?:from|to|by|up|down|off|nearly|almost|over|\d)",
    re.IGNORECASE,
)
_TIMES = ("duration",)
_AMOUNT = re.compile(r"[£$€] ?\d|\d ?%|\d per ?cent\b", re.IGNORECASE)
_WINDOW = 600
"""Characters of a sentence that are read."""


def read_achievement(text: str, line: str) -> Achievement | None:
    """The achievement that a sentence tells, None if it tells a duty or nothing that came of it."""
    said = text[:_WINDOW]
    begins = bool(_BEGINS.search(said))
    if not (begins or _ANYWHERE.search(said) or _WENT.search(said) or re.search(r"\d", said)):
        return None
    tokens = Tokens(said)
    readings = read_changes(tokens, find_quantities(tokens))
    changes = any(reading.kind == "change" for reading in readings)
    if not (changes or begins or _ANYWHERE.search(said) or _WENT.search(said)):
        return None
    amounts = any(reading.kind not in _TIMES for reading in readings)
    return Achievement(text, line, changes or amounts or bool(_AMOUNT.search(said)))
