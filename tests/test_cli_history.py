"""`voiceint history` on the command line."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes import STORY, tone
from test_history import BEHAVIOURAL, NO_RESULT, TECHNICAL, answered, secret_history

from audio.wav import write_wav
from voiceint import commands
from voiceint.attempt import Attempt
from voiceint.cli import _parser
from voiceint.history import Store
from voiceint.paths import Paths

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(paths: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `voiceint history`; returns the status and what was printed where."""
    monkeypatch.setenv("VOICEINT_DATA", str(paths.data))
    monkeypatch.setenv("VOICEINT_CACHE", str(paths.cache))

    def run(*arguments: str) -> tuple[int, str, str]:
        status = commands.run(_parser().parse_args(["history", *arguments]))
        return (status, *capsys.readouterr())

    return run


@pytest.fixture
def three(store: Store) -> list[Attempt]:
    """Three answers, oldest first."""
    attempts = [answered(BEHAVIOURAL, STORY), answered(BEHAVIOURAL, NO_RESULT, 5), answered(TECHNICAL, "Queues.", 9)]
    for attempt in attempts:
        store.save(attempt)
    return attempts


def test_answers_are_listed_with_length_and_letters(run: Run, three: list[Attempt]) -> None:
    status, printed, _ = run("list")

    assert status == 0
    assert [line.split()[0] for line in printed.splitlines()[::2]] == [attempt.id[:8] for attempt in reversed(three)]
    assert f"{len(NO_RESULT.split())} words  S·A·" in printed
    assert "A story without a task and a result." in printed


def test_the_list_is_narrowed_down_and_cut(run: Run, three: list[Attempt]) -> None:
    assert [each["id"] for each in json.loads(run("list", "--missing", "result", "--json")[1])] == [three[1].id]
    assert [each["id"] for each in json.loads(run("list", "--kind", "technical", "--json")[1])] == [three[2].id]
    assert len(json.loads(run("list", "--limit", "1", "--json")[1])) == 1
    assert run("list", "--topic", "knitting")[1] == "No answer is like that.\n"


def test_an_empty_history_says_what_to_do(run: Run) -> None:
    assert run("list")[1] == "No answers yet: start 'voiceint' and give one.\n"
    assert run("list", "--sessions")[1] == "No sessions yet: start 'voiceint'.\n"
    assert run("reassess")[1] == "Every answer is judged by the present judge.\n"


def test_words_are_found_with_their_sentence(run: Run, three: list[Attempt]) -> None:
    _, printed, _ = run("search", "depot")
    (found,) = json.loads(run("search", "wrong depot", "--json")[1])

    assert "found the parcel in the wrong *depot* and" in printed
    assert found["id"] == three[1].id
    assert [found["sentence"][start:end] for start, end in found["spans"]] == ["wrong depot"]
    assert run("search", "depot wrong")[1] == "No answer has these words.\n"  # one argument: words that follow


def test_sessions_are_listed_and_their_answers(run: Run, store: Store) -> None:
    first, second = secret_history(store)

    sessions = json.loads(run("list", "--sessions", "--json")[1])
    _, printed, _ = run("list", "--session", first.place.session[:6])

    assert [(each["id"], each["answers"], each["over"]) for each in sessions] == [
        (second.place.session, 1, True),
        (first.place.session, 1, True),
    ]
    assert first.id[:8] in printed and second.id[:8] not in printed


def test_earlier_judgements_are_shown(run: Run, store: Store) -> None:
    first, _ = secret_history(store)

    _, printed, _ = run("show", first.id[:6])
    document = json.loads(run("show", first.id[:6], "--json")[1])

    assert "(judge 1, by words): " in printed
    assert len(document["earlier_assessments"]) == 1


def test_deleting_needs_a_yes_and_says_what_would_go(run: Run, store: Store) -> None:
    first, second = secret_history(store)

    with_text = [("delete", first.id[:6]), ("delete", "--session", first.place.session), ("delete", "--all")]
    for arguments in (*with_text, ("delete", "--audio-older-than", "0")):
        status, _, problem = run(*arguments)
        assert (status, problem) == (1, "Nothing was deleted: answer y, or give --yes.\n")
    assert store.count() == 2

    assert run("delete", first.id, second.id, "--yes")[1].endswith("Deleted, here and in the backups: 2 answers.\n")
    assert store.count() == 0


