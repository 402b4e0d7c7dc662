"""How an answer was said."""

import re
from itertools import pairwise

from audio.transcript import Transcript
from voiceint.assessment.length import speaking_seconds
from voiceint.assessment.report import Delivery, Pause

PAUSE_SECONDS = 2.0
"""Silence that a listener notices as a pause for thought; people pause 2-4 s to think."""

_FILLERS = re.compile(r"\b(?:u+h+m*|u+m+|e+r+m*|h+m+|a+h+|you know|i mean|sort of like|kind of like)\b[,.]?", re.I)
_HEDGES = re.compile(
    r"\b(?:(?:kind|sort) of(?! like)|i (?:think|guess|suppose|feel like)|maybe|probably|perhaps|somewhat|hopefully|"
    r"a (?:little )?bit|a little|basically|pretty much|more or less)\b",
    re.I,
)
_I = re.compile(r"\b(?:i|i'm|i've|i'd|i'll|me|my|mine|myself)\b(?!')", re.I)
_WE = re.compile(r"\b(?:we|we're|we've|we'd|we'll|us|our|ours|ourselves)\b(?!')", re.I)


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
        i=len(_I.findall(transcript.text)),
        we=len(_WE.findall(transcript.text)),
    )
