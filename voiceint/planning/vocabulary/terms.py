"""The vocabularies, read from their files once."""

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from bank import load_bank
from voiceint.planning.vocabulary.phrases import Phrases

Names = dict[str, list[str]]


@dataclass(frozen=True)
class Tools:
    """Products by name.

    Attributes:
        phrases: Every way of writing them.
        doubtful: The ways, in lower case, that need something around them that speaks of tools.
        ordinary: Those of them that are such common words that they never count in lower case.
    """

    phrases: Phrases
    doubtful: frozenset[str]
    ordinary: frozenset[str]


@dataclass(frozen=True)
class KeyFigureTerms:
    """Key figures by name; those said in one of the `loose` ways count only beside a word that measures."""

    phrases: Phrases
    loose: frozenset[str]


@dataclass(frozen=True)
class Channels:
    """Channels by name; those said in one of the `listed` ways count only beside another channel."""

    phrases: Phrases
    listed: frozenset[str]


@cache
def tools() -> Tools:
    """The products that people use at work."""
    groups = _read("tools.toml")
    doubtful, ordinary = groups.pop("doubtful"), groups.pop("ordinary")
    common = _ways(ordinary)
    return Tools(Phrases(_joined(*groups.values(), doubtful, ordinary)), _ways(doubtful) | common, common)


@cache
def key_figures() -> KeyFigureTerms:
    """The key figures of the question bank and of other trades, abbreviated and spelled out."""
    groups = _read("kpis.toml")
    loose = groups.pop("loose")["words"]
    of_bank: Names = {}
    for kpi in load_bank().kpis:
        of_bank[kpi.name] = [*of_bank.get(kpi.name, ()), *kpi.spoken]
    plural = (f"{way}s" for way in loose)
    return KeyFigureTerms(Phrases(_joined(*groups.values(), of_bank), plurals=True), frozenset([*loose, *plural]))


@cache
def channels() -> Channels:
    """The ways in which customers reach a team."""
    groups = _read("channels.toml")
    listed = frozenset(way for ways in groups["listed"].values() for way in ways)
    return Channels(Phrases(_joined(groups["channels"], groups["listed"])), listed)


@cache
def competencies() -> Phrases:
    """General competencies, named as the questions of the bank name them where they do."""
    return Phrases(_read("competencies.toml"))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _joined(*groups: Names) -> Names:
    """One table; a name that is in several has the ways of all."""
    names: Names = defaultdict(list)
    for group in groups:
        for name, ways in group.items():
            names[name] += ways
    return names


def _ways(group: Names) -> frozenset[str]:
    return frozenset(way for name, ways in group.items() for way in (ways or [name.lower()]))
