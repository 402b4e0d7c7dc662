"""How long judging takes, and its memory: `python -m lab.judging`. Each judge is measured in a process of its own.

The answer has 300 words; times are the median and the worst of 20 runs with everything loaded, memory is the peak.
"""

import multiprocessing
import resource
import time

import numpy as np

from audio.transcript import Transcript
from bank import load_bank
from voiceint.assessment import assess, get_ready
from voiceint.paths import Paths
from voiceint.wiring import build_embedder

_WORDS = 300
_RUNS = 20
_KILOBYTES = 1000


def main() -> None:
    """Measure both judges, and print."""
    print("| judge | get ready, s | median, ms | worst, ms | peak, MB |\n|---|---|---|---|---|")
    context = multiprocessing.get_context("spawn")
    for name, with_meaning in (("with embedding", True), ("words alone", False)):
        with context.Pool(1) as pool:
            ready, median, worst, peak = pool.apply(_measure, (with_meaning,))
        print(f"| {name} | {ready:.2f} | {median * 1000:.0f} | {worst * 1000:.0f} | {peak:.0f} |")


def _measure(with_meaning: bool) -> tuple[float, float, float, float]:
    question = next(question for question in load_bank().questions if question.sample and question.points)
    samples = [other.sample.text for other in load_bank().questions if other.sample]
    text = " ".join(" ".join(samples).split()[:_WORDS])
    embedder = build_embedder(Paths.of_user()) if with_meaning else None
    began = time.perf_counter()
    get_ready(question, embedder)
    ready = time.perf_counter() - began
    seconds = []
    for _ in range(_RUNS):
        began = time.perf_counter()
        assess(question, Transcript.typed(text), embedder)
        seconds.append(time.perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KILOBYTES
    return ready, float(np.median(seconds)), max(seconds), peak


if __name__ == "__main__":
    main()
