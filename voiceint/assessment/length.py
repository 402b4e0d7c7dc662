"""How long an answer was, against what interviewers expect and against the sample."""

from audio.transcript import Transcript
from bank import Question
from voiceint.assessment.report import Length
from voiceint.guides import SECONDS, WORDS


def measure_length(question: Question, transcript: Transcript) -> Length:
    """Length by time where the answer was spoken, else by words. Words that were typed into it later have no pace."""
    words = len(transcript.text.split())
    spoken = sum(word.end > word.start for word in transcript.words) if transcript.edited else words
    seconds = transcript.seconds
    sample_words = len(question.sample.text.split()) if question.sample else None
    return Length(
        words=words,
        seconds=seconds,
        words_per_minute=spoken * 60 / speaking if (speaking := speaking_seconds(transcript)) else None,
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
    value, (shortest, longest) = (seconds, SECONDS) if seconds is not None and words else (words, WORDS)
    return "short" if value < shortest else "long" if value > longest else "good"
