import time

import numpy as np
import numpy.typing as npt
import pytest
from fakes import tone

from audio.channels import ChannelPicker
from audio.clip import Clip
from audio.ports import Block
from audio.sound_check import SoundCheck

RATE = 16_000
BLOCK = RATE // 50


def noise(seconds: float, level: float = 0.02, rate: int = RATE) -> npt.NDArray[np.float32]:
    """What an open microphone hears in a room."""
    return np.random.default_rng(3).normal(0, level, int(seconds * rate)).astype(np.float32)


def zeros(seconds: float) -> npt.NDArray[np.float32]:
    return np.zeros(int(seconds * RATE), dtype=np.float32)


def hear(*parts: npt.NDArray[np.float32], rate: int = RATE) -> list[tuple[float, str]]:
    """What is said and when, each line once."""
    check = SoundCheck()
    said: list[tuple[float, str]] = [(0.0, "")]
    pcm = Clip(np.concatenate(parts), rate).pcm
    step = rate // 50
    for start in range(0, len(pcm), step):
        line = check.hear(Block(pcm[start : start + step], rate))
        if line != said[-1][1]:
            said.append(((start + step) / rate, line))
    return said[1:]


def test_a_muted_microphone_is_said_in_half_a_second_and_until_it_is_heard() -> None:
    (told, line), (cleared, nothing) = hear(zeros(2.0), noise(1.0))

    assert told == pytest.approx(0.5, abs=0.03)
    assert "sends only silence" in line
    assert cleared == pytest.approx(2.0, abs=0.03) and nothing == ""


def test_muting_in_the_middle_of_an_answer_is_said_too() -> None:
    (told, line), (cleared, nothing) = hear(noise(3.0), zeros(2.0), noise(1.0))

    assert told == pytest.approx(3.5, abs=0.03)
    assert "gone silent" in line and "mute switch" in line
    assert cleared == pytest.approx(5.0, abs=0.03) and nothing == ""


def test_a_filter_that_sends_zeros_in_pauses_is_not_called_mute_for_long() -> None:
    parts = [part for _ in range(6) for part in (noise(1.0), zeros(1.2))]

    lines = [line for _, line in hear(*parts) if line]

    assert len(lines) == 2


def test_hardly_any_sound_is_said_after_two_seconds() -> None:
    ((told, line),) = hear(noise(3.0, level=0.0003))

    assert told == pytest.approx(2.0, abs=0.03)
    assert "almost nothing" in line


def test_a_voice_that_is_cut_off_is_said_and_the_line_stays_a_few_seconds() -> None:
    shouted = np.clip(tone(1.0, peak=1.8).samples, -1, 1)

    (told, line), (cleared, nothing) = hear(noise(1.0), shouted, noise(8.0))

    assert told < 1.3
    assert "too loud" in line
    assert 4.0 < cleared - told < 6.5 and nothing == ""


def test_one_knock_on_the_table_is_not_clipping() -> None:
    knock = noise(2.0)
    knock[RATE : RATE + 40] = 1.0

    assert hear(knock) == []


def speech_like(seconds: float, top: float, rate: int = 48_000) -> npt.NDArray[np.float32]:
    """Noise whose power falls by 9 dB an octave as that of speech, with nothing above `top` Hz."""
    size = int(seconds * rate)
    spectrum = np.fft.rfft(np.random.default_rng(4).normal(size=size))
    frequency = np.fft.rfftfreq(size, 1 / rate)
    spectrum *= (np.maximum(frequency, 300) / 300) ** -1.5 * (frequency < top)
    samples = np.fft.irfft(spectrum, size)
    loud: npt.NDArray[np.float32] = (samples / np.abs(samples).max() * 0.6).astype(np.float32)
    return loud


@pytest.mark.parametrize(("top", "telephone"), [(3_900, True), (7_500, False), (20_000, False)])
def test_speech_like_on_a_telephone_is_said(top: float, telephone: bool) -> None:
    lines = [line for _, line in hear(speech_like(5.0, top), rate=48_000)]

    assert [("telephone" in line) for line in lines] == ([True] if telephone else [])


def test_a_headset_that_drops_to_8_khz_in_the_middle_is_said_and_forgotten_when_it_is_over() -> None:
    lines = [
        line
        for _, line in hear(speech_like(4.0, 20_000), speech_like(7.0, 3_900), speech_like(7.0, 20_000), rate=48_000)
    ]

    assert len(lines) == 2
    assert "telephone" in lines[0] and lines[1] == ""


def test_a_hum_and_a_quiet_room_are_not_called_a_telephone() -> None:
    assert hear(tone(8.0, rate=48_000).samples, rate=48_000) == []
    assert hear(speech_like(8.0, 3_900) * 0.01, rate=48_000) == []


def test_a_device_at_8_khz_is_like_a_telephone() -> None:
    assert any("telephone" in line for _, line in hear(noise(1.0, rate=8_000), rate=8_000))


def test_checking_takes_less_than_a_hundredth_of_the_time() -> None:
    voice = speech_like(10.0, 20_000)

    began = time.process_time()
    hear(voice, rate=48_000)

    assert time.process_time() - began < 0.1


def test_of_eight_channels_the_one_with_the_voice_is_taken() -> None:
    picker = ChannelPicker(8, RATE)
    frames = np.random.default_rng(1).integers(-20, 20, (RATE, 8)).astype(np.int16)
    frames[:, 5] = tone(1.0).pcm

    assert np.array_equal(picker.pick(frames.reshape(-1)), frames[:, 5])


def test_a_channel_is_kept_while_it_is_heard_and_given_up_when_it_is_silent() -> None:
    picker = ChannelPicker(2, RATE)
    quiet, loud, none = tone(1.0, 0.1).pcm, tone(1.0, 0.8).pcm, tone(1.0, 0.0).pcm

    def pick(left: npt.NDArray[np.int16], right: npt.NDArray[np.int16]) -> npt.NDArray[np.int16]:
        return picker.pick(np.stack([left, right], axis=1).reshape(-1))

    assert np.array_equal(pick(quiet, none), quiet)
    assert np.array_equal(pick(quiet, loud), quiet)
    assert np.array_equal(pick(none, none), none)
    assert np.array_equal(pick(none, loud), loud)
