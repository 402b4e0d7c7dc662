"""A score with its uncertainty."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np

Item = TypeVar("Item")

_ROUNDS = 1000


def interval(groups: Sequence[Sequence[Item]], score: Callable[[Sequence[Item]], float]) -> str:
    """A score and its 95 % interval, such as "0.90 (0.87-0.93)", by drawing groups again and again with replacement.

    Args:
        groups: What is scored, by answer: the items of one answer hang together. Empty groups are left out.
        score: From items to a number.
    """
    random = np.random.default_rng(0)
    whole = [list(group) for group in groups if group]
    scores = []
    for _ in range(_ROUNDS):
        drawn = random.integers(0, len(whole), len(whole))
        scores.append(score([item for place in drawn for item in whole[place]]))
    low, high = np.percentile(scores, [2.5, 97.5])
    return f"{score([item for group in whole for item in group]):.2f} ({low:.2f}-{high:.2f})"
