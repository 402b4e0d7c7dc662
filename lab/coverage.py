"""How often the points of an answer are found: `python -m lab.coverage`; with `--train`, also new weights.

The answers are retellings of samples in other words, answers of other content, and other stories, each with what a fair
interviewer would say of every point. Points that were made partly are left out; a point that is said to be made partly
counts as wrong. Intervals are 95 %, by bootstrap over answers.
"""

import argparse
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from audio.transcript import Transcript
from bank import Kind, Question, load_bank
from lab.bootstrap import interval
from lab.remembering import find_embedder
from voiceint.assessment.clauses import Clause, Timeline, split_clauses
from voiceint.assessment.coverage import (
    WITH_MEANING,
    WITH_WORDS,
    CoverageModel,
    check_coverage,
    compare,
    find_stems,
    read_question,
)
from voiceint.assessment.embedding import Embedder, Vectors

FOLDER = Path(__file__).parent / "data" / "retellings"
SPLITS = ("train", "test")
_OVERLAP_COVERED_FROM, _OVERLAP_MISSING_BELOW = 0.5, 0.34
"""The baseline's borders: share of a phrasing's words that two neighbouring clauses hold."""

_OVERLAP_SAME_STORY_FROM = 0.3
"""And of the points that must be touched in the sample's story."""

_REGULARISATION = 0.1

Verdict = tuple[str, str]
"""What is true and what was said."""


@dataclass(frozen=True)
class Retelling:
    """An answer with what was made of the points of its question.

    Attributes:
        question: What was asked.
        sort: retelling (of the sample), own (other content) or different (another story).
        points: covered, partly or missing for each point.
        text: What was said.
    """

    question: Question
    sort: str
    points: tuple[str, ...]
    text: str

    @property
    def clauses(self) -> list[Clause]:
        """The program's own clauses."""
        return split_clauses(self.text, Timeline(Transcript.typed(self.text)))


Judge = Callable[[Retelling], tuple[str, ...] | None]
"""For each point covered, partly or missing; None for a different story."""

Pick = Callable[[Retelling, Judge], list[Verdict]]
"""The verdicts on an answer that are counted; none where it is of another sort."""

Score = Callable[[Sequence[Verdict]], float]


def read_retellings(split: str, folder: Path = FOLDER) -> list[Retelling]:
    """The answers of one split, in the order of their file; no question is in both."""
    bank = load_bank()
    found = []
    for block in re.split(r"\n\s*\n", (folder / f"{split}.txt").read_text(encoding="utf-8").strip()):
        lines = block.splitlines()
        head = dict(line[1:].split(maxsplit=1) for line in lines if line.startswith("@"))
        text = " ".join(line for line in lines if not line.startswith("@"))
        question, points = bank.find(head["question"]), tuple(head["points"].split())
        if question is None or len(points) != len(question.points):
            raise ValueError(f"{split}.txt: {head['question']} is unknown, or has another number of points")
        found.append(Retelling(question, head["sort"], points, text))
    return found


def main() -> None:
    """Train if asked to, else measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", action="store_true", help="new weights; each question is judged by the others'")
    parser.add_argument("--split", choices=SPLITS, default="test")
    options = parser.parse_args()
    if options.train:
        answers, embedder = read_retellings("train"), find_embedder()
        for name, used in (("WITH_MEANING", embedder), ("WITH_WORDS", None)):
            print(f"{name} = {train(answers, used)}")
        judges = {"with embedding": fresh_judge(answers, embedder), "words alone": fresh_judge(answers, None)}
        rows = _rows(answers, judges)
    else:
        rows = measure(options.split)
    print("\n".join(f"| {' | '.join(row)} |" for row in rows))


def measure(split: str) -> list[tuple[str, ...]]:
    """A table of one split: a row of headings, then for each thing measured its name and a cell for each judge."""
    judges = {
        "with embedding": program_judge(find_embedder()),
        "words alone": program_judge(None),
        "plain overlap": judge_by_overlap,
    }
    return _rows(read_retellings(split), judges)


def program_judge(embedder: Embedder | None, model: CoverageModel | None = None) -> Judge:
    """The program's own judge, with or without the embedding, and with its own weights or others."""

    def judge(answer: Retelling) -> tuple[str, ...] | None:
        clauses = answer.clauses
        found = check_coverage(answer.question, clauses, _vectors(clauses, embedder), embedder, model)
        return tuple(check.state for check in found.points) if found.applicable else None

    return judge


def _vectors(clauses: Sequence[Clause], embedder: Embedder | None) -> Vectors | None:
    return None if embedder is None else embedder.embed([clause.text for clause in clauses])


