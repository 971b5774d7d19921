"""Which spellings meet in one key, and which must not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.places.naming import bare, place_key, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jisr al-Shughur", "JISR AL SHUGHUR"),
        ("Ma`arrat an Nu`mān", "Maarrat an-Nu'man"),
        ("Saint-Louis", "St Louis"),
        ("The Hague", "hague"),
        ("Łódź", "Lodz"),
        ("Diyarbakır", "Diyarbakir"),
        ("الرقة", "رقه"),
        ("إدلب", "ادلب"),
        ("Кишинёв", "Кишинев"),
    ],
)
def test_one_key(one: str, other: str) -> None:
    assert place_key(one) == place_key(other)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Jisr ash-Shughur", "jisr shughur"),
        ("Ar-Raqqah", "raqqah"),
        ("Al", "al"),
        ("Deir ez-Zor", "deir zor"),
        ("Ali", "ali"),
    ],
)
def test_the_article_is_dropped_but_never_the_name(name: str, key: str) -> None:
    assert bare(place_key(name)) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khan Sheikhoun", "Khan Shaykhun"),
        ("Deir Ezzor", "Dayr az-Zawr"),
        ("Beit Lahia", "Bayt Lahya"),
        ("Mayadeen", "Al Mayadin"),
        ("Sheikh Jarrah", "Shaykh Jarrah"),
    ],
)
def test_one_sound(one: str, other: str) -> None:
    assert skeleton(bare(place_key(one))) == skeleton(bare(place_key(other)))


@pytest.mark.parametrize(("one", "other"), [("Khiam", "Hiram"), ("Hama", "Homs"), ("Kyiv", "Kharkiv")])
def test_two_sounds(one: str, other: str) -> None:
    assert skeleton(place_key(one)) != skeleton(place_key(other))


@given(st.text())
def test_a_key_is_its_own_key(name: str) -> None:
    key = place_key(name)
    assert bare(bare(key)) == bare(key)
    assert key == key.strip()
    assert place_key(name.upper()) == place_key(name.upper().upper())
