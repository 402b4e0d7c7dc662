"""From the last word to the feedback: `python -m lab.latency FILE... [--json]`.

The files are the answers of one session, spoken in real time into the whole program: the app on a screen nobody sees,
the real recorder, live transcriber and judge. Once the last sample of a file was heard, the key that ends the answer
is pressed. After all answers, each recording is decoded in one pass by the same model with faster-whisper's own
defaults.

In the JSON, `cpu_percent` is of all cores while recording, `word_errors_against_onepass` is in percent of the words of
the one pass, `lost_frames` counts samples missing or different in the recording, `settled_mb` is the program's memory a
second after the feedback: over many short answers it says what the program grows by. Where a text lies beside the
sound (answer.wav, answer.txt), `word_errors` and `onepass_word_errors` say how far each is from it, in percent.
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from textual.pilot import Pilot

from audio.clip import Clip, Samples
from audio.devices import Devices
from audio.live_transcription import LiveTranscription
from audio.ports import Block, Progress
from audio.silent_speaker import SilentSpeaker
from audio.sound_file import read_sound_file
from audio.transcript import Transcript, Word
from audio.vad import RATE
from audio.wav import read_wav
from audio.whisper import WhisperTranscriber
from bank import Kind, Question, load_bank
from lab.one_pass import OnePass
from lab.paced_microphone import PacedMicrophone
from lab.word_errors import plain_words, word_errors
from voiceint.assessment.embedding import Embedder
from voiceint.history import Store
from voiceint.interviewer import Interviewer
from voiceint.paths import Paths
from voiceint.session import Session
from voiceint.settings import Settings
from voiceint.tui.app import VoiceintApp
from voiceint.tui.screens.assessment import AssessmentScreen
from voiceint.tui.screens.interview import InterviewScreen
from voiceint.tui.studio import Studio
from voiceint.tui.widgets.scorecard import Scorecard
from voiceint.turn import Moment
from voiceint.wiring import build_embedder, find_model

_DEVICE_RATE = 48_000
_POLL_SECONDS = 0.005
_ROOM = 0.0005
"""Level of a quiet room's noise, of full scale."""
_SETTLE_SECONDS = 1.0
_QUESTION = Question("latency", "Tell me about a time when you changed something.", Kind.BEHAVIOURAL, topic="")


@dataclass
class Log:
    """What happened in one answer, each with its moment on `time.perf_counter`."""

    began: float = 0.0
    transcribed: float = 0.0
    decoded: list[tuple[float, float, float]] = field(default_factory=list)
    shown: list[tuple[float, Progress]] = field(default_factory=list)


class LoggingTranscriber(WhisperTranscriber):
    """Whisper that keeps a log of the current answer."""

    log = Log()

    def start(self, hint: str, on_progress: Callable[[Progress], None]) -> "LoggingTranscription":  # type: ignore[override]
        """See `Transcriber.start`."""
        log = self.log = Log(time.perf_counter())

        def note(progress: Progress) -> None:
            log.shown.append((time.perf_counter(), progress))
            on_progress(progress)

        return LoggingTranscription(super().start(hint, note), log)

    def decode(self, samples: Samples, hint: str = "") -> list[Word]:
        """See `WhisperTranscriber.decode`."""
        began = time.perf_counter()
        words = super().decode(samples, hint)
        self.log.decoded.append((began, time.perf_counter(), len(samples) / RATE))
        return words


