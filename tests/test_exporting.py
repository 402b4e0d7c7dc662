"""Answers as files, and back."""

import argparse
import base64
import csv
import hashlib
import io
import json
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes import HOSTILE, STORY, tone

from audio.transcript import Transcript, Word
from audio.wav import write_wav
from bank import Kind, Question, load_bank
from voiceint import __version__
from voiceint.attempt import STAND_IN, Attempt, Place, Stage
from voiceint.commands.history import export
from voiceint.commands.history import take_in as take_in_command
from voiceint.commands.output import UsageError
from voiceint.errors import StorageError
from voiceint.exporting import recordings
from voiceint.exporting.errors import ExportError, ImportFileError
from voiceint.exporting.markdown import escaped
from voiceint.exporting.output import open_output
from voiceint.exporting.taking_in import take_in
from voiceint.history import Store
from voiceint.interviewer import judge
from voiceint.paths import Paths
from voiceint.rules import Style
from voiceint.session import Session
from voiceint.settings import Settings

QUESTION = next(question for question in load_bank().questions if question.kind == Kind.BEHAVIOURAL)
SESSION = Session.of_questions([QUESTION], Style.PRACTISE)


def spoken(text: str, question: Question = QUESTION) -> Attempt:
    """An assessed answer with the times of its words and a recording."""
    words = tuple(Word(word, 0.4 * place, 0.4 * place + 0.3) for place, word in enumerate(text.split()))
    transcript = Transcript.of_words(words, 0.4 * len(words), "whisper base")
    document = judge(question, transcript, 0.5, None)
    attempt = Attempt(question, stage=Stage.ASSESSED, transcript=transcript, assessment=document)
    return replace(attempt, recording=f"{attempt.id}.wav")


def typed(text: str, question: Question = QUESTION) -> Attempt:
    """An assessed answer without times."""
    transcript = Transcript.typed(text)
    return Attempt(
        question, stage=Stage.ASSESSED, transcript=transcript, assessment=judge(question, transcript, None, None)
    )


@pytest.fixture
def full(store: Store) -> Store:
    """A history with an answer of every sort in it."""
    first = replace(spoken(STORY), place=Place(SESSION.id, 0), at=datetime(2026, 3, 1, 9, 30, tzinfo=UTC))
    store.save(first)
    write_wav(store.recording_path(first), tone(1.0, rate=48_000))
    store.judge_anew(replace(first, heard=first.transcript, transcript=Transcript.typed("We tried. " + STORY)))
    store.save(replace(typed("Hello."), candidate=STAND_IN))
    unfinished = Attempt(QUESTION, stage=Stage.RECORDED, problem="The microphone failed.")
    store.save(replace(unfinished, recording=f"{unfinished.id}.wav"))
    write_wav(store.recording_path(unfinished), tone(0.5))
    store.keep_session(replace(SESSION, position=1))
    return store


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    """An empty history elsewhere."""
    opened = Store(tmp_path / "other" / "history.db", tmp_path / "other" / "recordings")
    yield opened
    opened.close()


def exported(store: Store, paths: Paths, output: Path | str | None, **options: Any) -> int:
    """Run the command."""
    usual: dict[str, Any] = {
        "attempts": [],
        "session": None,
        "all": False,
        "format": "json",
        "audio": None,
        "force": False,
    }
    if not {"attempts", "session"} & set(options):
        options["all"] = True
    namespace = argparse.Namespace(**usual | options | {"output": None if output is None else str(output)})
    return export.run(namespace, Settings(), paths, store)


def contents(store: Store) -> tuple[Any, ...]:
    """Everything a history holds."""
    attempts = list(store.attempts())
    earlier = {attempt.id: store.earlier_assessments(attempt.id) for attempt in attempts}
    sounds = {path.name: path.read_bytes() for path in store.recordings.iterdir()}
    return attempts, earlier, store.sessions(), sounds


@pytest.mark.parametrize("audio", ["beside", "embed"])
def test_what_was_exported_comes_back_the_same(
    full: Store, other: Store, paths: Paths, tmp_path: Path, audio: str
) -> None:
    exported(full, paths, tmp_path / "history.json", audio=audio)

    outcome = take_in(other, tmp_path / "history.json")

    assert contents(other) == contents(full)
    assert (outcome.taken, outcome.recordings, outcome.sessions, outcome.differing) == (3, 2, 1, [])


