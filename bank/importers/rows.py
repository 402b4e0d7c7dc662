"""Guides as rows: CSV, and JSON of several shapes."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from bank.errors import BankError
from bank.guide import Guide, GuideQuestion
from bank.importers.kinds import infer_kind
from bank.question import WRITTEN_KINDS, Kind
from bank.role import Ask, LookedFor

_PROMPT = ("question", "prompt", "interview question", "q")
_NAMES = {
    "topic": ("topic", "category", "section", "theme", "competency", "group"),
    "kind": ("kind", "type", "question type"),
    "reason": ("reason", "why", "insight", "rationale", "purpose", "why they ask", "interviewer insight", "notes"),
    "author": ("author", "by", "source", "expert"),
    "answer": ("answer", "sample answer", "sample", "example answer", "model answer", "response"),
}
_LOOKED_FOR = ("looked_for", "looking_for", "what hiring managers look for", "qualities")
_ASKS = ("asks", "ask", "questions to ask", "questions_to_ask")
_GENERAL = "General"


def parse_csv(text: str) -> Guide:
    """Rows under a header that has a column for the question.

    Raises:
        BankError: There is no such column.
    """
    try:
        dialect: Any = csv.Sniffer().sniff(text[:4000], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), dialect=dialect))
    except csv.Error as error:
        raise BankError([f"This is not CSV: {error}."]) from error
    if rows and not any(_key(name) in _PROMPT for name in rows[0] if name):
        raise BankError(
            ["The first line must name the columns, one of them 'question'; others: topic, reason, answer."]
        )
    questions = tuple(question for row in rows if (question := _question(row, "")) is not None)
    return Guide("", questions)


def parse_json(text: str) -> Guide:
    """A list of questions, or an object with "questions" or "topics", each with questions of its own.

    Raises:
        BankError: It is not JSON.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BankError([f"This is not JSON: {error}."]) from error
    questions = tuple(_walk(document, ""))
    if not isinstance(document, dict):
        return Guide("", questions)
    return Guide(
        _string(document.get("role") or document.get("title")),
        questions,
        tuple(LookedFor(item) for item in _listed(document, _LOOKED_FOR)),
        tuple(Ask(item, "") for item in _listed(document, _ASKS)),
    )


def _walk(value: Any, topic: str) -> Iterator[GuideQuestion]:
    """Every question in a document, with the topic it stands under."""
    if isinstance(value, list):
        for item in value:
            if isinstance(item, str):
                yield GuideQuestion(topic or _GENERAL, _string(item), infer_kind(item, topic))
            else:
                yield from _walk(item, topic)
    elif isinstance(value, dict):
        question = _question(value, topic)
        if question is not None:
            yield question
            return
        own = _string(value.get("topic") or value.get("name") or value.get("category")) or topic
        for key, item in value.items():
            if _key(key) in _LOOKED_FOR + _ASKS or not isinstance(item, list | dict):
                continue
            yield from _walk(item, own if _key(key) in ("questions", "topics", "items", "sections") else key)


def _question(row: dict[Any, Any], topic: str) -> GuideQuestion | None:
    """The question of a row or object, by whichever of the usual names its fields have."""
    fields = {_key(name): value for name, value in row.items() if isinstance(name, str)}
    prompt = next((_string(fields[name]) for name in _PROMPT if isinstance(fields.get(name), str)), "")
    if not prompt:
        return None
    found = {key: next((_string(fields[n]) for n in names if n in fields), "") for key, names in _NAMES.items()}
    topic = found["topic"] or topic or _GENERAL
    kind = (
        Kind(found["kind"].lower())
        if found["kind"].lower() in WRITTEN_KINDS
        else infer_kind(prompt, f"{found['kind']} {topic}")
    )
    return GuideQuestion(topic, prompt, kind, found["reason"], found["author"], found["answer"])


def _listed(document: dict[str, Any], names: tuple[str, ...]) -> list[str]:
    for name, value in document.items():
        if _key(name) in names and isinstance(value, list):
            return [_string(item) for item in value if _string(item)]
    return []


def _key(name: str) -> str:
    return " ".join(name.strip().lower().lstrip("\ufeff").split())


def _string(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(_string(item) for item in value)
    return "\n".join(" ".join(line.split()) for line in str(value).splitlines()) if value is not None else ""