def fresh_judge(answers: Sequence[Retelling], embedder: Embedder | None) -> Judge:
    """Judges each answer with weights from the answers to other questions."""

    @cache
    def fresh(question: str | None) -> Judge:
        return program_judge(embedder, train([other for other in answers if other.question.id != question], embedder))

    return lambda answer: fresh(answer.question.id)(answer)


def judge_by_overlap(answer: Retelling) -> tuple[str, ...] | None:
    """Knows only which share of a phrasing's words two neighbouring clauses hold."""
    words = [find_stems(clause.text) for clause in answer.clauses]
    spans = words + [first | second for first, second in pairwise(words)]
    states = []
    for point in answer.question.points:
        wanted = [find_stems(phrasing) for phrasing in point.phrasings]
        share = max(len(said & want) / max(len(want), 1) for said in spans for want in wanted)
        covered, missing = share >= _OVERLAP_COVERED_FROM, share < _OVERLAP_MISSING_BELOW
        states.append("covered" if covered else "missing" if missing else "partly")
    touched = sum(state != "missing" for state in states)
    if answer.question.kind == Kind.BEHAVIOURAL and touched < _OVERLAP_SAME_STORY_FROM * len(states):
        return None
    return tuple(states)


def train(answers: Sequence[Retelling], embedder: Embedder | None) -> CoverageModel:
    """A model of some answers; different stories teach it nothing, since their points are not shown."""
    rows: list[npt.NDArray[np.float32]] = []
    made: list[bool] = []
    for answer in answers:
        if answer.sort == "different":
            continue
        clauses = answer.clauses
        features = compare(read_question(answer.question, embedder), clauses, _vectors(clauses, embedder)).features
        for row, state in zip(features, answer.points, strict=True):
            if state != "partly":
                rows.append(row)
                made.append(state == "covered")
    table = np.stack(rows)
    middle, spread = table.mean(axis=0), table.std(axis=0)
    fitted = LogisticRegression(C=_REGULARISATION, max_iter=2000).fit((table - middle) / spread, made)
    weights = fitted.coef_[0] / spread
    bias = float(fitted.intercept_[0] - weights @ middle)
    kept = WITH_WORDS if embedder is None else WITH_MEANING
    return replace(kept, weights=tuple(round(float(weight), 1) for weight in weights), bias=round(bias, 1))


def point_verdicts(answer: Retelling, judge: Judge) -> list[Verdict]:
    """True and said state of each point that was clearly made or clearly not."""
    said = judge(answer) or ("no verdict",) * len(answer.points)
    return [(true, state) for true, state in zip(answer.points, said, strict=True) if true != "partly"]


def _of_retelling(answer: Retelling, judge: Judge) -> list[Verdict]:
    return point_verdicts(answer, judge) if answer.sort == "retelling" else []


def _of_own_words(answer: Retelling, judge: Judge) -> list[Verdict]:
    asked_for_story = answer.question.kind == Kind.BEHAVIOURAL
    return point_verdicts(answer, judge) if answer.sort == "own" and not asked_for_story else []


def _of_story(sort: str) -> Pick:
    """For the answers of one sort to questions for a story, whether another story was heard."""

    def pick(answer: Retelling, judge: Judge) -> list[Verdict]:
        if answer.sort != sort or answer.question.kind != Kind.BEHAVIOURAL:
            return []
        return [("different", "same" if judge(answer) else "different")]

    return pick


def _f1(state: str) -> Score:
    def score(verdicts: Sequence[Verdict]) -> float:
        true, said = zip(*((true == state, said == state) for true, said in verdicts), strict=True)
        return float(f1_score(true, said, zero_division=0))

    return score


def _precision(state: str) -> Score:
    def score(verdicts: Sequence[Verdict]) -> float:
        hits = [true == state for true, said in verdicts if said == state]
        return sum(hits) / max(len(hits), 1)

    return score


def _share(verdicts: Sequence[Verdict]) -> float:
    return sum(true == said for true, said in verdicts) / len(verdicts)


_ROWS: list[tuple[str, Pick, Score]] = [
    ("retelling: F1 covered", _of_retelling, _f1("covered")),
    ("retelling: F1 missing", _of_retelling, _f1("missing")),
    ("retelling: said to be missing and is", _of_retelling, _precision("missing")),
    ("other content: F1 covered", _of_own_words, _f1("covered")),
    ("other content: F1 missing", _of_own_words, _f1("missing")),
    ("different story said to be one", _of_story("different"), _share),
    ("retelling said to be a different story", _of_story("retelling"), _share),
]


def _rows(answers: Sequence[Retelling], judges: dict[str, Judge]) -> list[tuple[str, ...]]:
    rows = [("what", *judges)]
    for name, pick, score in _ROWS:
        rows.append(
            (name, *(interval([pick(answer, judge) for answer in answers], score) for judge in judges.values()))
        )
    return rows


if __name__ == "__main__":
    main()
