"""What interviewers and coaches advise for every answer: guides, and not measured effects."""

SECONDS = (60, 120)
"""Length of one answer: university careers services."""

WORDS = (130, 300)
"""The same length for typed answers, at 130-150 words a minute."""

WORDS_PER_MINUTE = (100, 165)
"""What Microsoft's Speaker Coach calls a good pace."""
