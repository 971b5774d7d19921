"""A list read in stretches while it grows: nothing is lost and nothing repeated of what stayed as it was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.publishing.query import SORTS, Query, Sort
from marsad.publishing.register import Register
from marsad.publishing.views.stretches import place_of, stretch
from marsad.store.facets import Narrow

_DAYS = st.none() | st.integers(0, 4).map(lambda days: date(2024, 3, 1) + timedelta(days))


def row(code: str, day: date | None, killed: int | None, change: int) -> Narrow:
    said = dict.fromkeys(Narrow._fields) | {
        "number": 1, "code": code, "change": change, "first_day": day, "last_day": day, "killed_lower": killed,
        "reports": 1, "origins": 1,
    }  # fmt: skip
    return Narrow(**said)  # type: ignore[arg-type]


rows = st.lists(
    st.builds(row, st.text("abcdef", min_size=1, max_size=4), _DAYS, st.none() | st.integers(0, 3), st.integers(1, 3)),
    unique_by=lambda one: one.code,
    max_size=14,
)


def register(some: list[Narrow]) -> Register:
    return Register(sorted(some, key=lambda one: (-(one.first_day or date.min).toordinal(), one.code)), ())


@pytest.mark.parametrize("sort", SORTS)
@given(some=rows)
def test_places_are_the_order_of_the_list(sort: Sort, some: list[Narrow]) -> None:
    one = register(some)
    ordered = one.ordered(one.select(Query()), sort)
    assert [place_of(each, sort) for each in ordered] == sorted(place_of(each, sort) for each in ordered)


@pytest.mark.parametrize("sort", SORTS)
@given(some=rows, more=rows, limit=st.integers(1, 5), grows=st.integers(0, 3))
def test_what_stays_is_met_once_though_the_list_grows(
    sort: Sort, some: list[Narrow], more: list[Narrow], limit: int, grows: int
) -> None:
    known = {one.code for one in some}
    before = register(some)
    after = register([*some, *(one for one in more if one.code not in known)])
    met, place, turn = list[str](), None, 0
    while True:
        now = before if turn < grows else after
        cut = stretch(now, now.select(Query()), sort, place, limit)
        met += (one.code for one in cut.rows)
        if cut.after is None and now is after:
            break
        place = cut.after or (place_of(cut.rows[-1], sort) if cut.rows else place)
        turn += 1
    assert len(met) == len(set(met))
    assert set(met) >= known
