"""How often the judge is right: `python -m lab.accuracy`. Reads the test answers, writes `docs/accuracy.md`.

Compared are the full judge, the smaller one that does without the embedding, rules that only count cue phrases, and a
cheat that knows only where in the answer a clause stands. Intervals are 95 %, by bootstrap over answers.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import cohen_kappa_score, confusion_matrix, f1_score

from audio.transcript import Transcript
from lab import coverage
from lab.answers import FOLDER, SPLITS, LabelledAnswer, read_answers, read_file, read_heard, split_answer
from lab.bootstrap import interval
from lab.remembering import find_embedder
from voiceint.assessment import assess
from voiceint.assessment.cues import CUES
from voiceint.assessment.embedding import Embedder
from voiceint.assessment.metrics.numbers import find_numbers
from voiceint.assessment.report import Assessment, Metric
from voiceint.assessment.role_model import ROLES
from voiceint.assessment.star import PRESENT_FROM
from voiceint.assessment.story import KINDS

_REPORT = Path(__file__).parent.parent / "docs" / "accuracy.md"
_PARTS = "STAR"
_WRONG_SHOWN = 10

Judge = Callable[[str, LabelledAnswer], list[tuple[str, float]]]
"""The role and confidence of each of the program's clauses of a text."""

Pair = tuple[int, int]
"""What is true and what was said."""


@dataclass(frozen=True)
class _Judged:
    """An answer and what the full judge says of it."""

    answer: LabelledAnswer
    found: Assessment


def main() -> None:
    """Measure, print and write."""
    embedder = find_embedder()
    answers = read_answers(SPLITS["test"])
    judges: dict[str, Judge] = {
        "full judge": program_judge(embedder),
        "without embedding": program_judge(None),
        "cue rules": _count_cues,
        "position only": _position_cheat(read_answers(SPLITS["train"])),
    }
    judged = [_Judged(answer, assess_text(answer.text, answer, embedder)) for answer in answers]
    lines = [
        "# How often the judge is right",
        "",
        f"On {len(answers)} answers in {len(SPLITS['test'])} voices that the model never read, as text unless it",
        "says heard: then a computer voice spoke them and Whisper wrote them down. 95 % intervals by bootstrap over",
        "answers. Written by `python -m lab.accuracy`; do not edit.",
        "",
        *_role_table(answers, judges),
        "",
        *_answer_table(judged),
        "",
        *_agreement(answers),
        "",
        *_confusion(answers, judges["full judge"]),
        "",
        *_reliability(answers, judges["full judge"]),
        "",
        *_coverage_table(),
        "",
        *_wrong(judged, judges["full judge"]),
    ]
    text = "\n".join(lines) + "\n"
    print(text)
    _REPORT.write_text(text, encoding="utf-8")


def assess_text(text: str, answer: LabelledAnswer, embedder: Embedder | None) -> Assessment:
    """What the program says of a text that answers the same question."""
    return assess(answer.asked, Transcript.typed(text), embedder)


def program_judge(embedder: Embedder | None) -> Judge:
    """The program's own judge, with or without the embedding."""

    def judge(text: str, answer: LabelledAnswer) -> list[tuple[str, float]]:
        return [(clause.role, clause.confidence) for clause in assess_text(text, answer, embedder).sentences]

    return judge


def _count_cues(text: str, answer: LabelledAnswer) -> list[tuple[str, float]]:
    """The role whose cue phrases weigh most, other where there are none."""
    judged = []
    for clause, _ in split_answer(answer, text):
        sums = {role: sum(w for w, cue in cues if cue.search(clause.text)) for role, cues in CUES.items()}
        best = max(sums, key=lambda role: sums[role])
        judged.append((best if sums[best] else "O", 1.0))
    return judged


def _position_cheat(answers: Sequence[LabelledAnswer]) -> Judge:
    """Knows how far into the answer a clause is, and nothing else."""

    def places(count: int) -> npt.NDArray[np.float64]:
        share = np.linspace(0, 1, count)[:, None]
        return np.concatenate([share**power for power in range(1, 5)], axis=1)

    units = [split_answer(answer) for answer in answers]
    rows = np.concatenate([places(len(unit)) for unit in units])
    fitted = LogisticRegression(C=100, max_iter=2000).fit(rows, [role for unit in units for _, role in unit])

    def judge(text: str, answer: LabelledAnswer) -> list[tuple[str, float]]:
        chances = fitted.predict_proba(places(len(split_answer(answer, text))))
        return [(str(fitted.classes_[int(row.argmax())]), float(row.max())) for row in chances]

    return judge


