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
    """Whether events at several places can lie in it."""
    return width(place) > 0


def key_of(place: Place) -> PlaceKey:
    """The same for two mentions of one place; "near X" is X, for reports differ in such a word."""
    kind = "area" if is_area(place) else "at"
    return kind, str(place.geonames) if place.geonames is not None else place_key(place.name or place.words)


def lies_in(place: Place, area: Place) -> bool:
    """Whether a place lies in a wider one, as far as the gazetteer can say."""
    if width(place) >= width(area) or area.country is None or place.country != area.country:
        return False
    if area.precision == "country":
        return True
    if area.precision == "region" and area.admin1 is None:
        # one with a number is a side of a country, with the country's number and middle: "northwestern Syria"
        return _within(_REGION_KM, place, area) if area.geonames is None else _is_on_side(place, area)
    if place.admin1 is None or place.admin1 != (area.admin1 or area.name):
        return False
    return area.precision != "admin2" or _within(_DISTRICT_KM, place, area)


def _is_on_side(place: Place, area: Place) -> bool:
    if place.lat is None or place.lon is None or area.lat is None or area.lon is None:
        return False
    side = " ".join(word for word in area.words.casefold().split() if word.endswith("ern"))
    north, east = place.lat - area.lat, place.lon - area.lon
    away = {"north": -north, "south": north, "east": -east, "west": east}
    return all(by <= 0 for word, by in away.items() if word in side)


def is_quarter_of(place: Place, town: Place) -> bool:
    """Whether a quarter can be one of a town: quarters have no number in GeoNames, and do not say of which town they are."""
    told_apart = place.geonames is None is not town.geonames and width(place) == width(town) == 0
    here = (place.country, place.admin1) == (town.country, town.admin1)
    return told_apart and here and place.country is not None and _within(_TOWN_KM, place, town)


def _within(km: float, place: Place, middle: Place) -> bool:
    far = apart(place, middle)
    return far is not None and far <= km