class LoggingTranscription:
    """A transcription that notes when the text was whole."""

    def __init__(self, inner: LiveTranscription, log: Log) -> None:
        self._inner = inner
        self._log = log

    def feed(self, block: Block) -> None:
        """See `Transcription.feed`."""
        self._inner.feed(block)

    def finish(self) -> Transcript:
        """See `Transcription.finish`."""
        transcript = self._inner.finish()
        self._log.transcribed = time.perf_counter()
        return transcript

    def cancel(self) -> None:
        """See `Transcription.cancel`."""
        self._inner.cancel()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="+", type=Path)
    parser.add_argument("--model", default="base")
    parser.add_argument("--silence", type=float, default=0.0, help="seconds of a quiet room before the key is pressed")
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--timeline", action="store_true", help="also say when each stretch was decoded and shown, on standard error"
    )
    options = parser.parse_args()
    settings = Settings(voice="none", model=options.model)
    paths = Paths.of_user()
    transcriber = LoggingTranscriber(options.model, lambda: find_model(settings.model, paths))
    embedder = build_embedder(paths)
    with tempfile.TemporaryDirectory() as folder:
        answers, logs = asyncio.run(_rehearse(options.file, options.silence, transcriber, embedder, Path(folder)))
        one_pass = OnePass(find_model(settings.model, paths))
        for file, answer in zip(options.file, answers, strict=True):
            answer |= _one_pass(one_pass, Path(answer.pop("recording")), answer["text"], file.with_suffix(".txt"))
    if options.timeline:
        for answer, log in zip(answers, logs, strict=True):
            _print_timeline(answer["file"], log)
    if options.json:
        print(json.dumps({"answers": answers}, indent=2))
    else:
        _print_table(answers)


async def _rehearse(
    files: list[Path], silence: float, transcriber: LoggingTranscriber, embedder: Embedder | None, folder: Path
) -> tuple[list[dict[str, Any]], list[Log]]:
    """A session of as many questions as there are files: the figures and the log of each answer."""
    microphone = PacedMicrophone(_clip(files[0], silence))
    store = Store(folder / "history.db", folder / "recordings")
    devices = Devices((), (), microphone.name, None)
    studio = Studio(
        load_bank(),
        store,
        lambda: Interviewer(None, SilentSpeaker(), microphone, transcriber, store, embedder=embedder),
        lambda: devices,
    )
    transcriber.warm_up()
    app = VoiceintApp(studio, Session.of_questions([_QUESTION] * len(files)))
    answers: list[dict[str, Any]] = []
    logs: list[Log] = []
    try:
        async with app.run_test(size=(100, 30)) as pilot:
            for file in files:
                microphone.clip = _clip(file, silence)
                if answers:
                    await pilot.press("n")
                answers.append({"file": str(file), **await _answer(app, pilot, microphone, transcriber, store)})
                logs.append(transcriber.log)
    finally:
        app.leave()
        store.close()
    return answers, logs


def _clip(file: Path, silence: float) -> Clip:
    """What a microphone hears: the answer, then a quiet room."""
    clip = read_sound_file(file).at_rate(_DEVICE_RATE)
    room = np.random.default_rng(0).normal(0, _ROOM, round(silence * _DEVICE_RATE)).astype(np.float32)
    return Clip(np.concatenate([clip.samples, room]), _DEVICE_RATE)


async def _answer(
    app: VoiceintApp, pilot: Pilot[None], microphone: PacedMicrophone, transcriber: LoggingTranscriber, store: Store
) -> dict[str, Any]:
    """One answer in the whole program."""
    await _until(lambda: isinstance(app.screen, InterviewScreen) and app.screen.moment == Moment.READY)
    _forget_peak()
    before, began = time.process_time(), time.perf_counter()
    await pilot.press("space")
    await _until(microphone.spoken.is_set)
    busy = (time.process_time() - before) / (time.perf_counter() - began)
    ended = time.perf_counter()
    await pilot.press("space")
    await _until(lambda: _is_painted(app))
    shown = time.perf_counter()
    await asyncio.sleep(_SETTLE_SECONDS)
    attempt = store.recent(1)[0]
    recording = store.recording_path(attempt)
    assert attempt.transcript is not None
    return {
        "recording": str(recording),
        "audio_seconds": round(microphone.clip.seconds, 2),
        "stop_to_transcript_seconds": round(transcriber.log.transcribed - ended, 3),
        "stop_to_feedback_seconds": round(shown - ended, 3),
        "cpu_percent": round(100 * busy / (os.cpu_count() or 1), 1),
        "peak_mb": round(_megabytes("VmHWM")),
        "settled_mb": round(_megabytes("VmRSS"), 1),
        "lost_frames": _lost_frames(microphone.clip, read_wav(recording)),
        "text": attempt.transcript.text,
    }


