"""What is heard and what is made up: `python -m lab.hearing [--nothing FILE...]`. Sound goes in faster than real time.

Four tables: words written down where nobody speaks, five minutes each (files are repeated to that length); words of
the trade with the hint and without; fillers; and words lost or repeated where stretches meet.
"""

import argparse
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from threading import Event

import numpy as np

from audio.clip import Clip, Samples
from audio.file_microphone import FileMicrophone
from audio.hesitation import HESITATION
from audio.ports import Progress, Voice, ignore
from audio.sound_file import read_sound_file
from audio.transcript import Transcript
from audio.vad import RATE, WINDOW, SpeechDetector
from audio.whisper import WhisperTranscriber
from lab.answers import SPLITS, read_answers
from lab.one_pass import OnePass
from lab.word_errors import align, plain_words
from voiceint.paths import Paths
from voiceint.settings import Settings
from voiceint.wiring import build_transcriber, build_voices, find_model

_NOTHING_SECONDS = 300
_HINT = "CSAT, NPS, FCR, AHT, SLA, CES, SLAs, KPIs, CRM, WFM"
_TRADE = (
    ("Our CSAT went from seventy one to eighty four in two quarters.", ("csat",)),
    ("I watched NPS every week and FCR every morning.", ("nps", "fcr")),
    ("The AHT came down by forty seconds, and the SLA was met.", ("aht", "sla")),
    ("We had missed three SLAs that month, so I looked at the queue.", ("slas",)),
    ("I moved the tickets into a new CRM and watched the KPIs.", ("crm", "kpis")),
    ("The CES survey told me that FCR was the real problem.", ("ces", "fcr")),
    ("With WFM I planned the shifts, and the AHT stayed where it was.", ("wfm", "aht")),
    ("Nobody cared about NPS until the CSAT fell under eighty.", ("nps", "csat")),
)
_HESITANT = (
    ("Um, so I was, uh, the team lead at that time.", 2),
    ("We had, er, four hundred tickets, and, um, nobody knew why.", 2),
    ("Uh, I called the customer, and, uh, I listened for an hour.", 2),
    ("I wrote a plan, um, with the team, and we, hmm, tried it.", 2),
    ("It went well. Um, the waiting time, uh, fell by half.", 2),
    ("So, er, that was the result, um, more or less.", 2),
)
_ANSWERS = 50
_AROUND_SEAM = 3
"""Words on each side of a seam in which a lost or repeated one is counted to it."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nothing", nargs="*", type=Path, default=[], help="recordings in which nobody speaks")
    parser.add_argument("--answers", type=int, default=_ANSWERS, help="how many spoken answers are cut into stretches")
    options = parser.parse_args()
    settings, paths = Settings(), Paths.of_user()
    transcriber = build_transcriber(settings, paths)
    voices = build_voices(settings, paths)
    try:
        _nothing(transcriber, options.nothing)
        _hints(transcriber, voices)
        _fillers(transcriber, voices)
        _seams(transcriber, OnePass(find_model(settings.model, paths)), voices, options.answers)
    finally:
        for voice in voices:
            voice.close()


def _hear(
    transcriber: WhisperTranscriber, clip: Clip, hint: str = "", on_progress: Callable[[Progress], None] = ignore
) -> Transcript:
    transcription = transcriber.start(hint, on_progress)
    for block in FileMicrophone(clip).listen(Event()):
        transcription.feed(block)
    return transcription.finish()


def _nothing(transcriber: WhisperTranscriber, files: list[Path]) -> None:
    print("| five minutes of | words | which |\n|---|---|---|")
    sounds: list[tuple[str, Callable[[], Samples]]] = [
        ("digital silence", lambda: np.zeros(_NOTHING_SECONDS * RATE, dtype=np.float32)),
        ("white noise", lambda: _noise(0.02)),
        ("a loud fan", lambda: _filtered(_noise(0.3))),
        ("mains hum", lambda: _tones((50, 100, 150), 0.1)),
        ("a chord that swells", lambda: _tones((220, 277, 330), 0.2) * _swell()),
        ("typing", _typing),
    ]
    sounds += [(file.name, lambda file=file: _repeated(read_sound_file(file))) for file in files]  # type: ignore[misc]
    for name, make in sounds:
        text = _hear(transcriber, Clip(make(), RATE), _HINT).text
        print(f"| {name} | {len(text.split())} | {text[:60]} |", flush=True)


def _noise(level: float) -> Samples:
    return np.random.default_rng(1).normal(0, level, _NOTHING_SECONDS * RATE).astype(np.float32)


def _filtered(samples: Samples) -> Samples:
    """Noise with little above 500 Hz, as a moving average of 2 ms."""
    return np.convolve(samples, np.ones(32) / 32, mode="same").astype(np.float32)


def _tones(frequencies: tuple[int, ...], level: float) -> Samples:
    times = np.arange(_NOTHING_SECONDS * RATE) / RATE
    return np.asarray(level * np.mean([np.sin(2 * np.pi * each * times) for each in frequencies], axis=0), np.float32)


def _swell() -> Samples:
    times = np.arange(_NOTHING_SECONDS * RATE) / RATE
    return (0.5 + 0.5 * np.sin(2 * np.pi * 0.7 * times)).astype(np.float32)


def _typing() -> Samples:
    random = np.random.default_rng(2)
    samples = _noise(0.001)
    for at in random.integers(0, len(samples) - 400, _NOTHING_SECONDS * 6):
        click = random.normal(0, 0.2, 320) * np.exp(-np.arange(320) / 60)
        samples[at : at + 320] += click.astype(np.float32)
    return samples


def _repeated(clip: Clip) -> Samples:
    samples = clip.at_rate(RATE).samples
    return np.resize(samples, _NOTHING_SECONDS * RATE).astype(np.float32)


def _hints(transcriber: WhisperTranscriber, voices: list[Voice]) -> None:
    print("\n| voice | words of the trade | right without the hint | with it |\n|---|---|---|---|")
    for voice in voices:
        clips = [(voice.speak(text), words) for text, words in _TRADE]
        total = sum(len(words) for _, words in clips)
        right = []
        for hint in ("", _HINT):
            heard = [(plain_words(_hear(transcriber, clip, hint).text), words) for clip, words in clips]
            right.append(sum(word in text for text, words in heard for word in words))
        print(f"| {voice.name} | {total} | {right[0]} | {right[1]} |", flush=True)


def _fillers(transcriber: WhisperTranscriber, voices: list[Voice]) -> None:
    print("\n| voice | fillers | written down | and speech without words |\n|---|---|---|---|")
    for voice in voices:
        clips = [(voice.speak(text), count) for text, count in _HESITANT]
        total = sum(count for _, count in clips)
        heard = [(clip, _hear(transcriber, clip, _HINT)) for clip, _ in clips]
        found = sum(bool(re.fullmatch(HESITATION, word)) for _, text in heard for word in plain_words(text.text))
        uncovered = sum(_uncovered(clip, text) for clip, text in heard)
        print(f"| {voice.name} | {total} | {found} | {uncovered} |", flush=True)


def _uncovered(clip: Clip, transcript: Transcript) -> int:
    """Stretches of speech of 0.2 s and more that no word's time covers."""
    samples = clip.at_rate(RATE).samples
    samples = np.pad(samples, (0, -len(samples) % WINDOW))
    speech = SpeechDetector().probabilities(samples) >= 0.5
    for word in transcript.words:
        speech[int(word.start * RATE / WINDOW) : int(word.end * RATE / WINDOW) + 1] = False
    edges = np.flatnonzero(np.diff(np.concatenate([[0], speech.astype(int), [0]])))
    return int(np.sum(np.diff(edges)[::2] * WINDOW / RATE >= 0.2))


