from collections.abc import Callable, Iterator
from threading import Event, Thread
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from fakes import tone

from audio import microphone as microphone_module
from audio import portaudio as portaudio_module
from audio.clip import Pcm
from audio.errors import DeviceError
from audio.microphone import SoundDeviceMicrophone


class PortAudioError(Exception):
    pass


class FakeStream:
    """An input stream that a test drives."""

    latency = 0.03

    def __init__(self, owner: "FakePortAudio", rate: int, channels: int, callback: Callable[..., None]) -> None:
        self.owner = owner
        self.rate = rate
        self.channels = channels
        self.callback = callback
        self.active = False
        self.closed = False

    def start(self) -> None:
        if self.owner.fails_at_start:
            raise PortAudioError("it is in use")
        self.active = True

    def send(self, frames: Pcm, overflow: bool = False) -> None:
        """What PortAudio's own thread does."""
        status = SimpleNamespace(input_overflow=overflow)
        self.callback(memoryview(frames.tobytes()), len(frames), None, status)

    def abort(self, ignore_errors: bool = False) -> None:
        self.active = False

    def close(self, ignore_errors: bool = False) -> None:
        self.closed = True


class FakePortAudio:
    """A `sounddevice` with the devices of a test, each with what it takes."""

    PortAudioError = PortAudioError

    def __init__(self, *devices: dict[str, Any]) -> None:
        self.devices = list(devices)
        self.default = SimpleNamespace(device=(0, 0))
        self.opened: list[FakeStream] = []
        self.tried: list[tuple[int, int]] = []
        self.refreshed = 0
        self.fails_at_start = False
        self.after_refresh: list[dict[str, Any]] | None = None

    def query_devices(self) -> list[dict[str, Any]]:
        return self.devices

    def RawInputStream(
        self, samplerate: int, device: int, channels: int, dtype: str, callback: Callable[..., None]
    ) -> FakeStream:
        self.tried.append((samplerate, channels))
        takes = self.devices[device]
        if samplerate not in takes["rates"] or channels not in takes["channels"]:
            raise PortAudioError("Invalid sample rate")
        self.opened.append(FakeStream(self, samplerate, channels, callback))
        return self.opened[-1]

    def _terminate(self) -> None:
        assert all(stream.closed for stream in self.opened)

    def _initialize(self) -> None:
        self.refreshed += 1
        if self.after_refresh is not None:
            self.devices = self.after_refresh


def device(name: str, rates: tuple[int, ...] = (48_000,), channels: tuple[int, ...] = (1,)) -> dict[str, Any]:
    return {
        "name": name,
        "default_samplerate": float(rates[0]),
        "max_input_channels": max(channels),
        "rates": rates,
        "channels": channels,
    }


Use = Callable[..., FakePortAudio]


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Use:
    """Puts devices in the place of this machine's."""

    def put(*devices: dict[str, Any]) -> FakePortAudio:
        fake = FakePortAudio(*devices)
        monkeypatch.setattr(portaudio_module, "_loaded", fake)
        monkeypatch.setattr(portaudio_module, "find_devices", lambda: None)
        return fake

    monkeypatch.setattr(microphone_module, "STALL_SECONDS", 0.1)
    monkeypatch.setattr(microphone_module, "FIRST_BLOCK_SECONDS", 0.1)
    return put


class Listening:
    """A microphone that is listened to on a thread."""

    def __init__(self, microphone: SoundDeviceMicrophone) -> None:
        self.stop = Event()
        self.blocks: list[Pcm] = []
        self.rates: set[int] = set()
        self.error: DeviceError | None = None
        self.thread = Thread(target=self._run, args=(microphone.listen(self.stop),))
        self.thread.start()

    def _run(self, blocks: Iterator[Any]) -> None:
        try:
            for block in blocks:
                self.blocks.append(block.pcm)
                self.rates.add(block.rate)
        except DeviceError as error:
            self.error = error

    def end(self) -> Pcm:
        self.stop.set()
        self.thread.join(5)
        assert not self.thread.is_alive()
        return np.concatenate(self.blocks)


def opened(fake: FakePortAudio, count: int = 1) -> FakeStream:
    """The stream that was opened last."""
    pause = Event()
    for _ in range(500):
        if len(fake.opened) >= count and fake.opened[-1].active:
            return fake.opened[-1]
        pause.wait(0.005)
    raise AssertionError("nothing was opened")