def test_the_document_says_what_it_is(full: Store, paths: Paths, tmp_path: Path) -> None:
    exported(full, paths, tmp_path / "history.json")

    document = json.loads((tmp_path / "history.json").read_text())
    assert (document["format"], document["version"], document["made_by"]) == ("voiceint history", 1, __version__)
    (said,) = (each["recording"] for each in document["attempts"] if each["stage"] == "assessed" and each["recording"])
    (wav,) = (tmp_path / "history-audio").glob(f"{document['attempts'][0]['id']}.wav")
    assert said == {"kept": "beside", "sha256": hashlib.sha256(wav.read_bytes()).hexdigest()}
    assert [len(each["earlier_assessments"]) for each in document["attempts"]] == [1, 0, 0]


def test_recordings_that_are_left_out_are_said_to_be(full: Store, other: Store, paths: Paths, tmp_path: Path) -> None:
    exported(full, paths, tmp_path / "history.json", audio="none")

    outcome = take_in(other, tmp_path / "history.json")

    assert outcome.missing == 2
    assert not (tmp_path / "history-audio").exists()
    assert [attempt.recording for attempt in other.attempts()] == [None, None, None]


def test_taking_the_same_in_again_changes_nothing(
    full: Store, paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exported(full, paths, tmp_path / "history.json")
    before = contents(full)
    capsys.readouterr()

    status = take_in_command.run(
        argparse.Namespace(file=str(tmp_path / "history.json"), replace=False), Settings(), paths, full
    )

    assert status == 0
    assert contents(full) == before
    assert capsys.readouterr().out == "Taken in: 0 answers, 0 recordings, 0 sessions.\nHere already: 3 answers.\n"


def test_recordings_that_were_lost_here_come_back(full: Store, paths: Paths, tmp_path: Path) -> None:
    before = contents(full)
    exported(full, paths, tmp_path / "history.json")
    for file in full.recordings.iterdir():
        file.unlink()

    outcome = take_in(full, tmp_path / "history.json")

    assert contents(full) == before
    assert (outcome.taken, outcome.same) == (2, 1)


def test_what_is_here_with_other_content_stays_unless_that_is_asked_for(
    full: Store, paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exported(full, paths, tmp_path / "history.json")
    as_exported = contents(full)
    first = next(full.attempts())
    full.save(replace(first, problem="Changed since."))
    options = argparse.Namespace(file=str(tmp_path / "history.json"), replace=False)

    assert take_in_command.run(options, Settings(), paths, full) == 1
    assert next(full.attempts()).problem == "Changed since."
    assert first.id[:8] in capsys.readouterr().out

    assert take_in(full, tmp_path / "history.json", replaces=True).taken == 1
    assert contents(full) == as_exported


def test_a_part_of_the_history_is_exported_with_its_sessions(full: Store, paths: Paths, tmp_path: Path) -> None:
    first, second, _ = full.attempts()
    exported(full, paths, tmp_path / "session.json", session=SESSION.id[:6])
    exported(full, paths, tmp_path / "answers.json", attempts=[second.id[:12]])

    documents = [json.loads((tmp_path / name).read_text()) for name in ("session.json", "answers.json")]
    assert [[each["id"] for each in document["attempts"]] for document in documents] == [[first.id], [second.id]]
    assert [len(document["sessions"]) for document in documents] == [1, 0]


def test_an_export_is_private_and_never_replaces_a_file_unasked(full: Store, paths: Paths, tmp_path: Path) -> None:
    target = tmp_path / "out" / "history.json"
    target.parent.mkdir()
    target.write_text("mine")

    with pytest.raises(ExportError, match="--force"):
        exported(full, paths, target)
    assert target.read_text() == "mine"

    exported(full, paths, target, force=True)
    files = [target, *target.with_name("history-audio").iterdir()]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert sorted(path.name for path in target.parent.iterdir()) == ["history-audio", "history.json"]


def test_an_export_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(StorageError), open_output(tmp_path / "history.json") as out:
        out.write("half")
        raise StorageError("The history cannot be read.")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("output", "options", "said"),
    [
        (None, {"attempts": ["abc"]}, "There is no answer abc"),
        (None, {"session": "abc"}, "There is no session abc"),
        (None, {"attempts": []}, "Say which answers"),
        (None, {"attempts": ["abc"], "all": True}, "Say which answers"),
        (None, {"audio": "beside"}, "--output"),
        ("a.md", {"format": "md", "audio": "embed"}, "cannot hold sound"),
        ("missing/a.md", {"format": "md"}, "There is no folder"),
    ],
)
def test_a_wrong_wish_is_told_in_one_line(
    full: Store, paths: Paths, tmp_path: Path, output: str | None, options: dict[str, Any], said: str
) -> None:
    with pytest.raises((UsageError, ExportError), match=said) as caught:
        exported(full, paths, None if output is None else tmp_path / output, **options)

    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["json", "html"])
