"""A folder of many candidates' recordings becomes one table, whatever is wrong with some of them."""

import csv
import errno
import io
import json
import os
import time
import wave
from argparse import Namespace
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import require
from fakes import STORY

from audio.model_store import ModelStore
from audio.models import WHISPER_MODELS
from audio.transcript import Transcript
from audio.wav import write_wav
from bank import Kind, Question, load_bank
from voiceint.commands import assess
from voiceint.errors import VoiceintError
from voiceint.folder.errors import FolderError
from voiceint.folder.files import candidate_of, find_files
from voiceint.folder.job import Engine, Job, Judge
from voiceint.folder.journal import Journal
from voiceint.folder.judge import judge_file
from voiceint.folder.judging import carry_out, plan
from voiceint.folder.local import judge_here
from voiceint.folder.progress import Progress
from voiceint.folder.questions import QuestionTable, question_named
from voiceint.folder.row import COLUMNS, Row
from voiceint.folder.table import check_table, write_table
from voiceint.interviewer import judge
from voiceint.paths import Paths
from voiceint.settings import Settings
from voiceint.wiring import build_voice

BANK = load_bank()
ANGRY = "csm-conflict-angry-customer"
ASKED = Question(None, "Tell me about a hard week.", Kind.BEHAVIOURAL)


def put(folder: Path, *files: str, text: str = STORY) -> Path:
    """Files with an answer in them, in a folder."""
    for file in files:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def jobs_of(folder: Path, question: Question = ASKED) -> list[Job]:
    """A job for each answer in a folder."""
    return [Job(file, folder / file, question, "base") for file in find_files(folder)]


def read(table: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with table.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def quick(job: Job) -> Row:
    """A judge that knows everything at once; or fails, crashes or never ends, as the file's name says."""
    if "crash" in job.file:
        os._exit(7)
    if "endless" in job.file:
        time.sleep(600)
    if "bad" in job.file:
        return Row.failed(job.file, job.question, "It is damaged.")
    return Row(job.file, candidate_of(job.file), prompt=job.question.prompt, words=7)


class FakeEngine:
    """Judges one file after another in this process; stopped by Ctrl+C after some, if that is asked for."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.stop_after = stop_after
        self.judged: list[str] = []

    def __call__(self, jobs: Iterable[Job]) -> Generator[Row, None, None]:
        for job in jobs:
            if len(self.judged) == self.stop_after:
                raise KeyboardInterrupt
            self.judged.append(job.file)
            yield quick(job)


def judge_all(folder: Path, engine: Engine, judge: str = "a judge", again: bool = False, q: Question = ASKED) -> Path:
    """Judge a folder as the command does, with another engine; the table's path."""
    table = folder / "assessment.csv"
    with Journal(folder / "assessment.csv.jsonl") as journal:
        work = plan(jobs_of(folder, q), judge, journal, again)
        carry_out(work, engine, journal, table, Progress(len(work.jobs), io.StringIO(), rewrites=False))
    return table


def test_recordings_and_texts_are_found_in_subfolders_and_hidden_files_are_left_alone(tmp_path: Path) -> None:
    put(tmp_path, "in/b/x.MP3", "in/a.wav", "in/b/y.txt", "in/notes.pdf", "in/.hidden.wav", "in/.git/z.wav")

    assert find_files(tmp_path / "in") == ["a.wav", "b/x.MP3", "b/y.txt"]


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "secret/theirs.txt", "in/a.txt")
    (tmp_path / "in/link.txt").symlink_to(tmp_path / "secret/theirs.txt")
    (tmp_path / "in/links").symlink_to(tmp_path / "secret")
    (tmp_path / "in/round").symlink_to(tmp_path / "in")

    assert find_files(tmp_path / "in") == ["a.txt"]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="cannot be read"):
        find_files(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("file", "candidate"),
    [("anna/first/q1.wav", "anna"), ("Anna Lee - q1.wav", "Anna Lee"), ("ben_q2.mp3", "ben"), ("chen.wav", "chen")],
)
def test_a_candidate_is_named_by_the_first_folder_or_the_beginning_of_the_name(file: str, candidate: str) -> None:
    assert candidate_of(file) == candidate


