"""Pictures of the screens, as SVG: `python -m lab.pictures FOLDER [--theme textual-light]`.

The app is real; the answer is the sample answer, and comes from a transcriber that was told it, so that
the pictures can be made anywhere and are the same every time.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random

import numpy as np
from textual.widgets import Input

from audio.clip import Clip
from audio.devices import Device, Devices
from audio.file_microphone import FileMicrophone
from audio.ports import Block, Progress
from audio.silent_speaker import SilentSpeaker
from audio.transcript import Transcript
from audio.wav import write_wav
from bank import Bank, Kind, Question, load_bank
from lab.past import make_past
from lab.postings import find_posting
from voiceint.attempt import Attempt, Place, Stage
from voiceint.history import Store
from voiceint.interviewer import Interviewer
from voiceint.paths import Paths
from voiceint.planning.planner import Planner
from voiceint.rules import Style
from voiceint.session import Session
from voiceint.session_plan import Wish, plan_session
from voiceint.tui.app import VoiceintApp
from voiceint.tui.screens.assessment import AssessmentScreen
from voiceint.tui.screens.bank import BankScreen
from voiceint.tui.screens.compare import CompareScreen
from voiceint.tui.screens.history import HistoryScreen
from voiceint.tui.screens.interview import InterviewScreen
from voiceint.tui.screens.job import JobScreen
from voiceint.tui.screens.plan import PlanScreen
from voiceint.tui.screens.progress import ProgressScreen
from voiceint.tui.screens.quiz import QuizScreen
from voiceint.tui.screens.recovered import RecoveredScreen
from voiceint.tui.screens.report import ReportScreen
from voiceint.tui.screens.settings import SettingsScreen
from voiceint.tui.screens.setup import SetupScreen
from voiceint.tui.studio import Studio
from voiceint.tui.widgets.answer_box import AnswerBox
from voiceint.turn import Moment, Turn
from voiceint.wiring import build_embedder

_SIZES = ((80, 24), (120, 40))
_RATE = 16_000
_EXAMPLE = "d1"
_WORDS_A_SECOND = 2.3


class ToldTranscription:
    """Says at once what it was told."""

    def __init__(self, text: str, on_progress: Callable[[Progress], None]) -> None:
        self._text, self._on_progress = text, on_progress

    def feed(self, block: Block) -> None:
        """See `Transcription.feed`."""
        self._on_progress(Progress(self._text))

    def finish(self) -> Transcript:
        """See `Transcription.finish`."""
        return Transcript.typed(self._text)

    def cancel(self) -> None:
        """See `Transcription.cancel`."""


class ToldTranscriber:
    """A transcriber for pictures."""

    name = "whisper base"

    def __init__(self, text: str) -> None:
        self._text = text

    def warm_up(self) -> None:
        """See `Transcriber.warm_up`."""

    def start(self, hint: str, on_progress: Callable[[Progress], None]) -> ToldTranscription:
        """See `Transcriber.start`."""
        return ToldTranscription(self._text, on_progress)


def main() -> None:
    """Make every picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--theme", default="textual-dark")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for size in _SIZES:
        asyncio.run(_take_pictures(options.folder, options.theme, size))


async def _take_pictures(folder: Path, theme: str, size: tuple[int, int]) -> None:
    with tempfile.TemporaryDirectory() as private:
        store = Store(Path(private) / "history.db", Path(private) / "recordings")
        studio = _studio(store)
        make_past(store, studio.bank)
        others = [question for question in studio.bank.questions if question.kind == Kind.BEHAVIOURAL]
        for question in [_question(studio.bank), *others[:4]]:
            studio.build().judge_text(question, _sample(question))
        app = VoiceintApp(studio)
        app.theme = theme
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.5)
            for name, prepare in _SCREENS.items():
                await prepare(app, studio)
                await pilot.pause(0.3)
                app.save_screenshot(f"{name}-{size[0]}x{size[1]}.svg", str(folder))
                while len(app.screen_stack) > _HOME_DEPTH:
                    app.pop_screen()
                await pilot.pause()
        app.leave()
        store.close()


