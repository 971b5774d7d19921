"""Distances over the sphere."""

from math import pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model.claim import Place
from marsad.places.distance import EARTH_KM, apart, kilometres

LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ((35.93, 36.63), (36.2, 37.16), 56),
        ((0, 0), (0, 180), pi * EARTH_KM),
        ((90, 0), (-90, 0), pi * EARTH_KM),
        ((0, 179.5), (0, -179.5), 111),
        ((50, 30), (50, 30), 0),
    ],
)
def test_known_distances(one: tuple[float, float], other: tuple[float, float], far: float) -> None:
    assert kilometres(*one, *other) == pytest.approx(far, rel=0.02, abs=0.001)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_it_is_the_same_both_ways_and_never_round_the_earth(
    lat: float, lon: float, to_lat: float, to_lon: float
) -> None:
    far = kilometres(lat, lon, to_lat, to_lon)
    assert far == pytest.approx(kilometres(to_lat, to_lon, lat, lon), abs=1e-3)
    assert 0 <= far <= pi * EARTH_KM + 1e-6


def test_nobody_knows_how_far_a_place_without_a_position_is() -> None:
    here, there = Place("Idlib", lat=35.93, lon=36.63), Place("Aleppo", lat=36.2, lon=37.16)
    assert apart(here, there) == pytest.approx(56, rel=0.02)
    assert apart(here, Place("Aleppo", lat=36.2)) is apart(Place("Idlib"), there) is None