def test_the_first_pattern_that_fits_tells_the_question(tmp_path: Path) -> None:
    rows = f"Pattern; Question; kind\n*-q1.*;{ANGRY};\n*-q2.*;How do you plan a week, and why?;Technical\n*;A story?;\n"
    (tmp_path / "table.csv").write_text(rows, encoding="utf-8-sig")
    table = QuestionTable.read(tmp_path / "table.csv", BANK)

    first, second, third = (table.question_of(f"anna/anna-{name}") for name in ("Q1.wav", "q2.mp3", "q3.wav"))

    assert first == BANK.find(ANGRY)
    assert second and (second.id, second.kind) == (None, Kind.TECHNICAL)
    assert third and third.kind == Kind.BEHAVIOURAL
    assert second.kpis


def test_everything_wrong_with_the_questions_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("question,pattern,kind\nno-such-id,*q1*,\nWhy us?,,\nWhy me?,*,odd\n,,\n")

    with pytest.raises(FolderError) as error:
        QuestionTable.read(tmp_path / "table.csv", BANK)

    assert [line.split(": ", 1)[1] for line in str(error.value).splitlines()] == [
        "there is no question 'no-such-id': 'voiceint bank list' shows their ids.",
        "a row needs a pattern and a question.",
        "there is no kind 'odd': it is one of behavioural, technical, situational.",
    ]
    assert "table.csv, line 2" in str(error.value)


@pytest.mark.parametrize(
    "content", ["", "a,b\n1,2\n", "pattern,question\n", "\0\1\2", "pattern,question\n" + "x" * 200_000]
)
def test_a_table_without_questions_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "table.csv").write_text(content)

    with pytest.raises(FolderError, match=r"pattern and|not CSV"):
        QuestionTable.read(tmp_path / "table.csv", BANK)


def test_a_file_name_may_hold_the_id_of_its_question() -> None:
    longer = replace(ASKED, id=f"{ANGRY}-again")
    bank = replace(BANK, questions=(*BANK.questions, longer))

    assert question_named(f"anna/{ANGRY.upper()}.wav", bank) == BANK.find(ANGRY)
    assert question_named(f"anna-{ANGRY}-again.wav", bank) == longer
    assert question_named("anna-q1.wav", bank) is None


def test_a_row_says_what_the_assessment_says() -> None:
    question = BANK.find(ANGRY)
    assert question

    row = Row.judged("anna/q1.wav", judge(question, Transcript.typed(STORY), None, None), "")

    assert (row.candidate, row.question, row.prompt, row.status) == ("anna", ANGRY, question.prompt, "ok")
    assert {row.situation, row.task, row.action, row.result} <= {"yes", "unsure", "no"}
    assert (row.words, row.seconds, row.judge) == (len(STORY.split()), None, "words")
    assert row.verdict and row.advice


def test_parts_of_a_story_are_blank_where_none_is_asked_for() -> None:
    asked = Question(None, "How do you plan?", Kind.TECHNICAL)

    row = Row.judged("q.txt", judge(asked, Transcript.typed("I look at the volume of calls."), None, None), "")

    assert (row.situation, row.task, row.action, row.result, row.number_in_result) == ("",) * 5


def test_cells_that_look_like_formulas_are_text(tmp_path: Path) -> None:
    names = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "plain", "\udcff"]

    write_table(tmp_path / "t.csv", [Row(f"{place}", name, words=-1) for place, name in enumerate(names)])

    rows = read(tmp_path / "t.csv")
    assert [row["candidate"] for row in rows] == ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\tx", "plain", "?"]
    assert {row["words"] for row in rows} == {"-1"}
    assert tuple(rows[0]) == COLUMNS


def test_a_table_of_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    write_table(tmp_path / "ours.csv", [])
    (tmp_path / "theirs.csv").write_text("name,salary\n")

    check_table(tmp_path / "ours.csv")
    check_table(tmp_path / "new.csv")
    with pytest.raises(FolderError, match="no table of this program"):
        check_table(tmp_path / "theirs.csv")