def _seams(transcriber: WhisperTranscriber, one_pass: OnePass, voices: list[Voice], count: int) -> None:
    answers = [answer for answer in read_answers(SPLITS["train"]) if len(answer.text.split()) > 100]
    seams = lost = misheard = repeated = errors = onepass_errors = said = 0
    for place, answer in enumerate(answers[:: max(1, len(answers) // count)][:count]):
        clip = voices[place % len(voices)].speak(answer.text)
        starts, transcript = _with_seams(transcriber, clip)
        onepass = plain_words(one_pass.text(clip))
        spoken = plain_words(answer.text)
        heard = [(word, each.start) for each in transcript.words for word in plain_words(each.text)]
        seams += len(starts)
        for start in starts:
            near = sum(at < start for _, at in heard)
            faults = _faults([word for word, _ in heard], onepass, near)
            lost, misheard, repeated = lost + faults[0], misheard + faults[1], repeated + faults[2]
        errors += align(spoken, [word for word, _ in heard]).errors
        onepass_errors += align(spoken, onepass).errors
        said += len(spoken)
    columns = "answers | seams | words lost there | two heard as one | repeated there | word errors, % | of one pass, %"
    print(f"\n| {columns} |\n|---|---|---|---|---|---|---|")
    rates = f"{100 * errors / said:.2f} | {100 * onepass_errors / said:.2f}"
    print(f"| {count} | {seams} | {lost} | {misheard} | {repeated} | {rates} |")


def _with_seams(transcriber: WhisperTranscriber, clip: Clip) -> tuple[list[float], Transcript]:
    """The transcript, and the times at which one stretch ended and the next began."""
    words: list[int] = []
    transcript = _hear(transcriber, clip, on_progress=lambda progress: words.append(len(progress.text.split())))
    cuts = [after for before, after in pairwise(sorted({0, *words})) if 0 < after < len(transcript.words)]
    return [transcript.words[cut].start for cut in cuts], transcript


def _faults(heard: list[str], onepass: list[str], seam: int) -> tuple[int, int, int]:
    """Words lost, heard as one with another, and repeated around a seam: see `Alignment`, and said twice."""
    near = range(seam - _AROUND_SEAM, seam + _AROUND_SEAM)
    found = align(onepass, heard)
    lost = sum(place in near for place in found.missing)
    misheard = sum(place in near for place in found.misheard)
    repeated = sum(
        place in near and heard[place] in heard[max(0, place - _AROUND_SEAM) : place] for place in found.extra
    )
    return lost, misheard, repeated


if __name__ == "__main__":
    main()
