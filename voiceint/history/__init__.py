"""The history: what is kept of every answer, and how it is found again."""

from voiceint.history.filter import EVERYTHING, Filter
from voiceint.history.repair import Recovery, open_store, repair, restore
from voiceint.history.schema import SCHEMA
from voiceint.history.search import Hit
from voiceint.history.store import Store
from voiceint.history.summary import Summary, judge_name, judge_of

__all__ = [
    "EVERYTHING",
    "SCHEMA",
    "Filter",
    "Hit",
    "Recovery",
    "Store",
    "Summary",
    "judge_name",
    "judge_of",
    "open_store",
    "repair",
    "restore",
]
