"""The incidents of a query as GeoJSON for the map: what is drawn, and what is said of each, in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from marsad.publishing.moment import Moment
from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.catalogue import Catalogue
from marsad.publishing.pages.incident_words import title_plain
from marsad.publishing.pages.links import Links
from marsad.publishing.row_sets import Rows
from marsad.publishing.views.map import Placed, map_view

_DIGITS = 4
"""Decimals of a degree, about 11 m: no gazetteer knows more."""
Feature = Mapping[str, Any]


def map_document(moment: Moment, asked: Asked) -> str:
    """The GeoJSON of the query of an address. Raises ItemError `publishing.query`."""
    shell = asked.shell(moment)
    found = map_features(moment, moment.select(asked.query), shell.t, shell.links)
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def map_features(moment: Moment, rows: Rows, t: Catalogue, links: Links) -> dict[str, Any]:
    """Incidents as a FeatureCollection (RFC 7946). `without_point`: how many of them have none and are not drawn."""
    view = map_view(moment, rows)
    features = [_feature(each, t, links) for each in view.placed]
    return {"type": "FeatureCollection", "without_point": view.without_point, "features": features}


def _feature(placed: Placed, t: Catalogue, links: Links) -> Feature:
    row, point = placed.row, placed.point
    properties = {
        "code": row.code,
        "title": title_plain(t, row.event_type, row.place, row.admin1, row.country, placed.precision),
        "url": links.incident(row.code),
        "day": _days(t, row.first_day, row.last_day),
        "killed_lower": row.killed_lower,
        "killed_upper": row.killed_upper,
        "killed_words": _killed(t, row.killed_lower, row.killed_upper),
        "grade": row.grade,
        "precision": point.precision,
        "radius_km": point.radius_km,
    }
    coordinates = [round(point.lon, _DIGITS), round(point.lat, _DIGITS)]
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": coordinates}, "properties": properties}


@lru_cache(maxsize=65_536)
def _days(t: Catalogue, first: date | None, last: date | None) -> str:
    return t.days(first, last)


@lru_cache(maxsize=16_384)
def _killed(t: Catalogue, lower: int | None, upper: int | None) -> str:
    return t.plain("map.killed_unknown") if lower is None else t.plain("map.killed", range=t.range(lower, upper))
