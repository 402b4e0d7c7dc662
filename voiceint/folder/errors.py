"""What can go wrong with a folder, each message one line that says what to do next."""

from voiceint.errors import VoiceintError


class FolderError(VoiceintError):
    """A folder, or a file that belongs to it, cannot be used."""
