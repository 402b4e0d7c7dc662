"""How long an answer was, against what interviewers expect and against the sample."""

from audio.transcript import Transcript
from bank import Question
from voiceint.assessment.report import Length

SHORTEST_SECONDS, LONGEST_SECONDS = 60, 120
"""Advice of university careers services for one answer; a guide and not a measured effect."""

SLOWEST, FASTEST = 100, 165
"""Words a minute that Microsoft's Speaker Coach calls a good pace."""

SHORTEST_WORDS, LONGEST_WORDS = 130, 300
"""The same length for typed answers, at 130-150 words a minute."""


def measure_length(question: Question, transcript: Transcript) -> Length:
    """Length by time where the answer was spoken, else by words."""
    words = len(transcript.text.split())
    seconds = transcript.seconds
    sample_words = len(question.sample.text.split()) if question.sample else None
    return Length(
        words=words,
        seconds=seconds,
        words_per_minute=words * 60 / speaking if (speaking := speaking_seconds(transcript)) else None,
        sample_words=sample_words,
        ratio=words / sample_words if sample_words else None,
        verdict=_verdict(words, seconds),
    )


def speaking_seconds(transcript: Transcript) -> float | None:
    """From the first word to the last, in seconds; None for typed text. Silence at the ends is not counted."""
    if not transcript.words:
        return None
    return transcript.words[-1].end - transcript.words[0].start or None


def _verdict(words: int, seconds: float | None) -> str:
    value, shortest, longest = (
        (seconds, SHORTEST_SECONDS, LONGEST_SECONDS)
        if seconds is not None and words
        else (words, SHORTEST_WORDS, LONGEST_WORDS)
    )
    return "short" if value < shortest else "long" if value > longest else "good"
