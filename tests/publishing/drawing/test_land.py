"""Land cut to a window."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.publishing.drawing.land import Ring, Window, cities_in, land_in


def inside(rings: tuple[Ring, ...], lon: float, lat: float) -> bool:
    """By the rule even-odd."""
    crossings = 0
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], *ring[:1]), strict=True):
            if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
                crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize(
    "name, lon, lat, dry",
    [
        ("Damascus", 36.29, 33.51, True),
        ("Khartoum", 32.53, 15.55, True),
        ("the sea off Tartus", 35.2, 34.9, False),
        ("the Red Sea", 38.0, 20.5, False),
        ("the Caspian Sea", 51.0, 41.5, False),
        ("Cyprus", 33.2, 35.0, True),
    ],
)
@pytest.mark.parametrize("reach", [1.0, 4.0, 25.0])
def test_land_is_land_and_sea_is_sea(name: str, lon: float, lat: float, reach: float, *, dry: bool) -> None:
    assert inside(land_in(Window(lon - reach, lat - reach, lon + reach, lat + reach)), lon, lat) is dry


@settings(max_examples=40, deadline=None)
@given(st.floats(-175, 170), st.floats(-55, 75), st.floats(0.2, 9))
def test_nothing_lies_beyond_the_window(west: float, south: float, size: float) -> None:
    window = Window(west, south, west + size, south + size)
    points = [point for ring in land_in(window) for point in ring]
    assert all(
        west - 1e-9 <= lon <= west + size + 1e-9 and south - 1e-9 <= lat <= south + size + 1e-9 for lon, lat in points
    )


def test_cities_come_biggest_first_with_their_names() -> None:
    found = cities_in(Window(35, 32, 38, 37))
    assert [city.rank for city in found] == sorted(city.rank for city in found)
    names = {city.names["en"]: city.names.get("ar") for city in found}
    assert names["Aleppo"] == "حلب"
    assert names["Damascus"] == "دمشق"


def test_one_city_has_one_label() -> None:
    names = [city.names["en"] for city in cities_in(Window(34.8, 31.5, 35.6, 32))]
    assert [name for name in names if "Jerusalem" in name] == ["Jerusalem"]


def test_no_edge_of_land_runs_over_the_whole_map() -> None:
    everywhere = land_in(Window(-180, -90, 180, 90))
    assert max(abs(one[0] - other[0]) for ring in everywhere for one, other in pairwise(ring)) < 90
