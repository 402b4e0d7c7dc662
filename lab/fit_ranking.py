"""Fits what makes a question likely for a posting: `python -m lab.fit_ranking`. Writes `picks.npz`, prints the weights.

On the development postings, for which writers in the part of the hiring manager picked questions of the bank: how
likely each question is by the words of a posting, by the mean meaning of its lines, and by single lines that were said
to call for a question; then how much each of these and of the other features counts. Every fifth of the postings is
read by what was learned from the others; the recall among the first ten that is printed is of those.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression, Ridge

from bank import Bank, Question, load_bank
from lab.planning import FIRST, recall
from lab.postings import LabelledPosting, read_postings
from lab.remembering import RememberingEmbedder, find_embedder
from voiceint.assessment.coverage import find_stems
from voiceint.planning.evidence import Evidence, find_evidence, posting_lines
from voiceint.planning.picks import FILE, Picks, count_stems, mean_vector, save_picks
from voiceint.planning.ranking import WEIGHTS, WEIGHTS_OF_WORDS, order_questions

_FOLDS = 5
_NEARLY = 0.5
"""What a question counts that was nearly picked, where one that was picked counts 1."""

_HELD_BY = 8
"""So many postings have a stem that is read."""

_PENALTY = 0.4
"""On the squared weights of the readings of words and meaning (ridge regression)."""

_FREEDOM = 10.0
"""The inverse of the penalty on the weights of lines."""

_SMOOTHING = 3.0
"""Added to how often two questions were picked together, and to how often that was expected."""

Array = npt.NDArray[np.float64]
Weights = dict[str, float]


@dataclass(frozen=True)
class Example:
    """A posting, read once.

    Attributes:
        labelled: With its picks.
        lines: What is read of it.
        vectors: Of the lines.
        called: Vectors of the words that called for questions, and the place of each question.
        picked: 1 for each question that was picked: shape (questions,).
        wanted: The same with what was nearly picked, the mean of its writers.
    """

    labelled: LabelledPosting
    lines: list[str]
    vectors: npt.NDArray[np.float32]
    called: tuple[npt.NDArray[np.float32], list[int]]
    picked: Array
    wanted: Array


def main() -> None:
    """Learn, measure, write and print."""
    bank, embedder = load_bank(), find_embedder()
    examples = [_example(labelled, bank, embedder) for labelled in read_postings("dev")]
    print(f"{len(examples)} postings")
    for name, known, reads in (("WEIGHTS", WEIGHTS, embedder), ("WEIGHTS_OF_WORDS", WEIGHTS_OF_WORDS, None)):
        evidence = _read_apart(examples, bank, reads)
        rows = [_rows(each, tuple(known)) for each in evidence]
        recalls = []
        for fold in range(_FOLDS):
            others = [place for place in range(len(examples)) if place % _FOLDS != fold]
            weights = _weigh([rows[place] for place in others], [examples[place].picked for place in others], known)
            for place in range(fold, len(examples), _FOLDS):
                order = order_questions(bank.questions, evidence[place], weights)
                ids = [bank.questions[each].id or "" for each in order]
                recalls.append(recall(ids, examples[place].labelled.picks))
        print(f"Recall@{FIRST}, each fifth left out: {np.mean(recalls):.3f}")
        fitted = _weigh(rows, [example.picked for example in examples], known)
        print(f"{name} = { {key: round(weight, 2) for key, weight in fitted.items()} }")
    save_picks(_learn(examples, bank))
    print(f"{FILE.name}: {FILE.stat().st_size / 1000:.0f} kB")


def _example(labelled: LabelledPosting, bank: Bank, embedder: RememberingEmbedder) -> Example:
    place = {question.id: number for number, question in enumerate(bank.questions)}
    lines = posting_lines(labelled.posting)
    writers = [(labelled.picks, labelled.also), (labelled.second, labelled.second_also)]
    wanted = [_marks(picks, 1.0, place) + _marks(also, _NEARLY, place) for picks, also in writers if picks]
    return Example(
        labelled,
        lines,
        embedder.embed(lines),
        (embedder.embed(list(labelled.because.values())), [place[key] for key in labelled.because]),
        _marks(labelled.picks, 1.0, place),
        np.mean(wanted, axis=0),
    )


def _marks(ids: Sequence[str], mark: float, place: dict[str | None, int]) -> Array:
    marks = np.zeros(len(place))
    marks[[place[key] for key in ids]] = mark
    return marks


def _read_apart(examples: Sequence[Example], bank: Bank, embedder: RememberingEmbedder | None) -> list[Evidence]:
    """The evidence in each posting, by what was learned from the others."""
    evidence: dict[int, Evidence] = {}
    for fold in range(_FOLDS):
        picks = _learn([each for place, each in enumerate(examples) if place % _FOLDS != fold], bank)
        for place in range(fold, len(examples), _FOLDS):
            posting = examples[place].labelled.posting
            evidence[place] = find_evidence(bank.questions, posting, embedder, picks)
    return [evidence[place] for place in range(len(examples))]


def _learn(examples: Sequence[Example], bank: Bank) -> Picks:
    held = Counter(stem for each in examples for stem in {stem for line in each.lines for stem in find_stems(line)})
    stems = tuple(sorted(stem for stem, count in held.items() if count >= _HELD_BY))
    rarity = np.array([1 + np.log((1 + len(examples)) / (1 + held[stem])) for stem in stems], dtype=np.float32)
    wanted = np.array([each.wanted for each in examples])
    words = np.array([count_stems(each.lines, stems, rarity) for each in examples])
    means = np.array([mean_vector(each.vectors) for each in examples])
    return Picks(
        ids=tuple(question.id or "" for question in bank.questions),
        stems=stems,
        rarity=rarity,
        of_words=_regress(words, wanted),
        of_meaning=_regress(means, wanted),
        of_lines=_learn_lines(examples, bank.questions),
        together=_learn_together(examples, words, wanted),
    )


def _regress(rows: npt.NDArray[np.float32], wanted: Array) -> npt.NDArray[np.float32]:
    """Weights and, as the last row, biases."""
    model = Ridge(alpha=_PENALTY).fit(rows, wanted)
    return np.vstack([model.coef_.T, model.intercept_]).astype(np.float32)


def _learn_lines(examples: Sequence[Example], questions: Sequence[Question]) -> npt.NDArray[np.float32]:
    """From the words that called for a question, and from lines that called for none."""
    said = [each for each in examples if each.called[1]]
    idle = [each.vectors[[not _calls(line, each) for line in each.lines]] for each in said]
    vectors = np.concatenate([*(each.called[0] for each in said), *idle])
    none = len(questions)
    labels = [place for each in said for place in each.called[1]] + [none] * sum(map(len, idle))
    model = LogisticRegression(C=_FREEDOM, max_iter=60, tol=1e-3).fit(vectors, labels)
    weights = np.zeros((vectors.shape[1] + 1, none + 1), dtype=np.float32)
    weights[-1] = model.intercept_.min()  # of a question that no words called for
    weights[:, model.classes_] = np.vstack([model.coef_.T, model.intercept_])
    return weights


def _calls(line: str, example: Example) -> bool:
    return any(words in line or line in words for words in example.labelled.because.values())


def _learn_together(
    examples: Sequence[Example], words: npt.NDArray[np.float32], wanted: Array
) -> npt.NDArray[np.float32]:
    """How much oftener two questions are picked for a posting than their chances by its words let expect."""
    picked = np.array([each.picked for each in examples])
    model = Ridge(alpha=_PENALTY).fit(words, picked)
    chances = np.clip(model.predict(words), 0.01, 1)
    lift = np.log((picked.T @ picked + _SMOOTHING) / (chances.T @ chances + _SMOOTHING))
    np.fill_diagonal(lift, 0)
    together: npt.NDArray[np.float32] = lift.astype(np.float32)
    return together


def _rows(evidence: Evidence, names: Sequence[str]) -> npt.NDArray[np.float32]:
    return np.stack([evidence.features[name] for name in names], axis=1)


def _weigh(rows: Sequence[npt.NDArray[np.float32]], picked: Sequence[Array], names: Weights) -> Weights:
    model = LogisticRegression(max_iter=1000).fit(np.concatenate(rows), np.concatenate(picked))
    return dict(zip(names, model.coef_[0].tolist(), strict=True))


if __name__ == "__main__":
    main()
