from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from fakes import tone

from audio.clip import Clip
from audio.errors import SoundFileError
from audio.sound_file import LONGEST_SECONDS, RATE, read_sound_file, sniff_format
from audio.wav import write_wav

FORMATS = [
    ("wav", "pcm_s16le"),
    ("flac", "flac"),
    ("mp3", "libmp3lame"),
    ("ogg", "libopus"),
    ("mp4", "aac"),
    ("adts", "aac"),
    ("aiff", "pcm_s16be"),
    ("webm", "libopus"),
]


def encode(path: Path, clip: Clip, container: str, codec: str) -> None:
    """Write a clip in any format."""
    with av.open(str(path), "w", format=container) as output:
        stream: Any = output.add_stream(codec, rate=clip.rate, layout="mono")
        resampler = av.AudioResampler(format=stream.format.name, layout="mono", rate=clip.rate, frame_size=1024)
        frame = av.AudioFrame.from_ndarray(clip.pcm[None, :], format="s16", layout="mono")
        frame.sample_rate = clip.rate
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            output.mux(stream.encode(piece))
        output.mux(stream.encode(None))


@pytest.mark.parametrize(("container", "codec"), FORMATS)
def test_common_formats_are_taken(tmp_path: Path, container: str, codec: str) -> None:
    path = tmp_path / "answer.bin"
    encode(path, tone(2.0, rate=48000), container, codec)

    clip = read_sound_file(path)

    assert clip.rate == RATE
    assert clip.seconds == pytest.approx(2.0, abs=0.15)
    spectrum = np.abs(np.fft.rfft(clip.samples[:RATE]))
    assert int(spectrum.argmax()) == pytest.approx(220, abs=2)


def test_stereo_becomes_mono(tmp_path: Path) -> None:
    path = tmp_path / "stereo.wav"
    with av.open(str(path), "w", format="wav") as output:
        stream = output.add_stream("pcm_s16le", rate=44100, layout="stereo")
        frame = av.AudioFrame.from_ndarray(np.ones((1, 2 * 44100), dtype=np.int16), format="s16", layout="stereo")
        frame.sample_rate = 44100
        output.mux(stream.encode(frame))
        output.mux(stream.encode(None))

    assert read_sound_file(path).seconds == pytest.approx(1.0, abs=0.01)


def test_hours_of_sound_are_refused_by_the_header(tmp_path: Path) -> None:
    path = tmp_path / "long.flac"
    encode(path, Clip(np.zeros(16 * 60 * 8000, dtype=np.float32), 8000), "flac", "flac")

    with pytest.raises(SoundFileError, match="longer than 15 minutes"):
        read_sound_file(path)


def test_a_header_that_lies_about_the_length_does_not_help(tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    write_wav(path, Clip(np.zeros(int((LONGEST_SECONDS + 5) * 8000), dtype=np.float32), 8000))
    data = bytearray(path.read_bytes())
    data[40:44] = (0).to_bytes(4, "little")  # the size of the samples, as a recorder that streams leaves it
    path.write_bytes(data)

    with pytest.raises(SoundFileError):
        read_sound_file(path)


def test_a_playlist_in_disguise_opens_no_other_file(tmp_path: Path) -> None:
    write_wav(tmp_path / "secret.wav", tone(1.0))
    playlist = tmp_path / "answer.wav"
    playlist.write_text("ffconcat version 1.0\nfile secret.wav\n")

    with pytest.raises(SoundFileError, match="not WAV"):
        read_sound_file(playlist)


@pytest.mark.parametrize(
    "data",
    [b"", b"\0" * 5000, b"RIFF\x24\0\0\0WAVEfmt ", b"fLaC" + b"\xff" * 400, b"\xff\xfb" + b"\0" * 600, b"OggS" * 50],
    ids=["empty", "zeros", "cut header", "flac", "mp3", "ogg"],
)
def test_damaged_files_are_refused_in_one_line(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "answer.wav"
    path.write_bytes(data)

    with pytest.raises(SoundFileError, match=r"^answer\.wav cannot be taken as a recording: [^\n]+\.$"):
        read_sound_file(path)


def test_a_file_that_was_cut_off_gives_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "answer.flac"
    encode(path, Clip(np.random.default_rng(0).normal(0, 0.1, 5 * 16000).astype(np.float32), 16000), "flac", "flac")
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])

    assert 1.5 < read_sound_file(path).seconds < 3.5


@pytest.mark.parametrize("name", ["nothing.wav", "folder"])
def test_what_is_not_a_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()

    with pytest.raises(SoundFileError):
        read_sound_file(tmp_path / name)


def test_text_is_no_sound() -> None:
    assert sniff_format(b"When I was managing a team") is None
    assert sniff_format(b"") is None
