"""`voiceint history list` and `search`: which answers there are."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from voiceint.attempt import CANDIDATE
from voiceint.commands.history.chosen import find_session, wanted
from voiceint.commands.output import print_json, say
from voiceint.history import Filter, Hit, Store, Summary
from voiceint.paths import Paths
from voiceint.settings import Settings
from voiceint.text_report import counted

_IN_OTHER_WORDS = ("question_id", "prompt", "kind", "topic", "recorded")
"""Fields of a summary that stand in its JSON object under `question` or another name."""


def run(options: argparse.Namespace, settings: Settings, paths: Paths, store: Store) -> int:
    """Print answers, sessions, or the answers in which words were found."""
    if options.action == "search":
        return _search(options, store)
    if options.sessions:
        return _list_sessions(options, store)
    session = find_session(store, options.session) if options.session else ""
    found = store.summaries(wanted(options, session), options.limit)
    if options.json:
        print_json([to_json(summary) for summary in found])
        return 0
    for summary in found:
        for line in lines(summary):
            say(line)
    if not found:
        say("No answers yet: start 'voiceint' and give one." if not store.count() else "No answer is like that.")
    return 0


def lines(summary: Summary) -> Iterator[str]:
    """An answer in two lines."""
    when = f"{summary.at.astimezone():%Y-%m-%d %H:%M}"
    who = "" if summary.candidate == CANDIDATE else f" ({summary.candidate})"
    yield f"{summary.id[:8]}  {when}  {summary.brief_length:>9}  {summary.letters:<4}  {summary.prompt}{who}"
    yield f"          {summary.remark}"


def to_json(summary: Summary) -> dict[str, Any]:
    """An answer as a JSON object."""
    question = {"id": summary.question_id, "prompt": summary.prompt, "kind": summary.kind, "topic": summary.topic}
    recording = f"{summary.id}.wav" if summary.recorded else None
    document = {**asdict(summary), "at": summary.at.isoformat(), "question": question, "recording": recording}
    return {key: value for key, value in document.items() if key not in _IN_OTHER_WORDS}


def _list_sessions(options: argparse.Namespace, store: Store) -> int:
    sessions = [_session(document, store) for document in store.sessions()[: options.limit]]
    if options.json:
        print_json(sessions)
        return 0
    for each in sessions:
        state = "" if each["over"] else ", left before its end"
        when = f"{datetime.fromisoformat(each['at']).astimezone():%Y-%m-%d %H:%M}"
        say(f"{each['id'][:8]}  {when}  {each['style']:<9}  {counted(each['answers'], 'answer')}{state}")
    if not sessions:
        say("No sessions yet: start 'voiceint'.")
    return 0


def _session(document: dict[str, Any], store: Store) -> dict[str, Any]:
    return {
        "id": document["id"],
        "at": document["at"],
        "style": document["style"],
        "questions": len(document["steps"]),
        "over": document["position"] >= len(document["steps"]),
        "answers": store.count(Filter(session=document["id"])),
    }


def _search(options: argparse.Namespace, store: Store) -> int:
    hits = store.search(" ".join(map(_quoted, options.words)), wanted(options), options.limit)
    if options.json:
        print_json([{**to_json(hit.summary), "sentence": hit.sentence, "spans": hit.spans} for hit in hits])
        return 0
    for hit in hits:
        say(next(lines(hit.summary)))
        say(f"          “{_marked(hit)}”")
    if not hits:
        say("No answer has these words.")
    return 0


def _quoted(word: str) -> str:
    """What the shell took out of quotation marks, in them again."""
    return f'"{word}"' if " " in word else word


def _marked(hit: Hit) -> str:
    """The sentence with what was found in asterisks."""
    text, at = "", 0
    for start, end in hit.spans:
        text += f"{hit.sentence[at:start]}*{hit.sentence[start:end]}*"
        at = end
    return text + hit.sentence[at:]