def role_pairs(answer: LabelledAnswer, judge: Judge, text: str | None = None) -> list[Pair]:
    """True and said role of each clause, of the answer as it was written or of what was heard."""
    said = judge(answer.text if text is None else text, answer)
    units = split_answer(answer, text)
    both = zip(units, said, strict=True)
    return [(ROLES.index(true), ROLES.index(role)) for (_, true), (role, _) in both if true]


def _pairs_heard(answer: LabelledAnswer, judge: Judge) -> list[Pair]:
    heard = read_heard().get(answer.id)
    return [] if heard is None else role_pairs(answer, judge, heard)


def _pairs_of_heard_as_text(answer: LabelledAnswer, judge: Judge) -> list[Pair]:
    return role_pairs(answer, judge) if answer.id in read_heard() else []


def _pairs_reordered(answer: LabelledAnswer, judge: Judge) -> list[Pair]:
    return role_pairs(answer.in_order("RSTA"), judge) if answer.kind == "story" else []


def _pairs_result_first(answer: LabelledAnswer, judge: Judge) -> list[Pair]:
    return role_pairs(answer, judge) if "result-first" in answer.traits else []


def _pairs_of_story(answer: LabelledAnswer, judge: Judge) -> list[Pair]:
    return role_pairs(answer, judge) if answer.kind == "story" else []


def _has(answer: LabelledAnswer, role: str) -> bool:
    return any(own == role for own, _ in answer.clauses)


def _is_said(answer: LabelledAnswer, judge: Judge, role: str) -> int:
    return int(any(own == role and sure >= PRESENT_FROM for own, sure in judge(answer.text, answer)))


def presence_pairs(answer: LabelledAnswer, judge: Judge) -> list[Pair]:
    """For each part of a story, whether it is there and whether it was said to be."""
    if answer.kind != "story":
        return []
    return [(int(_has(answer, role)), _is_said(answer, judge, role)) for role in _PARTS]


def _absent(answer: LabelledAnswer, judge: Judge) -> list[Pair]:
    return [(1, 1 - said) for true, said in presence_pairs(answer, judge) if not true]


def cut_out_pairs(answer: LabelledAnswer, judge: Judge) -> list[Pair]:
    """For each part that a story has: was it left unsaid once it was cut out?"""
    if answer.kind != "story":
        return []
    cut = [(role, answer.without(role)) for role in _PARTS if _has(answer, role)]
    return [(1, 1 - _is_said(copy, judge, role)) for role, copy in cut if copy.clauses]


def macro_f1(pairs: Sequence[Pair]) -> float:
    """Mean over the roles of the F1 of each."""
    return float(np.mean(_f1_of_each(pairs, len(ROLES))))


def _f1(pairs: Sequence[Pair]) -> float:
    return float(_f1_of_each(pairs, 2)[1])


def _f1_of_each(pairs: Sequence[Pair], kinds: int) -> npt.NDArray[np.float64]:
    counts = np.zeros((kinds, kinds))
    np.add.at(counts, tuple(np.array(pairs).T), 1)
    sizes = counts.sum(axis=0) + counts.sum(axis=1)
    scores: npt.NDArray[np.float64] = 2 * counts.diagonal() / np.maximum(sizes, 1)
    return scores


def accuracy(pairs: Sequence[Pair]) -> float:
    """Share of pairs that agree."""
    return sum(true == said for true, said in pairs) / len(pairs)


Score = Callable[[Sequence[Pair]], float]

_ROLE_ROWS: list[tuple[str, Callable[[LabelledAnswer, Judge], list[Pair]], Score]] = [
    ("clause role, macro-F1", role_pairs, macro_f1),
    ("clause role in stories, macro-F1", _pairs_of_story, macro_f1),
    ("clause role, told result first, macro-F1", _pairs_result_first, macro_f1),
    ("clause role, every story put result first, macro-F1", _pairs_reordered, macro_f1),
    ("clause role, a part of the answers heard, macro-F1", _pairs_heard, macro_f1),
    ("clause role, the same answers as text, macro-F1", _pairs_of_heard_as_text, macro_f1),
    ("presence of S, T, A, R, F1", presence_pairs, _f1),
    ("absent part not said to be present", _absent, accuracy),
    ("part cut out of a story not said to be present", cut_out_pairs, accuracy),
]


