from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.ledger.breakdown import By, bin_of, rule_of, totals
from marsad.ledger.quantities import QUANTITIES, quantity_name
from marsad.model.interval import Interval
from marsad.store.entries import IncidentEntry
from marsad.store.filters import IncidentFilter
from tests.store.counted import holding, incident


@pytest.mark.parametrize(
    ("day", "by", "name"),
    [
        (date(2023, 6, 5), "day", "2023-06-05"),
        (date(2023, 6, 5), "week", "2023-W23"),
        (date(2024, 12, 30), "week", "2025-W01"),
        (date(2021, 1, 3), "week", "2020-W53"),
        (date(2023, 6, 5), "month", "2023-06"),
        (date(987, 6, 5), "year", "0987"),
    ],
)
def test_names_of_days_weeks_months_and_years(day: date, by: By, name: str) -> None:
    assert bin_of(day, by) == name


def rows(entries: list[IncidentEntry], by: By) -> list[tuple[str, str, str, str]]:
    with holding(entries) as (_, sums):
        found = totals(sums, by, "killed", IncidentFilter())
    return [(row.name, row.standing, str(row.within), str(row.more)) for row in (*found.rows, found.whole)]


def test_what_may_be_of_several_days_has_rows_of_its_own_and_adds_up() -> None:
    days = [date(2023, 6, day) for day in range(1, 6)]
    entries = [
        incident("SY-1", days[0], killed=(5, 5)),
        incident("SY-2", days[2], killed=(2, 3)),
        incident("SY-3", days[0], days[2], killed=(1, 4)),
        incident("SY-4", days[1], days[4], killed=(7, None)),
        incident("SY-5", days[4], killed=(1, 1)),
        incident("SY-6", None),
    ]
    assert rows(entries, "day") == [
        ("2023-06-01", "sure", "5", "0..4"),
        ("2023-06-03", "sure", "2..3", "0.."),
        ("2023-06-05", "sure", "1", "0.."),
        ("2023-06-01 to 2023-06-03", "imprecise", "1..4", "None"),
        ("2023-06-02 to 2023-06-05", "imprecise", "7..", "None"),
        ("day not known", "unknown", "None", "None"),
        ("all", "sure", "16..", "None"),
    ]
    assert rows(entries, "month") == [
        ("2023-06", "sure", "16..", "None"),
        ("day not known", "unknown", "None", "None"),
        ("all", "sure", "16..", "None"),
    ]


START = date(2023, 6, 26)
SPANS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 3), st.integers(0, 5), st.none() | st.integers(0, 4)), max_size=12
)


@settings(max_examples=200, deadline=None)
@given(SPANS, st.sampled_from(["day", "week", "month", "year"]))
def test_every_incident_is_in_one_row_and_what_a_row_could_have_more_is_what_by_hand_could_be_of_it(
    spans: list[tuple[int, int, int, int | None]], by: By
) -> None:
    entries = []
    for number, (first, length, lower, width) in enumerate(spans):
        day, ends = START + timedelta(first), (lower, None if width is None else lower + width)
        entries.append(incident(f"SY-{number}", day, day + timedelta(length), killed=ends))
    with holding(entries) as (_, sums):
        found = totals(sums, by, "killed", IncidentFilter())
    assert sum(row.telling for row in found.rows) == found.whole.telling == len(entries)
    for row in found.rows:
        spanning = [
            Interval(0, entry.killed_upper)
            for entry in entries
            if entry.first_day and entry.last_day
            and bin_of(entry.first_day, by) <= row.name <= bin_of(entry.last_day, by)
            and bin_of(entry.first_day, by) != bin_of(entry.last_day, by)
        ]  # fmt: skip
        more = Interval(0, 0)
        for each in spanning:
            more += each
        assert row.more == (more if spanning and row.standing == "sure" else None)


def test_the_rule_names_what_is_counted_and_how() -> None:
    rule = rule_of("month", "killed children")
    assert rule.startswith("killed children and nothing else, under the month on which it happened")
    assert "no row means no incident in the record, not no harm" in rule


def test_every_quantity_has_one_name() -> None:
    assert quantity_name("killed", "civilian", None, None) == "killed civilians"
    assert quantity_name("injured", None, "child", None) == "injured children"
    assert quantity_name("killed", "civilian", "child", None) is None
    assert len(set(QUANTITIES)) == len(QUANTITIES)