@pytest.mark.parametrize(
    "arguments", [["delete"], ["delete", "abc", "--all"], ["delete", "--all", "--audio-older-than", "3"]]
)
def test_what_is_to_be_deleted_is_named_in_one_way(run: Run, arguments: list[str]) -> None:
    status, _, problem = run(*arguments)

    assert status == 1 and problem.startswith("Name answers by their ids, or give one of --session ID, --all")


def test_old_recordings_are_deleted_and_their_words_stay(run: Run, store: Store) -> None:
    old, new = (
        replace(answered(BEHAVIOURAL, NO_RESULT), at=datetime.now(UTC) - timedelta(days=days)) for days in (40, 10)
    )
    for attempt in (old, new):
        attempt = replace(attempt, recording=f"{attempt.id}.wav")
        write_wav(store.recording_path(attempt), tone(0.1))
        store.save(attempt)

    assert run("delete", "--audio-older-than", "30", "--yes")[1] == "Deleted: 1 recording.\n"

    assert not store.recording_path(old).exists() and store.recording_path(new).exists()
    assert store.count() == 2 and store.search("depot")
    assert run("delete", "--audio-older-than", "30", "--yes")[1] == "No recording is older than 30 days.\n"


def test_a_backup_is_made_listed_and_gone_back_to(run: Run, store: Store, three: list[Attempt]) -> None:
    name = run("backup")[1].removeprefix("Backed up as ").removesuffix(".\n")
    store.save(replace(three[0], problem="spoiled"))

    assert run("restore")[1].startswith(name)
    assert run("restore", name)[::2] == (1, "Nothing was changed: answer y, or give --yes.\n")
    status, printed, _ = run("restore", name, "--yes")

    assert status == 0 and printed.startswith("3 answers are as they were.")
    found = store.find(three[0].id)
    assert found is not None and found.problem == ""
    assert run("restore", "yesterday")[::2] == (
        1,
        "There is no backup yesterday: 'voiceint history restore' lists them.\n",
    )


def test_what_had_to_be_recovered_is_said_whatever_was_asked(run: Run, store: Store, paths: Paths) -> None:
    store.save(answered(BEHAVIOURAL, STORY))
    store.close()
    with paths.database.open("r+b") as file:
        file.write(b"garbage!" * 4)

    status, printed, said = run("list")

    assert status == 0 and "A whole story" in printed
    assert said.startswith("The history was damaged: 1 answer could be read") and len(said.splitlines()) == 1


def test_a_whole_history_needs_no_repair(run: Run, three: list[Attempt]) -> None:
    assert run("repair")[1] == "The history is whole.\n"


def test_damage_inside_is_repaired_when_asked(run: Run, store: Store, paths: Paths, three: list[Attempt]) -> None:
    store.close()
    database = paths.database.read_bytes()
    place = database.index(b'"sentences"')
    with Path(paths.database).open("r+b") as file:
        file.seek(place)
        file.write(b"\xff" * 20)

    status, printed, _ = run("repair")

    assert status == 0 and printed.startswith("The history was damaged: 2 answers could be read")


def test_answers_are_judged_anew(run: Run, store: Store, three: list[Attempt]) -> None:
    status, printed, _ = run("reassess", three[0].id[:6])

    assert status == 0 and printed.endswith("Judged anew: 1. The verdict changed in 0. What was said before is kept.\n")
    assert len(store.earlier_assessments(three[0].id)) == 1


def test_everything_is_really_everything(run: Run, store: Store, paths: Paths) -> None:
    secret_history(store)
    paths.plans.mkdir()
    (paths.plans / "0123abcd.json").write_text("{}")

    status, printed, _ = run("delete", "--all", "--yes")

    assert (status, printed) == (0, "Deleted: 2 answers, and all recordings, plans and backups.\n")
    left = {file.name for file in paths.data.rglob("*") if file.is_file() and file.stat().st_size}
    assert left <= {"history.db", "history.db-shm"}  # the second is how programs share the first
