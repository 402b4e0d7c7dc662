"""Recordings that came from elsewhere: opened by us, decoded in a child process, capped in length.

FFmpeg's demuxers can follow references to other files and addresses. They are therefore never given a
path and never guess: the file's first bytes choose one fixed format, and the bytes come as a stream.
"""

import json
import os
import stat
import struct
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import IO

import numpy as np

from audio.child import end_child, start_child
from audio.clip import Clip, Pcm
from audio.errors import SoundFileError

RATE = 16_000
"""Rate of an imported recording: what speech recognition uses."""

LONGEST_SECONDS = 15 * 60
"""Longest answer that is taken. Interview answers last 1-5 minutes."""

LARGEST_BYTES = 500_000_000
_TIMEOUT_SECONDS = 120.0


def read_sound_file(path: Path) -> Clip:
    """Decode any common recording to a mono clip at 16 kHz.

    Raises:
        SoundFileError: It is not a readable sound file, is empty, or is longer than 15 minutes.
    """
    source = _open_regular(path)
    with source:
        child = start_child("audio.sound_file", stdin=source)
        try:
            output, _ = child.communicate(timeout=_TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise SoundFileError(f"{path.name} took too long to decode: convert it to WAV first.") from error
        finally:
            end_child(child)
    header, _, data = output.partition(b"\n")
    reply: dict[str, object] = {"error": "the decoder crashed on it"}
    with suppress(ValueError):
        reply = json.loads(header)
    if "error" in reply:
        raise SoundFileError(f"{path.name} cannot be taken as a recording: {reply['error']}.")
    return Clip.of_pcm(np.frombuffer(data, dtype="<i2").astype(np.int16), RATE)


def _open_regular(path: Path) -> IO[bytes]:
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise SoundFileError(f"{path} cannot be opened: {error.strerror}.") from error
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):
        problem = "it is not a file"
    elif found.st_size == 0:
        problem = "it is empty"
    elif found.st_size > LARGEST_BYTES:
        problem = f"it is larger than {LARGEST_BYTES // 1_000_000} MB"
    else:
        return os.fdopen(handle, "rb")
    os.close(handle)
    raise SoundFileError(f"{path.name} cannot be taken as a recording: {problem}.")


def sniff_format(head: bytes) -> str | None:
    """FFmpeg's name of the format that a file's first 12 bytes announce, or None.

    Signatures: RFC 2361 (WAV), RFC 9639 (FLAC), RFC 3533 (Ogg), ID3v2 and MPEG audio frame headers (MP3),
    ISO/IEC 14496-12 `ftyp` (M4A), AIFF-C, RFC 9559 (WebM, Matroska).
    """
    if head[:4] in (b"RIFF", b"RF64") and head[8:12] == b"WAVE":
        return "wav"
    if head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC"):
        return "aiff"
    if head[4:8] == b"ftyp":
        return "mp4"
    signatures = {b"fLaC": "flac", b"OggS": "ogg", b"ID3": "mp3", b"\x1a\x45\xdf\xa3": "matroska"}
    for signature, name in signatures.items():
        if head.startswith(signature):
            return name
    if len(head) >= 2:
        (sync,) = struct.unpack(">H", head[:2])
        if sync & 0xFFF6 == 0xFFF0:
            return "aac"
        if sync & 0xFFE0 == 0xFFE0:
            return "mp3"
    return None


def decode(source: IO[bytes], rate: int = RATE, longest: float = LONGEST_SECONDS) -> tuple[Pcm, int]:
    """Decode an open, seekable file to mono 16-bit samples, in this process.

    Raises:
        SoundFileError: The format is not known, nothing can be decoded, or it is longer than `longest` seconds.
    """
    import av

    name = sniff_format(source.read(12))
    source.seek(0)
    if name is None:
        raise SoundFileError("it is not WAV, FLAC, MP3, Ogg, M4A, AAC, AIFF or WebM")
    too_long = f"it is longer than {longest / 60:.0f} minutes"
    pieces: list[Pcm] = []
    frames = 0
    try:
        with av.open(source, mode="r", format=name) as container:
            if container.duration and container.duration / av.time_base > longest:
                raise SoundFileError(too_long)
            stream = next((s for s in container.streams if s.type == "audio"), None)
            if stream is None:
                raise SoundFileError("it has no sound in it")
            resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
            for packet in container.demux(stream):
                with suppress(av.error.InvalidDataError):  # one damaged packet: go on with the next
                    for frame in packet.decode():
                        if not isinstance(frame, av.AudioFrame):
                            continue
                        pieces += [piece.to_ndarray()[0] for piece in resampler.resample(frame)]
                        frames += frame.samples
                        if frames > longest * frame.sample_rate:
                            raise SoundFileError(too_long)
            pieces += [piece.to_ndarray()[0] for piece in resampler.resample(None)]
    except (av.error.FFmpegError, ValueError) as error:
        raise SoundFileError(f"it is damaged ({error})") from error
    if not pieces:
        raise SoundFileError("it has no sound in it")
    return np.concatenate(pieces).astype(np.int16), rate


def main() -> None:
    """Child process: decode standard input; answer a JSON line and the samples."""
    reply = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        with os.fdopen(0, "rb", closefd=False) as source:
            pcm, _ = decode(source)
    except SoundFileError as error:
        reply.write(json.dumps({"error": str(error)}).encode() + b"\n")
    else:
        reply.write(b"{}\n" + pcm.tobytes())
    reply.flush()


if __name__ == "__main__":
    main()