def test_recordings_too_large_for_one_file_are_not_embedded(
    full: Store, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(recordings, "LARGEST_EMBEDDED", 5_000)

    with pytest.raises(ExportError, match="--audio beside"):
        exported(full, paths, tmp_path / "history", format=name, audio="embed")


def test_an_empty_history_is_not_exported(store: Store, paths: Paths) -> None:
    with pytest.raises(UsageError, match="no answer"):
        exported(store, paths, None)


def test_standard_output_holds_the_document_alone(
    full: Store, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    exported(full, paths, None)

    printed = capsys.readouterr()
    assert len(json.loads(printed.out)["attempts"]) == 3
    assert "--output" in printed.err


Break = Callable[[dict[str, Any]], object]
HARMS: dict[str, tuple[Break, str]] = {
    "another format": (lambda d: d.update(format="x"), "is not a history"),
    "newer": (lambda d: d.update(version=2), "update the program"),
    "version as text": (lambda d: d.update(version="1"), "which version"),
    "version true": (lambda d: d.update(version=True), "which version"),
    "attempts gone": (lambda d: d.pop("attempts"), "attempts must be a list"),
    "sessions a number": (lambda d: d.update(sessions=1), "sessions must be a list"),
    "an attempt a text": (lambda d: d["attempts"].append("x"), r"attempts\[3\] must be an object"),
    "an attempt twice": (lambda d: d["attempts"].append(d["attempts"][0]), "is there twice"),
    "id a path": (lambda d: d["attempts"][0].update(id="../../../../etc/passwd"), "32 hexadecimal digits"),
    "id with a newline": (lambda d: d["attempts"][0].update(id="a" * 32 + "\n"), "32 hexadecimal digits"),
    "id a number": (lambda d: d["attempts"][0].update(id=7), r"attempts\[0\].id must be text"),
    "unknown stage": (lambda d: d["attempts"][0].update(stage="x"), "stage must be one of recording"),
    "time without zone": (lambda d: d["attempts"][0].update(at="2026-01-01"), "a time with its zone"),
    "somebody else": (lambda d: d["attempts"][0].update(candidate="root"), "candidate must be"),
    "question gone": (lambda d: d["attempts"][0].pop("question"), "question is missing"),
    "question's id": (lambda d: d["attempts"][0]["question"].update(id="a\ud800"), "question.id"),
    "endless question": (lambda d: d["attempts"][0]["question"].update(prompt="x" * 10_001), "more than 10000"),
    "step below 0": (lambda d: d["attempts"][0]["place"].update(step=-1), "step must not"),
    "step too large": (lambda d: d["attempts"][0]["place"].update(step=10**30), "too large"),
    "words that are no list": (lambda d: d["attempts"][0]["heard"].update(words={}), r"words must be a list"),
    "a word without a time": (lambda d: d["attempts"][0]["heard"]["words"][0].update(start=None), "must be a number"),
    "a word a year later": (lambda d: d["attempts"][0]["heard"]["words"][0].update(end=9e7), "times that cannot be"),
    "judged and no text": (lambda d: d["attempts"][0].update(transcript=None), "has no transcript"),
    "no advice": (lambda d: d["attempts"][0]["assessment"].pop("advice"), "advice is missing"),
    "a share of a million": (
        lambda d: d["attempts"][0]["assessment"]["star"]["task"].update(share=1e6),
        "share must be from 0 to 1",
    ),
    "an unknown role": (
        lambda d: d["attempts"][0]["assessment"]["sentences"][0].update(role="<"),
        "role must be one of",
    ),
    "sentences in no order": (
        lambda d: d["attempts"][0]["assessment"]["sentences"][0].update(start=0.0, end=80000.0),
        "not in the order",
    ),
    "an unknown kind of answer": (
        lambda d: d["attempts"][0]["assessment"]["story"].update(kind="x"),
        "cannot be shown",
    ),
    "advice that is no text": (
        lambda d: d["attempts"][0]["assessment"]["advice"].append({"check": "a", "message": 1, "evidence": None}),
        "message must be text",
    ),
    "earlier of nothing": (lambda d: d["attempts"][0].update(earlier_assessments=[{}]), "replaced is missing"),
    "recording a path": (
        lambda d: d["attempts"][0].update(recording={"kept": "/etc/passwd"}),
        "kept in one of these ways",
    ),
    "recording changed": (lambda d: d["attempts"][0]["recording"].update(sha256="0" * 64), "SHA-256"),
    "recording no base64": (lambda d: d["attempts"][0]["recording"].update(wav="!"), "not base64"),
    "recording no WAV": (
        lambda d: d["attempts"][0]["recording"].update(
            wav=base64.b64encode(b"RIFF").decode(), sha256=hashlib.sha256(b"RIFF").hexdigest()
        ),
        "not one of this program's",
    ),
    "session's style": (lambda d: d["sessions"][0].update(style="x"), "style must be one of"),
    "session's place": (lambda d: d["sessions"][0].update(position=9), "not within its steps"),
    "session's rules": (lambda d: d["sessions"][0]["steps"][0]["rules"].update(x=1), "cannot be read"),
    "session's question": (lambda d: d["sessions"][0]["steps"][0].update(part=5), "part must be text"),
}


@pytest.mark.parametrize("name", HARMS)
def test_a_file_with_something_wrong_is_refused_whole(
    full: Store, other: Store, paths: Paths, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "history.json"
    exported(full, paths, file, audio="embed")
    document = json.loads(file.read_text())
    harm, said = HARMS[name]
    harm(document)
    file.write_text(json.dumps(document))

    with pytest.raises(ImportFileError, match=said) as caught:
        take_in(other, file)

    assert "\n" not in str(caught.value)
    assert contents(other) == ([], {}, [], {})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "as a history in JSON"),
        ("{", "as a history in JSON"),
        ("[1, 2]", "as a history in JSON"),
        ("{}", "is not a history"),
        ('{"a": 1,}', "as a history in JSON"),
        ('{"a": 1} x', "something follows"),
        ('{"attempts": []}', "is not a history"),
        ('{"format": NaN}', "NaN is no number"),
        ('{"format": 1e999}', "too large a number"),
        ("9" * 5000, "as a history in JSON"),
        ('{"format": "voiceint history", "version": 1, "attempts": ' + "[" * 100_000, "nested too deeply"),
    ],
    ids=[
        "empty",
        "cut off",
        "a list",
        "nothing",
        "comma",
        "more",
        "no name",
        "not a number",
        "infinite",
        "endless number",
        "deep",
    ],
)
def test_a_file_that_is_no_document_is_refused(other: Store, tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "x.json").write_text(text)

    with pytest.raises(ImportFileError, match=said):
        take_in(other, tmp_path / "x.json")


