"""How exactly places are told: how far around its coordinates an event can have been."""

from __future__ import annotations

from marsad.model.claim import Place

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


def place_name(place: Place) -> str:
    """The name by which two places of unknown position are compared."""
    return (place.name or place.words).casefold()
