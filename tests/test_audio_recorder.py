from pathlib import Path
from threading import Event

import numpy as np
import pytest
from fakes import FakeMicrophone, FakeTranscriber, tone

from audio.clip import Clip, Pcm
from audio.errors import DeviceError
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

    assert on_disk == [800 * block for block in range(1, 21)]


def test_a_microphone_that_vanishes_keeps_what_was_said(tmp_path: Path) -> None:
    recording = record(FakeMicrophone(error=DeviceError("The cable came out: plug it in.")), tmp_path / "a.wav")

    assert recording.problem == "The cable came out: plug it in."
    assert read_wav(recording.path).seconds == pytest.approx(1.0)


def test_a_full_disk_keeps_what_was_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = WavWriter.write
    blocks = iter(range(20))

    def fill_up(self: WavWriter, pcm: Pcm) -> None:
        if next(blocks) == 12:
            raise OSError(28, "No space left on device")
        write(self, pcm)

    monkeypatch.setattr(WavWriter, "write", fill_up)

    recording = record(FakeMicrophone(ends=True), tmp_path / "a.wav")

    assert "No space left on device" in recording.problem
    assert read_wav(recording.path).seconds == pytest.approx(12 * 0.05)


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
