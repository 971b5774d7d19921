"""Totals: when it happened and when it was known are two things, and unknown is never 0."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from marsad.ledger import drafts
from marsad.ledger.replay import as_of
from marsad.ledger.totals import Total, total
from marsad.model.interval import Interval
from tests.ledger.records import AMAL, CODE, GROUPING, Record

TWO, THREE = (CODE[:-1] + number for number in "23")
JUNE, JULY = (date(2023, 6, 1), date(2023, 6, 30)), (date(2023, 7, 1), date(2023, 7, 31))


def on(first: date | None, last: date | None = None) -> dict[str, Any]:
    return {"first_day": first, "last_day": last or first}


def test_ranges_add_and_open_stays_open() -> None:
    made = Record()
    made.incident(CODE, **on(date(2023, 6, 25)))
    made.incident(TWO, **on(date(2023, 6, 26)))
    made.toll(CODE, killed=(9, 13))
    made.toll(TWO, killed=(2, None))
    assert total(made.state, "killed", *JUNE) == Total("killed", Interval(11, None), (CODE, TWO), (), (), ())


def test_unknown_is_never_nothing() -> None:
    made = Record()
    made.incident(CODE, **on(date(2023, 6, 25)))
    made.incident(TWO, **on(None))
    made.toll(CODE, injured=(3, 3))
    made.toll(TWO, killed=(4, 4))
    assert total(made.state, "killed", *JUNE) == Total("killed", None, (), (), (CODE,), (TWO,))


def test_what_may_have_been_on_other_days_counts_above_only() -> None:
    made = Record()
    made.incident(CODE, **on(date(2023, 6, 29), date(2023, 7, 2)))
    made.toll(CODE, killed=(4, 5))
    for days in (JUNE, JULY):
        assert total(made.state, "killed", *days) == Total("killed", Interval(0, 5), (), (CODE,), (), ())


def test_parts_do_not_count_beside_their_whole() -> None:
    made = Record()
    made.incident(CODE, **on(date(2023, 6, 25)))
    made.incident(TWO, parent=CODE, **on(date(2023, 6, 25)))
    made.incident(THREE, parent=TWO, **on(date(2023, 6, 25)))
    made.toll(THREE, killed=(4, 4))
    assert total(made.state, "killed", *JUNE).counted == (THREE,)
    assert total(made.state, "killed", *JUNE).unknown == ()
    made.toll(CODE, killed=(13, 13))
    assert total(made.state, "killed", *JUNE) == Total("killed", Interval(13, 13), (CODE,), (), (), ())


def test_merged_and_withdrawn_incidents_do_not_count() -> None:
    made = Record()
    for code in (CODE, TWO, THREE):
        made.incident(code, **on(date(2023, 6, 25)))
        made.toll(code, killed=(1, 1))
    made.do(drafts.incidents_merged(GROUPING, TWO, CODE, "the same"), drafts.incident_withdrawn(AMAL, THREE, "a hoax"))
    assert total(made.state, "killed", *JUNE).counted == (CODE,)


def test_only_what_is_asked_for() -> None:
    made = Record()
    made.incident(CODE, **on(date(2023, 6, 25)))
    made.toll(CODE, killed=(1, 1))
    assert total(made.state, "killed", *JUNE, where=lambda one: one.description.event == "shelling").within is None


@pytest.mark.parametrize(("reason", "cause"), [
    ("two of the wounded died in hospital on 3 July", "late_death"),
    ("a bulletin of 3 July names 11 dead", "new_report"),
])  # fmt: skip
def test_what_becomes_known_late_counts_when_it_happened_and_shows_when_it_was_known(reason: str, cause: Any) -> None:
    """Peers lost a bulletin that came after the period, or put late deaths on the day of the bulletin."""
    made = Record()
    made.incident(CODE, **on(date(2023, 6, 25)))
    made.toll(CODE, cause="first_count", killed=(9, 9))
    made.at = datetime(2023, 7, 3, 10, tzinfo=UTC)
    made.toll(CODE, reason, cause, killed=(11, 11))
    assert total(made.state, "killed", *JUNE).within == Interval(11, 11)
    assert total(made.state, "killed", *JULY).within is None
    assert total(as_of(made.changes, date(2023, 7, 2)), "killed", *JUNE).within == Interval(9, 9)
    assert total(as_of(made.changes, date(2023, 7, 3)), "killed", *JUNE).within == Interval(11, 11)


def test_a_committees_batch_is_no_bad_day() -> None:
    """Deaths of many months that a committee confirms on one day belong to the days on which people died."""
    made = Record()
    days = [date(2023, month, 5) for month in (3, 4, 5)]
    codes = [f"PS-{day:%Y%m%d}-gaza-1" for day in days]
    for code, day in zip(codes, days, strict=True):
        made.incident(code, **on(day))
        made.toll(code, cause="first_count", killed=(1, None))
    made.at = datetime(2023, 9, 1, tzinfo=UTC)
    for code in codes:
        made.toll(code, "the committee confirmed 40 names", "committee_batch", killed=(40, None))
    assert total(made.state, "killed", date(2023, 9, 1), date(2023, 9, 1)).within is None
    assert [total(made.state, "killed", day, day).within for day in days] == [Interval(40)] * 3
    assert total(as_of(made.changes, date(2023, 8, 31)), "killed", days[0], days[-1]).within == Interval(3)