def _is_painted(app: VoiceintApp) -> bool:
    """Whether the remarks are on the screen; what this take gained since the last one may come after that."""
    screen = app.screen
    if not isinstance(screen, AssessmentScreen) or screen._dirty_widgets:
        return False
    return any(scorecard.virtual_size.height > 1 for scorecard in screen.query(Scorecard))


async def _until(true: Callable[[], bool]) -> None:
    while not true():
        await asyncio.sleep(_POLL_SECONDS)


def _one_pass(one_pass: OnePass, recording: Path, text: str, reference: Path) -> dict[str, Any]:
    """The same recording decoded as a whole."""
    began = time.perf_counter()
    onepass_text = one_pass.text(read_wav(recording))
    seconds = time.perf_counter() - began
    found: dict[str, Any] = {
        "onepass_seconds": round(seconds, 3),
        "word_errors_against_onepass": _percent(onepass_text, text),
        "onepass_text": onepass_text,
    }
    if reference.is_file():
        said = reference.read_text(encoding="utf-8")
        found |= {"word_errors": _percent(said, text), "onepass_word_errors": _percent(said, onepass_text)}
    return found


def _percent(said: str, heard: str) -> float:
    words = plain_words(said)
    return round(100 * word_errors(words, plain_words(heard)) / max(1, len(words)), 2)


def _lost_frames(clip: Clip, recording: Clip) -> int:
    spoken, kept = clip.pcm, recording.pcm
    both = min(len(spoken), len(kept))
    return abs(len(spoken) - len(kept)) + int(np.count_nonzero(spoken[:both] != kept[:both]))


def _forget_peak() -> None:
    """Linux counts the peak memory anew from here; elsewhere it is of the whole run."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def _megabytes(field: str) -> float:
    """A field of Linux's /proc/self/status; elsewhere the peak of the whole run."""
    try:
        status = Path("/proc/self/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith(field)).split()[1]) / 1000
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000_000


def _print_table(answers: list[dict[str, Any]]) -> None:
    columns = (
        ("audio_seconds", "audio, s"),
        ("stop_to_transcript_seconds", "key to transcript, s"),
        ("stop_to_feedback_seconds", "key to feedback, s"),
        ("onepass_seconds", "one pass, s"),
        ("word_errors_against_onepass", "differs from one pass, %"),
        ("word_errors", "word errors, %"),
        ("onepass_word_errors", "one pass's, %"),
        ("cpu_percent", "processor, %"),
        ("peak_mb", "peak, MB"),
        ("settled_mb", "after it, MB"),
        ("lost_frames", "lost frames"),
    )
    print("| file | " + " | ".join(title for _, title in columns) + " |")
    print("|---" * (len(columns) + 1) + "|")
    for answer in answers:
        print(f"| {Path(answer['file']).name} | " + " | ".join(str(answer.get(key, "")) for key, _ in columns) + " |")
    for name, judge in (("median", statistics.median), ("worst", max)):
        values = [[answer[key] for answer in answers if key in answer] for key, _ in columns]
        print(f"| {name} | " + " | ".join(f"{judge(column):g}" if column else "" for column in values) + " |")


def _print_timeline(file: str, log: Log) -> None:
    print(f"\n{file}: seconds since the answer began", file=sys.stderr)
    events = [(end, f"decoded {seconds:.1f} s of sound in {end - begin:.2f} s") for begin, end, seconds in log.decoded]
    before = Progress()
    for moment, progress in log.shown:
        if (progress.text, progress.tail) != (before.text, before.tail):
            events.append((moment, f"shown {len(progress.text.split())} words, then {len(progress.tail.split())} open"))
        before = progress
    for moment, line in sorted(events):
        print(f"{moment - log.began:8.2f}  {line}", file=sys.stderr)


if __name__ == "__main__":
    main()
