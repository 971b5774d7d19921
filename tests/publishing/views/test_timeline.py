"""The bars of a timeline against counting by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings

from marsad.publishing.drawing.span import bars
from marsad.publishing.moment import Moment
from marsad.publishing.query import Query
from marsad.publishing.views.timeline import Bar, Timeline, timeline_view
from marsad.store.entries import IncidentEntry
from marsad.store.facets import Narrow
from tests.publishing.moments import beside, moment_of
from tests.publishing.registers import forests, register_of
from tests.store.counted import incident

JUNE = date(2023, 6, 25)


def timeline_of(folder: Path, *entries: IncidentEntry, query: Query | None = None) -> Timeline:
    with moment_of(folder / "record", *entries) as moment:
        return timeline_view(moment, query or Query())


def test_a_day_that_is_not_known_counts_above_in_every_bar_that_it_may_be_in(tmp_path: Path) -> None:
    found = timeline_of(
        tmp_path,
        incident("SY-1", JUNE, killed=(9, 12)),
        incident("SY-2", JUNE, JUNE + timedelta(1), killed=(5, 6)),
        incident("SY-3", None, JUNE + timedelta(2), killed=(1, None)),
    )
    assert [(bar.incidents, bar.telling, bar.lower, bar.upper) for bar in found.bars] == [
        (2, 2, 9, 18),
        (1, 1, 0, 6),
        (1, 1, 0, None),
    ]


def test_what_tells_no_number_is_an_incident_without_a_number(tmp_path: Path) -> None:
    (bar,) = timeline_of(tmp_path, incident("SY-1", JUNE)).bars
    assert (bar.incidents, bar.telling) == (1, 0)


def test_a_part_is_not_drawn_beside_its_whole(tmp_path: Path) -> None:
    (bar,) = timeline_of(
        tmp_path, incident("SY-1", JUNE, killed=(13, 13)), incident("SY-2", JUNE, parent="SY-1", killed=(9, 9))
    ).bars
    assert (bar.incidents, bar.lower, bar.upper) == (1, 13, 13)


def test_days_that_are_not_chosen_stay_to_be_chosen(tmp_path: Path) -> None:
    query = Query(since=JUNE, until=JUNE)
    found = timeline_of(tmp_path, incident("SY-1", JUNE), incident("SY-2", JUNE + timedelta(9)), query=query)
    assert len(found.bars) == 10


def test_what_has_no_day_is_counted_beside(tmp_path: Path) -> None:
    found = timeline_of(tmp_path, incident("SY-1", None), incident("SY-2", JUNE), incident("SY-3", None))
    assert (found.undated, len(found.bars)) == (2, 1)
    assert timeline_of(tmp_path / "none", incident("SY-1", None)).bars == ()


@pytest.mark.parametrize("days, width", [(0, "day"), (119, "day"), (200, "week"), (1000, "month"), (9000, "year")])
def test_bars_widen_with_the_time_that_they_span(tmp_path: Path, days: int, width: str) -> None:
    found = timeline_of(tmp_path, incident("SY-1", JUNE), incident("SY-2", JUNE + timedelta(days)))
    assert found.width == width
    assert len(found.bars) <= 130
    assert sum(bar.incidents for bar in found.bars) == 2


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Moment]:
    with moment_of(tmp_path_factory.mktemp("timeline") / "record") as moment:
        yield moment


@settings(max_examples=80, deadline=None)
@given(forests())
def test_bars_hold_what_may_have_been_on_their_days(opened: Moment, entries: list[IncidentEntry]) -> None:
    register = register_of(*entries)
    found = timeline_view(beside(opened, register), Query())
    dated = register.of(row.code for row in register.rows if row.first_day or row.last_day)
    tops, telling = register.ordered(register.tops(dated), "-day"), register.ordered(register.counted(dated), "-day")
    assert found.undated == register.tops(register.all & ~dated).bit_count()
    ends = [(bar.first, bar.last) for bar in found.bars]
    assert not ends or tuple(ends) == bars(ends[0][0], ends[-1][1], found.width)
    for bar in found.bars:
        inside = [row for row in register.rows if may_be(row, bar)]
        sure = [
            row
            for row in inside
            if row.first_day and row.last_day and bar.first <= row.first_day and row.last_day <= bar.last
        ]
        assert bar.incidents == sum(row in tops for row in inside)
        assert bar.lower == sum(row.killed_lower or 0 for row in sure if row in telling)
        uppers = [row.killed_upper for row in inside if row in telling]
        assert bar.upper == (None if None in uppers else sum(each or 0 for each in uppers))


def may_be(row: Narrow, bar: Bar) -> bool:
    first, last = row.first_day or row.last_day, row.last_day or row.first_day
    return first is not None and last is not None and first <= bar.last and last >= bar.first
