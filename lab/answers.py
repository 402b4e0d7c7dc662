"""Labelled answers: text files with one clause a line and its role before it; `lab/data/LABELS.md` says how."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from audio.transcript import Transcript
from bank import Kind, Question, load_bank
from voiceint.assessment.clauses import Clause, Timeline, split_clauses

FOLDER = Path(__file__).parent / "data" / "answers"

SPLITS = {
    "train": tuple(f"w{number}" for number in (*range(1, 5), *range(7, 19), *range(21, 28))),
    "test": ("w5", "w6", "w19", "w20"),
}
"""Whole voices go to training or to the test, so that the test is on somebody the model never read."""

_METRIC_FIELD = re.compile(r'(\w+)=(?:"([^"]*)"|(\S+))')


@dataclass(frozen=True)
class LabelledAnswer:
    """One answer with what people say of it.

    Attributes:
        id: Writer, hyphen, number.
        kind: story, general, hypothetical, self_description or thin.
        question: What was asked.
        traits: What is special about it, such as "result-first".
        clauses: (role, text) in their order.
        metrics: The fields of each quantity that was said.
    """

    id: str
    kind: str
    question: str
    traits: tuple[str, ...]
    clauses: tuple[tuple[str, str], ...]
    metrics: tuple[dict[str, str], ...] = ()

    @property
    def writer(self) -> str:
        """Who wrote it."""
        return self.id.split("-")[0]

    @property
    def text(self) -> str:
        """The transcript."""
        return " ".join(text for _, text in self.clauses)

    @property
    def asked(self) -> Question:
        """The question as the program asks it, with the key figures of all roles."""
        return Question(None, self.question, Kind.BEHAVIOURAL, kpis=load_bank().kpis)

    def without(self, role: str) -> "LabelledAnswer":
        """The answer with all clauses of one role cut out."""
        kept = tuple(clause for clause in self.clauses if clause[0] != role)
        return LabelledAnswer(f"{self.id} without {role}", self.kind, self.question, self.traits, kept)

    def in_order(self, order: str) -> "LabelledAnswer":
        """The answer with its clauses sorted by role, in the order of the letters given; O stays at the end."""
        places = {role: place for place, role in enumerate(order + "O")}
        kept = tuple(sorted(self.clauses, key=lambda clause: places[clause[0]]))
        return LabelledAnswer(f"{self.id} as {order}", self.kind, self.question, self.traits, kept)


def read_answers(writers: Sequence[str], folder: Path = FOLDER) -> list[LabelledAnswer]:
    """The answers of some writers, in their order."""
    return [answer for writer in writers for answer in read_file(folder / f"{writer}.txt")]


def split_answer(answer: LabelledAnswer, heard: str | None = None) -> list[tuple[Clause, str]]:
    """The program's own clauses of an answer, each with the role that most of its words have.

    Args:
        answer: What was written and labelled.
        heard: What a recogniser made of it; its words have the roles of those that they stand for, and a clause
            of which nothing was written has the role "".
    """
    owners = [role for role, text in answer.clauses for _ in text.split()]
    text = answer.text if heard is None else heard
    if heard is not None:
        owners = _carry_over(answer.text.split(), owners, heard.split())
    found: list[tuple[Clause, str]] = []
    place = 0
    for clause in split_clauses(text, Timeline(Transcript.typed(text))):
        roles = owners[place : place + clause.words]
        place += clause.words
        known = [role for role in roles if role]
        found.append((clause, max(sorted(set(known)), key=known.count) if known else ""))
    return found


def _carry_over(written: Sequence[str], owners: Sequence[str], heard: Sequence[str]) -> list[str]:
    """The role of each heard word: that of the written word in its place; "" where none was written."""
    roles: list[str] = []
    was, said = ([re.sub(r"\W", "", word.lower()) for word in words] for words in (written, heard))
    for _, begin, finish, first, last in SequenceMatcher(None, was, said, autojunk=False).get_opcodes():
        own = owners[begin:finish] or [""]
        roles += [own[min(place, len(own) - 1)] for place in range(last - first)]
    return roles


def read_heard() -> dict[str, str]:
    """What the recogniser heard of some answers, by their ids; `python -m lab.hear` makes it."""
    blocks = (FOLDER / "heard.txt").read_text(encoding="utf-8").strip().split("\n\n")
    lines = [block.splitlines() for block in blocks]
    return {own[0].removeprefix("@id "): own[-1] for own in lines}


def read_file(path: Path) -> list[LabelledAnswer]:
    """The answers of one file, in their order."""
    return [_answer(block) for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip())]


def _answer(block: str) -> LabelledAnswer:
    head: dict[str, str] = {}
    clauses: list[tuple[str, str]] = []
    metrics: list[dict[str, str]] = []
    for line in block.splitlines():
        if line.startswith("@"):
            key, _, value = line[1:].partition(" ")
            head[key] = value.strip()
        elif line.startswith("M "):
            metrics.append({key: quoted or bare for key, quoted, bare in _METRIC_FIELD.findall(line)})
        else:
            clauses.append((line[0], " ".join(line[2:].split())))
    traits = tuple(trait.strip() for trait in head.get("traits", "").split(",") if trait.strip())
    return LabelledAnswer(head["id"], head["kind"], head["question"], traits, tuple(clauses), tuple(metrics))
