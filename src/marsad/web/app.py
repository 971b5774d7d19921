"""The running server: public pages, read-only, of one record."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.problem import problem_page
from marsad.store.store import Store
from marsad.web import programs, wellknown
from marsad.web.api.app import BASE, api
from marsad.web.api.reference import reference
from marsad.web.door import Heads, OnlyReading, Sharing
from marsad.web.evidence import evidence
from marsad.web.limits import Limits
from marsad.web.map import map_lines, map_points
from marsad.web.public import Site, language_and_path, page
from marsad.web.rates import Rated
from marsad.web.releases import latest, release_file
from marsad.web.security import Security, headers_for

_LOG = logging.getLogger("marsad.web")
_COMPRESSED = (".zip", ".xlsx", ".parquet", ".png", ".woff2")
_FIRST_LOOK = 600
"""Seconds that a server may take until it is ready."""
_FOR_EVER = "public, max-age=31536000, immutable"


def build(store: Store, limits: Limits | None = None) -> Starlette:
    """The application that serves an open record. Raises RunError when the record's settings cannot be used."""
    limits = limits or Limits()
    site = Site.of(store, limits)
    routes = [
        Mount("/static", _Static(directory=str(files("marsad.publishing.pages") / "static"))),
        Mount(BASE, api(site)),
        Route("/api/", reference),
        Route("/{language}/api/", reference),
        *wellknown.routes(),
        *programs.routes(),
        Route("/evidence/{address}", evidence),
        Route("/releases/latest", latest),
        Route("/releases/{name}/{file}", release_file),
        Route("/map.geojson", map_points),
        Route("/{language}/map.geojson", map_points),
        Route("/boundaries.geojson", map_lines),
        Route("/{path:path}", page),
    ]
    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(Security),
            Middleware(Sharing),
            Middleware(OnlyReading, limits=limits),
            Middleware(Rated, limits=limits),
            Middleware(Heads),
            Middleware(Compressing, minimum_size=1_000, compresslevel=5),
        ],
        exception_handlers={Exception: _failed},
        lifespan=_ready,
    )
    app.state.site = site
    return app


@asynccontextmanager
async def _ready(app: Starlette) -> AsyncIterator[None]:
    # the first reader shall not wait for the register
    site: Site = app.state.site
    await site.gate.run(site.shelf.look, _FIRST_LOOK)
    warming = asyncio.create_task(site.warm())
    yield
    warming.cancel()
    site.close()


class Compressing(GZipMiddleware):
    """Compresses answers, but for those that are compressed already."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, as ASGI has it."""
        if scope["type"] == "http" and scope["path"].endswith(_COMPRESSED):
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


class _Static(StaticFiles):
    """Files of the pages. An address that names their content (`?v=`) can be kept for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """One file, or 404."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = _FOR_EVER if b"v=" in scope["query_string"] else "no-cache"
        return response


def _failed(request: Request, problem: Exception) -> Response:
    """The border of a request: whatever was not foreseen is noted with its trace, and the reader gets a page."""
    _LOG.error("%s %s", request.method, request.url.path, exc_info=problem)
    site: Site = request.app.state.site
    language, path = language_and_path("/" + request.url.path.lstrip("/"), site.project.language)
    html = problem_page(site.project, Asked(path, language), "error", None)
    # this handler stands outside of the middleware, so the headers are added here
    return Response(html, 500, headers_for(embedded=False), "text/html; charset=utf-8")
