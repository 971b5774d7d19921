"""How often one address may ask: a bucket of tokens for each, filled again little by little.

What a question costs follows what it takes to answer: what was known on an earlier day is replayed from the ledger.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import ip_address, ip_network

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from marsad.web.door import is_for_programs, refusal
from marsad.web.limits import Limits

_MOST = 50_000
"""Addresses that are remembered; the ones that asked longest ago are forgotten, and have a full bucket then."""
_NETWORK = 64
"""One subscriber has at least so much of an IPv6 address."""
_OF_PAGES = ("/static/", "/.well-known/", "/robots.txt")
"""What belongs to pages, as does what their map asks for."""
_EARLIER = 5
"""Tokens for a question about an earlier moment."""


class Rates:
    """The buckets. `clock` counts seconds."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self.a_minute, self.most = limits.a_minute, limits.in_a_row
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, address: str, cost: int = 1) -> tuple[float, float]:
        """The tokens that are left after a question, and the seconds until it may be asked: 0 when it may be now.

        A question that may not be asked takes nothing.
        """
        who, now, a_second = subscriber(address), self._clock(), self.a_minute / 60
        with self._lock:
            left, then = self._buckets.pop(who, (float(self.most), now))
            left = min(self.most, left + (now - then) * a_second)
            wait = max(0.0, (cost - left) / a_second)
            if not wait:
                left -= cost
            self._buckets[who] = (left, now)
            while len(self._buckets) > _MOST:
                self._buckets.popitem(last=False)
        return left, wait


class Rated:
    """Refuses with 429 what comes too often, and tells every program how much it has left.

    Pages and what belongs to them are not counted, but for those of an earlier moment.
    """

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._rates = Rates(limits)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, as ASGI has it."""
        if scope["type"] != "http" or not self._rates.a_minute or not (cost := _cost(scope)):
            await self._app(scope, receive, send)
            return
        client = scope.get("client")
        left, wait = self._rates.take(client[0] if client else "", cost)
        headers = self._headers(left)
        if wait:
            seconds = math.ceil(wait)
            told = f"Ask again in {seconds} seconds."
            answer = refusal(scope, "too-many", told, {**headers, "Retry-After": str(seconds)})
            await answer(scope, receive, send)
            return

        async def told_rate(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(headers)
            await send(message)

        await self._app(scope, receive, told_rate)

    def _headers(self, left: float) -> dict[str, str]:
        """As draft-ietf-httpapi-ratelimit-headers has them."""
        full = math.ceil(self._rates.most * 60 / self._rates.a_minute)
        policy = f'"reading";q={self._rates.most};w={full}'
        return {"RateLimit-Policy": policy, "RateLimit": f'"reading";r={int(left)}'}


def subscriber(address: str) -> str:
    """Who is behind an address: itself, or its network where one subscriber has a whole one (IPv6)."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    return str(known) if known.version == 4 else str(ip_network(f"{known}/{_NETWORK}", strict=False))


def _cost(scope: Scope) -> int:
    if b"as_of=" in scope["query_string"]:
        return _EARLIER
    path = scope["path"]
    return int(is_for_programs(path) and not path.startswith(_OF_PAGES) and not path.endswith("/map.geojson"))
