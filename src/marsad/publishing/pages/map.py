"""The incidents of a query as GeoJSON for the map: what is drawn, and what is said of each, in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from marsad.publishing.disclosure import Point
from marsad.publishing.moment import Moment
from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.catalogue import Catalogue
from marsad.publishing.pages.incident_words import title_plain
from marsad.publishing.pages.links import Links
from marsad.publishing.query import Query
from marsad.publishing.views.map import MapView, Placed, map_view
from marsad.store.filters import Circle

_DIGITS = 4
"""Decimals of a degree, about 11 m: no gazetteer knows more."""
_NEAR_KM = 1
"""Around a point that several incidents share."""
Feature = Mapping[str, Any]


def map_document(moment: Moment, asked: Asked) -> str:
    """The GeoJSON of the query of an address. Raises ItemError `publishing.query`."""
    shell, query = asked.shell(moment), asked.query
    found = map_features(map_view(moment, moment.select(query)), query, shell.t, shell.links)
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def map_features(view: MapView, query: Query, t: Catalogue, links: Links) -> dict[str, Any]:
    """The incidents of a query as a FeatureCollection (RFC 7946). `without_point`: how many of them have none and are not drawn.

    A feature with `incidents` stands for so many of one place; its `url` lists them.
    """
    features = [
        _feature(some[0], t, links) if len(some) == 1 else _together(some, query, t, links) for some in view.spots
    ]
    return {"type": "FeatureCollection", "without_point": view.without_point, "features": features}


def _feature(placed: Placed, t: Catalogue, links: Links) -> Feature:
    row = placed.row
    said = {
        "code": row.code,
        "title": title_plain(t, row.event_type, row.place, row.admin1, row.country, placed.precision),
        "url": links.incident(row.code),
        "day": _days(t, row.first_day, row.last_day),
        "grade": row.grade,
    }
    return _at(placed.point, {**said, **_range(t, row.killed_lower, row.killed_upper)})


def _together(some: Sequence[Placed], query: Query, t: Catalogue, links: Links) -> Feature:
    point, rows = some[0].point, [each.row for each in some]
    telling = [row for row in rows if row.killed_lower is not None]
    uppers = [row.killed_upper for row in telling]
    days = [day for row in rows for day in (row.first_day, row.last_day) if day is not None]
    where = next((row.place or row.admin1 for row in rows), None) or _coordinates(point)
    said = {
        "title": t.plain("map.spot", where=where, incidents=t.plain("count.incidents", n=len(rows))),
        "url": links.explorer(
            replace(query, near=Circle(round(point.lat, _DIGITS), round(point.lon, _DIGITS), _NEAR_KM))
        ),
        "day": _days(t, min(days, default=None), max(days, default=None)),
        "incidents": len(rows),
    }
    lower = sum(row.killed_lower or 0 for row in telling) if telling else None
    upper = None if None in uppers or not telling else sum(each or 0 for each in uppers)
    return _at(point, {**said, **_range(t, lower, upper)})


def _range(t: Catalogue, lower: int | None, upper: int | None) -> dict[str, Any]:
    return {"killed_lower": lower, "killed_upper": upper, "killed_words": _killed(t, lower, upper)}


def _at(point: Point, said: Mapping[str, Any]) -> Feature:
    properties = {**said, "precision": point.precision, "radius_km": point.radius_km}
    coordinates = [round(point.lon, _DIGITS), round(point.lat, _DIGITS)]
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": coordinates}, "properties": properties}


def _coordinates(point: Point) -> str:
    return f"{point.lat:.2f}, {point.lon:.2f}"


@lru_cache(maxsize=65_536)
def _days(t: Catalogue, first: date | None, last: date | None) -> str:
    return t.days(first, last)


@lru_cache(maxsize=16_384)
def _killed(t: Catalogue, lower: int | None, upper: int | None) -> str:
    return t.plain("map.killed_unknown") if lower is None else t.plain("map.killed", range=t.range(lower, upper))
