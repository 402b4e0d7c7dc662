import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fakes import HOSTILE, STORY

from voiceint import __version__

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
    assert done.stdout.startswith("A whole story, with a number in its result.")
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

    assert listed[0]["prompt"] in shown.stdout
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
