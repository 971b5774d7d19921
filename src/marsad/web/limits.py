"""What one request may cost: the length of its address, its body, its time, and how many costly ones run side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

T = TypeVar("T")
_READING = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for readers. `address`: bytes of path and query; `body`: bytes, for nothing public takes any; `seconds`: an answer is
    given up after them; `at_once`: answers that are made at the same time; `waiting`: requests that may wait for that.
    """

    address: int = 4_000
    body: int = 0
    seconds: float = 20
    at_once: int = 8
    waiting: int = 200


class Busy(Exception):  # noqa: N818  it is no fault of the one who asks nor of ours
    """Too many are waiting, or the answer took too long."""


class Gate:
    """Lets so many make answers at once, and the others wait for their turn."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._places = asyncio.Semaphore(limits.at_once)
        self._waiting = 0

    async def run(self, work: Callable[[], T]) -> T:
        """Run `work` in a thread when its turn comes. Raises `Busy`."""
        if self._waiting >= self._limits.waiting:
            raise Busy
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.seconds), self._places:
                return await run_in_threadpool(work)
        except TimeoutError:
            raise Busy from None
        finally:
            self._waiting -= 1


class OnlyReading:
    """Refuses what no reader sends: other methods, bodies, addresses without end."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app, self._limits = app, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, as ASGI has it."""
        if scope["type"] == "http" and (refusal := self._refusal(scope)) is not None:
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        if scope["method"] not in _READING:
            return PlainTextResponse("Public pages are only read.\n", 405, {"Allow": ", ".join(_READING)})
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > self._limits.address:
            return PlainTextResponse("This address is too long.\n", 414)
        lengths = [value for name, value in scope["headers"] if name == b"content-length"]
        if any(not value.isdigit() or int(value) > self._limits.body for value in lengths):
            return PlainTextResponse("A question to this site has no body.\n", 413)
        return None
