"""How well plans are made: `python -m lab.planning`; with `--write docs/planning.md`, as a page.

Postings with what a careful reader finds in them, and the questions of the bank that a writer picked for each
without seeing any ranking. Intervals are 95 %, by bootstrap over postings.
"""

import argparse
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from random import Random
from statistics import fmean, median
from tempfile import TemporaryDirectory

from bank import Bank, load_bank
from lab.bm25 import Bm25
from lab.bootstrap import interval
from lab.postings import SPLITS, LabelledPosting, read_postings
from voiceint.assessment.embedding import PieceEmbedder
from voiceint.paths import Paths
from voiceint.planning.background import read_background
from voiceint.planning.document import Document
from voiceint.planning.evidence import about
from voiceint.planning.kept_vectors import keep_vectors
from voiceint.planning.plan import Plan, make_plan
from voiceint.planning.posting import read_posting
from voiceint.planning.ranking import rank
from voiceint.planning.vocabulary import split_words, tools
from voiceint.wiring import build_embedder

FIRST = 10
"""So many questions are looked at: a session has about as many."""

_SURE = 5
"""Picks at the head of a list: as many questions as are asked in half an hour."""

_SHUFFLES = 200
_FEW = 30
"""So many postings are listed one by one."""

Order = list[str]
"""Ids of questions, the likeliest first."""

Match = tuple[int, int, int]
"""How many things are in both, in what was found, and in what is true."""


