"""How far two places are from each other, against how exactly they are told."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from marsad.model.claim import Place

_EARTH_KM = 6371.0
_REACH_KM = {
    "exact": 1.0,
    "settlement": 5.0,
    "near_settlement": 15.0,
    "admin2": 30.0,
    "admin1": 100.0,
    "region": 250.0,
    "country": 500.0,
}
"""Kilometres around its coordinates within which an event told with this precision can have been (our own policy)."""


def reach(place: Place) -> float:
    """Kilometres around the coordinates within which the event can have been."""
    return _REACH_KM[place.precision]


def apart(one: Place, other: Place) -> float | None:
    """Great-circle kilometres between two places (haversine formula); None when one has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    north, south = radians(one.lat), radians(other.lat)
    half = sin((north - south) / 2) ** 2 + cos(north) * cos(south) * sin(radians(one.lon - other.lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))


def place_name(place: Place) -> str:
    """The name by which two places of unknown position are compared."""
    return (place.name or place.words).casefold()
