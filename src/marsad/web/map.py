"""What the map of the explorer asks for while it is drawn: the incidents of a query as GeoJSON."""

from __future__ import annotations

import json
from http import HTTPStatus
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from marsad.errors import MarsadError
from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.map import map_document
from marsad.web.public import Site, language_and_path
from marsad.web.shelf import Answer

_GEOJSON = "application/geo+json"


async def map_points(request: Request) -> Response:
    """The points of a query, in one of the languages."""
    site: Site = request.app.state.site
    language, _ = language_and_path(request.url.path, site.project.language)
    asked = Asked("", language, tuple(parse_qsl(request.url.query)))
    return await site.answer(
        request, lambda opened: Answer(200, map_document(opened, asked).encode(), _GEOJSON), _failed
    )


def _failed(kind: str, problem: MarsadError | None, status: int) -> Answer:
    said = {"title": HTTPStatus(status).phrase, "status": status, "detail": problem.what if problem else kind}
    return Answer(status, json.dumps(said).encode(), "application/problem+json")
