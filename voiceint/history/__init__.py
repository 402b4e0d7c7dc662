"""The history: what is kept of every answer, and how it is found again."""

from voiceint.history.filter import EVERYTHING, Filter
from voiceint.history.opening import open_store
from voiceint.history.schema import SCHEMA
from voiceint.history.search import Hit
from voiceint.history.store import Store
from voiceint.history.summary import Summary, judge_name, judge_of, share_of_points

__all__ = [
    "EVERYTHING",
    "SCHEMA",
    "Filter",
    "Hit",
    "Store",
    "Summary",
    "judge_name",
    "judge_of",
    "open_store",
    "share_of_points",
]
