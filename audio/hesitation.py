"""The sounds of somebody who looks for words."""

HESITATION = r"(?:u+h+m*|u+m+|e+r+m*|h+m+|a+h+|mm+)"
"""A pattern of such a sound as Whisper writes it, in lower case."""
