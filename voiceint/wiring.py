"""The one place where real devices and models are put together."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from threading import Event

from audio.best_voice import BestVoice
from audio.cached_voice import CachedVoice
from audio.child_voice import ChildVoice
from audio.errors import ModelError, VoiceError
from audio.microphone import SoundDeviceMicrophone
from audio.model_store import ModelStore
from audio.models import MINILM, PIPER_JOE, WHISPER_MODELS
from audio.ports import Microphone, Speaker, Transcriber, Voice, ignore
from audio.sound_check import peak
from audio.speaker import SoundDeviceSpeaker
from audio.whisper import THREADS, WhisperTranscriber
from voiceint.assessment.embedding import MiniLmEmbedder, PieceEmbedder
from voiceint.attempt import CANDIDATE
from voiceint.history import Store
from voiceint.interviewer import Interviewer
from voiceint.paths import Paths
from voiceint.settings import Settings

_MOST_TRIAL_SECONDS = 30.0
"""Trying the microphone is one sentence; whoever forgets to end it is not recorded on and on."""


def has_natural_voice(paths: Paths) -> bool:
    """Whether Piper and a voice for it are installed."""
    return bool(importlib.util.find_spec("piper")) and ModelStore(paths.models).is_here(PIPER_JOE)


def build_voices(settings: Settings, paths: Paths) -> list[Voice]:
    """The voices that the settings allow, best first; empty for captions only. Nothing is started."""
    store = ModelStore(paths.models)

    def weights() -> str:
        return str(store.ready(PIPER_JOE) / f"{PIPER_JOE.name}.onnx")

    voices: list[Voice] = []
    if settings.voice == "natural" or (settings.voice == "auto" and has_natural_voice(paths)):
        voices.append(ChildVoice(f"Piper {PIPER_JOE.name}", "piper", weights, settings.rate))
    if settings.voice in ("system", "auto"):
        voices.append(ChildVoice("pyttsx3", "system", rate=settings.rate))
    return voices


def build_voice(settings: Settings, paths: Paths) -> Voice | None:
    """The best voice that works, remembering what it said; None for captions only."""
    voices = [CachedVoice(voice, paths.speech) for voice in build_voices(settings, paths)]
    return BestVoice(voices) if voices else None


def find_model(name: str, paths: Paths) -> Path:
    """The folder of a Whisper model's files, checked, by its name or by the path of a folder.

    Raises:
        ModelError: There is no such model here, or it is damaged.
    """
    if name in WHISPER_MODELS:
        return ModelStore(paths.models).ready(WHISPER_MODELS[name])
    folder = Path(name).expanduser()
    if not (folder / "model.bin").is_file() or not (folder / "tokenizer.json").is_file():
        raise ModelError(
            f"There is no model '{name}': name one of {', '.join(WHISPER_MODELS)}, "
            "or a folder with model.bin and tokenizer.json."
        )
    return folder


def build_transcriber(settings: Settings, paths: Paths, threads: int = THREADS) -> WhisperTranscriber:
    """Whisper, with so many threads for each of its passes; nothing is loaded yet."""
    name = settings.model if settings.model in WHISPER_MODELS else Path(settings.model).name
    return WhisperTranscriber(name, lambda: find_model(settings.model, paths), threads=threads)


def build_embedder(paths: Paths) -> PieceEmbedder | None:
    """The sentence embedding, checked; None where it is not installed or is not what it should be."""
    try:
        return MiniLmEmbedder(ModelStore(paths.models).ready(MINILM) / "model.onnx")
    except ModelError:
        return None


def build_microphone(settings: Settings) -> Microphone:
    """The input device that the settings name; nothing is opened yet."""
    return SoundDeviceMicrophone(settings.microphone)


def build_speaker(settings: Settings) -> Speaker:
    """The output device that the settings name; nothing is opened yet."""
    return SoundDeviceSpeaker(settings.speaker)


def build_interviewer(
    settings: Settings,
    paths: Paths,
    store: Store,
    microphone: Microphone | None = None,
    speaker: Speaker | None = None,
    candidate: str = CANDIDATE,
) -> Interviewer:
    """An interviewer with this machine's devices, or with the ones given instead of them."""
    return Workshop(paths, store, candidate).build(settings, microphone, speaker)


class Workshop:
    """Builds one interviewer after another as the settings change, and lets their parts be tried alone.

    The recogniser, which takes a second and 145 MB, and the embedding are kept as long as they fit.
    """

    def __init__(self, paths: Paths, store: Store, candidate: str = CANDIDATE) -> None:
        self._paths = paths
        self._store = store
        self._candidate = candidate
        self._model: str | None = None
        self._embedder: PieceEmbedder | None = None

    def build(
        self, settings: Settings, microphone: Microphone | None = None, speaker: Speaker | None = None
    ) -> Interviewer:
        """An interviewer with these settings, and with the devices they name unless others are given.

        Takes long the first time, so call it on a background thread.
        """
        self.embedder()
        if settings.model != self._model:
            self._transcriber: Transcriber = build_transcriber(settings, self._paths)
            self._model = settings.model
        self._voice = build_voice(settings, self._paths)
        self._speaker = speaker or build_speaker(settings)
        self._microphone = microphone or build_microphone(settings)
        return Interviewer(
            self._voice,
            self._speaker,
            self._microphone,
            self._transcriber,
            self._store,
            self._candidate,
            embedder=self._embedder,
            auto_stop=settings.auto_stop,
            tones=settings.tones,
            keep_audio=settings.keep_audio,
        )

    def embedder(self) -> PieceEmbedder | None:
        """What reads the meaning of words; None where it is not installed."""
        if self._model is None and self._embedder is None:
            self._embedder = build_embedder(self._paths)
        return self._embedder

    def say(self, text: str, stop: Event) -> None:
        """Speak in the voice of the interviewer that was built last.

        Raises:
            VoiceError: There is no voice, or it does not work.
            DeviceError: There is no loudspeaker.
        """
        if self._voice is None:
            raise VoiceError("The settings say 'none'.")
        self._speaker.play(self._voice.speak(text), stop)

    def write_down(self, on_level: Callable[[float], None], stop: Event) -> str:
        """What is said until `stop` is set, in words; the sound is not kept.

        Raises:
            DeviceError: The microphone does not work.
            ModelError: The recogniser does not work.
        """
        return write_down(self._microphone, self._transcriber, on_level, stop)


def tell_level(microphone: str | None, on_level: Callable[[float], None], stop: Event) -> None:
    """Tell the level of a microphone, 0 to 1, until `stop` is set; nothing is kept. Raises DeviceError."""
    for block in SoundDeviceMicrophone(microphone).listen(stop):
        on_level(peak(block.pcm))


def write_down(microphone: Microphone, transcriber: Transcriber, on_level: Callable[[float], None], stop: Event) -> str:
    """What is said into a microphone until `stop` is set or half a minute is over. Raises as both of them do."""
    transcription = transcriber.start("", ignore)
    seconds = 0.0
    try:
        for block in microphone.listen(stop):
            on_level(peak(block.pcm))
            transcription.feed(block)
            seconds += len(block.pcm) / block.rate
            if seconds > _MOST_TRIAL_SECONDS:
                stop.set()
        return transcription.finish().text
    except BaseException:
        transcription.cancel()
        raise
