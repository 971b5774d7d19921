"""Which places are the same, and which lies in which."""

from dataclasses import replace

import pytest

from marsad.model.claim import Place
from marsad.tolls.areas import is_quarter_of, key_of, lies_in
from tests.tolls.telling import ALEPPO, DISTRICT, IDLIB, NEAR_IDLIB, PROVINCE, QUARTER, SARMADA, SYRIA

GHOUTA = Place("Eastern Ghouta", "Eastern Ghouta", None, "SY", "Rif Dimashq", 33.53, 36.42, "region")
STRIP = Place("Gaza Strip", "Gaza Strip", 281132, "PS", "Gaza Strip", 31.42, 34.36, "region")
JABALIA = Place("Jabalia", "Jabalia", 281129, "PS", "Gaza Strip", 31.53, 34.48, "settlement")
DUMA = Place("Duma", "Duma", 3, "SY", "Rif Dimashq", 33.57, 36.4, "settlement")
NORTHWEST = Place("northwestern Syria", "Syria", 163843, "SY", None, 35.0, 38.0, "region")
DONBAS = Place("Donbas", "Donbas", None, "UA", None, 48.3, 38.0, "region")
SEVERODONETSK = Place("Severodonetsk", "Sievierodonetsk", 4, "UA", "Luhansk", 48.95, 38.49, "settlement")
LVIV = Place("Lviv", "Lviv", 5, "UA", "Lviv", 49.84, 24.02, "settlement")


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
        (replace(SARMADA, lat=None), DISTRICT, False),
        (DISTRICT, PROVINCE, True),
        (PROVINCE, GHOUTA, False),
        (replace(PROVINCE, name="Rif Dimashq", admin1="Rif Dimashq"), GHOUTA, False),
        (GHOUTA, replace(PROVINCE, name="Rif Dimashq", admin1="Rif Dimashq"), True),
        (JABALIA, STRIP, True),
        (GHOUTA, SYRIA, True),
        (DUMA, GHOUTA, True),
        (IDLIB, GHOUTA, False),
        (SARMADA, NORTHWEST, True),
        (DUMA, NORTHWEST, False),
        (replace(SARMADA, lon=38.5), NORTHWEST, False),
        (replace(SARMADA, lat=None), NORTHWEST, False),
        (DUMA, replace(NORTHWEST, words="south-western Syria"), True),
        (IDLIB, replace(NORTHWEST, words="eastern Syria"), False),
        (DUMA, replace(NORTHWEST, words="the rest of Syria"), True),
        (SEVERODONETSK, DONBAS, True),
        (LVIV, DONBAS, False),
        (replace(SEVERODONETSK, lon=None), DONBAS, False),
    ],
)
def test_what_lies_in_an_area(place: Place, area: Place, inside: bool) -> None:
    assert lies_in(place, area) is inside


@pytest.mark.parametrize(
    ("place", "town", "inside"),
    [
        (QUARTER, ALEPPO, True),
        (ALEPPO, QUARTER, False),
        (replace(QUARTER, lat=36.4), ALEPPO, False),
        (replace(QUARTER, admin1="Idlib"), ALEPPO, False),
        (replace(QUARTER, lat=None), ALEPPO, False),
        (QUARTER, IDLIB, False),
        (QUARTER, PROVINCE, False),
        (replace(QUARTER, country=None), replace(ALEPPO, country=None), False),
    ],
)
def test_what_can_be_a_quarter_of_a_town(place: Place, town: Place, inside: bool) -> None:
    assert is_quarter_of(place, town) is inside


def test_near_a_place_is_the_place_and_a_province_is_not_its_capital() -> None:
    assert key_of(IDLIB) == key_of(NEAR_IDLIB) != key_of(PROVINCE)
    unknown = Place("Ain al-Sinjab", precision="settlement")
    assert key_of(unknown) == key_of(replace(unknown, words="ain al sinjab"))
