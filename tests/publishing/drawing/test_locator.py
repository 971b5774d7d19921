"""The small map of a place: as exact as what is known, never a false point."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from marsad.model.claim import Precision
from marsad.publishing.drawing.locator import HEIGHT, WIDTH, locator

SVG = "{http://www.w3.org/2000/svg}"


def drawn(
    precision: Precision, radius_km: float = 5, lat: float = 35.81, lon: float = 36.32, **more: str
) -> ET.Element:
    return ET.fromstring(locator(lat, lon, precision, radius_km, **{"label": "Where it was", **more}))


def of_class(svg: ET.Element, name: str) -> list[ET.Element]:
    return [each for each in svg.iter() if each.get("class") == name]


@pytest.mark.parametrize(
    "precision, circles, points",
    [
        ("exact", 1, 1), ("settlement", 1, 0), ("near_settlement", 1, 0),
        ("admin2", 0, 0), ("admin1", 0, 0), ("region", 0, 0), ("country", 0, 0),
    ],
)  # fmt: skip
def test_only_an_exact_place_has_a_dot_and_an_area_has_no_mark(precision: Precision, circles: int, points: int) -> None:
    svg = drawn(precision, note="somewhere in Idlib province")
    assert (len(of_class(svg, "precision")), len(of_class(svg, "point"))) == (circles, points)
    notes = [
        str(each.text).strip("\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}") for each in of_class(svg, "note")
    ]
    assert notes == ([] if circles else ["somewhere in Idlib province"])


def test_the_circle_has_its_kilometres_by_the_scale_bar() -> None:
    svg = drawn("near_settlement", 15)
    (bar,), (words,), (circle,) = (of_class(svg, name) for name in ("scale", "scale-words", "precision"))
    start, end = (float(x) for x in re.findall(r"M([\d.]+).*H([\d.]+)", bar.get("d", ""))[0])
    per_km = (end - start) / int(str(words.text).split()[0])
    assert float(circle.get("r", "0")) == pytest.approx(15 * per_km, rel=0.01)


def test_a_place_known_badly_is_shown_from_further_away() -> None:
    (circle,) = of_class(drawn("near_settlement", 200), "precision")
    x, y, r = (float(circle.get(name, "0")) for name in ("cx", "cy", "r"))
    assert 0 < y - r < y + r < HEIGHT
    assert 0 < x - r < x + r < WIDTH


def test_it_says_in_words_what_it_shows() -> None:
    svg = drawn("exact", label='Jisr al-Shughur <"&')
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == 'Jisr al-Shughur <"&'
    assert [each.text for each in svg.iter(f"{SVG}title")] == ['Jisr al-Shughur <"&']


def test_cities_are_named_in_the_readers_language_and_never_over_the_mark() -> None:
    english, arabic = (of_class(drawn("settlement", language=language), "city-name") for language in ("en", "ar"))
    assert {"Idlib", "Latakia"} <= {each.text for each in english}
    assert {"إدلب", "اللاذقية"} <= {each.text for each in arabic}
    assert {each.get("lang") for each in arabic} <= {"ar", "en"}
    (circle,) = of_class(drawn("settlement"), "precision")
    x, y = (float(circle.get(name, "0")) for name in ("cx", "cy"))
    assert all(
        abs(float(c.get("cx", 0)) - x) + abs(float(c.get("cy", 0)) - y) > 8
        for c in of_class(drawn("settlement"), "city")
    )


@pytest.mark.parametrize("lat, lon", [(0.0, 179.9), (71.0, -179.0), (-53.0, 0.0), (84.0, 10.0)])
def test_the_ends_of_the_earth_can_be_drawn(lat: float, lon: float) -> None:
    (circle,) = of_class(drawn("settlement", lat=lat, lon=lon), "precision")
    assert 0 <= float(circle.get("cx", "-1")) <= WIDTH


def test_a_long_note_takes_more_lines() -> None:
    words = "somewhere in the governorate of Deir ez-Zor or in that of Raqqa, in the north-east of Syria"
    lines = of_class(drawn("region", note=words), "note")
    assert len(lines) == 3
    assert " ".join(str(line.text)[1:-1] for line in lines) == words


def test_it_carries_no_style_and_stays_small() -> None:
    svg = locator(35.81, 36.32, "exact", 1, label="Where it was")
    assert 'style="' not in svg
    assert len(svg.encode()) < 12_000
