"""What can go wrong with a plan, each message one line that says what to do next."""

from voiceint.errors import VoiceintError


class PlanningError(VoiceintError):
    """A posting, a background or a plan cannot be used."""


class ReaderError(Exception):
    """A file's content cannot be read; the message goes on from the file's name."""