@pytest.mark.parametrize(
    ("rates", "channels", "wanted"),
    [
        ((48_000,), (1,), (48_000, 1)),
        ((44_100,), (1,), (44_100, 1)),
        ((16_000,), (1,), (16_000, 1)),
        ((44_100, 48_000), (1,), (48_000, 1)),
        ((48_000,), (2,), (48_000, 2)),
        ((44_100,), (8,), (44_100, 8)),
    ],
    ids=["48 kHz only", "44.1 kHz only", "16 kHz only", "both", "stereo only", "8 channels only"],
)
def test_a_device_is_opened_as_it_can_be(
    use: Use, rates: tuple[int, ...], channels: tuple[int, ...], wanted: tuple[int, int]
) -> None:
    fake = use(device("Interface", rates, channels))
    listening = Listening(SoundDeviceMicrophone())
    stream = opened(fake)
    voice = tone(0.1, rate=rates[0]).pcm
    frames = np.zeros((len(voice), stream.channels), dtype=np.int16)
    frames[:, -1] = voice

    stream.send(frames)

    assert np.array_equal(listening.end(), voice)
    assert (stream.rate, stream.channels) == wanted
    assert listening.rates == {wanted[0]}
    assert stream.closed


def test_a_device_that_takes_nothing_is_an_error_in_one_line(use: Use) -> None:
    use(device("Odd", (192_000,), (1,))).devices[0]["rates"] = ()

    with pytest.raises(DeviceError, match=r"^The microphone 'Odd' cannot be opened: Invalid sample rate\.$"):
        next(SoundDeviceMicrophone().listen(Event()))


def test_a_device_that_cannot_be_started_is_an_error_and_is_closed(use: Use) -> None:
    fake = use(device("Busy"))
    fake.fails_at_start = True

    with pytest.raises(DeviceError, match="it is in use"):
        next(SoundDeviceMicrophone().listen(Event()))

    assert all(stream.closed for stream in fake.opened)


def test_a_device_that_stalls_is_noticed_though_it_says_it_is_active(use: Use) -> None:
    fake = use(device("Sleepy"))
    listening = Listening(SoundDeviceMicrophone())
    opened(fake).send(tone(0.1).pcm)

    listening.thread.join(2)

    assert listening.error is not None and "stopped sending sound" in str(listening.error)


def test_what_was_spoken_before_the_end_and_arrives_after_it_is_heard(use: Use) -> None:
    fake = use(device("Slow pipe"))
    listening = Listening(SoundDeviceMicrophone())
    stream = opened(fake)
    stream.latency = 0.1
    first, last = tone(0.1, 0.2).pcm, tone(0.1, 0.8).pcm
    stream.send(first)

    listening.stop.set()
    stream.send(last)

    assert np.array_equal(listening.end(), np.concatenate([first, last]))


def test_the_callback_takes_overflow_as_any_block(use: Use) -> None:
    fake = use(device("Hurried"))
    listening = Listening(SoundDeviceMicrophone())
    stream = opened(fake)

    stream.send(tone(0.1).pcm)
    stream.send(tone(0.1).pcm, overflow=True)

    assert len(listening.end()) == 2 * len(tone(0.1).pcm)


def test_a_device_that_failed_is_looked_for_anew_and_replaced_by_the_default(use: Use) -> None:
    fake = use(device("Built-in"), device("Headset"))
    microphone = SoundDeviceMicrophone("Headset")
    first = Listening(microphone)
    stream = opened(fake)
    stream.send(tone(0.1).pcm)
    assert microphone.name == "Headset"
    first.thread.join(2)  # it stalls
    assert first.error is not None
    fake.after_refresh = [device("Built-in")]

    second = Listening(microphone)
    opened(fake, 2).send(tone(0.1).pcm)
    second.end()

    assert fake.refreshed == 1
    assert microphone.name == "Built-in"


def test_a_device_that_was_never_there_is_not_replaced(use: Use) -> None:
    fake = use(device("Built-in"))

    with pytest.raises(DeviceError, match="No microphone called 'Headset' was found"):
        next(SoundDeviceMicrophone("Headset").listen(Event()))

    assert fake.opened == []
    assert fake.refreshed == 1


def test_the_list_of_devices_is_not_renewed_while_a_stream_is_open(use: Use) -> None:
    fake = use(device("Built-in"))
    listening = Listening(SoundDeviceMicrophone())
    opened(fake).send(tone(0.1).pcm)

    portaudio_module.refresh_portaudio()
    assert fake.refreshed == 0
    listening.end()
    portaudio_module.refresh_portaudio()

    assert fake.refreshed == 1
