"""How time is cut into bars."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.publishing.drawing.span import MOST_BARS, Width, bar_of, bar_width, bars

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    "first, last, width",
    [
        ("2023-06-25", "2023-06-25", "day"),
        ("2023-01-01", "2023-04-30", "day"),  # 120 days
        ("2023-01-01", "2023-05-01", "week"),
        ("2023-01-01", "2024-12-31", "week"),
        ("2020-01-01", "2023-12-31", "month"),
        ("2003-03-20", "2023-12-31", "year"),
    ],
)
def test_a_longer_time_has_wider_bars(first: str, last: str, width: str) -> None:
    assert bar_width(date.fromisoformat(first), date.fromisoformat(last)) == width


@pytest.mark.parametrize(
    "day, width, first, last",
    [
        ("2023-06-25", "day", "2023-06-25", "2023-06-25"),
        ("2023-06-25", "week", "2023-06-19", "2023-06-25"),  # a Sunday closes its week
        ("2024-02-10", "month", "2024-02-01", "2024-02-29"),
        ("2023-12-31", "month", "2023-12-01", "2023-12-31"),
        ("2023-06-25", "year", "2023-01-01", "2023-12-31"),
    ],
)
def test_bars_are_whole_units_of_the_calendar(day: str, width: Width, first: str, last: str) -> None:
    assert bar_of(date.fromisoformat(day), width) == (date.fromisoformat(first), date.fromisoformat(last))


@given(DAYS, st.integers(0, 20_000))
def test_bars_leave_no_gap_and_cover_both_ends(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    width = bar_width(first, last)
    found = bars(first, last, width)
    assert found[0][0] <= first
    assert found[-1][0] <= last <= found[-1][1]
    assert all(before[1] + timedelta(days=1) == after[0] for before, after in pairwise(found))
    # one more at each end, because bars are whole
    assert width == "year" or len(found) <= MOST_BARS + 2
    assert all(bar_of(day, width) == (start, end) for start, end in found for day in (start, end))
