"""What the map of the explorer asks for while it is drawn: the incidents of a query, and the project's own lines, as GeoJSON."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from marsad.errors import ItemError
from marsad.publishing.boundaries import boundary_lines
from marsad.publishing.moment import Moment
from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.map import map_document
from marsad.web.problems import failed
from marsad.web.public import Site, language_and_path
from marsad.web.shelf import Answer

_GEOJSON = "application/geo+json"


async def map_points(request: Request) -> Response:
    """The points of a query, in one of the languages."""
    site: Site = request.app.state.site
    language, _ = language_and_path(request.scope["path"], site.project.language)
    asked = Asked("", language, tuple(parse_qsl(request.scope["query_string"].decode("ascii", "replace"))))
    return await site.answer(
        request, lambda opened: Answer(200, map_document(opened, asked).encode(), _GEOJSON), failed
    )


async def map_lines(request: Request) -> Response:
    """The lines that the project draws; 404 where it draws none."""
    site: Site = request.app.state.site

    def lines(opened: Moment) -> Answer:
        found = boundary_lines(opened.project, site.store.location)
        if found is None:
            raise ItemError("publishing.page-unknown", "this project draws no lines on its maps", hint="Begin at /.")
        return Answer(200, found, _GEOJSON)

    return await site.answer(request, lines, failed)
