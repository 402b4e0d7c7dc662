import os
import signal
import stat
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest

from audio.clip import Clip
from audio.errors import SoundFileError
from audio.wav import WavWriter, read_wav, write_wav

ENDLESS = """
import sys
from pathlib import Path
import numpy as np
from audio.wav import WavWriter
writer = WavWriter(Path(sys.argv[1]), 16000)
block = 0
while True:
    writer.write(np.full(1600, block % 1000, dtype=np.int16))
    block += 1
    print(block, flush=True)
"""


def test_what_is_written_is_read_back_bit_for_bit(tmp_path: Path) -> None:
    pcm = np.random.default_rng(1).integers(-32768, 32767, 5000).astype(np.int16)

    write_wav(tmp_path / "a.wav", Clip.of_pcm(pcm, 44100))

    clip = read_wav(tmp_path / "a.wav")
    assert clip.rate == 44100
    assert np.array_equal(clip.pcm, pcm)


def test_only_the_user_may_read_a_recording(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", Clip(np.zeros(10, dtype=np.float32), 16000))

    assert stat.S_IMODE((tmp_path / "a.wav").stat().st_mode) == 0o600


def test_a_growing_file_is_complete_after_every_block(tmp_path: Path) -> None:
    writer = WavWriter(tmp_path / "a.wav", 16000)
    for blocks in range(1, 4):
        writer.write(np.ones(800, dtype=np.int16))

        assert len(read_wav(tmp_path / "a.wav").samples) == 800 * blocks
    writer.close()


@pytest.mark.parametrize("blocks", [1, 7, 40])
def test_a_killed_recorder_loses_no_finished_block(tmp_path: Path, blocks: int) -> None:
    path = tmp_path / "a.wav"
    child = subprocess.Popen([sys.executable, "-c", ENDLESS, str(path)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    for _ in range(blocks):
        child.stdout.readline()
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()

    with wave.open(str(path)) as source:
        assert source.getnframes() >= 1600 * blocks


FULL = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
"""


def test_a_full_disk_leaves_a_readable_file(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FULL + ENDLESS, str(tmp_path / "a.wav")]

    done = subprocess.run(command, capture_output=True, text=True)

    assert "OSError" in done.stderr
    assert len(read_wav(tmp_path / "a.wav").samples) >= 1600 * int(done.stdout.split()[-1])


@pytest.mark.parametrize("data", [b"", b"RIFF", b"not a sound file at all, but long enough to look at", bytes(44)])
def test_a_damaged_file_is_refused_in_one_line(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(data)

    with pytest.raises(SoundFileError, match=r"^[^\n]+$"):
        read_wav(path)
