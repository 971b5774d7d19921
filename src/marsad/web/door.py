"""The door: what no reader sends is refused here, before anything is looked up."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from marsad.web.limits import Limits
from marsad.web.problems import KINDS, Kind, problem

_READING = ("GET", "HEAD", "OPTIONS")
_BROKEN = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
FOR_PROGRAMS = ("/api/v1", "/feed", "/oembed", "/evidence/", "/chart/")
"""Where programs ask: there a refusal is a problem as RFC 9457 has it, else a line of text."""


class OnlyReading:
    """Refuses other methods, bodies, addresses without end, and addresses that are no text."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app, self._limits = app, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, as ASGI has it."""
        if scope["type"] == "http" and (kind := self._refused(scope)) is not None:
            await refusal(scope, kind)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _refused(self, scope: Scope) -> Kind | None:
        if scope["method"] not in _READING:
            return "method"
        path, query = scope.get("raw_path") or b"", scope["query_string"]
        if len(path) + len(query) > self._limits.address:
            return "address"
        lengths = [value for name, value in scope["headers"] if name == b"content-length"]
        if any(not value.isdigit() or int(value) > self._limits.body for value in lengths):
            return "body"
        if any(name == b"transfer-encoding" for name, _ in scope["headers"]):
            return "body"
        return None if _is_text(path) and _is_text(query) else "bad-question"


class Heads:
    """Answers HEAD as GET is answered, without the body: on every address alike."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, as ASGI has it."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, headed)


class Sharing:
    """Lets scripts of other sites read the API: every answer of GET under its addresses says so, and nothing else does."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, as ASGI has it."""
        if scope["type"] != "http" or not scope["path"].startswith(FOR_PROGRAMS[0]):
            await self._app(scope, receive, send)
            return

        async def shared(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Access-Control-Allow-Origin"] = "*"
                headers["Access-Control-Expose-Headers"] = "ETag, Retry-After, RateLimit, RateLimit-Policy"
                headers["Cross-Origin-Resource-Policy"] = "cross-origin"
            await send(message)

        await self._app(scope, receive, shared)


def is_for_programs(path: str) -> bool:
    """Whether programs ask at this address: the API, a feed, a chart, or a page's address with an extension."""
    return path.startswith(FOR_PROGRAMS) or "." in path.rpartition("/")[2]


def refusal(scope: Scope, kind: Kind, detail: str | None = None, headers: dict[str, str] | None = None) -> Response:
    """A refusal in the form that the one who asked can read."""
    more = {**({"Allow": ", ".join(_READING)} if kind == "method" else {}), **(headers or {})}
    if is_for_programs(scope["path"]):
        answer = problem(kind, detail, headers=more)
        return Response(answer.body, answer.status, dict(answer.headers), answer.media_type)
    sort = KINDS[kind]
    return PlainTextResponse(f"{sort.title}. {detail or sort.hint}\n", sort.status, more)


def _is_text(said: bytes) -> bool:
    """Whether the percent signs of an address lead to text: no half signs, no NUL, no line breaks, nothing but UTF-8."""
    if _BROKEN.search(said):
        return False
    try:
        return not _CONTROL.search(unquote_to_bytes(said).decode("utf-8"))
    except UnicodeDecodeError:
        return False
