"""Codes can be read, and are never given twice."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.ledger.codes import next_code, parts, stem
from marsad.model.claim import Place
from marsad.model.incident import Description, is_code
from marsad.places.naming import LONGEST_SLUG, slug

DAY = date(2023, 6, 25)


def described(name: str | None, country: str | None, first: date | None, last: date | None) -> Description:
    return Description("", "unknown", Place(name or "", name, None, country) if name else None, first, last)


STEMS = [
    (("Jisr al-Shughūr", "SY", DAY, DAY), "SY-20230625-jisr-al-shughur"),
    (("Łódź", "pl", DAY, DAY), "PL-20230625-lodz"),
    # nights and operations of some days go by the first day
    (("Kharkiv", "UA", DAY, date(2023, 6, 26)), "UA-20230625-kharkiv"),
    (("Kharkiv", "UA", date(2023, 6, 1), date(2023, 6, 30)), "UA-202306-kharkiv"),
    (("Kharkiv", "UA", date(2023, 2, 1), date(2023, 6, 30)), "UA-2023-kharkiv"),
    (("Kharkiv", "UA", date(2022, 2, 1), date(2023, 6, 30)), "UA-undated-kharkiv"),
    (("Kharkiv", "UA", None, DAY), "UA-undated-kharkiv"),
    (("Kharkiv", None, DAY, DAY), "XX-20230625-kharkiv"),
    ((None, None, None, None), "XX-undated-somewhere"),
    (("دوما", "SY", DAY, DAY), "SY-20230625-somewhere"),
    (("Saint-Louis / Ndar (3)", "SN", DAY, DAY), "SN-20230625-st-louis-ndar-3"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "expected"), STEMS)
def test_a_code_is_country_day_place(
    said: tuple[str | None, str | None, date | None, date | None], expected: str
) -> None:
    assert stem(described(*said)) == expected
    assert is_code(f"{expected}-1")


@pytest.mark.parametrize("wrong", ["", "SY", "SY-20230625-idlib", "SY-20230625-idlib-0", "sy-20230625-idlib-1",
                                   "SY-2023062-idlib-1", "SY-20230625--1", "SY-20230625-Idlib-1", "sha256:00-1"])  # fmt: skip
def test_what_is_no_code(wrong: str) -> None:
    assert not is_code(wrong)


@given(st.text(max_size=80))
def test_whatever_a_place_is_called_the_code_is_well_written(name: str) -> None:
    assert is_code(f"XX-undated-{slug(name)}-1")
    assert len(slug(name)) <= LONGEST_SLUG
    assert slug(slug(name)) == slug(name) or slug(name).startswith("the-")


def test_counting_goes_on() -> None:
    assert next_code("SY-2023-idlib", {}) == "SY-2023-idlib-1"
    assert next_code("SY-2023-idlib", {"SY-2023-idlib": 11}) == "SY-2023-idlib-12"
    assert parts("SY-2023-idlib-12") == ("SY-2023-idlib", 12)
