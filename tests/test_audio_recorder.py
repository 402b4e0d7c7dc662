from collections.abc import Iterator
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from fakes import FakeMicrophone, FakeTranscriber, tone

from audio import recorder as recorder_module
from audio.clip import Clip, Pcm
from audio.errors import DeviceError
from audio.ports import Block
from audio.recorder import Recorder, Recording
from audio.wav import WavWriter, read_wav


def record(microphone: FakeMicrophone, path: Path, notices: list[str] | None = None) -> Recording:
    """Record until the fake microphone ends."""
    notices = [] if notices is None else notices
    transcription = FakeTranscriber().start("", lambda text: None)
    return Recorder(microphone, lambda level: None, notices.append).record(path, transcription, Event())


def test_the_recording_is_what_the_microphone_sent(tmp_path: Path) -> None:
    clip = tone(1.3, rate=44100)

    recording = record(FakeMicrophone(clip, ends=True), tmp_path / "a.wav")

    assert np.array_equal(read_wav(recording.path).pcm, clip.pcm)
    assert recording.seconds == pytest.approx(1.3, abs=0.001)
    assert recording.problem == ""
    assert list(tmp_path.iterdir()) == [tmp_path / "a.wav"]


def test_a_block_is_on_disk_before_it_is_passed_on(tmp_path: Path) -> None:
    on_disk: list[int] = []
    part = tmp_path / "a.part.wav"
    recorder = Recorder(
        FakeMicrophone(ends=True), lambda level: on_disk.append(len(read_wav(part).samples)), lambda notice: None
    )

    recorder.record(tmp_path / "a.wav", FakeTranscriber().start("", lambda text: None), Event())

    assert on_disk == [800 * block for block in range(1, 11)]


def test_what_is_heard_in_a_pause_is_dropped(tmp_path: Path) -> None:
    paused = Event()
    blocks = tone(0.5).pcm.reshape(10, -1)

    class Pausing:
        name = "pausing microphone"

        def listen(self, stop: Event) -> Iterator[Block]:
            for number, pcm in enumerate(blocks):
                if number == 3:
                    paused.set()
                if number == 6:
                    paused.clear()
                yield Block(pcm, 16_000)

    levels: list[float] = []
    transcription = FakeTranscriber().start("", lambda text: None)
    recorder = Recorder(Pausing(), levels.append, lambda notice: None)
    recording = recorder.record(tmp_path / "a.wav", transcription, Event(), paused)

    assert np.array_equal(read_wav(recording.path).pcm, np.concatenate([*blocks[:3], *blocks[6:]]))
    assert len(levels) == 7
    assert transcription.seconds == pytest.approx(0.35)


def test_a_full_disk_keeps_what_was_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = WavWriter.write
    blocks = iter(range(10))

    def fill_up(self: WavWriter, pcm: Pcm) -> None:
        if next(blocks) == 6:
            raise OSError(28, "No space left on device")
        write(self, pcm)

    monkeypatch.setattr(WavWriter, "write", fill_up)

    recording = record(FakeMicrophone(ends=True), tmp_path / "a.wav")

    assert "No space left on device" in recording.problem
    assert read_wav(recording.path).seconds == pytest.approx(6 * 0.05)


def test_without_any_sound_nothing_is_left_behind(tmp_path: Path) -> None:
    silent = FakeMicrophone(Clip(np.zeros(0, dtype=np.float32), 16000), error=DeviceError("No microphone."))

    with pytest.raises(DeviceError, match="No microphone"):
        record(silent, tmp_path / "a.wav")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("peak", "said"), [(0.0, "only silence"), (0.0005, "almost nothing"), (0.3, None)], ids=["zeros", "quiet", "fine"]
)
def test_a_muted_microphone_is_said(tmp_path: Path, peak: float, said: str | None) -> None:
    notices: list[str] = []

    record(FakeMicrophone(tone(2.5, peak), ends=True), tmp_path / "a.wav", notices)

    assert any(said in notice for notice in notices) if said else not any(notices)


def test_a_warning_goes_away_when_sound_comes(tmp_path: Path) -> None:
    clip = Clip(np.concatenate([np.zeros(16000, dtype=np.float32), tone(1).samples]), 16000)
    notices: list[str] = []

    record(FakeMicrophone(clip, ends=True), tmp_path / "a.wav", notices)

    assert "only silence" in notices[0]
    assert notices[-1] == ""


