"""How far two points on the earth are from each other."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from marsad.model.claim import Place

EARTH_KM = 6371.0088
"""Mean radius of the earth (IUGG)."""


def kilometres(lat: float, lon: float, to_lat: float, to_lon: float) -> float:
    """The great-circle distance between two points, in degrees of WGS 84, by the haversine formula."""
    north, east = radians(to_lat - lat), radians(to_lon - lon)
    share = sin(north / 2) ** 2 + cos(radians(lat)) * cos(radians(to_lat)) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, share)))


def apart(one: Place, other: Place) -> float | None:
    """Kilometres between two places; None when one has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return kilometres(one.lat, one.lon, other.lat, other.lon)
