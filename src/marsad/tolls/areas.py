"""Places as sites of events: which two are the same, and which lies in which."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from marsad.model.claim import Place
from marsad.places.naming import place_key

PlaceKey = tuple[str, str]

WIDTH = {
    "exact": 0, "settlement": 0, "near_settlement": 0, "admin2": 1, "admin1": 2, "region": 3, "country": 4,
}  # fmt: skip
"""How wide a place of each precision is, by steps; 0 is one place, more are areas."""
_DISTRICT_KM = 40.0
"""No district reaches further from its middle: the gazetteer does not say in which one a town lies."""
_EARTH_KM = 6371.0


def is_area(place: Place) -> bool:
    """Whether events at several places can lie in it."""
    return WIDTH[place.precision] > 0


def key_of(place: Place) -> PlaceKey:
    """The same for two mentions of one place; "near X" is X, for reports differ in such a word."""
    kind = "area" if is_area(place) else "at"
    return kind, str(place.geonames) if place.geonames is not None else place_key(place.name or place.words)


def lies_in(place: Place, area: Place) -> bool:
    """Whether a place lies in a wider one, as far as the gazetteer can say."""
    if WIDTH[place.precision] >= WIDTH[area.precision] or area.country is None or place.country != area.country:
        return False
    if area.precision in ("country", "region"):
        return True
    if place.admin1 is None or place.admin1 != (area.admin1 or area.name):
        return False
    return area.precision == "admin1" or kilometres(place, area) <= _DISTRICT_KM


def kilometres(one: Place, other: Place) -> float:
    """The distance of two places over the sphere; infinite where one has no position."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return float("inf")
    lat, other_lat = radians(one.lat), radians(other.lat)
    half = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))