def _role_table(answers: Sequence[LabelledAnswer], judges: dict[str, Judge]) -> list[str]:
    lines = [f"| what | {' | '.join(judges)} |", f"|---|{'---|' * len(judges)}"]
    for name, measure, score in _ROLE_ROWS:
        cells = [interval([measure(answer, judge) for answer in answers], score) for judge in judges.values()]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


def _answer_table(judged: Sequence[_Judged]) -> list[str]:
    rows: list[tuple[str, Callable[[_Judged], list[Pair]], Score]] = [
        ("story or not, accuracy", _told_a_story, accuracy),
        ("which of the five kinds of answer, accuracy", _kind, accuracy),
        ("quantified result, accuracy", _quantified, accuracy),
        ("figure found by value and unit, F1", lambda own: _metric_pairs(own, with_unit=True), _f1),
        ("figure found by value, F1", lambda own: _metric_pairs(own, with_unit=False), _f1),
        ("number that is no figure taken for one, share", _distractors, lambda pairs: 1 - accuracy(pairs)),
    ]
    lines = ["| what | full judge |", "|---|---|"]
    return lines + [f"| {name} | {interval([pick(own) for own in judged], score)} |" for name, pick, score in rows]


def _told_a_story(own: _Judged) -> list[Pair]:
    return [(int(own.answer.kind == "story"), int(own.found.story.kind == "story"))]


def _kind(own: _Judged) -> list[Pair]:
    return [(KINDS.index(own.answer.kind), KINDS.index(own.found.story.kind))]


def _quantified(own: _Judged) -> list[Pair]:
    if own.answer.kind != "story":
        return []
    outcomes = ("change", "level", "money", "count")
    said = any(metric.get("result") == "yes" and metric["kind"] in outcomes for metric in own.answer.metrics)
    return [(int(said), int(own.found.star.quantified_result))]


def _metric_pairs(own: _Judged, with_unit: bool) -> list[Pair]:
    """(1, 1) for a figure that was found, (1, 0) for one that was missed, (0, 1) for one that is none."""
    left = list(own.found.metrics)
    pairs: list[Pair] = []
    for metric in own.answer.metrics:
        hit = next((found for found in left if _same(metric, found, with_unit)), None)
        pairs.append((1, int(hit is not None)))
        if hit is not None:
            left.remove(hit)
    return pairs + [(0, 1)] * len(left)


def _same(metric: dict[str, str], found: Metric, with_unit: bool) -> bool:
    keys = ("from", "to") if "from" in metric else ("to",) if "to" in metric else ("delta",)
    wanted = [float(metric[key]) for key in keys if key in metric]
    values = [value for value in (found.from_, found.to, found.delta) if value is not None]
    near = all(any(abs(want - value) <= max(0.5, abs(want) * 0.01) for value in values) for want in wanted)
    return bool(wanted) and near and (not with_unit or _unit(metric.get("unit")) == _unit(found.unit))


def _unit(name: str | None) -> str:
    """A unit without its plural and without what only qualifies it; scores "of 5" are points."""
    words = (name or "-").lower().replace("%", "percent").split()
    last = words[-1] if words else "-"
    if words[:1] == ["of"] or last in ("points", "point", "stars", "marks", "-"):
        return "points"
    people = {"people", "persons", "staff", "guys", "folk", "lads", "of us"}
    return "people" if last in people else re.sub(r"(?:es|s)$", "", last)


def _distractors(own: _Judged) -> list[Pair]:
    """For each number that no label names, 0 and whether a figure was made of it."""
    text = own.answer.text
    named = [metric["text"].lower() for metric in own.answer.metrics]
    figures = [metric.text.lower() for metric in own.found.metrics]
    found = [number for number in find_numbers(text) if not _within(text, number.begin, number.finish, named)]
    return [(0, int(_within(text, number.begin, number.finish, figures))) for number in found]


def _within(text: str, begin: int, finish: int, phrases: Sequence[str]) -> bool:
    """Whether a stretch of the text lies in one of the phrases where that stands in the text."""
    lower = text.lower()
    for phrase in phrases:
        place = lower.find(phrase)
        while place >= 0:
            if place <= begin and finish <= place + len(phrase):
                return True
            place = lower.find(phrase, place + 1)
    return False


