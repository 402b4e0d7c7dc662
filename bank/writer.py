"""Writes an imported guide into a folder of banks, whole or not at all."""

import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tomli_w

from bank.errors import BankError
from bank.guide import Guide, GuideQuestion
from bank.loader import ROLE_FILE, load_bank
from bank.table import Table

Label = Callable[[GuideQuestion], tuple[tuple[str, str], ...]]
"""The labelled parts of a question's sample answer; one part called "answer" where they are not known."""

_ID_LENGTH = 56
_FILLER = frozenset(
    "a about an and are at by can could describe did do for give had have how in is it me of on or share tell that the "
    "time to us was what when with would you your".split()
)


def write_guide(guide: Guide, role: str, folder: Path, taken: set[str], label: Label, others: tuple[Path, ...]) -> Path:
    """Add a guide's questions to the role's folder under `folder`, making it if it is not there.

    Args:
        guide: What was understood.
        role: Name of the role.
        folder: Where the user's banks lie.
        taken: Ids that may not be used again.
        label: Finds the parts of sample answers.
        others: Folders of banks that are used together with this one, for the check of the result.

    Returns:
        The role's folder.

    Raises:
        BankError: What would be written is not a correct bank; nothing was written then.
        OSError: The folder cannot be written; what was there is untouched.
    """
    target = folder / (slug(role) or "role")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".import-") as temporary:
        trial = Path(temporary) / "bank" / target.name
        if target.is_dir():
            shutil.copytree(target, trial)
        else:
            trial.mkdir(parents=True)
        _write_role(trial / ROLE_FILE, role, guide)
        for topic in guide.topics:
            _write_topic(trial, topic, role, [q for q in guide.questions if q.topic == topic], taken, label)
        rest = [path for path in folder.glob("*/") if path != target and not path.name.startswith(".")]
        for path in rest:
            shutil.copytree(path, trial.parent / path.name)
        load_bank(*others, trial.parent)
        _swap(trial, target, Path(temporary) / "old")
    return target


def slug(text: str) -> str:
    """Lower-case ASCII letters and digits, the rest as single hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def _swap(trial: Path, target: Path, old: Path) -> None:
    if target.is_dir():
        os.replace(target, old)
    try:
        os.replace(trial, target)
    except OSError:
        if old.is_dir():
            os.replace(old, target)
        raise


def _write_role(path: Path, role: str, guide: Guide) -> None:
    data: dict[str, Any] = {"name": role}
    if path.is_file():
        faults: list[str] = []
        data = Table.read(path, faults).data
        if faults:
            raise BankError(faults)
    known = {entry.get("what") for entry in data.get("looked_for", [])}
    looked_for = [
        {key: value for key, value in (("what", item.what), ("show", item.show)) if value}
        for item in guide.looked_for
        if item.what not in known
    ]
    asked = {entry.get("question") for entry in data.get("ask", [])}
    asks = [
        {key: value for key, value in (("question", item.question), ("why", item.why)) if value}
        for item in guide.asks
        if item.question not in asked
    ]
    for key, entries in (("looked_for", looked_for), ("ask", asks)):
        if entries:
            data[key] = [*data.get(key, []), *entries]
    _dump(path, data)


def _write_topic(
    folder: Path, topic: str, role: str, questions: list[GuideQuestion], taken: set[str], label: Label
) -> None:
    path = folder / f"{slug(topic)[:48] or 'topic'}.toml"
    number = 1
    while path.exists():
        number += 1
        path = path.with_name(f"{slug(topic)[:48] or 'topic'}-{number}.toml")
    _dump(path, {"topic": topic, "question": [_entry(question, role, taken, label) for question in questions]})


def _entry(question: GuideQuestion, role: str, taken: set[str], label: Label) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": _new_id(question, role, taken),
        "kind": question.kind.value,
        "prompt": question.prompt,
    }
    if question.reason:
        entry["insight"] = question.reason
    if question.author:
        entry["source"] = question.author
    if question.answer:
        entry["sample"] = dict(label(question))
    return entry


def _new_id(question: GuideQuestion, role: str, taken: set[str]) -> str:
    initials = "".join(word[0] for word in slug(role).split("-") if word) or "q"
    words = [word for word in slug(question.prompt).split("-") if word not in _FILLER][:6] or ["question"]
    base = "-".join([initials, *words])[:_ID_LENGTH].strip("-")
    found, number = base, 1
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    taken.add(found)
    return found


def _dump(path: Path, data: dict[str, Any]) -> None:
    path.write_text(tomli_w.dumps(data, multiline_strings=False), encoding="utf-8")
