"""What is written into a cell is read out of it again, and no cell of text is a formula."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.publishing.exports.cells import cell, guarded, possible, read, unguarded
from marsad.publishing.exports.columns import Column, Type

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''=1"]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
VALUES: list[tuple[Type, st.SearchStrategy[Any]]] = [
    ("text", TEXTS),
    ("integer", st.integers(min_value=0)),
    ("number", st.floats(allow_nan=False, allow_infinity=False)),
    ("boolean", st.booleans()),
    ("day", st.dates()),
    ("moment", st.datetimes(timezones=st.just(UTC)).map(lambda at: at.replace(microsecond=0, year=max(at.year, 1000)))),
    ("list", st.lists(TEXTS.filter(lambda text: "; " not in text and not text.endswith(";") and not text.startswith(" ")),
                      min_size=1).map(tuple)),
]  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_would_be_a_formula_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["plain", "'quoted'", "a=b", "", "12–15", "''"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text


def test_a_number_below_zero_is_a_number() -> None:
    assert cell(-33.5) == "-33.5"


@given(st.sampled_from(VALUES).flatmap(lambda kind: st.tuples(st.just(kind[0]), kind[1])))
def test_every_value_is_read_back(said: tuple[Type, Any]) -> None:
    kind, value = said
    assert read(cell(value), Column("x", kind, "")) == value


@pytest.mark.parametrize("kind", ["text", "integer", "number", "day", "moment"])
def test_what_is_unknown_is_an_empty_cell_and_no_zero(kind: Type) -> None:
    assert cell(None) == ""
    assert read("", Column("x", kind, "")) is None


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(25, 6, 25), None),
        (date(1899, 12, 31), None),
        (date(1900, 1, 1), date(1900, 1, 1)),
        (date(2024, 3, 5), date(2024, 3, 5)),
        (date(2024, 3, 6), None),
        (None, None),
    ],
)
def test_a_day_that_cannot_be_is_not_known(day: date | None, shown: date | None) -> None:
    assert possible(day, date(2024, 3, 5)) == shown


def test_a_moment_is_written_in_utc() -> None:
    at = datetime.fromisoformat("2026-11-25T18:00:00+05:30")
    assert cell(at) == "2026-11-25T12:30:00Z"
    assert at - datetime.fromisoformat(cell(at)) == timedelta(0)
