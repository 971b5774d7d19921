"""The history of one incident, read without replaying the ledger: it tells the same changes as the ledger's own history."""

from __future__ import annotations

import pytest

from marsad.ledger.history import history
from marsad.model.interval import Interval
from marsad.publishing.views.history import Field, history_of
from tests.publishing.incidents_kept import KHARKIV, KHERSON, LIVIV, ODESA, opened


@pytest.mark.parametrize("code", [KHARKIV, KHERSON, LIVIV, ODESA])
def test_it_tells_the_changes_that_the_ledger_tells(code: str) -> None:
    with opened() as now:
        lines = history(now.record.changes.all(), code)
        revisions = history_of(now.record, now.state, code)
    assert [(line.number, line.kind, line.cause) for line in lines] == [(r.number, r.kind, r.cause) for r in revisions]


def test_what_was_known_earlier_has_no_later_changes() -> None:
    with opened() as now:
        before = [r for r in history_of(now.record, now.state, KHARKIV) if r.number <= 20]
    with opened(at=before[-1].at) as then:
        assert [r.number for r in history_of(then.record, then.state, KHARKIV)][: len(before)] == [
            r.number for r in before
        ]
        assert all(r.at <= before[-1].at for r in history_of(then.record, then.state, KHARKIV))


def test_a_merge_as_both_sides_tell_it() -> None:
    with opened() as now:
        (gone,) = [r for r in history_of(now.record, now.state, LIVIV) if r.kind == "incidents_merged"]
        (into,) = [r for r in history_of(now.record, now.state, KHERSON) if r.kind == "incidents_merged"]
    assert (gone.other, gone.away, gone.claims) == (KHERSON, True, 1)
    assert (into.other, into.away, into.claims, into.reports) == (LIVIV, False, 1, 1)


def test_ranges_grades_and_descriptions_move() -> None:
    with opened() as now:
        told = history_of(now.record, now.state, KHERSON)
    first, last = [r for r in told if r.kind == "toll_computed"]
    assert [move for move in first.moves if move.quantity == "killed"] == [("killed", None, Interval(2, 2))]
    assert [move for move in last.moves if move.quantity == "killed"] == [("killed", Interval(2, 2), Interval(3, 3))]
    opened_as = next(r for r in told if r.kind == "incident_opened")
    assert Field("event", None, "shelling") in opened_as.fields
    assert next(r.grade for r in told if r.kind == "grade_given") == (None, "Weak")


def test_a_report_that_goes_takes_its_claims_along() -> None:
    with opened() as now:
        (gone,) = [r for r in history_of(now.record, now.state, ODESA) if r.kind == "report_withdrawn"]
    assert (gone.claims, gone.reports, gone.away, gone.by_machine) == (1, 1, True, False)
