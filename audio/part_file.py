"""How an unfinished recording is called."""

PART_SUFFIX = ".part.wav"
"""Ending of a recording that is not finished, or whose recorder was killed."""
