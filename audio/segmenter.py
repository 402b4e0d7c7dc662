"""Cuts running speech into stretches that are worth one decoding step each."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from audio.clip import Samples
from audio.vad import RATE, WINDOW

_WINDOW_SECONDS = WINDOW / RATE

SPEECH_ON = 0.5
SPEECH_OFF = 0.35
"""Hysteresis of the detector's probability; Silero's own defaults."""

ENOUGH_SECONDS = 5.0
"""Speech after which a stretch is finished at the next pause. Longer ones are not heard better, as each is given what
was said before it, and take longer to decode when the answer ends."""

PAUSE_SECONDS = 0.35
"""Breath pauses in the middle of a sentence are mostly shorter."""

LATE_SECONDS = 7.0
LATE_PAUSE_SECONDS = 0.2
"""Once a stretch is this long, a short pause is a better place to cut than the limit will be."""

LONG_PAUSE_SECONDS = 3.0
"""A pause that finishes a stretch however short it is."""

LONGEST_SECONDS = 12.0
"""Where nobody pauses, a stretch is cut at this length at the latest, so that little is left when the answer ends."""

_SEARCH_SECONDS = 5.0
_LEAD_SECONDS = 0.3
_TAIL_SECONDS = 0.16
"""Sound kept before the first and after the last speech. More silence at the end invites invented words."""

_LEAST_SPEECH_SECONDS = 0.1

_CONTEXT_SECONDS = 4.0
"""A stretch is heard with 2 to 4 s of what was said before it: Whisper mishears words that come out of nowhere."""

_LAST_CONTEXT_SECONDS = 2.0
"""The last stretch is heard with 1 to 2 s: it is short, somebody waits for it, and each second takes 0.15 s."""


@dataclass(frozen=True)
class Stretch:
    """Sound to decode.

    Attributes:
        samples: 1-D float32 at 16 kHz.
        start: Place of the first sample that belongs to the stretch itself, in seconds of the recording.
        lead: Seconds of earlier sound before that. A long pause between the two is left out.
        lead_start: Place of the first sample of the earlier sound, in seconds of the recording.
        seam: Where words begin to belong to the stretch, in seconds from the first sample.
    """

    samples: Samples
    start: float
    lead: float = 0.0
    lead_start: float = 0.0
    seam: float = 0.0


class Segmenter:
    """Collects windows with their speech probability; hands out a stretch when one is complete."""

    def __init__(self) -> None:
        self._windows: list[Samples] = []
        self._chances: list[float] = []
        self._first = 0  # number of the first window kept, counted from the start of the recording
        self._speaking = False
        self._voiced = 0
        self._last_speech = -1  # index into the windows kept
        self._before: list[Samples] = []  # what was last cut off, with its probabilities
        self._chances_before: list[float] = []
        self._end_before = 0  # number of the window behind it
        self._ahead = 0  # number of the window behind the part that was handed out ahead of time
        self._spoken = 0  # number of the window behind the last speech of all; 0 before the first

    def add(self, samples: Samples, chances: npt.NDArray[np.float32]) -> list[Stretch]:
        """Take whole windows and their probabilities; return the stretches that they completed."""
        done: list[Stretch] = []
        for window, chance in zip(samples.reshape(-1, WINDOW), chances, strict=True):
            self._take(window, float(chance))
            stretch = self._cut_if_due()
            if stretch is not None:
                done.append(stretch)
        return done

    @property
    def silence(self) -> float | None:
        """Seconds since the last speech; None before the first."""
        return (self._first + len(self._windows) - self._spoken) * _WINDOW_SECONDS if self._spoken else None

    def ahead(self) -> Stretch | None:
        """The open stretch as far as it goes, once for each pause; None while somebody speaks.

        If nothing is said after the pause, the same stretch is handed out when it is complete.
        """
        end = self._first + self._last_speech + 1
        pause = (len(self._windows) - 1 - self._last_speech) * _WINDOW_SECONDS
        if self._last_speech < 0 or end == self._ahead or pause < PAUSE_SECONDS:
            return None
        self._ahead = end
        return self._stretch(self._last_speech + 1, _TAIL_SECONDS)

    def settle(self) -> None:
        """Take what was last handed out ahead of time for complete, and go on behind it."""
        self._drop(self._ahead - self._first)

    def finish(self) -> Stretch | None:
        """What is left, or None if nobody spoke in it."""
        return self._stretch(self._last_speech + 1, _TAIL_SECONDS, _LAST_CONTEXT_SECONDS)

    def _take(self, window: Samples, chance: float) -> None:
        self._windows.append(window)
        self._chances.append(chance)
        self._speaking = chance >= (SPEECH_OFF if self._speaking else SPEECH_ON)
        if self._speaking:
            self._voiced += 1
            self._last_speech = len(self._windows) - 1
            self._spoken = self._first + len(self._windows)
        elif self._last_speech < 0:
            self._forget(len(self._windows) - int(_LEAD_SECONDS / _WINDOW_SECONDS))

    def _cut_if_due(self) -> Stretch | None:
        if self._last_speech < 0:
            return None
        pause = (len(self._windows) - 1 - self._last_speech) * _WINDOW_SECONDS
        spoken = self._voiced * _WINDOW_SECONDS
        length = len(self._windows) * _WINDOW_SECONDS
        enough = spoken >= ENOUGH_SECONDS and pause >= PAUSE_SECONDS
        late = length >= LATE_SECONDS and pause >= LATE_PAUSE_SECONDS
        if enough or late or pause >= LONG_PAUSE_SECONDS:
            return self._cut(self._last_speech + 1, _TAIL_SECONDS)
        if length >= LONGEST_SECONDS:  # in the middle of speech: nothing may be heard twice
            return self._cut(self._quietest(), 0.0, in_speech=True)
        return None

    def _quietest(self) -> int:
        """The window least likely to be speech among the last few seconds: the least bad place to cut."""
        search = int(_SEARCH_SECONDS / _WINDOW_SECONDS)
        start = len(self._chances) - search
        return start + int(np.argmin(self._chances[start:]))

    def _cut(self, end: int, tail_seconds: float, in_speech: bool = False) -> Stretch | None:
        """Hand out the windows before `end` and a little of the silence after it; go on with the rest."""
        stretch = self._stretch(end, tail_seconds)
        self._drop(end, in_speech)
        return stretch

    def _drop(self, end: int, in_speech: bool = False) -> None:
        """Go on behind the windows before `end`, keeping some of them as context."""
        context = max(0, end - int(_CONTEXT_SECONDS / _WINDOW_SECONDS))
        self._before, self._chances_before = self._windows[context:end], self._chances[context:end]
        rest, chances = self._windows[end:], self._chances[end:]
        self._first += end
        self._end_before = self._first
        self._windows, self._chances = [], []
        self._voiced, self._last_speech = 0, -1
        self._speaking = in_speech
        for window, chance in zip(rest, chances, strict=True):
            self._take(window, chance)

    def _stretch(self, end: int, tail_seconds: float, context_seconds: float = _CONTEXT_SECONDS) -> Stretch | None:
        if self._voiced * _WINDOW_SECONDS < _LEAST_SPEECH_SECONDS:
            return None
        windows = self._windows[: end + int(tail_seconds / _WINDOW_SECONDS)]
        start = self._first * _WINDOW_SECONDS
        lead = self._lead(int(context_seconds / _WINDOW_SECONDS))
        if not lead:
            return Stretch(np.concatenate(windows), start)
        onset = next(place for place, chance in enumerate(self._chances) if chance >= SPEECH_OFF)
        middle_of_pause = len(lead) + onset / 2
        return Stretch(
            np.concatenate([*lead, *windows]),
            start,
            lead=len(lead) * _WINDOW_SECONDS,
            lead_start=(self._end_before - len(lead)) * _WINDOW_SECONDS,
            seam=middle_of_pause * _WINDOW_SECONDS,
        )

    def _lead(self, count: int) -> list[Samples]:
        """Of the last windows of the stretch before, those from the one in their first half least likely speech."""
        before, chances = self._before[-count:], self._chances_before[-count:]
        half = chances[: len(chances) // 2]
        return before[int(np.argmin(half)) :] if half else []

    def _forget(self, count: int) -> None:
        if count > 0:
            del self._windows[:count], self._chances[:count]
            self._first += count
