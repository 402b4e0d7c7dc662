"""What sort of answer it is: a story, or talk about oneself in general. Trained by `python -m lab.train_judge`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from voiceint.assessment.report import Story
from voiceint.assessment.role_model import ROLES, Matrix

KINDS = ("story", "general", "hypothetical", "self_description", "thin")
WEIGHTS = Path(__file__).parent / "data" / "stories.npz"

_THIN_WORDS = 15
"""Fewer words than this are too little to judge, whatever they say."""

_CUES = {
    "hypothetical": re.compile(
        r"\b(?:i|we)(?:'d| would| could| might| will|'ll)\b|\bif (?:i|that|a customer|this)\b", re.I
    ),
    "self_description": re.compile(
        r"\bi(?:'m| am| consider myself| see myself| would describe myself)\b(?! (?:not sure|sorry|going))"
        r"|\bmy (?:strengths?|weakness|personality|style)\b|\bas a person\b",
        re.I,
    ),
    "general": re.compile(
        r"\b(?:i|we) (?:always|usually|often|generally|normally|typically|tend to|try to|make sure|ensure|believe|think|"
        r"like to|focus|keep|look|ask|listen|check|review|give|use|encourage|need|want)\b"
        r"|\b(?:it's|it is|that's) (?:important|essential|key|crucial|vital)\b"
        r"|\byou (?:have|need|should|must|can|want)\b|\bin general\b",
        re.I,
    ),
}
_PAST = re.compile(
    r"\b(?:was|were|had|did|went|\w{2,}ed|made|took|gave|told|said|came|got|found|began|wrote|ran|held|put|brought|met|"
    r"spoke|led)\b",
    re.I,
)


@dataclass(frozen=True)
class StoryModel:
    """A multinomial logistic regression: weights of shape (features, 5) and biases (5,), in the order of `KINDS`."""

    weights: Matrix
    bias: Matrix


def speaks_as(kind: str, text: str) -> bool:
    """Whether a clause has the words of a kind of answer that is no story."""
    cue = _CUES.get(kind)
    return cue is not None and bool(cue.search(text))


def classify_story(clauses: Sequence[str], chances: Matrix, model: StoryModel) -> Story:
    """One of `KINDS`, with a confidence of 0 to 1.

    Args:
        clauses: Their texts.
        chances: The probability of each role for each clause, of shape (clauses, 5).
        model: The weights that belong to the model that gave the chances.
    """
    if sum(len(text.split()) for text in clauses) < _THIN_WORDS:
        return Story("thin", 1.0)
    scores = build_features(clauses, chances) @ model.weights + model.bias
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    best = int(shares.argmax())
    return Story(KINDS[best], float(shares[best]))


def build_features(clauses: Sequence[str], chances: Matrix) -> Matrix:
    """What is known of an answer of at least one clause: how much of it tells what, how surely each part is there, the
    share of its words in clauses with each cue and in the past, and its length: an array of shape (14,)."""
    words = np.array([len(text.split()) for text in clauses], dtype=np.float32)
    weight = words / words.sum()
    told = weight @ chances
    events = told[[ROLES.index(role) for role in "SAR"]].sum()
    said = [[bool(cue.search(text)) for text in clauses] for cue in (*_CUES.values(), _PAST)]
    cues = np.array(said, dtype=np.float32) @ weight
    return np.array([*told, events, *chances[:, :4].max(axis=0), *cues, np.log(words.sum()) / 3], dtype=np.float32)


@lru_cache(maxsize=2)
def load_story_model(with_meaning: bool) -> StoryModel:
    """The model for the chances of the role model that reads meaning, or of the smaller one."""
    prefix = "full" if with_meaning else "small"
    with np.load(WEIGHTS) as data:
        return StoryModel(data[f"{prefix}_weights"], data[f"{prefix}_bias"])
