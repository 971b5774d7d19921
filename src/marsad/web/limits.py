"""What one request may cost: the length of its address, its body, its time, and how many costly ones run side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for readers. `address`: bytes of path and query; `body`: bytes, for nothing public takes any; `seconds`: an answer is
    given up after them; `at_once`: answers that are made at the same time; `waiting`: requests that may wait for that.

    `a_minute`: questions to the API, downloads and feeds that one address may ask, 0 = as many as it likes; `in_a_row`: so many of
    them without a pause. `downloads`: data sets that are written at the same time; `kept_bytes`: of written ones on disk.
    """

    address: int = 4_000
    body: int = 0
    seconds: float = 20
    at_once: int = 2
    waiting: int = 200
    a_minute: int = 600
    in_a_row: int = 200
    downloads: int = 2
    kept_bytes: int = 2_000_000_000


class Busy(Exception):  # noqa: N818  it is no fault of the one who asks nor of ours
    """Too many are waiting, or the answer took too long."""


class Gate:
    """Lets so many make answers at once, and the others wait for their turn.

    An answer that is given up holds its place until its thread has ended: who gives up and asks again makes no more work.
    """

    def __init__(self, limits: Limits, at_once: int | None = None) -> None:
        self._limits = limits
        self._threads = ThreadPoolExecutor(at_once or limits.at_once, thread_name_prefix="marsad-answer")
        self._inside = 0

    async def run(self, work: Callable[[], T], seconds: float | None = None) -> T:
        """Run `work` in a thread when its turn comes. Raises `Busy`."""
        if self._inside >= self._limits.waiting:
            raise Busy
        self._inside += 1
        future: Future[T] = self._threads.submit(work)
        future.add_done_callback(self._out)
        try:
            async with asyncio.timeout(seconds or self._limits.seconds):
                return await asyncio.wrap_future(future)
        except TimeoutError:
            future.cancel()
            raise Busy from None

    def _out(self, _future: object) -> None:
        self._inside -= 1

    def close(self) -> None:
        """Let nobody in any more."""
        self._threads.shutdown(wait=False, cancel_futures=True)
