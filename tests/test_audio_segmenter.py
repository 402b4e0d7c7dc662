import numpy as np
import pytest

from audio.clip import Samples
from audio.segmenter import LONGEST_SECONDS, Segmenter, Stretch
from audio.vad import RATE, WINDOW

WINDOW_SECONDS = WINDOW / RATE


def stretches(*parts: tuple[float, float]) -> list[Stretch]:
    """Cut a recording of parts (probability of speech, seconds), whose samples count up from zero."""
    chances = np.concatenate([np.full(round(seconds / WINDOW_SECONDS), chance) for chance, seconds in parts])
    samples = np.arange(len(chances) * WINDOW, dtype=np.float32)
    segmenter = Segmenter()
    found = segmenter.add(samples, chances.astype(np.float32))
    last = segmenter.finish()
    return found if last is None else [*found, last]


def own(stretch: Stretch) -> Samples:
    """What a stretch has beside what was said before it."""
    return stretch.samples[round(stretch.lead * RATE) :]


def test_silence_gives_nothing() -> None:
    assert stretches((0.1, 300)) == []


def test_short_speech_is_one_stretch_with_a_little_silence_around_it() -> None:
    (stretch,) = stretches((0, 5), (1, 4), (0, 2))

    assert stretch.start == pytest.approx(4.7, abs=0.05)
    assert len(stretch.samples) / RATE == pytest.approx(4.46, abs=0.1)


def test_a_pause_after_enough_speech_finishes_a_stretch() -> None:
    first, second = stretches((1, 8), (0, 0.7), (1, 5))

    assert len(first.samples) / RATE == pytest.approx(8.16, abs=0.1)
    assert second.start == pytest.approx(8.4, abs=0.1)


def test_a_short_thinking_pause_does_not_cut() -> None:
    assert len(stretches((1, 2), (0, 2), (1, 2))) == 1


def test_a_stretch_is_heard_with_what_was_said_before_it() -> None:
    first, second, _ = stretches((1, 6), (0, 0.3), (1, 3), (0, 1), (1, 6), (0, 1), (1, 2))

    assert first.lead == 0
    assert 2 <= second.lead <= 4
    assert second.samples[0] == pytest.approx(6 * RATE, abs=0.4 * RATE)  # in the pause nearby, not in a word
    assert own(second)[0] / RATE == pytest.approx(second.start, abs=WINDOW_SECONDS)
    assert second.seam == pytest.approx(second.lead + 0.15, abs=0.05)


def test_earlier_sound_keeps_its_place_when_a_long_pause_is_left_out() -> None:
    *_, last = stretches((1, 8), (0, 6), (1, 2))

    assert last.samples[0] / RATE == pytest.approx(last.lead_start, abs=WINDOW_SECONDS)
    assert last.start == pytest.approx(13.7, abs=0.1)


def test_the_last_stretch_is_heard_with_less_as_somebody_waits_for_it() -> None:
    *_, last = stretches((1, 8), (0, 1), (1, 2))

    assert 1 <= last.lead <= 2
    assert own(last)[0] / RATE == pytest.approx(last.start, abs=WINDOW_SECONDS)


def test_in_a_pause_the_open_stretch_is_looked_at_once() -> None:
    segmenter = Segmenter()

    def hear(chance: float, seconds: float) -> list[Stretch]:
        count = round(seconds / WINDOW_SECONDS)
        return segmenter.add(np.zeros(count * WINDOW, dtype=np.float32), np.full(count, chance, dtype=np.float32))

    assert hear(1, 3) == []
    assert segmenter.ahead() is None
    hear(0, 0.4)
    ahead = segmenter.ahead()
    assert ahead is not None and segmenter.ahead() is None
    hear(0, 1)
    last = segmenter.finish()
    assert last is not None and (last.start, len(last.samples)) == (ahead.start, len(ahead.samples))
    assert segmenter.silence == pytest.approx(1.4, abs=0.1)


def test_what_was_looked_at_can_be_settled() -> None:
    segmenter = Segmenter()
    for chance, seconds in ((1.0, 3.0), (0.0, 0.5)):
        count = round(seconds / WINDOW_SECONDS)
        segmenter.add(np.zeros(count * WINDOW, dtype=np.float32), np.full(count, chance, dtype=np.float32))
    assert segmenter.ahead() is not None
    segmenter.add(np.ones(40 * WINDOW, dtype=np.float32), np.ones(40, dtype=np.float32))

    segmenter.settle()
    last = segmenter.finish()

    assert last is not None
    assert last.start == pytest.approx(3.2, abs=0.1)


def test_speech_without_any_pause_is_cut_before_the_limit_and_nothing_is_heard_twice() -> None:
    found = stretches((1, 20), (0.6, 0.03), (1, 60))

    assert max(len(own(stretch)) / RATE for stretch in found) <= LONGEST_SECONDS
    heard = np.concatenate([own(stretch) for stretch in found])
    assert np.array_equal(heard, np.arange(len(heard), dtype=np.float32))


def test_every_spoken_window_is_in_a_stretch() -> None:
    random = np.random.default_rng(7)
    parts = [(float(random.random() > 0.4), float(random.uniform(0.1, 6))) for _ in range(200)]

    found = stretches(*parts)

    chances = np.concatenate([np.full(round(seconds / WINDOW_SECONDS), chance) for chance, seconds in parts])
    covered = np.zeros(len(chances), dtype=bool)
    for stretch in found:
        covered[int(stretch.samples[0]) // WINDOW : int(stretch.samples[-1]) // WINDOW + 1] = True
    assert covered[chances > 0.5].all()


def test_a_click_is_not_speech() -> None:
    assert stretches((0, 1), (1, 0.05), (0, 5)) == []


@pytest.mark.parametrize("seed", range(6))
def test_speech_of_any_likelihood_is_heard(seed: int) -> None:
    random = np.random.default_rng(seed)
    chances = np.clip(0.55 + np.cumsum(random.normal(0, 0.03, 3000)) % 0.5 - 0.1, 0.36, 1.0).astype(np.float32)
    samples = np.arange(len(chances) * WINDOW, dtype=np.float32)
    segmenter = Segmenter()

    found = segmenter.add(samples, chances)
    last = segmenter.finish()

    heard = sum(len(stretch.samples) for stretch in [*found, *([last] if last else [])]) / WINDOW
    begin = int(np.flatnonzero(chances >= 0.5)[0])
    assert heard >= len(chances) - begin