class FailingMicrophone:
    """Hears one clip at each opening and fails after each but the last."""

    name = "desk microphone"

    def __init__(self, *openings: Clip, waits: bool = False) -> None:
        self.openings = list(openings)
        self.waits = waits
        self.opened = 0

    def listen(self, stop: Event) -> Iterator[Block]:
        self.opened += 1
        if self.openings:
            clip = self.openings.pop(0)
            step = clip.rate // 20
            for start in range(0, len(clip.pcm), step):
                yield Block(clip.pcm[start : start + step], clip.rate)
        if self.openings or self.waits:
            raise DeviceError("The cable came out: plug it in.")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pause between two attempts."""
    monkeypatch.setattr(recorder_module, "RETRY_SECONDS", 0.001)


@pytest.mark.usefixtures("impatient")
def test_a_microphone_that_vanishes_is_waited_for_and_the_answer_goes_on(tmp_path: Path) -> None:
    nothing = Clip(np.zeros(0, dtype=np.float32), 16000)
    microphone = FailingMicrophone(tone(1.0), nothing, nothing, tone(0.5))
    interruptions: list[str] = []
    notices: list[str] = []
    recorder = Recorder(microphone, lambda level: None, notices.append, interruptions.append)

    recording = recorder.record(tmp_path / "a.wav", FakeTranscriber().start("", lambda text: None), Event())

    assert np.array_equal(read_wav(recording.path).pcm, np.concatenate([tone(1.0).pcm, tone(0.5).pcm]))
    assert recording.problem == ""
    assert len(interruptions) == 1
    assert "The cable came out" in interruptions[0] and "What you said is kept" in interruptions[0]
    again = "The microphone works again, and what you say is recorded: desk microphone."
    assert notices == [interruptions[0], again, ""]


@pytest.mark.usefixtures("impatient")
def test_another_microphone_with_another_rate_goes_on_in_the_same_file(tmp_path: Path) -> None:
    transcription = FakeTranscriber().start("", lambda text: None)
    recorder = Recorder(
        FailingMicrophone(tone(1.0, rate=48000), tone(1.0, rate=16000), tone(1.0, rate=48000)),
        lambda level: None,
        lambda notice: None,
    )

    recording = recorder.record(tmp_path / "a.wav", transcription, Event())

    clip = read_wav(recording.path)
    assert clip.rate == 48000
    assert clip.seconds == pytest.approx(3.0, abs=0.001)
    assert transcription.seconds == pytest.approx(3.0, abs=0.001)
    wanted = tone(1.0, rate=48000).samples
    assert np.abs(clip.samples[48000:96000] - wanted)[500:-500].max() < 0.01
    assert np.array_equal(clip.pcm[-48000:], tone(1.0, rate=48000).pcm)


def test_an_answer_can_be_ended_while_the_microphone_is_gone(tmp_path: Path) -> None:
    stop = Event()
    recorder = Recorder(
        FailingMicrophone(tone(1.0), waits=True), lambda level: None, lambda notice: None, lambda reason: stop.set()
    )

    recording = recorder.record(tmp_path / "a.wav", FakeTranscriber().start("", lambda text: None), stop)

    assert recording.seconds == pytest.approx(1.0)
    assert recording.problem.startswith("The cable came out")
    assert read_wav(recording.path).seconds == pytest.approx(1.0)


def test_a_microphone_that_does_not_answer_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorder_module, "SLOW_SECONDS", 0.01)
    told = Event()

    class Slow(FakeMicrophone):
        def listen(self, stop: Event) -> Iterator[Block]:
            assert told.wait(5)
            yield from super().listen(stop)

    notices: list[str] = []

    def note(notice: str) -> None:
        notices.append(notice)
        told.set()

    Recorder(Slow(ends=True), lambda level: None, note).record(
        tmp_path / "a.wav", FakeTranscriber().start("", lambda text: None), Event()
    )

    assert "has not answered yet" in notices[0]
    assert notices[-1] == ""


class ClockedMicrophone:
    """Moves a clock on as a device would, and leaves sound out where it is told to."""

    name = "clocked microphone"

    def __init__(self, gaps: dict[int, float], late: dict[int, float]) -> None:
        self.now = 0.0
        self.gaps = gaps
        self.late = late

    def listen(self, stop: Event) -> Iterator[Block]:
        sound = 0.0
        for number in range(400):
            sound += self.gaps.get(number, 0.0) + 0.02
            self.now = max(self.now, sound + self.late.get(number, 0.0))
            yield Block(np.full(320, 500 * (-1) ** number, dtype=np.int16), 16000)


@pytest.mark.parametrize(
    ("gaps", "late", "said"),
    [
        ({100: 0.6}, {}, ["about 0.6 s"]),
        ({100: 0.15, 110: 0.15, 120: 0.15}, {}, ["about 0.3 s"]),
        ({}, {100: 0.6}, []),
        ({}, {}, []),
    ],
    ids=["gap", "three small ones", "late, all at once then", "steady"],
)
def test_missing_sound_is_said(tmp_path: Path, gaps: dict[int, float], late: dict[int, float], said: list[str]) -> None:
    microphone = ClockedMicrophone(gaps, late)
    notices: list[tuple[float, str]] = []
    recorder = Recorder(
        microphone,
        lambda level: None,
        lambda notice: notices.append((microphone.now, notice)),
        clock=lambda: microphone.now,
    )

    recording = recorder.record(tmp_path / "a.wav", FakeTranscriber().start("", lambda text: None), Event())

    assert recording.seconds == pytest.approx(8.0)
    lines = [line for _, line in notices if line]
    assert len(lines) == len(said)
    assert all(part in line for part, line in zip(said, lines, strict=True))
    if gaps == {100: 0.6}:
        assert notices[0][0] < 100 * 0.02 + 1.0
