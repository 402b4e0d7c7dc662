"""`voiceint plan` on the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from voiceint import commands
from voiceint.cli import _parser
from voiceint.commands import plan as plan_command
from voiceint.paths import Paths
from voiceint.session import Session

Run = Callable[..., tuple[int, str, str]]

POSTING = """Customer Service Manager

Your duties
- Lead a team of 18-22 advisers
- Own CSAT and first contact resolution
- Bring all customer records over to Zendesk
"""


@pytest.fixture
def run(paths: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `voiceint plan`; returns the status and what was printed where."""
    monkeypatch.setenv("VOICEINT_DATA", str(paths.data))
    monkeypatch.setenv("VOICEINT_CACHE", str(paths.cache))

    def run(*arguments: str) -> tuple[int, str, str]:
        status = commands.run(_parser().parse_args(["plan", *arguments]))
        return (status, *capsys.readouterr())

    return run


@pytest.fixture
def posting(tmp_path: Path) -> str:
    """The path of a posting."""
    path = tmp_path / "posting.txt"
    path.write_text(POSTING, encoding="utf-8")
    return str(path)


def test_a_plan_is_printed_with_its_reasons(run: Run, posting: str) -> None:
    status, printed, _ = run("--posting", posting)

    assert status == 0
    assert "Customer Service Manager" in printed
    assert "Bring all customer records over to Zendesk" in printed


def test_a_plan_as_json_has_its_questions(run: Run, posting: str) -> None:
    plan = json.loads(run("--posting", posting, "--minutes", "15", "--json")[1])

    assert plan["role"] == "Customer Service Manager"
    assert 3 <= len(plan["questions"]) < 10


def test_a_plan_is_kept_shown_and_deleted(run: Run, posting: str) -> None:
    status, printed, told = run("--posting", posting, "--keep")
    key = told.split()[2].rstrip(":")

    assert status == 0
    assert run("--list")[1].startswith(key)
    assert run("--show", key[:4])[1] == printed
    assert run("--delete", key, "--yes")[:2] == (0, "Deleted.\n")
    assert run("--list")[1].startswith("No plan is kept")
    assert "There is no plan" in run("--show", key)[2]


def test_a_plan_that_is_begun_at_once_is_kept_as_well(run: Run, posting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Session] = []

    def begin(session: Session, *_: object) -> int:
        begun.append(session)
        return 0

    monkeypatch.setattr(plan_command, "has_terminal", lambda: True)
    monkeypatch.setattr("voiceint.commands.start.open_session", begin)

    status, _, told = run("--posting", posting, "--keep", "--start")

    assert (status, len(begun)) == (0, 1)
    assert run("--list")[1].startswith(told.split()[2].rstrip(":"))


def test_without_a_terminal_nothing_is_begun(run: Run, posting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_command, "has_terminal", lambda: False)

    status, _, told = run("--posting", posting, "--start")

    assert status != 0
    assert "needs a terminal" in told


def test_a_plan_needs_a_posting(run: Run) -> None:
    status, _, told = run()

    assert status != 0
    assert "Name the job posting" in told
