"""The headers of every answer: what a browser may load, run, embed and tell others. Measured in a browser by `tests/web`.

Nothing comes from another host, no script or style stands inside of a page, no click tells a source's site who is reading about it.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OWN = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "worker-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
)
POLICY = _OWN + "frame-ancestors 'none'"
EMBEDDED = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
"""For `/embed/`: no script at all, and every site may frame it."""
EVIDENCE = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""For archived bytes: what is in them is hostile until somebody has shown otherwise."""
_FEATURES = (
    "accelerometer", "camera", "display-capture", "fullscreen", "geolocation", "gyroscope", "magnetometer", "microphone",
    "midi", "payment", "usb",
)  # fmt: skip
_SHARED = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _FEATURES),
    "X-Robots-Tag": "noarchive",
}


class Security:
    """Adds the headers to every answer of an application; what an answer says itself stands."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, as ASGI has it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        embedded = scope["path"].startswith("/embed/")

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in headers_for(embedded=embedded).items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, secured)


def headers_for(*, embedded: bool) -> dict[str, str]:
    """The headers of an answer that others may frame, or may not."""
    policy = EMBEDDED if embedded else POLICY
    shared = "cross-origin" if embedded else "same-origin"
    return {"Content-Security-Policy": policy, **_SHARED, "Cross-Origin-Resource-Policy": shared}
