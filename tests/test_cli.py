import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import HOSTILE, STORY, tone

from audio.wav import write_wav
from bank import SHIPPED, Bank, Kind, Question
from voiceint import __version__, commands
from voiceint.attempt import Attempt, Stage
from voiceint.cli import _parser
from voiceint.commands import start
from voiceint.history import Store
from voiceint.paths import Paths
from voiceint.settings import Settings
from voiceint.tui.studio import Studio

QUESTION = "csm-conflict-angry-customer"
HEAVY = ("numpy", "onnxruntime", "textual", "ctranslate2", "sounddevice", "rich", "av")


def voiceint(
    *arguments: str, home: Path, text: str | None = None, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the program with folders of its own."""
    folders = {"VOICEINT_DATA": str(home / "data"), "VOICEINT_CACHE": str(home / "cache")}
    return subprocess.run(
        [sys.executable, "-m", "voiceint", *arguments],
        input=text or "",
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, **folders, **(environment or {})},
    )


def test_the_version_is_printed(tmp_path: Path) -> None:
    done = voiceint("--version", home=tmp_path)

    assert (done.returncode, done.stdout) == (0, f"voiceint {__version__}\n")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["assess", "--help"]])
def test_help_and_version_load_nothing_heavy(arguments: list[str]) -> None:
    code = f"import sys\nfrom voiceint.cli import main\ntry: main({arguments})\nexcept SystemExit: pass\n"
    code += f"print([name for name in {HEAVY} if name in sys.modules])"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert done.stdout.splitlines()[-1] == "[]"


def test_every_command_has_help(tmp_path: Path) -> None:
    for command in ("practise", "demo", "assess", "bank", "history", "doctor", "models"):
        done = voiceint(command, "--help", home=tmp_path)

        assert done.returncode == 0
        assert done.stdout.startswith(f"usage: voiceint {command}")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nonsense"],
        ["nonsense"],
        ["assess"],
        ["assess", "x"],
        ["demo", "--rate", "9"],
        ["practise", "--questions", "0"],
        ["bank"],
    ],
    ids=" ".join,
)
def test_wrong_usage_has_status_2(tmp_path: Path, arguments: list[str]) -> None:
    assert voiceint(*arguments, home=tmp_path).returncode == 2


def test_a_text_is_assessed(tmp_path: Path) -> None:
    (tmp_path / "answer.txt").write_text(STORY)

    done = voiceint("assess", str(tmp_path / "answer.txt"), "--question", QUESTION, home=tmp_path)

    assert done.returncode == 0
    assert done.stdout.startswith("A whole story, with a number in its result")
    assert not (tmp_path / "data").exists()


def test_standard_input_is_assessed_as_one_json_document(tmp_path: Path) -> None:
    done = voiceint("assess", "-", "--ask", "Tell me about a success.", "--json", home=tmp_path, text=STORY)

    document = json.loads(done.stdout)
    assert document["question"] == {"id": None, "prompt": "Tell me about a success.", "kind": "behavioural"}
    assert document["transcript"] == {"text": STORY, "edited": False, "words": []}
    assert document["star"]["quantified_result"]
    assert document["timings"]["transcribe_seconds"] is None
    assert done.stderr == ""


def test_a_kept_answer_is_in_the_history(tmp_path: Path) -> None:
    kept = voiceint("assess", "-", "--question", QUESTION, "--keep", "--json", home=tmp_path, text=STORY)
    key = json.loads(kept.stdout)["attempt"]

    listed = json.loads(voiceint("history", "list", "--json", home=tmp_path).stdout)
    shown = voiceint("history", "show", key[:6], home=tmp_path)

    assert [item["id"] for item in listed] == [key]
    assert STORY in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["assess", "missing.wav", "--question", QUESTION], "There is no file missing.wav"),
        (["assess", "-", "--question", "nothing"], "'voiceint bank list' shows their ids"),
        (["assess", "-", "--ask", "  "], "The question is empty"),
        (["history", "show", "abc"], "'voiceint history list' shows their ids"),
        (["history", "delete", "abc"], "'voiceint history list' shows their ids"),
        (["models", "get", "huge"], "There is no model 'huge'"),
        (["models", "get", "base"], "Nothing was downloaded"),
        (["practise"], "needs a terminal"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_failure_is_one_line_that_says_what_to_do(tmp_path: Path, arguments: list[str], said: str) -> None:
    done = voiceint(*arguments, home=tmp_path)

    assert done.returncode == 1
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


@pytest.mark.parametrize("data", [b"\0\1\2binary\0", b"x" * 1_100_000], ids=["binary", "huge"])
def test_a_file_that_is_no_answer_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "answer").write_bytes(data)

    done = voiceint("assess", str(tmp_path / "answer"), "--question", QUESTION, home=tmp_path)

    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def test_hostile_text_does_not_reach_the_terminal(tmp_path: Path) -> None:
    done = voiceint(
        "assess",
        "-",
        "--ask",
        HOSTILE.replace("\x00", ""),
        "--keep",
        home=tmp_path,
        text=HOSTILE.replace("\x00", "") * 3,
    )
    listed = voiceint("history", "list", home=tmp_path)

    for output in (done.stdout, listed.stdout):
        assert output
        assert not set(output) & set("\x1b\x07\x00\u202e")


def test_questions_are_listed_and_shown(tmp_path: Path) -> None:
    listed = json.loads(voiceint("bank", "list", "--json", home=tmp_path).stdout)
    shown = voiceint("bank", "show", listed[0]["id"], home=tmp_path)

    assert listed[0]["prompt"] in " ".join(shown.stdout.split())
    assert "Sample answer" in shown.stdout


def test_models_are_listed(tmp_path: Path) -> None:
    done = voiceint("models", "list", home=tmp_path)

    assert done.stdout.splitlines()[0].startswith("base")


@pytest.mark.parametrize("folder", ["/proc/nowhere", "/dev/null/x"])
def test_a_data_folder_that_cannot_be_written_is_said(tmp_path: Path, folder: str) -> None:
    done = voiceint("history", "list", home=tmp_path, environment={"VOICEINT_DATA": folder})

    assert done.returncode == 1
    assert "VOICEINT_DATA" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_closed_pipe_is_no_error_message(tmp_path: Path) -> None:
    command = f"{sys.executable} -m voiceint bank list | head -1"

    done = subprocess.run(command, shell=True, capture_output=True, text=True)

    assert done.stderr == ""


GUIDE = "Night Porter\n\nSecurity\nHow do you check the doors?\nTell me about a time you called the police.\n"


def test_a_guide_is_imported_shown_and_found(tmp_path: Path) -> None:
    (tmp_path / "guide.txt").write_text(GUIDE)
    guide = str(tmp_path / "guide.txt")

    dry = voiceint("bank", "import", guide, "--dry-run", home=tmp_path)
    refused = voiceint("bank", "import", guide, home=tmp_path)
    assert "2 questions in 1 topics" in dry.stdout
    assert (refused.returncode, "give --yes" in refused.stderr) == (1, True)
    assert not (tmp_path / "data" / "banks").exists()

    assert voiceint("bank", "import", guide, "--yes", home=tmp_path).returncode == 0
    found = json.loads(voiceint("bank", "search", "police", "called", "--json", home=tmp_path).stdout)
    assert [item["role"] for item in found] == ["Night Porter"]
    assert voiceint("bank", "path", home=tmp_path).stdout.strip() == str(tmp_path / "data" / "banks")


def test_faults_of_a_file_are_named_all_at_once(tmp_path: Path) -> None:
    (tmp_path / "topic.toml").write_text('topic = "T"\n[[question]]\nid = "A B"\nkind = "odd"\n')

    done = voiceint("bank", "check", str(tmp_path / "topic.toml"), home=tmp_path)

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "topic.toml: A B: kind: must be one of behavioural, technical, situational",
        "topic.toml: A B: prompt: missing",
        "topic.toml: A B: id: must be lower-case letters, digits and hyphens, at most 64",
    ]


def test_a_syntax_fault_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "topic.toml").write_text('topic = "T"\n\nkind = \n')

    assert "line 3" in voiceint("bank", "check", str(tmp_path / "topic.toml"), home=tmp_path).stderr


def test_the_shipped_files_are_in_order(tmp_path: Path) -> None:
    files = [str(path) for path in SHIPPED.rglob("*.toml")]

    done = voiceint("bank", "check", *files, home=tmp_path)

    assert (done.returncode, done.stdout.count("in order")) == (0, len(files))


def test_broken_questions_of_ones_own_are_said_and_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "banks" / "mine"
    folder.mkdir(parents=True)
    (folder / "role.toml").write_text('name = "Mine"\n')
    (folder / "topic.toml").write_text(
        f'topic = "T"\n[[question]]\nid = "{QUESTION}"\nkind = "technical"\nprompt = "Why?"\n'
    )

    done = voiceint("bank", "list", home=tmp_path)

    assert done.returncode == 0
    assert f"{QUESTION}: used twice" in done.stderr
    assert "Mine" not in done.stdout


def test_a_quiz_is_answered_by_numbers(tmp_path: Path) -> None:
    done = voiceint("quiz", "--cards", "2", home=tmp_path, text="1\n2\n3\n1\n2\n3\n1\n2\n1\n2\n3\n")

    assert done.returncode == 0
    assert "at the first try." in done.stdout.splitlines()[-1]


def keep_recorded(store: Store, stage: Stage = Stage.RECORDED) -> Attempt:
    """An answer with a recording."""
    attempt = Attempt(Question(None, "Why?", Kind.BEHAVIOURAL), stage=stage)
    attempt = replace(attempt, recording=store.recording_path(attempt).name)
    write_wav(store.recording_path(attempt), tone(0.5))
    store.save(attempt)
    return attempt


def test_an_answer_is_deleted_with_its_recording(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "data", tmp_path / "cache", tmp_path / "logs")
    store = Store(paths.database, paths.recordings)
    attempt = keep_recorded(store)
    store.close()

    refused = voiceint("history", "delete", attempt.id[:6], home=tmp_path)
    assert (refused.returncode, "give --yes" in refused.stderr) == (1, True)
    assert json.loads(voiceint("history", "list", "--json", home=tmp_path).stdout)

    deleted = voiceint("history", "delete", attempt.id[:6], "--yes", home=tmp_path)
    assert (deleted.returncode, deleted.stdout.splitlines()[-1]) == (0, "Deleted, here and in the backups: 1 answer.")
    assert json.loads(voiceint("history", "list", "--json", home=tmp_path).stdout) == []
    assert list(paths.recordings.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [([], False), (["--auto-stop"], True), (["practise", "--auto-stop"], True), (["--auto-stop", "practise"], True)],
)
def test_auto_stop_is_a_setting(
    arguments: list[str], expected: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Settings] = []

    def run(options: object, settings: Settings, paths: Paths) -> int:
        seen.append(settings)
        return 0

    monkeypatch.setattr(start, "run", run)
    commands.run(_parser().parse_args(arguments))

    assert [settings.auto_stop for settings in seen] == [expected]


def test_the_app_is_told_of_the_answers_that_got_no_further(
    paths: Paths, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_long_ago = keep_recorded(store)
    killed = keep_recorded(store, Stage.RECORDING)
    keep_recorded(store, Stage.ASSESSED)
    left_last = keep_recorded(store)
    seen: list[Attempt] = []

    def run_app(studio: Studio, session: None, logs: Path) -> int:
        seen.extend(studio.recovered)
        return 0

    monkeypatch.setattr("voiceint.tui.run.run_app", run_app)

    start._open_app(Bank(()), Settings(), paths, lambda store: None)

    assert [attempt.id for attempt in seen] == [left_last.id, killed.id]
    assert left_long_ago.id not in {attempt.id for attempt in seen}
