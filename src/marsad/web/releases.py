"""Releases as they were made: `/releases/NAME/FILE`, and which one is the last."""

from __future__ import annotations

import re

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from marsad.errors import ItemError
from marsad.publishing.views.published_releases import published_releases
from marsad.web.problems import failed
from marsad.web.public import Site, sent

_NAME = re.compile(r"[\w.-]{1,100}", re.ASCII)
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}


async def release_file(request: Request) -> Response:
    """A file of a release: 404 for what no manifest names."""
    site: Site = request.app.state.site
    name, file = request.path_params["name"], request.path_params["file"]
    releases = await run_in_threadpool(published_releases, site.project)
    release = next((each for each in releases if each.name == name), None)
    path = None if release is None or not _NAME.fullmatch(file) else release.file(file)
    if path is None or not path.is_file():
        missing = ItemError(
            "web.release-missing", f"{name}/{file[:100]}: no release has this file", hint="/data/ lists releases."
        )
        return sent(failed("not_found", missing, 404), {})
    return FileResponse(path, filename=f"{name}-{file}", headers=_FOR_EVER)


async def latest(request: Request) -> Response:
    """The name of the last release and the SHA-256 of its manifest, as the file `latest` has them."""
    site: Site = request.app.state.site
    releases = await run_in_threadpool(published_releases, site.project)
    if not releases:
        missing = ItemError("web.release-missing", "this project publishes no releases", hint="/data/ lists data sets.")
        return sent(failed("not_found", missing, 404), {})
    return PlainTextResponse(f"{releases[0].name} {releases[0].digest}\n", headers={"Cache-Control": "no-cache"})