def _agreement(answers: Sequence[LabelledAnswer]) -> list[str]:
    """How far two labellings of the same clauses agree."""
    second = {answer.id: answer for answer in read_file(FOLDER / "second.txt")}
    lines = ["A second labelling was made apart, by the one-line definitions alone and without the label guide:", ""]
    lines += ["| clauses of | number | agree | kappa | macro-F1 |", "|---|---|---|---|---|"]
    for name, picked in (
        ("stories", [answer for answer in answers if answer.kind == "story"]),
        ("other answers", [answer for answer in answers if answer.kind != "story"]),
    ):
        first = [role for answer in picked for role, _ in answer.clauses]
        other = [role for answer in picked for role, _ in second[answer.id].clauses]
        same = sum(a == b for a, b in zip(first, other, strict=True)) / len(first)
        kappa, macro = cohen_kappa_score(first, other), f1_score(first, other, average="macro")
        lines.append(f"| {name} | {len(first)} | {same:.0%} | {kappa:.2f} | {macro:.2f} |")
    kinds = sum(answer.kind == second[answer.id].kind for answer in answers) / len(answers)
    return [
        *lines,
        "",
        f"Of the kind of the answer they agree in {kinds:.0%}. Outside stories they differ by definition: the guide",
        "calls habits and intentions O, the second labelling mostly A.",
    ]


def _confusion(answers: Sequence[LabelledAnswer], judge: Judge) -> list[str]:
    pairs = [pair for answer in answers for pair in role_pairs(answer, judge)]
    table = confusion_matrix([true for true, _ in pairs], [said for _, said in pairs], labels=range(len(ROLES)))
    lines = ["Clauses by true role (rows) and the full judge's (columns):", "", f"| | {' | '.join(ROLES)} |"]
    lines.append("|---|" + "---|" * len(ROLES))
    return lines + [
        f"| {role} | {' | '.join(str(count) for count in row)} |" for role, row in zip(ROLES, table, strict=True)
    ]


def _reliability(answers: Sequence[LabelledAnswer], judge: Judge) -> list[str]:
    """Whether a confidence of 0.8 is right eight times in ten."""
    judged = [
        (sure, true == said)
        for answer in answers
        for (_, true), (said, sure) in zip(split_answer(answer), judge(answer.text, answer), strict=True)
    ]
    lines = ["How sure the full judge is of a clause's role, and how often it is right then:", ""]
    lines += ["| confidence | clauses | mean confidence | right |", "|---|---|---|---|"]
    confidence, hit = np.array([sure for sure, _ in judged]), np.array([right for _, right in judged])
    for low, high in ((0.0, 0.5), (0.5, 0.65), (0.65, 0.8), (0.8, 0.9), (0.9, 1.01)):
        own = (confidence >= low) & (confidence < high)
        if own.any():
            span = f"{low:.2f}-{min(high, 1):.2f}"
            lines.append(f"| {span} | {own.sum()} | {confidence[own].mean():.2f} | {hit[own].mean():.2f} |")
    return lines


def _coverage_table() -> list[str]:
    head, *rows = coverage.measure("test")
    lines = ["Points of a good answer, on retellings of samples and on other answers (`python -m lab.coverage`):", ""]
    lines += [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    return lines + [f"| {' | '.join(row)} |" for row in rows]


def _wrong(judged: Sequence[_Judged], judge: Judge) -> list[str]:
    """The stories whose parts were judged worst."""
    worst = sorted(
        (own for own in judged if own.answer.kind == "story"),
        key=lambda own: accuracy(role_pairs(own.answer, judge)),
    )
    lines = [f"The {_WRONG_SHOWN} stories with the most clauses judged wrong, each with its surest mistake:", ""]
    lines += ["| answer | right | clause | is | judged |", "|---|---|---|---|---|"]
    for own in worst[:_WRONG_SHOWN]:
        share = accuracy(role_pairs(own.answer, judge))
        misses = [
            (line.confidence, clause.text, true, line.role)
            for (clause, true), line in zip(split_answer(own.answer), own.found.sentences, strict=True)
            if true != line.role
        ]
        sure, text, true, said = max(misses)
        lines.append(f"| {own.answer.id} | {share:.0%} | {text.replace('|', '/')} | {true} | {said} ({sure:.2f}) |")
    return lines


if __name__ == "__main__":
    main()
