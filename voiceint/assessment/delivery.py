"""How an answer was said."""

import re
from collections.abc import Sequence
from itertools import pairwise

from audio.hesitation import HESITATION
from audio.transcript import Transcript, Word
from voiceint.assessment.length import speaking_seconds
from voiceint.assessment.report import Delivery, Pace, Pause

PAUSE_SECONDS = 2.0
"""Silence that a listener notices as a pause for thought; people pause 2-4 s to think."""

PACE_SECONDS = 15.0
"""Length of the stretches that the pace is told of: at 130-150 words a minute, 35 words."""

_LEAST_STRETCH = 5.0
"""A last stretch shorter than this, in seconds, says little about the pace."""

_FILLERS = re.compile(rf"\b(?:{HESITATION}|you know|i mean|sort of like|kind of like)\b[,.]?", re.I)
_HEDGES = re.compile(
    r"\b(?:(?:kind|sort) of(?! like)|i (?:think|guess|suppose|feel like)|maybe|probably|perhaps|somewhat|hopefully|"
    r"a (?:little )?bit|a little|basically|pretty much|more or less)\b",
    re.I,
)
I_WORDS = re.compile(r"\b(?:i|i'm|i've|i'd|i'll|me|my|mine|myself)\b(?!')", re.I)
WE_WORDS = re.compile(r"\b(?:we|we're|we've|we'd|we'll|us|our|ours|ourselves)\b(?!')", re.I)
"""Words for the speaker, and for the speaker with others."""


def measure_delivery(transcript: Transcript) -> Delivery:
    """Fillers (a lower bound), hedges, pauses between words, and how often "I" and "we" were said."""
    fillers = len(_FILLERS.findall(transcript.text))
    seconds = speaking_seconds(transcript)
    words = transcript.words
    return Delivery(
        fillers_at_least=fillers,
        fillers_per_minute=fillers * 60 / seconds if seconds else None,
        hedges=len(_HEDGES.findall(transcript.text)),
        pauses=tuple(
            Pause(before.end, after.start - before.end)
            for before, after in pairwise(words)
            if after.start - before.end >= PAUSE_SECONDS
        ),
        pace=_pace(words),
        i=len(I_WORDS.findall(transcript.text)),
        we=len(WE_WORDS.findall(transcript.text)),
    )


def _pace(words: Sequence[Word]) -> tuple[Pace, ...]:
    """Words a minute of each stretch between the first word and the last."""
    if not words:
        return ()
    first, last = words[0].start, words[-1].end
    stretches: list[Pace] = []
    for at in range(int((last - first) // PACE_SECONDS) + 1):
        begin = first + at * PACE_SECONDS
        seconds = min(PACE_SECONDS, last - begin)
        if seconds >= _LEAST_STRETCH:
            spoken = sum(begin <= word.start < begin + seconds for word in words)
            stretches.append(Pace(begin, spoken * 60 / seconds))
    return tuple(stretches)
