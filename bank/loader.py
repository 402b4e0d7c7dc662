"""Reads banks from TOML files: one folder a role, with `role.toml` and one file a topic."""

import re
from collections.abc import Iterable
from pathlib import Path

from bank.bank import Bank
from bank.errors import BankError
from bank.question import STAR_PARTS, WRITTEN_KINDS, Kind, Kpi, Point, Question, Sample
from bank.role import Ask, LookedFor, Role
from bank.table import Table

SHIPPED = Path(__file__).parent / "data"
"""The folder of the banks that come with the program."""

ROLE_FILE = "role.toml"

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_OTHER_PARTS = ("opening", "points", "example", "closing")
_FOLLOW_UPS = (*STAR_PARTS, "example", "number", "challenge")
_QUESTION_KEYS = (
    "id", "kind", "prompt", "competencies", "insight", "metrics", "seconds", "difficulty", "sample", "point",
    "follow_ups", "source",
)  # fmt: skip


def load_bank(*folders: Path) -> Bank:
    """Every question in the role folders under `folders`; by default those that come with the program.

    A role that is in several folders has its questions from all of them; where a later one names no key figures of
    its own, it has the earlier ones'.

    Raises:
        BankError: Something is wrong with a file; the message lists every fault.
    """
    faults: list[str] = []
    roles: dict[str, Role] = {}
    questions: list[Question] = []
    for folder in folders or (SHIPPED,):
        for path in sorted(folder.glob(f"*/{ROLE_FILE}")):
            role = _read_role(path, faults)
            known = roles.get(role.name)
            kpis = role.kpis or (known.kpis if known else ())
            for topic in sorted(path.parent.glob("*.toml")):
                if topic.name != ROLE_FILE:
                    questions += _read_topic(topic, role.name, kpis, faults)
            roles[role.name] = _merge(known, role)
    _check_ids(questions, faults)
    _check_probes(roles.values(), questions, faults)
    if not questions and not faults:
        faults.append("No questions were found.")
    if faults:
        raise BankError(faults)
    return Bank(tuple(questions), tuple(roles.values()))


def check_file(path: Path) -> list[str]:
    """Everything that is wrong with one topic or role file; a topic's key figures are those of the role beside it."""
    faults: list[str] = []
    if path.name == ROLE_FILE:
        _read_role(path, faults)
        return faults
    beside = path.with_name(ROLE_FILE)
    role = _read_role(beside, []) if beside.is_file() else Role("")
    _check_ids(_read_topic(path, role.name, role.kpis, faults), faults)
    return faults


def _read_role(path: Path, faults: list[str]) -> Role:
    table = Table.read(path, faults)
    table.where = f"{path.parent.name}/{path.name}"
    table.only(("name", "kpi", "looked_for", "ask"))
    return Role(
        name=table.text("name"),
        kpis=tuple(_kpi(entry) for entry in table.tables("kpi")),
        looked_for=tuple(_looked_for(entry) for entry in table.tables("looked_for")),
        asks=tuple(Ask(entry.text("question"), entry.text("why", required=False)) for entry in table.tables("ask")),
    )


def _kpi(table: Table) -> Kpi:
    table.only(("name", "spoken", "measures", "lower_is_better", "counted"))
    spoken = table.texts("spoken")
    if not spoken:
        table.fault("spoken", "missing")
    return Kpi(
        name=table.text("name"),
        spoken=spoken,
        measures=table.text("measures", required=False),
        lower_is_better=table.flag("lower_is_better"),
        counted=table.texts("counted"),
    )


def _looked_for(table: Table) -> LookedFor:
    table.only(("what", "strong", "weak", "show", "probe"))
    return LookedFor(
        table.text("what"),
        table.text("strong", required=False),
        table.text("weak", required=False),
        table.text("show", required=False),
        table.text("probe", required=False),
    )


def _read_topic(path: Path, role: str, kpis: tuple[Kpi, ...], faults: list[str]) -> list[Question]:
    table = Table.read(path, faults)
    table.only(("topic", "question"))
    topic = table.text("topic")
    return [_question(entry, role, topic, kpis) for entry in table.tables("question")]


def _question(table: Table, role: str, topic: str, kpis: tuple[Kpi, ...]) -> Question:
    table.only(_QUESTION_KEYS)
    kind = Kind(table.one_of("kind", WRITTEN_KINDS, fallback=Kind.TECHNICAL))
    question = Question(
        id=table.text("id"),
        prompt=table.text("prompt"),
        kind=kind,
        role=role,
        topic=topic,
        competencies=table.texts("competencies"),
        insight=table.text("insight", required=False),
        sample=_sample(table, kind),
        points=tuple(_point(entry) for entry in table.tables("point")),
        metrics=table.texts("metrics"),
        follow_ups=_parts(table, "follow_ups", _FOLLOW_UPS),
        seconds=table.number("seconds", 30, 240, default=90),
        difficulty=table.number("difficulty", 1, 3, default=2),
        kpis=kpis,
        source=table.text("source", required=False),
    )
    if question.id and not _ID.fullmatch(question.id):
        table.fault("id", "must be lower-case letters, digits and hyphens, at most 64")
    known = {kpi.name for kpi in kpis}
    for metric in question.metrics:
        if metric not in known:
            table.fault("metrics", f"'{metric}' is not a kpi of {ROLE_FILE}")
    return question


def _point(table: Table) -> Point:
    table.only(("says", "phrasings"))
    phrasings = table.texts("phrasings")
    if not phrasings:
        table.fault("phrasings", "missing")
    return Point(table.text("says"), phrasings)


def _sample(table: Table, kind: Kind) -> Sample | None:
    known = (*STAR_PARTS, "answer") if kind == Kind.BEHAVIOURAL else (*_OTHER_PARTS, "answer")
    parts = _parts(table, "sample", known)
    names = [name for name, _ in parts]
    missing = [part for part in STAR_PARTS if part not in names]
    if parts and kind == Kind.BEHAVIOURAL and missing and "answer" not in names:
        table.fault("sample", f"a behavioural sample needs {', '.join(missing)}, or one 'answer' without parts")
    return Sample(parts) if parts else None


def _parts(table: Table, key: str, known: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    parts = table.pairs(key)
    for name, text in parts:
        if name not in known:
            table.fault(key, f"'{name}' is not one of {', '.join(known)}")
        elif not text:
            table.fault(key, f"'{name}' is empty")
    return parts


def _merge(known: Role | None, role: Role) -> Role:
    if known is None:
        return role
    return Role(role.name, role.kpis or known.kpis, (*known.looked_for, *role.looked_for), (*known.asks, *role.asks))


def _check_probes(roles: Iterable[Role], questions: list[Question], faults: list[str]) -> None:
    ids = {question.id for question in questions}
    for role in roles:
        for quality in role.looked_for:
            if quality.probe and quality.probe not in ids:
                faults.append(f"{role.name}: looked_for: probe: there is no question '{quality.probe}'")


def _check_ids(questions: list[Question], faults: list[str]) -> None:
    seen: dict[str, Question] = {}
    for question in questions:
        if not question.id:
            continue
        if question.id in seen:
            first = seen[question.id]
            faults.append(
                f"{question.id}: used twice, in '{first.topic}' of '{first.role}' "
                f"and in '{question.topic}' of '{question.role}'"
            )
        seen[question.id] = question
