"""What the map of the explorer asks for while it is drawn: the incidents of a query as GeoJSON."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

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