def main() -> None:
    """Measure, and print or write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=SPLITS, nargs="+", default=["dev"])
    parser.add_argument("--write", type=Path, help="a Markdown file")
    options = parser.parse_args()
    bank = load_bank()
    page = "\n".join(
        ["# How well plans are made\n", *(measure(read_postings(each), bank, each) for each in options.split)]
    )
    if options.write:
        options.write.write_text(page, encoding="utf-8")
    else:
        print(page)


def measure(cases: Sequence[LabelledPosting], bank: Bank, split: str) -> str:
    """The part of the page on one split; few postings are listed one by one."""
    picked = [case for case in cases if case.picks]
    rankers = _rankers(bank)
    orders = {name: [order(case) for case in picked] for name, order in rankers.items()}
    if all(case.second for case in picked):
        orders["another writer's ten"] = [list(case.second) for case in picked]
    read = [case for case in cases if case.gold]
    parts = [
        f"## {len(cases)} postings: `python -m lab.planning --split {split}`",
        "### Questions that a writer picked in the part of the hiring manager",
        f"Share of the picks among the first {FIRST} of {len(bank.questions)} questions, the same of the {_SURE} picks "
        "that were named first, and the reciprocal rank of the first pick. BM25 and chance are there to compare with.",
        _table(("", f"recall@{FIRST}", f"of the first {_SURE} picks", "MRR"), _overall(picked, orders)),
    ]
    if len(picked) <= _FEW:
        parts.append(_table(("posting", *(f"{name}: recall@{FIRST}" for name in orders)), _by_posting(picked, orders)))
    if read:
        scores = [(name, _f1(read, match)) for name, match in _MATCHES.items()]
        parts += ["### What is read in a posting", _table(("", "F1"), scores)]
    return "\n\n".join([*parts, "### Time of a plan", _time(cases, bank)]) + "\n"


def _rankers(bank: Bank) -> dict[str, Callable[[LabelledPosting], Order]]:
    embedder = build_embedder(Paths.of_user())
    ids = [question.id or "" for question in bank.questions]
    bm25 = Bm25([f"{question.prompt} {about(question)}" for question in bank.questions])

    def by_rank(case: LabelledPosting) -> Order:
        return [each.question.id or "" for each in rank(bank, case.posting, embedder)]

    def by_words(case: LabelledPosting) -> Order:
        return [each.question.id or "" for each in rank(bank, case.posting)]

    def by_bm25(case: LabelledPosting) -> Order:
        scores = bm25.scores(case.text)
        return [ids[place] for place in sorted(range(len(ids)), key=lambda place: -scores[place])]

    return {"ours": by_rank, "ours, words alone": by_words, "BM25": by_bm25}


def recall(order: Order, picks: Sequence[str]) -> float:
    """The share of the picks that is among the first of an order."""
    return len(set(order[:FIRST]) & set(picks)) / len(picks)


def _reciprocal(order: Order, picks: Sequence[str]) -> float:
    return next((1 / rank for rank, key in enumerate(order, 1) if key in picks), 0.0)


def _overall(cases: Sequence[LabelledPosting], orders: dict[str, list[Order]]) -> list[tuple[str, ...]]:
    rows = []
    for name, found in orders.items():
        scores = [_scores(order, case.picks) for order, case in zip(found, cases, strict=True)]
        rows.append((name, *(interval([[each] for each in column], fmean) for column in zip(*scores, strict=True))))
    return [*rows, _chance(cases, next(iter(orders.values()))[0])]


def _scores(order: Order, picks: Sequence[str]) -> tuple[float, ...]:
    return recall(order, picks), recall(order, picks[:_SURE]), _reciprocal(order, picks)


def _chance(cases: Sequence[LabelledPosting], ids: Order) -> tuple[str, ...]:
    random = Random(0)
    scores = [_scores(random.sample(ids, len(ids)), case.picks) for case in cases for _ in range(_SHUFFLES)]
    columns = zip(*scores, strict=True)
    return (f"chance, mean of {_SHUFFLES} shuffles", *(f"{fmean(column):.2f}" for column in columns))


def _by_posting(cases: Sequence[LabelledPosting], orders: dict[str, list[Order]]) -> list[tuple[str, ...]]:
    return [
        (case.name, *(f"{recall(found[place], case.picks):.2f}" for found in orders.values()))
        for place, case in enumerate(cases)
    ]


def _names(true: Iterable[str], found: Iterable[str]) -> Match:
    """Compared by their letters."""
    wanted, got = ({"".join(filter(str.isalnum, name.casefold())) for name in names} for names in (true, found))
    return len(wanted & got), len(got), len(wanted)


def _tools(case: LabelledPosting) -> Match:
    known = tools().phrases
    usual = (next((each.name for each in known.find(split_words(name))), name) for name in case.gold["tools"])
    return _names(usual, (tool.text for tool in case.posting.tools))


def _kpis(case: LabelledPosting) -> Match:
    """By their usual names: what a careful reader wrote as it stands there is read by the program as well."""
    usual = ([kpi.text for kpi in read_posting(Document.of_text(name)).kpis] or [name] for name in case.gold["kpis"])
    return _names((names[0] for names in usual), (kpi.text for kpi in case.posting.kpis))


def _team_size(case: LabelledPosting) -> Match:
    size = case.posting.team_size
    found = [size.low, size.high] if size else []
    return int(bool(found) and found == case.gold["team_size"]), int(bool(found)), int(bool(case.gold["team_size"]))


def _seniority(case: LabelledPosting) -> Match:
    found = case.posting.seniority
    return int(found is not None and found.text == case.gold["seniority"]), int(found is not None), 1


_MATCHES: dict[str, Callable[[LabelledPosting], Match]] = {
    "tools": _tools,
    "key figures": _kpis,
    "team size": _team_size,
    "seniority": _seniority,
}


def _f1(cases: Sequence[LabelledPosting], match: Callable[[LabelledPosting], Match]) -> str:
    def score(matches: Sequence[Match]) -> float:
        both, found, true = (sum(column) for column in zip(*matches, strict=True))
        return float(2 * both / max(found + true, 1))

    return interval([[match(case)] for case in cases], score)


def _time(cases: Sequence[LabelledPosting], bank: Bank) -> str:
    """With the vectors of the bank kept from plan to plan, as in the program; the first plan reads them."""
    seconds = []
    with TemporaryDirectory() as folder:
        for case in cases:
            began = time.perf_counter()
            embedder = keep_vectors(build_embedder(Paths.of_user()), bank, Path(folder))
            _plan(case, bank, embedder)
            seconds.append(time.perf_counter() - began)
    first, *others = seconds
    return (
        f"Reading, loading the embedding and planning: {first:.2f} s the first time, then "
        f"median {median(others):.2f} s, worst {max(others):.2f} s."
    )


def _plan(case: LabelledPosting, bank: Bank, embedder: PieceEmbedder | None) -> Plan:
    posting = read_posting(Document.of_text(case.text, case.name))
    person = read_background(Document.of_text(case.background, case.name)) if case.background else None
    return make_plan(bank, posting, person, (), embedder)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    main()
