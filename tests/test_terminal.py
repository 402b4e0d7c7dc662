import os
import signal
import sys
from pathlib import Path

from audio.wav import read_wav
from lab.terminal import Terminal
from voiceint.attempt import Stage
from voiceint.history import Store

HERE = str(Path(__file__).parent)

HOSTILE_APP = """
import sys
from pathlib import Path
from audio.devices import Device, Devices
from bank import Bank, Kind, Question
from fakes import HOSTILE, STORY, FakeMicrophone, FakeSpeaker, FakeTranscriber, FakeVoice
from voiceint.interviewer import Interviewer
from voiceint.session import Session
from voiceint.history import Store
from voiceint.tui.run import run_app
from voiceint.tui.studio import Studio
folder = Path(sys.argv[1])
store = Store(folder / "history.db", folder / "recordings")
question = Question("hostile", HOSTILE, Kind.BEHAVIOURAL, role=HOSTILE, topic=HOSTILE)
build = lambda: Interviewer(FakeVoice(), FakeSpeaker(), FakeMicrophone(), FakeTranscriber(STORY + HOSTILE), store)
recovered = store.recover()
studio = Studio(Bank((question,)), store, build, lambda: Devices((), (), HOSTILE, None), recovered)
sys.exit(run_app(studio, None if recovered else Session.of_questions([question]), folder / "logs"))
"""


def environment(folder: Path) -> dict[str, str]:
    """Folders of the test's own, and the tests' fakes to import."""
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(Path(HERE).parent), HERE]),
        "VOICEINT_DATA": str(folder / "data"),
        "VOICEINT_CACHE": str(folder / "cache"),
    }


def test_no_escape_sequence_from_data_reaches_the_terminal(tmp_path: Path) -> None:
    with Terminal([sys.executable, "-c", HOSTILE_APP, str(tmp_path)], environment(tmp_path)) as terminal:
        terminal.wait_for("Think as long as you like")
        terminal.press(" ")
        terminal.wait_for("Recording")
        terminal.press(" ")
        terminal.wait_for("A whole story")
        terminal.press("\x1b")
        terminal.wait_for("How many")
        terminal.press("h")
        terminal.wait_for("Your answers")
        terminal.press("\x11")
        assert terminal.wait_for_end() == 0

    assert b"[@click" in terminal.raw
    for sequence in (b"\x1b]52", b"aGFja2Vk\x07", "\u202e".encode(), b"\x00"):
        assert sequence not in terminal.raw


def test_quitting_ends_the_program_while_it_still_loads(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "voiceint", "--voice", "none"]
    for _ in range(6):
        with Terminal(command, environment(tmp_path)) as terminal:
            terminal.wait_for("Start")
            terminal.press("\x11")

            assert terminal.wait_for_end(seconds=5) == 0
            assert b"terminate called" not in terminal.raw


def test_there_is_something_to_see_while_the_app_is_imported(tmp_path: Path) -> None:
    with Terminal([sys.executable, "-m", "voiceint", "--voice", "none"], environment(tmp_path)) as terminal:
        terminal.wait_for("How many")
        assert b"Getting ready ..." in terminal.raw.partition(b"How many")[0]
        terminal.press("\x11")
        assert terminal.wait_for_end() == 0


def test_what_went_wrong_at_the_start_is_said_on_the_terminals_own_screen(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "voiceint", "practise", "--topic", "no such topic"]
    with Terminal(command, environment(tmp_path)) as terminal:
        assert terminal.wait_for_end() == 1

    _, _, after = terminal.raw.rpartition(b"\x1b[?1049l")
    assert b"No question fits" in after


def test_closing_the_terminal_in_the_middle_of_an_answer_keeps_the_recording(tmp_path: Path) -> None:
    with Terminal([sys.executable, "-c", HOSTILE_APP, str(tmp_path)], environment(tmp_path)) as terminal:
        terminal.wait_for("Think as long as you like")
        terminal.press(" ")
        terminal.wait_for("Recording")
        terminal.process.send_signal(signal.SIGHUP)
        terminal.wait_for_end()

    store = Store(tmp_path / "history.db", tmp_path / "recordings")
    (attempt,) = store.recent()
    assert attempt.stage == Stage.RECORDED
    assert read_wav(store.recording_path(attempt)).seconds >= 0.5
    store.close()


def test_what_native_libraries_print_stays_off_the_screen(tmp_path: Path) -> None:
    code = HOSTILE_APP.replace("studio = ", "import os\nos.write(2, b'')\nstudio = ").replace(
        "lambda: Devices((), (), HOSTILE, None)",
        "lambda: (os.write(2, b'ALSA lib says no'), Devices((), (), 'x', None))[1]",
    )
    with Terminal([sys.executable, "-c", code, str(tmp_path)], environment(tmp_path)) as terminal:
        terminal.wait_for("Think as long as you like")
        for _ in range(10):
            terminal.read(0.1)
        terminal.press("\x11")
        terminal.wait_for_end()

    assert b"ALSA" not in terminal.raw
    assert b"ALSA lib says no" in (tmp_path / "logs" / "native.log").read_bytes()


def test_an_answer_that_was_killed_is_finished_at_the_next_start(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOSTILE_APP, str(tmp_path)]
    with Terminal(command, environment(tmp_path)) as terminal:
        terminal.wait_for("Think as long as you like")
        terminal.press(" ")
        terminal.wait_for("Recording")
        terminal.process.kill()
        terminal.wait_for_end()

    with Terminal(command, environment(tmp_path)) as terminal:
        terminal.wait_for("An answer was not finished")
        terminal.press("f")
        terminal.wait_for("A whole story")
        terminal.press("\x1b")
        terminal.wait_for("How many")
        terminal.press("\x11")
        assert terminal.wait_for_end() == 0

    store = Store(tmp_path / "history.db", tmp_path / "recordings")
    assert [attempt.stage for attempt in store.recent()] == [Stage.ASSESSED]
    store.close()
    for sequence in (b"\x1b]52", b"aGFja2Vk\x07", "\u202e".encode(), b"\x00"):
        assert sequence not in terminal.raw
