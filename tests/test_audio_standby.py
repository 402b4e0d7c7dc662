import queue
import threading
from collections.abc import Iterator
from threading import Event

import numpy as np
import pytest

from audio.clip import Pcm
from audio.errors import DeviceError
from audio.ports import Block
from audio.standby_microphone import PREROLL_SECONDS, StandbyMicrophone

RATE = 16_000
STEP = 800


class FedMicrophone:
    """Hears what a test feeds it, one block at a time; None ends it, an error fails it."""

    name = "fed microphone"

    def __init__(self) -> None:
        self.fed: queue.SimpleQueue[Pcm | Exception | None] = queue.SimpleQueue()
        self.opened = 0

    def listen(self, stop: Event) -> Iterator[Block]:
        self.opened += 1
        while True:
            try:
                item = self.fed.get(timeout=0.01)
            except queue.Empty:
                if stop.is_set():
                    return
                continue
            if item is None:
                return
            if isinstance(item, Exception):
                raise item
            yield Block(item, RATE)


def block(number: int) -> Pcm:
    """50 ms that no other block is like."""
    return np.arange(number * STEP, (number + 1) * STEP).astype(np.int16)


def numbers(blocks: list[Pcm]) -> list[int]:
    """Which blocks these are, after checking that each is whole."""
    found = [int(np.uint16(pcm[0])) // STEP for pcm in blocks]
    for number, pcm in zip(found, blocks, strict=True):
        assert np.array_equal(pcm, block(number))
    return found


def wait_for(event: Event) -> None:
    assert event.wait(5)


def test_the_last_half_second_and_then_every_block_comes_out_once() -> None:
    microphone = FedMicrophone()
    heard = Event()
    count = 0

    def hear(_: Block) -> None:
        nonlocal count
        count += 1
        if count == 30:
            heard.set()

    standby = StandbyMicrophone(microphone, hear)
    standby.open()
    for number in range(30):
        microphone.fed.put(block(number))
    wait_for(heard)
    stop = Event()
    taken: list[Pcm] = []
    for part in standby.listen(stop):
        taken.append(part.pcm)
        if len(taken) < 30:
            microphone.fed.put(block(29 + len(taken)))
        elif not stop.is_set():
            stop.set()

    first = numbers(taken)[0]
    assert PREROLL_SECONDS <= (30 - first) * STEP / RATE <= PREROLL_SECONDS + STEP / RATE
    assert numbers(taken) == list(range(first, 59))


def test_what_is_forgotten_does_not_come_out() -> None:
    microphone = FedMicrophone()
    heard = Event()
    standby = StandbyMicrophone(microphone, lambda _: heard.set())
    standby.open()
    microphone.fed.put(block(0))
    wait_for(heard)

    standby.forget()
    for number in (1, 2):
        microphone.fed.put(block(number))
    microphone.fed.put(None)

    assert numbers([part.pcm for part in standby.listen(Event())]) == [1, 2]


def test_blocks_that_arrive_while_listening_begins_are_neither_lost_nor_repeated() -> None:
    microphone = FedMicrophone()
    standby = StandbyMicrophone(microphone)
    standby.open()

    def feed() -> None:
        for number in range(40):
            microphone.fed.put(block(number))
        microphone.fed.put(None)

    feeder = threading.Thread(target=feed)
    feeder.start()
    taken = numbers([part.pcm for part in standby.listen(Event())])
    feeder.join()

    assert taken == list(range(taken[0], 40))


def test_what_is_on_its_way_when_the_answer_ends_comes_too() -> None:
    microphone = FedMicrophone()
    stop = Event()
    stop.set()
    for number in range(3):
        microphone.fed.put(block(number))

    assert numbers([part.pcm for part in StandbyMicrophone(microphone).listen(stop)]) == [0, 1, 2]


def test_without_standing_by_it_is_opened_when_it_is_listened_to() -> None:
    microphone = FedMicrophone()
    microphone.fed.put(block(0))
    microphone.fed.put(None)

    assert len(list(StandbyMicrophone(microphone).listen(Event()))) == 1


def test_a_failure_while_standing_by_is_told_and_listening_opens_afresh() -> None:
    microphone = FedMicrophone()
    told: list[str] = []
    said = Event()

    def tell(line: str) -> None:
        told.append(line)
        said.set()

    standby = StandbyMicrophone(microphone, on_trouble=tell)
    standby.open()
    microphone.fed.put(DeviceError("No microphone."))
    wait_for(said)
    microphone.fed.put(block(7))
    microphone.fed.put(None)

    assert numbers([part.pcm for part in standby.listen(Event())]) == [7]
    assert told == ["No microphone."]
    assert microphone.opened == 2


def test_after_a_failure_it_can_be_listened_to_again() -> None:
    microphone = FedMicrophone()
    standby = StandbyMicrophone(microphone)
    microphone.fed.put(block(0))
    microphone.fed.put(DeviceError("Unplugged."))

    with pytest.raises(DeviceError, match="Unplugged"):
        list(standby.listen(Event()))
    microphone.fed.put(block(1))
    microphone.fed.put(None)

    assert numbers([part.pcm for part in standby.listen(Event())]) == [1]


def test_a_device_that_hangs_holds_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audio.standby_microphone.SLOW_SECONDS", 0.01)
    release, told = Event(), Event()

    class Hanging(FedMicrophone):
        def listen(self, stop: Event) -> Iterator[Block]:
            release.wait(10)
            yield from ()

    lines: list[str] = []

    def tell(line: str) -> None:
        lines.append(line)
        told.set()

    standby = StandbyMicrophone(Hanging(), on_trouble=tell)
    standby.open()
    wait_for(told)
    stop = Event()
    stop.set()

    assert list(standby.listen(stop)) == []
    assert "has not answered yet" in lines[0]
    release.set()


def test_closing_ends_the_thread() -> None:
    before = set(threading.enumerate())
    standby = StandbyMicrophone(FedMicrophone())
    standby.open()

    standby.close()

    assert not {thread for thread in threading.enumerate() if thread not in before and thread.name == "microphone"}