def _studio(store: Store) -> Studio:
    bank, embedder = load_bank(), build_embedder(Paths.of_user())
    hum = (0.2 * np.sin(np.arange(60 * _RATE) / 9)).astype(np.float32)
    text = _sample(_question(bank))

    def build() -> Interviewer:
        microphone = FileMicrophone(Clip(hum, _RATE))
        return Interviewer(None, SilentSpeaker(), microphone, ToldTranscriber(text), store, embedder=embedder)

    return Studio(bank, store, build, lambda: Devices((Device("Headset", 48000),), (), "Headset", None))


def _question(bank: Bank) -> Question:
    question = bank.find("csm-satisfaction-new-process")
    assert question is not None
    return question


def _sample(question: Question) -> str:
    return question.sample.text if question.sample else ""


async def _show_home(app: VoiceintApp, studio: Studio) -> None:
    """It is there already."""


async def _show_interview(app: VoiceintApp, studio: Studio) -> None:
    question = _question(studio.bank)
    await _speak(app, studio, Session.of_questions([question, *studio.bank.questions[:2]]), 47)


async def _speak(app: VoiceintApp, studio: Studio, session: Session, seconds: float) -> None:
    """So many seconds into an answer; the clock stands still after that."""
    time = [0.0]
    screen = InterviewScreen(studio, session, now=lambda: time[0])
    await app.push_screen(screen)
    await asyncio.sleep(0.3)
    turn, words = screen._turn, _sample(session.current).split()
    turn.on_moment(Moment.LISTENING)
    turn.on_progress(Progress(" ".join(words[:50]), " ".join(words[50:70])))
    await asyncio.sleep(0.2)
    time[0] = seconds
    turn.on_level(0.3)


def _session(studio: Studio, style: Style) -> Session:
    session = plan_session(studio.bank, Wish(style), studio.settings, random=Random(3))
    assert session is not None
    return session


async def _show_hint(app: VoiceintApp, studio: Studio) -> None:
    await app.push_screen(InterviewScreen(studio, Session.of_questions([_question(studio.bank)])))
    await asyncio.sleep(0.3)
    await app.screen.run_action("insight")


async def _show_preparation(app: VoiceintApp, studio: Studio) -> None:
    await app.push_screen(InterviewScreen(studio, _session(studio, Style.PRESSURE)))


async def _show_pressure(app: VoiceintApp, studio: Studio) -> None:
    await _speak(app, studio, _session(studio, Style.PRESSURE), 96)


async def _show_report(app: VoiceintApp, studio: Studio, style: Style = Style.PRESSURE) -> None:
    session = _session(studio, style)
    place = 0
    while place < len(session.steps):
        session.position = place
        text = _sample(session.current) or "We cut it from nine minutes to four."
        if session.step.rules.answer is not None and place:
            text = " ".join(text.split()[: int(session.step.rules.answer * _WORDS_A_SECOND)])
        attempt = studio.interviewer.result().judge_text(session.current, text, Place(session.id, place))
        session.react(attempt.assessment or {})
        place += 1
    await app.push_screen(ReportScreen(studio, session))


async def _show_ladder(app: VoiceintApp, studio: Studio) -> None:
    await _show_report(app, studio, Style.LADDER)


async def _show_drill(app: VoiceintApp, studio: Studio) -> None:
    await _show_report(app, studio, Style.DRILL)


async def _show_mock(app: VoiceintApp, studio: Studio) -> None:
    await _show_report(app, studio, Style.MOCK)


async def _show_settings(app: VoiceintApp, studio: Studio) -> None:
    await app.push_screen(SettingsScreen(studio))


async def _show_setup(app: VoiceintApp, studio: Studio) -> None:
    await app.push_screen(SetupScreen(studio))


async def _show_countdown(app: VoiceintApp, studio: Studio) -> None:
    await _show_interview(app, studio)
    _turn_of(app).on_countdown(1.4)


async def _show_interrupted(app: VoiceintApp, studio: Studio) -> None:
    await _show_interview(app, studio)
    _turn_of(app).on_moment(Moment.INTERRUPTED)


async def _show_typed_rest(app: VoiceintApp, studio: Studio) -> None:
    await _show_interrupted(app, studio)
    await asyncio.sleep(0.2)
    await app.screen.run_action("type")


