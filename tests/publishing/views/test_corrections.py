"""What was taken back is told with its reason, and without the name of who decided."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from marsad.model.interval import Interval
from marsad.publishing.disclosure import Piece, plain_text
from marsad.publishing.views.corrections import CorrectionsView, corrections_view, rejected_claims
from tests.pipeline.kept import FARMERS, KHARKIV, KHERSON, MARKET, RESCUERS, Kept
from tests.publishing import observed

REVISED = [
    ("judgement", Interval(14, 14), Interval(11, None), (Piece("it counts two strikes", "plain"),)),
    ("late_death", Interval(11, None), Interval(14, 14), None),
]


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two incidents that a person found to be one, and a third that nobody tells of any more."""
    made = Kept(tmp_path_factory.mktemp("merged") / "record")
    made.text(MARKET)
    made.text(RESCUERS, "Daily Lamp")
    gone = made.text(FARMERS, published=date(2024, 3, 6))
    made.text("Shelling killed four people in Sumy on 9 March 2024, the mayor said.", published=date(2024, 3, 10))
    made.run()
    made.judge("same", KHARKIV, "UA-20240309-sumy-1", why="Ana saw both reports")
    made.take_down(gone)
    made.run()
    return made.folder


def view(where: Path | None = None, when: date | None = None, *, by_size: bool = True) -> CorrectionsView:
    with observed.at(when, where) as moment:
        return corrections_view(moment, by_size=by_size)


@pytest.mark.parametrize("by_size", [True, False])
@pytest.mark.parametrize("when", [None, date(2030, 1, 1)])
def test_changed_tolls_have_their_ranges_before_and_after(when: date | None, by_size: bool) -> None:
    found = view(when=when, by_size=by_size)
    said = [
        (one.cause, *next((old, new) for name, old, new in one.ranges if name == "killed"), one.reason)
        for one in found.revised
    ]
    assert said == REVISED
    assert (found.looked_at, found.reckoned) == (6, 6)


def test_decisions_and_reports_that_went_are_counted() -> None:
    found = view()
    assert (dict(found.verdicts), found.reports_gone, len(found.taken_down)) == ({"reject": 1}, 1, 1)
    with observed.at() as moment:
        assert len(rejected_claims(moment)) == 1


def test_before_the_record_nothing_was_corrected() -> None:
    found = view(when=date(2020, 1, 1))
    assert (found.ended, found.revised, found.reckoned, found.reports_gone, dict(found.verdicts)) == ((), (), 0, 0, {})


@pytest.mark.parametrize("when", [None, date(2030, 1, 1)])
def test_codes_that_ended_say_where_they_lead_and_why(merged: Path, when: date | None) -> None:
    found = {one.code: one for one in view(merged, when).ended}
    (other,) = found.keys() - {KHERSON}
    assert {other, found[other].into} == {KHARKIV, "UA-20240309-sumy-1"}
    assert (found[KHERSON].into, found[KHERSON].by_machine) == (None, True)


def test_nobody_who_decided_is_named(merged: Path) -> None:
    for found in (view(merged), view()):
        assert "Ana" not in repr(found)
    (other,) = [one for one in view(merged).ended if one.into]
    assert "[a reviewer] saw both reports" in plain_text(other.reason)
