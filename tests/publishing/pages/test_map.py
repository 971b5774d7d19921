"""The points of a map as GeoJSON, in the reader's language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from marsad.publishing.pages.asked import Asked
from marsad.publishing.pages.map import map_document
from marsad.publishing.views import map as view
from marsad.store.entries import IncidentEntry
from tests.publishing.moments import moment_of, placed
from tests.store.counted import incident

BINNISH = placed(
    incident("SY-1", place="Binnish", country="SY", event_type="shelling", grade="Fair", killed=(9, 12)),
    "near_settlement",
)


def points(
    folder: Path, *entries: IncidentEntry, language: str = "en", address: tuple[tuple[str, str], ...] = ()
) -> Any:
    with moment_of(folder / "record", *entries) as moment:
        return json.loads(map_document(moment, Asked("", language, address)))


def test_a_point_says_all_that_the_map_shows(tmp_path: Path) -> None:
    assert points(tmp_path, BINNISH, incident("SY-2")) == {
        "type": "FeatureCollection",
        "without_point": 1,
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [35.8, 36.3]},
                "properties": {
                    "code": "SY-1", "title": "Shelling near Binnish", "url": "./incident/SY-1/", "day": "25 June 2023",
                    "grade": "Fair", "killed_lower": 9, "killed_upper": 12, "killed_words": "9 to 12 killed",
                    "precision": "near_settlement", "radius_km": 25,
                },
            }
        ],
    }  # fmt: skip


def test_unknown_and_open_are_not_numbers(tmp_path: Path) -> None:
    found = points(tmp_path, placed(incident("SY-1"), "exact"), placed(incident("SY-2", killed=(3, None)), "exact"))
    said = {each["properties"]["code"]: each["properties"] for each in found["features"]}
    assert [said["SY-1"][f"killed_{end}"] for end in ("lower", "upper", "words")] == [
        None,
        None,
        "number of killed not known",
    ]
    assert [said["SY-2"][f"killed_{end}"] for end in ("lower", "upper", "words")] == [3, None, "at least 3 killed"]


def test_words_and_addresses_are_of_the_language(tmp_path: Path) -> None:
    (one,) = points(tmp_path, BINNISH, language="ar")["features"]
    assert one["properties"]["title"] == "قصف مدفعي قرب Binnish"
    assert one["properties"]["url"] == "../ar/incident/SY-1/"


def test_only_what_was_asked_for_is_there(tmp_path: Path) -> None:
    found = points(tmp_path, BINNISH, placed(incident("IQ-1", country="IQ"), "exact"), address=(("country", "IQ"),))
    assert [each["properties"]["code"] for each in found["features"]] == ["IQ-1"]


def test_where_there_are_very_many_a_place_is_sent_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "MOST_APART", 3)
    town = [
        placed(incident(f"SY-{n}", country="SY", place="Binnish", killed=ends), "settlement")
        for n, ends in enumerate([(1, 2), (3, 3), (4, 9)])
    ]
    silent = placed(incident("SY-8", country="SY", place="Ariha"), "settlement", 35.9, 36.6)
    opened = placed(incident("SY-9", country="SY", place="Binnish", killed=(1, None)), "near_settlement")
    found = points(tmp_path, *town, silent, opened, address=(("country", "SY"),))["features"]
    together = next(each["properties"] for each in found if "incidents" in each["properties"])
    assert together == {
        "title": "Binnish: 3 incidents", "url": "./?country=SY&near=36.3%2C35.8&km=1", "day": "25 June 2023", "incidents": 3,
        "killed_lower": 8, "killed_upper": 14, "killed_words": "8 to 14 killed", "precision": "settlement", "radius_km": 3,
    }  # fmt: skip
    assert sorted(each["properties"].get("code", "") for each in found) == ["", "SY-8", "SY-9"]
