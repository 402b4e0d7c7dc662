from io import BytesIO

import numpy as np
import pytest
from fakes import tone

from audio.clip import Clip
from audio.compressed import to_mp3
from audio.errors import SoundFileError
from audio.sound_file import decode, sniff_format


def test_a_minute_of_sound_takes_less_than_half_a_megabyte() -> None:
    data = to_mp3(tone(60.0, rate=48_000))

    assert sniff_format(data[:12]) == "mp3"
    assert 300_000 < len(data) < 420_000


@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
def test_what_is_played_is_what_was_recorded_at_the_same_time(rate: int) -> None:
    silence = Clip(np.zeros(rate, np.float32), rate)
    sound = tone(1.0, rate=rate)
    clip = Clip(np.concatenate([silence.samples, sound.samples, silence.samples]), rate)

    pcm, decoded_rate = decode(BytesIO(to_mp3(clip)))

    loud = np.flatnonzero(np.abs(pcm) > 4000) / decoded_rate
    assert loud[0] == pytest.approx(1.0, abs=0.03)
    assert loud[-1] == pytest.approx(2.0, abs=0.03)
    assert len(pcm) / decoded_rate == pytest.approx(3.0, abs=0.1)


def test_a_recording_without_sound_is_refused() -> None:
    with pytest.raises(SoundFileError, match="no sound"):
        to_mp3(Clip(np.zeros(0, np.float32), 16_000))
