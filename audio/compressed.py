"""Speech as MP3, which every browser plays."""

from io import BytesIO

import numpy as np

from audio.clip import Clip
from audio.errors import SoundFileError

_RATE = 24_000
"""Hz. Speech up to 12 kHz; at this bit rate more would only cost quality."""

_BIT_RATE = 48_000
"""Bits a second: 0.36 MB a minute."""


def to_mp3(clip: Clip) -> bytes:
    """A mono MP3 of the clip, with the encoder's delay noted in it, so that its times are the recording's.

    Raises:
        SoundFileError: There is no sound in the clip, or it cannot be encoded.
    """
    import av

    if not len(clip.samples):
        raise SoundFileError("The recording has no sound in it.")
    pcm = clip.at_rate(_RATE).pcm
    target = BytesIO()
    try:
        with av.open(target, mode="w", format="mp3") as container:
            stream = container.add_stream("libmp3lame", rate=_RATE, layout="mono")
            stream.bit_rate = _BIT_RATE
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(pcm[np.newaxis, :]), format="s16p", layout="mono")
            frame.sample_rate = _RATE
            for packet in [*stream.encode(frame), *stream.encode(None)]:
                container.mux(packet)
    except (av.error.FFmpegError, ValueError) as error:
        raise SoundFileError(f"The recording cannot be compressed ({error}).") from error
    return target.getvalue()