def test_work_that_was_stopped_is_taken_up_where_it_stopped(tmp_path: Path) -> None:
    put(tmp_path, *(f"{number}.txt" for number in range(9)), text="")
    for file in tmp_path.iterdir():
        file.write_text(file.name)
    stopped, rest = FakeEngine(stop_after=4), FakeEngine()

    with pytest.raises(KeyboardInterrupt):
        judge_all(tmp_path, stopped)
    half = read(tmp_path / "assessment.csv")
    whole = read(judge_all(tmp_path, rest))

    assert [row["file"] for row in half] == stopped.judged
    assert sorted(stopped.judged + rest.judged) == [row["file"] for row in whole] == find_files(tmp_path)


def test_half_a_line_in_the_journal_costs_only_its_file(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", text="a")
    put(tmp_path, "b.txt", text="b")
    journal = judge_all(tmp_path, FakeEngine()).with_name("assessment.csv.jsonl")
    journal.write_bytes(journal.read_bytes()[:-30])
    once, twice = FakeEngine(), FakeEngine()

    judge_all(tmp_path, once)
    judge_all(tmp_path, twice)

    assert (once.judged, twice.judged) == (["b.txt"], [])


@pytest.mark.parametrize("line", ["[]", '{"row": {}, "fingerprint": "x"}', "nonsense", '{"row": 1}', "[" * 9999])
def test_a_journal_with_nonsense_in_it_is_read_all_the_same(tmp_path: Path, line: str) -> None:
    (tmp_path / "j.jsonl").write_text(f"{line}\n")

    with Journal(tmp_path / "j.jsonl") as journal:
        journal.note("print", Row("a", "a"))
    with Journal(tmp_path / "j.jsonl") as journal:
        assert journal.find("x") is None
        assert journal.find("print") == Row("a", "a")


def test_a_full_disk_is_said_and_what_is_done_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.txt", text="a")
    put(tmp_path, "b.txt", text="b")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(KeyboardInterrupt):
        judge_all(tmp_path, FakeEngine(stop_after=1))
    with monkeypatch.context() as patch, pytest.raises(FolderError, match=r"No space left.*make room"):
        patch.setattr(os, "fsync", full)
        judge_all(tmp_path, FakeEngine())
    engine = FakeEngine()
    judge_all(tmp_path, engine)

    assert "a.txt" not in engine.judged


def test_one_program_at_a_time_writes_a_journal_and_nobody_else_reads_it(tmp_path: Path) -> None:
    with Journal(tmp_path / "j.jsonl"), pytest.raises(FolderError, match="Another voiceint"):
        Journal(tmp_path / "j.jsonl")

    assert (tmp_path / "j.jsonl").stat().st_mode & 0o777 == 0o600


def test_what_changed_is_judged_again_and_what_was_only_renamed_is_not(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", text="a")
    put(tmp_path, "b.txt", text="b")
    judge_all(tmp_path, FakeEngine())
    put(tmp_path, "a.txt", text="changed")
    (tmp_path / "b.txt").rename(tmp_path / "c.txt")
    engine = FakeEngine()

    rows = read(judge_all(tmp_path, engine))

    assert engine.judged == ["a.txt"]
    assert [(row["file"], row["candidate"]) for row in rows] == [("a.txt", "a"), ("c.txt", "c")]


@pytest.mark.parametrize(
    "change", [{"judge": "another judge"}, {"q": replace(ASKED, prompt="Another question?")}, {"again": True}]
)
def test_another_judge_or_question_judges_everything_again(tmp_path: Path, change: dict[str, object]) -> None:
    put(tmp_path, "a.txt")
    judge_all(tmp_path, FakeEngine())
    engine = FakeEngine()

    judge_all(tmp_path, engine, **change)  # type: ignore[arg-type]

    assert engine.judged == ["a.txt"]


def test_what_failed_is_tried_again_the_next_time(tmp_path: Path) -> None:
    put(tmp_path, "bad.txt")
    judge_all(tmp_path, FakeEngine())
    engine = FakeEngine()

    (row,) = read(judge_all(tmp_path, engine))

    assert engine.judged == ["bad.txt"]
    assert (row["status"], row["problem"], row["words"]) == ("failed", "It is damaged.", "")


def test_the_table_can_be_read_while_the_work_goes_on(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", text="a")
    put(tmp_path, "b.txt", text="b")
    seen: list[int] = []
    table = tmp_path / "assessment.csv"
    clock = iter(range(0, 1000, 11))

    def engine(jobs: Iterable[Job]) -> Generator[Row, None, None]:
        for job in jobs:
            seen.append(len(read(table)) if table.exists() else -1)
            yield quick(job)

    with Journal(tmp_path / "j.jsonl") as journal:
        work = plan(jobs_of(tmp_path), "", journal)
        carry_out(work, engine, journal, table, Progress(2, io.StringIO(), False), lambda: next(clock))

    assert seen == [-1, 1]
    assert [file.name for file in tmp_path.glob(".voiceint*")] == []


def test_progress_is_one_line_on_a_terminal_and_failures_stay() -> None:
    stream, now = io.StringIO(), iter([0.0, 60.0, 120.0, 180.0])
    progress = Progress(60, stream, rewrites=True, clock=lambda: next(now))

    progress.tell(Row("a.wav", "a"))
    progress.tell(Row.failed("x/b\x1b[2J.wav", None, "b\x1b[2J.wav cannot be opened."))
    progress.tell(Row("c.wav", "c"))
    progress.end()

    lines = stream.getvalue().split("\r\x1b[K")
    assert lines == [
        "",
        "0 of 60 done",
        "1 of 60 done",
        "x/b\ufffd[2J.wav: cannot be opened.\n",
        "2 of 60 done, 1 failed",
        "3 of 60 done, 1 failed, about 57 min left",
        "",
    ]


def test_progress_in_a_log_is_a_line_every_ten_seconds() -> None:
    stream, now = io.StringIO(), iter([0.0, 4.0, 8.0, 12.0, 16.0])
    progress = Progress(4, stream, rewrites=False, clock=lambda: next(now))

    for _ in range(4):
        progress.tell(Row("a.wav", "a"))
    progress.end()

    assert stream.getvalue().splitlines() == ["0 of 4 done", "3 of 4 done, less than a minute left"]


def silence(path: Path, seconds: int) -> None:
    """A recording in which nobody speaks."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * (8000 * seconds))


@pytest.mark.parametrize(
    ("name", "make", "problem"),
    [
        ("empty.wav", lambda path: path.touch(), "it is empty"),
        ("junk.wav", lambda path: path.write_bytes(b"RIFF\0\0\0\0WAVE" + bytes(range(256)) * 9), "damaged"),
        ("picture.mp3", lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" * 99), "it is not WAV"),
        ("cut.flac", lambda path: path.write_bytes(b"fLaC\0\0\0\x22"), "cannot be taken"),
        ("silent.wav", lambda path: silence(path, 2), "No words were heard"),
        ("long.wav", lambda path: silence(path, 16 * 60), "longer than 15 minutes"),
        ("gone.wav", lambda path: None, "No such file"),
        ("gone.txt", lambda path: None, "No such file"),
        ("empty.txt", lambda path: path.touch(), "No words were heard"),
        ("binary.txt", lambda path: path.write_bytes(b"a\0b"), "is not text"),
        ("book.txt", lambda path: path.write_text("word " * 30_000), "more than 25000 words"),
        ("huge.txt", lambda path: path.write_bytes(b"a" * 1_000_001), "larger than 1 MB"),
    ],
)
def test_a_bad_file_is_a_row_that_says_why(
    tmp_path: Path, name: str, make: Callable[[Path], object], problem: str
) -> None:
    make(tmp_path / name)
    job = Job(name, tmp_path / name, ASKED, "base")

    row = judge_file(job)

    assert (row.status, row.file, row.prompt) == ("failed", name, ASKED.prompt)
    assert problem in row.problem
    if (tmp_path / name).exists() and "larger" not in problem:
        assert judge_file(replace(job, path=Path("/nowhere"), content=(tmp_path / name).read_bytes())) == row


def here(judge: Judge, jobs: list[Job]) -> list[Row]:
    """The rows of the jobs, by two processes."""
    with closing(judge_here(jobs, 2, judge)) as rows:
        return list(rows)


def test_a_judge_that_crashes_costs_only_the_file_it_had(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b-crash.txt", "c.txt", "d-bad.txt", "e.txt")

    rows = here(quick, jobs_of(tmp_path))

    problems = {row.file: row.problem for row in rows}
    assert sorted(problems) == ["a.txt", "b-crash.txt", "c.txt", "d-bad.txt", "e.txt"]
    assert [problems[file] for file in ("a.txt", "c.txt", "e.txt")] == ["", "", ""]
    assert "crashed" in problems["b-crash.txt"]
    assert problems["d-bad.txt"] == "It is damaged."


def test_whoever_stops_does_not_wait_for_what_is_being_judged(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b-endless.txt", "c-endless.txt")

    with closing(judge_here(jobs_of(tmp_path), 2, quick)) as rows:
        first = next(rows)
        began = time.monotonic()

    assert first.file == "a.txt"
    assert time.monotonic() - began < 2


def options(folder: Path, **given: object) -> Namespace:
    """What the command line gives the command."""
    usual: dict[str, object] = dict.fromkeys(("csv", "questions", "question", "ask", "workers", "scheduler"))
    usual |= {"kind": "behavioural", "engine": "local", "again": False, "keep": False, "json": False}
    return Namespace(answer=str(folder), **(usual | given))


def test_spoken_answers_of_a_folder_are_judged_by_the_command(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = Paths(tmp_path / "data", cache, cache / "logs")
    require(ModelStore(paths.models).is_here(WHISPER_MODELS["base"]), "the Whisper wheels: voiceint[embedded]")
    monkeypatch.setenv("VOICEINT_CACHE", str(cache))
    monkeypatch.setenv("VOICEINT_DATA", str(tmp_path / "data"))
    voice = build_voice(Settings(voice="system"), paths)
    assert voice
    folder = put(tmp_path / "in", "typed.txt")
    for name, said in (("anna-q1", "I cleared a backlog of ninety tickets."), ("ben-q1", "I usually ask my team.")):
        write_wav(folder / f"{name}.wav", voice.speak(said))
    voice.close()
    (folder / "chen-q1.wav").write_bytes(b"RIFF\0\0\0\0WAVE")
    (tmp_path / "questions.csv").write_text(f"pattern,question\n*-q1.wav,{ANGRY}\n")

    status = assess.run(options(folder, questions=str(tmp_path / "questions.csv")), Settings(), paths)

    anna, ben, chen, typed = read(folder / "assessment.csv")
    assert status == 1
    assert "2 of 4 files are judged, 2 failed" in capsys.readouterr().out
    assert (anna["question"], anna["model"], anna["status"]) == (ANGRY, "whisper base", "ok")
    assert int(anna["figures"]) == 1
    assert 1 < float(ben["seconds"]) < 5
    assert chen["status"] == "failed"
    assert typed["problem"].startswith("No pattern in")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"csv": "-"}, "must be a file"),
        ({"question": "no-such-id"}, "There is no question"),
        ({"ask": " "}, "The question is empty"),
        ({"ask": "Why?", "keep": True}, "are for one answer"),
        ({"questions": "/nowhere.csv"}, "cannot be opened"),
        ({"engine": "dask", "ask": "Why?"}, "--scheduler"),
        ({"csv": "/nowhere/t.csv", "ask": "Why?"}, "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_starts(
    tmp_path: Path, paths: Paths, given: dict[str, object], problem: str
) -> None:
    folder = put(tmp_path / "in", "a.txt")

    with pytest.raises(VoiceintError, match=problem):
        assess.run(options(folder, **given), Settings(), paths)


def test_an_empty_folder_is_said(tmp_path: Path, paths: Paths) -> None:
    with pytest.raises(VoiceintError, match="no recording or text"):
        assess.run(options(tmp_path), Settings(), paths)


def test_the_journal_holds_no_transcript(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", text="My secret words are pineapple and marmalade and nothing else at all.")
    with Journal(tmp_path / "j.jsonl") as journal:
        journal.note("x", judge_file(jobs_of(tmp_path)[0]))

    (line,) = (tmp_path / "j.jsonl").read_text().split("\n")[1:-1]
    assert json.loads(line)["row"]["words"] == 12
    assert "marmalade" not in line
