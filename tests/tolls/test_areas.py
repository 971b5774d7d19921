"""Which places are the same, and which lies in which."""

from dataclasses import replace

import pytest

from marsad.model.claim import Place
from marsad.tolls.areas import key_of, kilometres, lies_in
from tests.tolls.telling import ALEPPO, DISTRICT, IDLIB, NEAR_IDLIB, PROVINCE, SARMADA, SYRIA


@pytest.mark.parametrize(
    ("place", "area", "inside"),
    [
        (IDLIB, PROVINCE, True),
        (NEAR_IDLIB, PROVINCE, True),
        (ALEPPO, PROVINCE, False),
        (ALEPPO, SYRIA, True),
        (PROVINCE, SYRIA, True),
        (SYRIA, PROVINCE, False),
        (PROVINCE, PROVINCE, False),
        (SARMADA, DISTRICT, True),
        (replace(SARMADA, lat=35.2), DISTRICT, False),
        (replace(IDLIB, country="TR"), PROVINCE, False),
        (replace(IDLIB, admin1=None), PROVINCE, False),
        (replace(IDLIB, country=None), replace(SYRIA, country=None), False),
        (DISTRICT, PROVINCE, True),
    ],
)
def test_what_lies_in_an_area(place: Place, area: Place, inside: bool) -> None:
    assert lies_in(place, area) is inside


def test_near_a_place_is_the_place_and_a_province_is_not_its_capital() -> None:
    assert key_of(IDLIB) == key_of(NEAR_IDLIB) != key_of(PROVINCE)
    unknown = Place("Ain al-Sinjab", precision="settlement")
    assert key_of(unknown) == key_of(replace(unknown, words="ain al sinjab"))


def test_distance_is_infinite_where_a_position_is_unknown() -> None:
    assert kilometres(IDLIB, replace(ALEPPO, lat=None)) == float("inf")
    assert 50 < kilometres(IDLIB, ALEPPO) < 70
