"""What can go wrong with the interview, each message one line that says what to do next."""


class VoiceintError(Exception):
    """Base of every expected failure in this package."""


class StorageError(VoiceintError):
    """The history cannot be opened or written."""


class DamagedHistoryError(StorageError):
    """The history's file is not whole."""
