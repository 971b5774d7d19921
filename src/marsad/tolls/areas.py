"""Places as sites of events: which two are the same, and which lies in which."""

from __future__ import annotations

from marsad.model.claim import Place
from marsad.places.distance import apart
from marsad.places.naming import place_key

PlaceKey = tuple[str, str]

_WIDTH = {
    "exact": 0, "settlement": 0, "near_settlement": 0, "admin2": 1, "admin1": 2, "region": 3, "country": 4,
}  # fmt: skip
_TOWN_KM = 10.0
"""No quarter is further from the middle of its town."""
_DISTRICT_KM = 40.0
"""No district reaches further from its middle: the gazetteer does not say in which one a town lies."""
_REGION_KM = 300.0
"""Nor does a region that is no unit of administration (Donbas, the Sahel), as far as anybody may assume."""


def width(place: Place) -> int:
    """How wide a place is, by steps: 0 one place, 1 a district, 2 a province, 3 a region, 4 a country.

    A region inside of a province ("Eastern Ghouta") is no wider than a district.
    """
    inside = place.precision == "region" and place.admin1 is not None and place.admin1 != place.name
    return _WIDTH["admin2" if inside else place.precision]


def is_area(place: Place) -> bool:
    """Whether events at several places can lie in it, a town's quarters aside."""
    return width(place) > 0


def key_of(place: Place) -> PlaceKey:
    """The same for two mentions of one place; "near X" is X, for reports differ in such a word."""
    kind = "area" if is_area(place) else "at"
    return kind, str(place.geonames) if place.geonames is not None else place_key(place.name or place.words)


def lies_in(place: Place, area: Place) -> bool:
    """Whether a place lies in a wider one, as far as the gazetteer can say."""
    if area.country is None or place.country != area.country:
        return False
    if width(place) >= width(area):
        return _is_quarter_of(place, area)
    if area.precision == "country":
        return True
    if area.precision == "region" and area.admin1 is None:
        # with a number of its own it is a part of a whole country that is not told apart: "northwestern Syria"
        return area.geonames is not None or _within(_REGION_KM, place, area)
    if place.admin1 is None or place.admin1 != (area.admin1 or area.name):
        return False
    return area.precision != "admin2" or _within(_DISTRICT_KM, place, area)


def is_quarter(place: Place) -> bool:
    """Whether it may be a quarter, a camp or a hospital of a town: one that the gazetteer knows without GeoNames."""
    return place.geonames is None and place.lat is not None and not is_area(place)


def _is_quarter_of(place: Place, town: Place) -> bool:
    told_as_two = is_quarter(place) and town.geonames is not None and not is_area(town)
    return told_as_two and place.admin1 == town.admin1 and _within(_TOWN_KM, place, town)


def _within(km: float, place: Place, middle: Place) -> bool:
    far = apart(place, middle)
    return far is not None and far <= km
