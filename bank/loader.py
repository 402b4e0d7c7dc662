"""Reads a bank from TOML files: one folder a role, with `role.toml` and one file a topic."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bank.bank import Bank
from bank.errors import BankError
from bank.question import Kind, Kpi, Point, Question, Sample

SHIPPED = Path(__file__).parent / "data"
"""The folder of the banks that come with the program."""

LARGEST_BYTES = 1_000_000
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_STAR = ("situation", "task", "action", "result")


def load_bank(folder: Path = SHIPPED) -> Bank:
    """Every question in the role folders under `folder`.

    Raises:
        BankError: Something is wrong with a file; the message lists every fault.
    """
    faults: list[str] = []
    questions: list[Question] = []
    for role in sorted(path.parent for path in folder.glob("*/role.toml")):
        questions += _load_role(role, faults)
    seen: dict[str, str] = {}
    for question in questions:
        if question.id in seen:
            faults.append(f"{question.id}: used twice, in '{seen[question.id]}' and '{question.topic}'")
        seen[str(question.id)] = question.topic
    if not questions and not faults:
        faults.append(f"{folder}: no questions found")
    if faults:
        raise BankError(faults)
    return Bank(tuple(questions))


def _load_role(folder: Path, faults: list[str]) -> list[Question]:
    role = _Table.read(folder / "role.toml", faults)
    kpis = tuple(Kpi(entry.text("name"), entry.texts("spoken")) for entry in role.tables("kpi"))
    name = role.text("name")
    questions: list[Question] = []
    for path in sorted(folder.glob("*.toml")):
        if path.name != "role.toml":
            topic = _Table.read(path, faults)
            title = topic.text("topic")
            questions += [_question(entry, name, title, kpis) for entry in topic.tables("question")]
    return questions


def _question(table: "_Table", role: str, topic: str, kpis: tuple[Kpi, ...]) -> Question:
    question = Question(
        id=table.text("id"),
        prompt=table.text("prompt"),
        kind=table.kind(),
        role=role,
        topic=topic,
        competencies=table.texts("competencies"),
        insight=table.text("insight"),
        sample=table.sample(),
        points=tuple(Point(entry.text("says"), entry.texts("phrasings")) for entry in table.tables("point")),
        metrics=table.texts("metrics", required=False),
        follow_ups=table.pairs("follow_ups"),
        seconds=table.number("seconds", 30, 240),
        difficulty=table.number("difficulty", 1, 3),
        kpis=kpis,
    )
    if not _ID.fullmatch(question.id or ""):
        table.fault("id", "must be lower-case letters, digits and hyphens")
    known = {kpi.name for kpi in kpis}
    for metric in question.metrics:
        if metric not in known:
            table.fault("metrics", f"'{metric}' is not a kpi of role.toml")
    if question.kind == Kind.BEHAVIOURAL and question.sample is not None:
        missing = [part for part in _STAR if part not in dict(question.sample.parts)]
        if missing:
            table.fault("sample", f"a behavioural sample needs {', '.join(missing)}")
    return question


@dataclass
class _Table:
    """A TOML table that notes what is wrong with it instead of stopping at the first fault."""

    data: dict[str, Any]
    where: str
    faults: list[str] = field(repr=False)

    @classmethod
    def read(cls, path: Path, faults: list[str]) -> "_Table":
        data: dict[str, Any] = {}
        try:
            if path.stat().st_size > LARGEST_BYTES:
                faults.append(f"{path.name}: larger than {LARGEST_BYTES // 1_000_000} MB")
            else:
                data = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
            faults.append(f"{path.name}: {error}")
        return cls(data, path.name, faults)

    def fault(self, key: str, problem: str) -> None:
        """Note a fault at one of the table's keys."""
        if self.data:
            self.faults.append(f"{self.where}: {key}: {problem}")

    def text(self, key: str) -> str:
        """A string that must be there."""
        value = self.data.get(key)
        if not isinstance(value, str) or not value.strip():
            self.fault(key, "missing" if value is None else "must be text")
            return ""
        return " ".join(value.split())

    def texts(self, key: str, required: bool = True) -> tuple[str, ...]:
        """A list of strings."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fault(key, "must be a list of texts")
            return ()
        if required and not value:
            self.fault(key, "missing")
        return tuple(value)

    def number(self, key: str, least: int, most: int) -> int:
        """A whole number between two bounds."""
        value = self.data.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.fault(key, f"must be a whole number from {least} to {most}")
            return least
        return value

    def kind(self) -> Kind:
        """The kind of question."""
        value = self.data.get("kind")
        if value not in set(Kind):
            self.fault("kind", f"must be one of {', '.join(Kind)}")
            return Kind.TECHNICAL
        return Kind(value)

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """A table of strings, in its order."""
        value = self.data.get(key, {})
        if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
            self.fault(key, "must be a table of texts")
            return ()
        return tuple((name, " ".join(text.split())) for name, text in value.items())

    def sample(self) -> Sample | None:
        """The sample answer, if there is one."""
        parts = self.pairs("sample")
        return Sample(parts) if parts else None

    def tables(self, key: str) -> list["_Table"]:
        """A list of tables, each named by its id or its place."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.fault(key, "must be a list of tables")
            return []
        return [
            _Table(item, f"{self.where}: {item.get('id') or f'{key} {number}'}", self.faults)
            for number, item in enumerate(value, 1)
        ]
