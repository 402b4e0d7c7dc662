from random import Random

import pytest

from audio.ports import Progress
from voiceint.auto_stop import AutoStop, patience
from voiceint.turn import Turn

SAID = "I sorted every ticket by age and I trained eight agents. " * 3 + "The backlog fell from 400 to 30."
BLOCK_SECONDS = 0.03
REPORT_SECONDS = 0.25


class Answer:
    """An answer in simulated time: levels for every block, and reports of the silence a while after it."""

    def __init__(self, text: str = SAID, noise: float = 0.01, seed: int = 1, words: bool = True) -> None:
        self.now = 100.0
        self.turn = Turn(on_countdown=self._note)
        self.stop = AutoStop(self.turn, lambda: self.now)
        self.text = text
        self.noise = noise
        self.countdown: float | None = None
        self.countdowns = 0
        self._random = Random(seed)
        self._voice_at = self.now if words else None
        self._report_at = self.now

    def _note(self, seconds: float | None) -> None:
        self.countdowns += self.countdown is None and seconds is not None
        self.countdown = seconds

    def speak(self, seconds: float, level: float = 0.3) -> None:
        """Syllables of different loudness, with gaps between them."""
        for _ in range(round(seconds / BLOCK_SECONDS)):
            syllable = self._random.choice((0.0, 0.5, 1.0)) * level
            self._voice_at = self.now
            self._block(syllable)

    def be_silent(self, seconds: float, late: float = 0.0) -> float:
        """Only the room is heard, and reports come `late`; returns the seconds after which the answer ended."""
        began = self.now
        while self.now - began < seconds and not self.turn.finished.is_set():
            self._block(0.0, late)
        return self.now - began

    def cough(self) -> None:
        """Loud, and no speech."""
        self._block(0.5)

    def _block(self, level: float, late: float = 0.0) -> None:
        room = self.noise * self._random.uniform(0.5, 1.2)
        self.stop.hear_level(max(level, room))
        if self._voice_at is not None and self.now >= self._report_at:
            self.stop.hear_progress(Progress(self.text, "", max(0.0, self.now - self._voice_at - late)))
            self._report_at = self.now + REPORT_SECONDS
        self.now += BLOCK_SECONDS


def test_an_answer_ends_six_seconds_after_its_last_word() -> None:
    answer = Answer()
    answer.speak(10)

    ended = answer.be_silent(20)

    assert 6.0 <= ended < 6.5
    assert answer.turn.finished.is_set()
    assert answer.countdown is None


def test_the_countdown_runs_from_two_to_zero() -> None:
    answer = Answer()
    seen: list[float | None] = []
    answer.turn.on_countdown = seen.append
    answer.speak(10)

    answer.be_silent(20)

    numbers = [seconds for seconds in seen if seconds is not None]
    assert (numbers[0], seen[-1]) == (2.0, None)
    assert numbers == sorted(numbers, reverse=True)
    assert 0 < numbers[-1] <= BLOCK_SECONDS


@pytest.mark.parametrize("noise", [0.0, 0.001, 0.02, 0.1])
def test_no_pause_of_up_to_four_seconds_ends_an_answer(noise: float) -> None:
    random = Random(7)
    answer = Answer(noise=noise)
    for _ in range(1_000):
        answer.speak(random.uniform(0.5, 2.0), level=max(0.1, 6 * noise))
        answer.be_silent(random.uniform(0.3, 4.0), late=random.choice((0.0, 0.3, 1.0)))
        assert not answer.turn.finished.is_set()


def test_a_report_that_comes_while_the_person_speaks_again_starts_no_countdown() -> None:
    answer = Answer()
    answer.speak(10)
    answer.be_silent(3.9)
    for _ in range(40):
        answer.now += BLOCK_SECONDS
        answer.stop.hear_level(0.3)

    answer.stop.hear_progress(Progress(SAID, "", 4.2))

    assert answer.countdowns == 0


def test_a_noisy_room_ends_an_answer_too() -> None:
    answer = Answer(noise=0.15)
    answer.speak(10, level=0.8)

    assert answer.be_silent(20) < 6.5


def test_a_cough_stops_the_countdown_and_the_silence_starts_anew() -> None:
    answer = Answer()
    answer.speak(10)
    answer.be_silent(5)
    assert answer.countdown is not None

    answer.cough()

    assert answer.countdown is None
    assert 6.0 <= answer.be_silent(20) < 6.5
    assert answer.countdowns == 2


def test_speech_that_is_no_louder_than_the_room_stops_the_countdown_too() -> None:
    answer = Answer(noise=0.1)
    answer.speak(10, level=0.8)
    answer.be_silent(5)
    assert answer.countdown is not None

    answer.speak(REPORT_SECONDS + BLOCK_SECONDS, level=0.1)

    assert answer.countdown is None
    assert not answer.turn.finished.is_set()


def test_an_open_clause_that_is_read_late_stops_the_countdown() -> None:
    answer = Answer()
    answer.speak(10)
    answer.be_silent(4.5)
    assert answer.countdown is not None

    answer.text = SAID + " And then I told them that"
    answer.be_silent(REPORT_SECONDS + BLOCK_SECONDS)

    assert answer.countdown is None
    assert 3.0 < answer.be_silent(20) < 4.0


def test_nothing_ends_before_the_first_word() -> None:
    answer = Answer(words=False)
    answer.be_silent(60)
    assert answer.countdowns == 0

    answer.text = ""
    answer.speak(1)
    answer.be_silent(60)
    assert answer.countdowns == 0


def test_no_sound_at_all_is_no_silence() -> None:
    answer = Answer()
    answer.speak(10)
    answer.be_silent(5)
    assert answer.countdown is not None

    answer.now += 30  # the microphone was away
    answer.stop.hear_progress(Progress(SAID, "", 5.0))

    assert 5.5 <= answer.be_silent(20) < 6.5
    assert answer.countdowns == 2


def test_after_the_end_nothing_is_counted() -> None:
    answer = Answer()
    answer.speak(10)
    answer.turn.finish()

    answer.stop.hear_progress(Progress(SAID, "", 9.0))

    assert answer.countdowns == 0


@pytest.mark.parametrize(
    ("end", "seconds"),
    [
        ("The backlog fell to 30.", 4.0),
        ("Would you believe it?", 4.0),
        ("And he said, “Thank you.”", 4.0),
        ("The backlog fell to", 6.0),
        ("The backlog fell to 30,", 6.0),
        ("The backlog fell because.", 6.0),
        ("The backlog fell. And, um.", 6.0),
        ("The backlog fell and...", 6.0),
        ("The backlog fell and…", 6.0),
    ],
)
def test_patience_is_longer_where_the_last_clause_is_open(end: str, seconds: float) -> None:
    assert patience(f"{SAID} {end}") == seconds


def test_patience_is_longer_after_few_words() -> None:
    assert patience("It went well.") == 6.0
    assert patience("It went well because") == 8.0
