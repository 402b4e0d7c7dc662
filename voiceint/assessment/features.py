"""What a clause looks like to the role model, besides its meaning. Nothing here knows where in the answer it stands."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from voiceint.assessment.cues import CUES

_FLAGS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bi\b(?!')|\bi'(?:ve|d|m)\b",
        r"\bwe\b|\bwe'",
        r"\b(?:he|she|they|it)\b",
        r"\b(?:customer|client|guest|patient|passenger|caller|agent|team|manager|boss|colleague)s?\b",
        r"\b(?:was|were|had|did|\w{3,}ed)\b",
        r"\b(?:is|are|am|do|does|has|'s|'re)\b",
        r"\b(?:would|could|should|might|may|can|will|'ll|'d)\b",
        r"\b(?:always|usually|often|generally|normally|typically|never|every time|tend)\b",
        r"\b(?:to)\s+\w+",
        r"\b(?:because|since|so that|in order)\b",
        r"\b(?:but|however|although|though|still)\b",
        r"^(?:so|and so|so then)\b",
        r"^(?:and|then|after|next)\b",
        r"\b(?:not|no|n't|never|nobody|none|nothing)\b",
        r"\d",
        r"%|\bpercent\b|\bper cent\b",
        r"\b(?:half|halved|third|quarter|double\w*|triple\w*)\b",
        r"\b(?:more|less|fewer|better|worse|higher|lower|faster|quicker|happier)\b",
        r"\b(?:up|down)\b",
        r"\b(?:from)\b.*\bto\b",
        r"\b(?:by|until|before|within|deadline|target)\b",
        r"\b(?:had to|needed to|have to|supposed to|my job|asked me|told me|wanted|responsible|up to me|goal)\b",
        r"\b(?:learn\w*|realis\w*|realiz\w*|taught|lesson|think|believe|guess|suppose|important|key|always)\b",
        r"\b(?:thank|great question|good question|yeah|yes|okay|that's it|anyway)\b",
        r"\b(?:said|told|asked|rang|called|wrote|explained|showed)\b",
        r"\b(?:end|eventually|finally|result|later|since|now|still|today)\b",
        r"\b(?:when|while|where|there was|there were|last|ago|back|one day|once)\b",
        r"\b(?:you|your)\b",
        r"\?$",
        r"\b(?:um+|uh+|er+|like|you know|sort of|kind of|i mean|basically|actually)\b",
    )
)

COUNT = len(CUES) + len(_FLAGS) + 2


def clause_features(clauses: Sequence[str]) -> npt.NDArray[np.float32]:
    """One row a clause: sums of the cue weights of each role, yes-or-no flags, and two measures of length."""
    rows = np.zeros((len(clauses), COUNT), dtype=np.float32)
    for row, text in zip(rows, clauses, strict=True):
        sums = [sum(weight for weight, cue in cues if cue.search(text)) for cues in CUES.values()]
        flags = [float(bool(flag.search(text))) for flag in _FLAGS]
        words = len(text.split())
        row[:] = [*sums, *flags, min(words, 30) / 30, float(words <= 4)]
    return rows