def _turn_of(app: VoiceintApp) -> Turn:
    assert isinstance(app.screen, InterviewScreen)
    return app.screen._turn


async def _show_recovered(app: VoiceintApp, studio: Studio) -> None:
    studio.recovered = [
        Attempt(question, stage=Stage.RECORDED, problem="The program ended in the middle of this answer.")
        for question in studio.bank.questions[:2]
    ]
    for attempt in studio.recovered:
        write_wav(studio.store.recording_path(attempt), Clip(np.zeros(73 * _RATE, np.float32), _RATE))
    await app.push_screen(RecoveredScreen(studio))


async def _show_assessment(app: VoiceintApp, studio: Studio) -> None:
    question = _question(studio.bank)
    attempt = next(attempt for attempt in studio.store.recent() if attempt.question.id == question.id)
    await app.push_screen(AssessmentScreen(studio, attempt, question, Session.of_questions([question, question])))


async def _show_history(app: VoiceintApp, studio: Studio) -> None:
    await app.push_screen(HistoryScreen(studio))


async def _show_search(app: VoiceintApp, studio: Studio) -> None:
    await _show_history(app, studio)
    await asyncio.sleep(0.2)
    await app.screen.run_action("search")
    app.screen.query_one(Input).value = "refund"


async def _show_compare(app: VoiceintApp, studio: Studio) -> None:
    newest = studio.store.summaries()[-1].question_id
    question = studio.bank.find(newest or "")
    assert question is not None
    await app.push_screen(CompareScreen(studio, studio.store.takes(question)[:4]))


async def _show_progress(app: VoiceintApp, studio: Studio) -> None:
    await app.push_screen(ProgressScreen(studio))


def _planner(studio: Studio) -> Planner:
    return Planner(studio.bank, studio.store, studio.store.recordings.parent / "plans", lambda: None)


async def _show_job(app: VoiceintApp, studio: Studio) -> None:
    await app.push_screen(JobScreen(studio, _planner(studio), True))
    await asyncio.sleep(0.2)
    example = find_posting(_EXAMPLE)
    for name, text in (("posting", example.text), ("background", example.background)):
        app.screen.query_one(f"#{name}", AnswerBox).begin_with(text)


async def _show_plan(app: VoiceintApp, studio: Studio) -> None:
    planner, example = _planner(studio), find_posting(_EXAMPLE)
    with tempfile.TemporaryDirectory() as folder:
        posting, background = Path(folder) / "posting.txt", Path(folder) / "background.txt"
        posting.write_text(example.text, encoding="utf-8")
        background.write_text(example.background, encoding="utf-8")
        plan = planner.make(posting, background)
    await app.push_screen(PlanScreen(studio, planner, plan, True))


async def _show_bank(app: VoiceintApp, studio: Studio) -> None:
    await app.push_screen(BankScreen(studio, studio.bank.roles[0].name, typed=True))


async def _show_quiz(app: VoiceintApp, studio: Studio) -> None:
    await app.push_screen(QuizScreen(studio.bank.of_role(studio.bank.roles[0].name)))


_SCREENS: dict[str, Callable[[VoiceintApp, Studio], Awaitable[None]]] = {
    "home": _show_home,
    "setup": _show_setup,
    "settings": _show_settings,
    "interview": _show_interview,
    "hint": _show_hint,
    "preparation": _show_preparation,
    "pressure": _show_pressure,
    "countdown": _show_countdown,
    "interrupted": _show_interrupted,
    "typed-rest": _show_typed_rest,
    "assessment": _show_assessment,
    "report": _show_report,
    "ladder": _show_ladder,
    "drill": _show_drill,
    "mock": _show_mock,
    "history": _show_history,
    "search": _show_search,
    "compare": _show_compare,
    "progress": _show_progress,
    "job": _show_job,
    "plan": _show_plan,
    "bank": _show_bank,
    "quiz": _show_quiz,
    "recovered": _show_recovered,
}
_HOME_DEPTH = 2
"""Textual's own screen, and the home screen on it."""


if __name__ == "__main__":
    main()
