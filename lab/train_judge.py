"""Trains the judge of stories: `python -m lab.train_judge`. Reads the training voices, writes two files of weights.

First every fourth of the training voices is judged by a model of the others; how right that is gets printed, and from
those judgements the model learns that tells stories from other talk. Then the model of clause roles is trained on all.
"""

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from lab.answers import SPLITS, LabelledAnswer, read_answers, split_answer
from lab.remembering import find_embedder
from lab.role_network import Arrays, Example, train
from voiceint.assessment import role_model, story
from voiceint.assessment.embedding import Embedder
from voiceint.assessment.role_model import ROLES, Matrix, build_features, build_model

_NETWORKS = 3
_FOLDS = 4
_REGULARISATION = 0.3


def main() -> None:
    """Train the models with and without meaning, and write them."""
    answers = read_answers(SPLITS["train"])
    roles: Arrays = {}
    stories: dict[str, Matrix] = {}
    for name, embedder in (("full", find_embedder()), ("small", None)):
        examples = [_example(answer, embedder) for answer in answers]
        model = _train_story(answers, _judge_apart(answers, examples))
        stories |= {f"{name}_weights": model.weights, f"{name}_bias": model.bias}
        roles |= {f"{name}_{key}": array for key, array in train(examples, _NETWORKS).items()}
        print(f"{name}: trained on {len(answers)} answers", flush=True)
    np.savez_compressed(role_model.WEIGHTS, allow_pickle=False, **roles)
    np.savez_compressed(story.WEIGHTS, allow_pickle=False, **stories)
    for path in (role_model.WEIGHTS, story.WEIGHTS):
        print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


def _example(answer: LabelledAnswer, embedder: Embedder | None) -> Example:
    units = split_answer(answer)
    texts = [clause.text for clause, _ in units]
    vectors = None if embedder is None else embedder.embed(texts)
    roles = np.array([ROLES.index(role) for _, role in units])
    return build_features(texts, vectors), roles, answer.kind == "story"


def _judge_apart(answers: Sequence[LabelledAnswer], examples: Sequence[Example]) -> list[Matrix]:
    """The chances of roles in each answer, by a model that never saw its voice."""
    chances: list[Matrix] = [np.empty((0, len(ROLES)), np.float32)] * len(answers)
    for fold in range(_FOLDS):
        judged = SPLITS["train"][fold::_FOLDS]
        model = build_model(
            train([ex for ex, own in zip(examples, answers, strict=True) if own.writer not in judged], 1)
        )
        for place, answer in enumerate(answers):
            if answer.writer in judged:
                chances[place] = model.weigh(examples[place][0])
    true = np.concatenate([roles for _, roles, _ in examples])
    said = np.concatenate([chance.argmax(axis=1) for chance in chances])
    print(f"  clause roles in unseen voices: macro-F1 {f1_score(true, said, average='macro'):.3f}", flush=True)
    return chances


def _train_story(answers: Sequence[LabelledAnswer], chances: Sequence[Matrix]) -> story.StoryModel:
    rows = np.stack(
        [
            story.build_features([clause.text for clause, _ in split_answer(answer)], chance)
            for answer, chance in zip(answers, chances, strict=True)
        ]
    )
    kinds = [story.KINDS.index(answer.kind) for answer in answers]
    middle, spread = rows.mean(axis=0), rows.std(axis=0)
    fitted = LogisticRegression(C=_REGULARISATION, max_iter=5000).fit((rows - middle) / spread, kinds)
    weights = fitted.coef_.T / spread[:, None]
    bias = fitted.intercept_ - middle @ weights
    return story.StoryModel(weights.astype(np.float32), bias.astype(np.float32))


if __name__ == "__main__":
    main()
