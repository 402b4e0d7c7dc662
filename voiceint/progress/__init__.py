"""How answers change over time, and where too little is known to say."""

from voiceint.progress.answers import full_answers
from voiceint.progress.measure import Measure, Reading
from voiceint.progress.overview import Progress, measure_progress
from voiceint.progress.periods import Period, Unit
from voiceint.progress.practice import Practice
from voiceint.progress.topics import Topic

__all__ = [
    "Measure",
    "Period",
    "Practice",
    "Progress",
    "Reading",
    "Topic",
    "Unit",
    "full_answers",
    "measure_progress",
]
