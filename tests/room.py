"""An app made of fakes, and what tests do in it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import cast

from fakes import FakeMicrophone, FakeSpeaker, FakeTranscriber, FakeVoice
from rich.style import Style
from textual.pilot import Pilot

from audio.devices import Device, Devices
from bank import Bank, Kind, Question, load_bank
from voiceint.attempt import Attempt
from voiceint.history import Store
from voiceint.interviewer import Interviewer
from voiceint.session import Session
from voiceint.tui.app import VoiceintApp
from voiceint.tui.screens.interview import InterviewScreen
from voiceint.tui.studio import Studio
from voiceint.turn import Turn

BANK = load_bank()
QUESTIONS = [question for question in BANK.questions if question.kind == Kind.BEHAVIOURAL][:2]
MICROPHONE = Devices((Device("Desk mic", 48000),), (), "Desk mic", None)
SIZES = [(80, 24), (120, 40)]


class Room:
    """An app made of fakes."""

    def __init__(
        self,
        store: Store,
        questions: list[Question] | Session | None = None,
        bank: Bank = BANK,
        speaker: FakeSpeaker | None = None,
        microphone: FakeMicrophone | None = None,
        transcriber: FakeTranscriber | None = None,
        devices: Callable[[], Devices] = lambda: MICROPHONE,
        recovered: list[Attempt] | None = None,
    ) -> None:
        self.store = store
        session = Session.of_questions(questions) if isinstance(questions, list) else questions
        self.voice = FakeVoice()
        self.speaker = speaker or FakeSpeaker()
        self.microphone = microphone or FakeMicrophone()
        self.transcriber = transcriber or FakeTranscriber()
        self.app = VoiceintApp(Studio(bank, store, self._build, devices, recovered or []), session)

    def _build(self) -> Interviewer:
        return Interviewer(self.voice, self.speaker, self.microphone, self.transcriber, self.store)

    @asynccontextmanager
    async def open(self, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
        """Run the app, and end what it started."""
        async with self.app.run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot
        self.app.leave()
        if self.app.crash is not None:
            raise self.app.crash


async def until(pilot: Pilot[None], condition: Callable[[], object]) -> None:
    """Let the app run until something is so."""
    for _ in range(400):
        await pilot.pause()
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"never came: {screen_text(pilot)}")


def screen_text(pilot: Pilot[None]) -> str:
    """What is on the screen, as plain text."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips)


def sees(pilot: Pilot[None], text: str) -> Callable[[], bool]:
    """Whether a text is on the screen, however its lines are broken."""
    return lambda: text in " ".join(screen_text(pilot).split())


def style_of(pilot: Pilot[None], text: str) -> Style:
    """How a text on the screen is drawn."""
    for strip in pilot.app.screen._compositor.render_strips():
        for segment in strip:
            if text in segment.text and segment.style is not None:
                return segment.style
    raise AssertionError(f"{text!r} is not on the screen")


async def begin_answer(pilot: Pilot[None]) -> Turn:
    """Begin the answer when the question was asked; what happens to its turn is up to the test."""
    await until(pilot, sees(pilot, "Think as long as you like"))
    await pilot.press("space")
    await until(pilot, sees(pilot, "● Recording"))
    return cast(InterviewScreen, pilot.app.screen)._turn


async def answer_aloud(pilot: Pilot[None]) -> None:
    """Begin the answer when the question was asked, and end it as soon as it is recorded."""
    await begin_answer(pilot)
    await pilot.press("space")
