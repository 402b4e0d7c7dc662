"""What can go wrong with sound, each message one line that says what to do next."""


class AudioError(Exception):
    """Base of every expected failure in this package."""


class DeviceError(AudioError):
    """No usable microphone or loudspeaker, or one that stopped working."""


class VoiceError(AudioError):
    """Text could not be made into speech."""


class ModelError(AudioError):
    """Model weights are missing, damaged, or could not be loaded."""


class SoundFileError(AudioError):
    """A file that was offered as a recording cannot be taken as one."""
