"""What machines look for on every site: whether it is alive, what robots may fetch, whom to tell of a weakness."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from marsad.errors import MarsadError
from marsad.web.limits import Busy
from marsad.web.problems import problem
from marsad.web.public import Site, sent

_ROBOTS = """\
User-agent: *
Disallow: /api/v1/
Disallow: /evidence/
Disallow: /chart/
Disallow: /embed/
Disallow: /oembed
Disallow: /*as_of=
"""
_HOLDS = timedelta(days=365)
"""So long a contact is said to hold (RFC 9116 asks for less than a year)."""


def routes() -> list[BaseRoute]:
    """The addresses."""
    return [
        Route("/healthz", _health),
        Route("/robots.txt", _robots),
        Route("/.well-known/security.txt", _security),
    ]


async def _health(request: Request) -> Response:
    """200 with the revision when the record can be read, else 503."""
    site: Site = request.app.state.site
    try:
        revision = await site.gate.run(site.shelf.look)
    except (Busy, MarsadError):
        return sent(problem("busy"), {"Retry-After": "5"})
    return PlainTextResponse(f"ok revision {revision}\n", headers={"Cache-Control": "no-store"})


async def _robots(_request: Request) -> Response:
    return PlainTextResponse(_ROBOTS, headers={"Cache-Control": "max-age=86400"})


async def _security(request: Request) -> Response:
    """Whom to tell of a weakness (RFC 9116); 404 where the project names no contact that can be written as an address."""
    site: Site = request.app.state.site
    contact = _uri(site.project.contact)
    if contact is None:
        return sent(problem("not-found", "this project names no contact"), {})
    until = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + _HOLDS - timedelta(days=1)
    lines = [f"Contact: {contact}", f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}"]
    if site.project.address:
        lines.append(f"Canonical: {site.project.address}/.well-known/security.txt")
    return PlainTextResponse("\n".join(lines) + "\n")


def _uri(contact: str) -> str | None:
    """A contact as an address: a mail address gets its scheme; words are none."""
    if not contact.isprintable() or " " in contact:
        return None
    if contact.startswith(("https://", "mailto:", "tel:")):
        return contact
    return f"mailto:{contact}" if "@" in contact else None
