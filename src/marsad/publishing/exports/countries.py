"""Names of countries for formats that want names beside codes."""

from __future__ import annotations

from functools import cache

from marsad.places.gazetteer import Gazetteer


@cache
def country_name(code: str | None) -> str | None:
    """The name that GeoNames gives to an ISO 3166-1 alpha-2 code; None when there is none."""
    entry = None if code is None else Gazetteer.open().country_entry(code)
    return None if entry is None else entry.name