def test_bytes_and_missing_files_are_refused(other: Store, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes(b"\xff\xfe\x00binary")

    for name, said in (("x.json", "as a history in JSON"), ("none.json", "There is no file"), ("", "There is no file")):
        with pytest.raises(ImportFileError, match=said):
            take_in(other, tmp_path / name)


def test_deep_nesting_inside_an_assessment_is_refused(full: Store, other: Store, paths: Paths, tmp_path: Path) -> None:
    file = tmp_path / "history.json"
    exported(full, paths, file, audio="none")
    deep = "[" * 900 + "]" * 900
    file.write_text(file.read_text().replace('"assessment": {', f'"assessment": {{"extra": {deep}, ', 1))

    with pytest.raises(ImportFileError, match="nested too deeply"):
        take_in(other, file)


def test_texts_of_the_file_cannot_steer_a_terminal(full: Store, other: Store, paths: Paths, tmp_path: Path) -> None:
    file = tmp_path / "history.json"
    exported(full, paths, file, audio="none")
    document = json.loads(file.read_text())
    document["attempts"][0]["question"]["prompt"] = HOSTILE
    document["attempts"][0]["assessment"]["advice"][0]["message"] = HOSTILE
    file.write_text(json.dumps(document))

    take_in(other, file)

    first = next(other.attempts())
    assert first.assessment is not None
    assert not set(first.question.prompt + first.assessment["advice"][0]["message"]) & set("\x00\x07\x1b\u202e")


def test_a_row_of_the_table_has_the_figures(full: Store, paths: Paths, tmp_path: Path) -> None:
    exported(full, paths, tmp_path / "history.csv", format="csv")

    rows = list(csv.DictReader((tmp_path / "history.csv").open(newline="")))
    assert [row["stage"] for row in rows] == ["assessed", "assessed", "recorded"]
    first = rows[0]
    assert (first["question_id"], first["words"], first["situation"], first["result"]) == (
        QUESTION.id,
        "67",
        "yes",
        "yes",
    )
    assert (first["number_in_result"], first["recorded"], first["candidate"]) == ("yes", "yes", "you")
    assert (rows[2]["words"], rows[2]["task"], rows[2]["figures"]) == ("", "", "")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_no_cell_is_a_formula(store: Store, paths: Paths, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    store.save(typed(STORY, Question(None, text, Kind.BEHAVIOURAL, topic=text)))

    exported(store, paths, "-", format="csv")

    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["question"], row["topic"]) == (f"'{text}", f"'{text}")


def test_recordings_can_lie_beside_a_table(full: Store, paths: Paths, tmp_path: Path) -> None:
    exported(full, paths, tmp_path / "history.csv", format="csv", audio="beside")

    first = next(csv.DictReader((tmp_path / "history.csv").open(newline="")))
    assert (tmp_path / first["recording"]).read_bytes() == (full.recordings / f"{first['id']}.wav").read_bytes()


def test_markdown_has_what_was_asked_said_and_judged(full: Store, paths: Paths, tmp_path: Path) -> None:
    exported(full, paths, tmp_path / "history.md", format="md")

    text = (tmp_path / "history.md").read_text()
    assert f"## {QUESTION.prompt}\n" in text
    assert "2026-03-01 09:30 UTC" in text
    assert "**A whole story, with a number in its result" in text
    assert "| Result | yes |" in text
    assert "- Backlog: 400 -\\> 30" in text
    assert "The microphone failed." in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# a", "\\# a"),
        ("1. a", "1\\. a"),
        ("- a", "\\- a"),
        ("*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`"),
        ("[a](b) ![c](d)", "\\[a\\](b) !\\[c\\](d)"),
        ("<script>", "\\<script\\>"),
        ("a | b &amp; c", "a \\| b \\&amp; c"),
        ("a\n\n# b", "a # b"),
        ("--- a", "\\--- a"),
    ],
)
def test_markdown_shows_text_as_it_is(text: str, shown: str) -> None:
    assert escaped(text) == shown


def test_thousands_of_answers_are_not_held_in_memory(
    store: Store, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = datetime(2026, 1, 1, tzinfo=UTC)
    attempt = typed(STORY)
    for number in range(250):
        store.save(replace(attempt, id=f"{number:032x}", at=began + timedelta(hours=number)))
    held: list[int] = []
    select = store._select

    def counting(clause: str, values: tuple[object, ...]) -> list[Attempt]:
        found = select(clause, values)
        held.append(len(found))
        return found

    monkeypatch.setattr(store, "_select", counting)

    exported(store, paths, tmp_path / "history.json")

    assert len(json.loads((tmp_path / "history.json").read_text())["attempts"]) == 250
    assert max(held) <= 100
