"""What can go wrong with a file of answers."""

from voiceint.errors import VoiceintError


class ExportError(VoiceintError):
    """The file cannot be written as it was asked for."""


class ImportFileError(VoiceintError):
    """The file is not a history that can be taken in."""
