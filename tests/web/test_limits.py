"""The gate: so many at once, the others wait, and who is given up keeps the place until the work has ended."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from marsad.web.limits import Busy, Gate, Limits
from marsad.web.shelf import Shelf
from tests.web.served import client, made


@pytest.fixture
def gate() -> Iterator[Gate]:
    one = Gate(Limits(at_once=2, waiting=4, seconds=0.2))
    yield one
    one.close()


def test_so_many_work_at_once_and_no_more(gate: Gate) -> None:
    working, most = 0, 0
    lock, both = threading.Lock(), threading.Barrier(2, timeout=5)

    def work() -> int:
        nonlocal working, most
        with lock:
            working += 1
            most = max(most, working)
        both.wait()
        with lock:
            working -= 1
        return 1

    async def four() -> list[int]:
        return await asyncio.gather(*(gate.run(work, 5) for _ in range(4)))

    assert asyncio.run(four()) == [1, 1, 1, 1]
    assert most == 2


def test_who_comes_when_too_many_wait_is_sent_away(gate: Gate) -> None:
    free = threading.Event()

    async def five() -> list[object]:
        asked = [asyncio.create_task(gate.run(lambda: free.wait(5), 5)) for _ in range(4)]
        await asyncio.sleep(0)
        with pytest.raises(Busy):
            await gate.run(lambda: True)
        free.set()
        return await asyncio.gather(*asked)

    assert asyncio.run(five()) == [True] * 4


def test_work_that_is_given_up_keeps_its_place_until_it_ends(gate: Gate) -> None:
    free, begun = threading.Event(), []

    def slow() -> bool:
        begun.append(1)
        return free.wait(5)

    async def ask() -> None:
        for _ in range(3):
            with pytest.raises(Busy):
                await gate.run(slow)
        # two hold their places; the third one gave up before it began
        assert len(begun) == 2
        free.set()
        assert await gate.run(lambda: "in", 5) == "in"

    asyncio.run(ask())


def test_what_work_raises_is_raised(gate: Gate) -> None:
    def fails() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        asyncio.run(gate.run(fails))


def test_an_earlier_day_that_takes_longer_than_an_answer_may_is_there_for_who_asks_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = made(tmp_path / "record")
    free, replayed, plain = threading.Event(), [], Shelf.past

    def slow(self: Shelf, record: Any, at: Any) -> Any:
        replayed.append(at)
        assert free.wait(10)
        return plain(self, record, at)

    monkeypatch.setattr(Shelf, "past", slow)
    with client(kept.folder, Limits(a_minute=0, seconds=1)) as reader:
        for _ in range(2):
            answer = reader.get("/api/v1/incidents?as_of=2001-01-01")
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert len(replayed) == 1
        free.set()
        monkeypatch.setattr(Shelf, "past", plain)
        deadline = time.monotonic() + 10
        while (answer := reader.get("/api/v1/incidents?as_of=2001-01-01")).status_code == 503:
            assert time.monotonic() < deadline
        assert answer.json()["items"] == []
