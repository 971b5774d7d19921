from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from marsad.model.claim import Place
from marsad.model.incident import DESCRIPTION_FIELDS, Description, described, description_to_json

FULL = Description(
    "Strike", "air_strike", Place("Idlib", "Idlib", 1, "SY", "Idlib", 35.9, 36.6, "admin1"),
    date(2023, 6, 25), date(2023, 6, 26), "SY-20230625-idlib-1",
)  # fmt: skip


@pytest.mark.parametrize("description", [FULL, Description(), replace(FULL, place=None, last_day=None)])
def test_a_description_comes_back_from_json(description: Description) -> None:
    assert described(Description(), description_to_json(description)) == description
    assert described(FULL, {}) == FULL


def test_only_what_is_said_changes() -> None:
    assert described(FULL, {"title": "Raid", "last_day": None}) == replace(FULL, title="Raid", last_day=None)


def test_the_fields_are_those_of_the_description() -> None:
    assert [field.name for field in fields(Description)] == list(DESCRIPTION_FIELDS)


def test_a_missing_day_stays_missing() -> None:
    assert description_to_json(Description())["first_day"] is None
