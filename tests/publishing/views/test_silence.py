"""Whoever was not read is never taken for quiet, and nobody is taken for dead or alive by a blank."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from marsad.publishing.query import Query
from marsad.publishing.views.silence import WEEKS, AreaRow, monday, silence_view
from marsad.store.coverage import Coverage, Read
from tests.publishing import observed

MARCH = [("since", "2024-03-04"), ("until", "2024-03-31")]
KHARKIV, KHERSON, NOWHERE = ("UA", "Kharkiv"), ("UA", "Kherson"), (None, None)


def areas(asked: list[tuple[str, str]], when: date | None = None) -> dict[tuple[str | None, str | None], AreaRow]:
    with observed.at(when) as moment:
        return {row.area: row for row in silence_view(moment, Query.parse(asked)).areas}


@pytest.mark.parametrize(
    "area,heard",
    [
        (KHARKIV, ["told", "read", "nothing", "nothing"]),
        (KHERSON, ["told", "told", "nothing", "nothing"]),
        (NOWHERE, ["nothing"] * 4),
    ],
)
def test_a_week_is_told_of_or_quiet_or_not_known(area: tuple[str | None, str | None], heard: list[str]) -> None:
    assert [cell.heard for cell in areas(MARCH)[area].cells] == heard


def test_an_area_says_who_told_of_it_and_how_much_rests_on_one() -> None:
    row = areas(MARCH)[KHERSON]
    assert (row.reports, row.outlets, row.lately, row.languages) == (2, 2, 0, ("en",))
    assert (row.last, row.incidents, row.alone) == (date(2024, 3, 13), 2, 2)
    first = areas(MARCH)[KHARKIV].cells[0]
    assert (first.reports, first.outlets, first.incidents) == (2, 2, 0)


def test_weeks_end_with_the_last_report_and_not_today() -> None:
    with observed.at() as moment:
        view = silence_view(moment, Query())
        still = silence_view(moment, Query(), still=True)
    assert (view.first, view.last, view.weeks[-1], len(view.weeks)) == (
        date(2024, 3, 4),
        date(2024, 5, 4),
        date(2024, 4, 29),
        WEEKS,
    )
    assert still.weeks[-WEEKS:] == view.weeks
    assert all(week.weekday() == 0 for week in still.weeks)


def test_only_the_areas_that_are_asked_for() -> None:
    assert list(areas([("area", "Kherson")])) == [KHERSON]
    assert set(areas([("country", "UA")])) == {KHARKIV, KHERSON}
    assert list(areas([("country", "unknown")])) == [NOWHERE]


def test_of_a_day_before_the_record_nothing_is_known() -> None:
    with observed.at(date(2020, 1, 1)) as moment:
        view = silence_view(moment, Query())
    assert (view.areas, view.weeks, view.reports, view.last, view.dark) == ((), (), 0, None, ())


def test_an_outlet_is_dark_when_it_is_silent_for_long_and_against_its_habit() -> None:
    end = date(2024, 6, 1)
    rhythm = {
        "weekly, silent for months": [end - timedelta(100 + 7 * n) for n in range(6)],
        "yearly, silent for months": [end - timedelta(100 + 365 * n) for n in range(6)],
        "daily, silent for ten days": [end - timedelta(10 + n) for n in range(6)],
        "four days only": [end - timedelta(100 + 7 * n) for n in range(4)],
        "heard": [end - timedelta(7 * n) for n in range(6)],
    }
    read = [Read(f"{name} {day}", day, name, "en") for name, days in rhythm.items() for day in days]
    with observed.at(date(2030, 1, 1)) as moment:
        moment.__dict__["coverage"] = Coverage(moment.tables.facets.connection, read)
        dark = silence_view(moment, Query()).dark
    assert [(one.outlet.name, one.gap, one.silent) for one in dark] == [("weekly, silent for months", 7.0, 100)]


def test_a_date_of_publication_long_after_the_record_makes_no_silence() -> None:
    with observed.at(date(2030, 1, 1)) as moment:
        moment.__dict__["coverage"] = Coverage(
            moment.tables.facets.connection, [Read("a", date(2999, 1, 1), "Post", None), Read("b", None, None, None)]
        )
        view = silence_view(moment, Query())
        assert moment.told is not None
        assert view.last == moment.told.date() + timedelta(1)
    assert (view.reports, view.undated, view.outlets) == (2, 1, 1)


@pytest.mark.parametrize(
    "day,begins", [(date(2024, 3, 4), date(2024, 3, 4)), (date(2024, 3, 10), date(2024, 3, 4)), (date(2024, 3, 11), date(2024, 3, 11))]
)  # fmt: skip
def test_weeks_begin_on_monday(day: date, begins: date) -> None:
    assert monday(day) == begins
