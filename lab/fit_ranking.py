"""Fits what makes a question likely for a posting: `python -m lab.fit_ranking`. Writes `picks.npz`, prints the weights.

On the development postings, for which writers in the part of the hiring manager picked questions of the bank: how
likely each question is by the words of a posting, and by what they mean (a network, for which PyTorch is needed:
`pip install torch`); then how much each of these and of the other features counts. That is weighed on every fifth of
the postings, by what was learned from the others; the recall among the first ten that is printed is of those, each
half of them by the weights of the other half. At last everything is learned from all. Takes an hour.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression, Ridge

from audio.model_store import ModelStore
from audio.models import MINILM
from bank import Bank, load_bank
from lab import pick_network
from lab.planning import FIRST, recall
from lab.postings import LabelledPosting, read_postings
from lab.remembering import find_embedder
from voiceint.assessment.coverage import find_stems
from voiceint.paths import Paths
from voiceint.planning.evidence import Evidence, find_evidence, posting_lines
from voiceint.planning.picks import FILE, Picks, count_stems, save_picks
from voiceint.planning.ranking import WEIGHTS, WEIGHTS_OF_WORDS, order_questions
from voiceint.planning.seniority import LEVELS, level_of

_LEFT_OUT = 5
"""Every fifth of the postings."""

_NEARLY = 0.5
"""What a question counts that was nearly picked, where one that was picked counts 1."""

_HELD_BY = 8
"""So many postings have a stem that is read."""

_PENALTY = 0.4
"""On the squared weights of the reading of words (ridge regression)."""

_SMOOTHING = 8.0
"""So many postings are thought of beside those of a level, for which the questions were as likely as for any."""

_LIFT_SMOOTHING = 3.0
"""Added to how often two questions were picked together, and to how often that was expected."""

_LEAST = 0.1
"""Added to how often a question was picked; some never were."""

Array = npt.NDArray[np.float64]
Weights = dict[str, float]


@dataclass(frozen=True)
class Example:
    """A posting, read once.

    Attributes:
        labelled: With its picks.
        lines: What is read of it.
        calls: Pairs of a question's place and that of a line that called for it.
        picked: 1 for each question that was picked: shape (questions,).
        wanted: The same with what was nearly picked, the mean of its writers.
    """

    labelled: LabelledPosting
    lines: list[str]
    calls: tuple[tuple[int, int], ...]
    picked: Array
    wanted: Array


def main() -> None:
    """Learn, measure, write and print."""
    bank, embedder = load_bank(), find_embedder()
    weights = ModelStore(Paths.of_user().models).ready(MINILM) / "model.onnx"
    examples = [_example(labelled, bank) for labelled in read_postings("dev")]
    left_out = examples[::_LEFT_OUT]
    others = [each for place, each in enumerate(examples) if place % _LEFT_OUT]
    print(f"{len(examples)} postings, {len(left_out)} left out", flush=True)
    learned = _learn(others, bank, weights)
    for name, known, reads in (("WEIGHTS", WEIGHTS, embedder), ("WEIGHTS_OF_WORDS", WEIGHTS_OF_WORDS, None)):
        evidence = [find_evidence(bank.questions, each.labelled.posting, reads, learned) for each in left_out]
        print(f"Recall@{FIRST}: {_recall(evidence, left_out, bank, known):.3f}")
        fitted = _weigh(evidence, left_out, known)
        print(f"{name} = { {key: round(weight, 2) for key, weight in fitted.items()} }", flush=True)
    save_picks(_learn(examples, bank, weights))
    print(f"{FILE.name}: {FILE.stat().st_size / 1000:.0f} kB")


def _example(labelled: LabelledPosting, bank: Bank) -> Example:
    place = {question.id: number for number, question in enumerate(bank.questions)}
    lines = posting_lines(labelled.posting)
    writers = [(labelled.picks, labelled.also), (labelled.second, labelled.second_also)]
    wanted = [_marks(picks, 1.0, place) + _marks(also, _NEARLY, place) for picks, also in writers if picks]
    calls = [
        (place[key], number)
        for key, words in labelled.because.items()
        for number, line in enumerate(lines)
        if words in line or line in words
    ]
    return Example(labelled, lines, tuple(calls), _marks(labelled.picks, 1.0, place), np.mean(wanted, axis=0))


def _marks(ids: Sequence[str], mark: float, place: dict[str | None, int]) -> Array:
    marks = np.zeros(len(place))
    marks[[place[key] for key in ids]] = mark
    return marks


def _learn(examples: Sequence[Example], bank: Bank, weights: Path) -> Picks:
    held = Counter(stem for each in examples for stem in {stem for line in each.lines for stem in find_stems(line)})
    stems = tuple(sorted(stem for stem, count in held.items() if count >= _HELD_BY))
    rarity = np.array([1 + np.log((1 + len(examples)) / (1 + held[stem])) for stem in stems], dtype=np.float32)
    wanted = np.array([each.wanted for each in examples])
    words = np.array([count_stems(each.lines, stems, rarity) for each in examples])
    read = [pick_network.LabelledLines(each.lines, each.wanted, each.calls) for each in examples]
    tuning, network = pick_network.train(read, weights)
    return Picks(
        ids=tuple(question.id or "" for question in bank.questions),
        stems=stems,
        rarity=rarity,
        of_words=_regress(words, wanted),
        of_level=_learn_levels(examples),
        together=_learn_together(examples, words),
        tuning=tuning,
        network=network,
    )


def _regress(rows: npt.NDArray[np.float32], wanted: Array) -> npt.NDArray[np.float32]:
    """Weights and, as the last row, biases."""
    model = Ridge(alpha=_PENALTY).fit(rows, wanted)
    return np.vstack([model.coef_.T, model.intercept_]).astype(np.float32)


def _learn_levels(examples: Sequence[Example]) -> npt.NDArray[np.float32]:
    """How much likelier each question is for jobs of each level than for all."""
    picked = np.array([each.picked for each in examples])
    usual = (picked.sum(axis=0) + _LEAST) / len(examples)
    levels = np.array(
        [LEVELS.index(level_of(found.text)) if (found := each.labelled.posting.seniority) else -1 for each in examples]
    )
    is_of = (levels == np.arange(len(LEVELS))[:, None]).astype(float)
    shares = (is_of @ picked + _SMOOTHING * usual) / (is_of.sum(axis=1, keepdims=True) + _SMOOTHING)
    lift: npt.NDArray[np.float32] = np.log(shares / usual).astype(np.float32)
    return lift


def _learn_together(examples: Sequence[Example], words: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """How much oftener two questions are picked for a posting than their chances by its words let expect."""
    picked = np.array([each.picked for each in examples])
    model = Ridge(alpha=_PENALTY).fit(words, picked)
    chances = np.clip(model.predict(words), 0.01, 1)
    lift = np.log((picked.T @ picked + _LIFT_SMOOTHING) / (chances.T @ chances + _LIFT_SMOOTHING))
    np.fill_diagonal(lift, 0)
    together: npt.NDArray[np.float32] = lift.astype(np.float32)
    return together


def _recall(evidence: Sequence[Evidence], examples: Sequence[Example], bank: Bank, names: Weights) -> float:
    """Of each half, by the weights that the other half asks for."""
    recalls = []
    for half in range(2):
        weights = _weigh(evidence[1 - half :: 2], examples[1 - half :: 2], names)
        for read, example in zip(evidence[half::2], examples[half::2], strict=True):
            ids = [bank.questions[place].id or "" for place in order_questions(bank.questions, read, weights)]
            recalls.append(recall(ids, example.labelled.picks))
    return float(np.mean(recalls))


def _weigh(evidence: Sequence[Evidence], examples: Sequence[Example], names: Weights) -> Weights:
    rows = [np.stack([each.features[name] for name in names], axis=1) for each in evidence]
    picked = [example.picked for example in examples]
    model = LogisticRegression(max_iter=1000).fit(np.concatenate(rows), np.concatenate(picked))
    return dict(zip(names, model.coef_[0].tolist(), strict=True))


if __name__ == "__main__":
    main()
