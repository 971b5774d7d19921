"""What the map draws: no person twice, no middle of an area, no point that is more exact than may be shown."""

from __future__ import annotations

from pathlib import Path

from marsad.publishing.query import Query
from marsad.publishing.views.map import MapView, map_view
from marsad.store.entries import IncidentEntry
from tests.publishing.moments import moment_of, placed
from tests.store.counted import incident


def drawn(folder: Path, *entries: IncidentEntry, settings: str = "") -> MapView:
    with moment_of(folder / "record", *entries, settings=settings) as moment:
        return map_view(moment, moment.select(Query()))


def codes(view: MapView) -> list[str]:
    return sorted(each.row.code for each in view.placed)


def test_a_whole_without_a_point_leaves_its_parts_to_be_drawn(tmp_path: Path) -> None:
    view = drawn(
        tmp_path,
        incident("SY-1", admin1="Idlib", killed=(13, 13)),
        placed(incident("SY-2", parent="SY-1", killed=(9, 9)), "settlement"),
        placed(incident("SY-3", parent="SY-1", killed=(4, 4)), "near_settlement"),
    )
    assert codes(view) == ["SY-2", "SY-3"]
    assert view.without_point == 0


def test_a_whole_with_a_point_is_drawn_in_place_of_its_parts(tmp_path: Path) -> None:
    view = drawn(
        tmp_path,
        placed(incident("SY-1", killed=(13, 13)), "settlement"),
        placed(incident("SY-2", parent="SY-1", killed=(9, 9)), "exact"),
        incident("SY-3", parent="SY-1", killed=(4, 4)),
    )
    assert codes(view) == ["SY-1"]
    assert view.without_point == 0


def test_a_whole_that_tells_no_number_does_not_hide_parts_that_do(tmp_path: Path) -> None:
    view = drawn(
        tmp_path,
        placed(incident("SY-1"), "settlement"),
        placed(incident("SY-2", parent="SY-1", killed=(9, 9)), "exact"),
        placed(incident("SY-3", parent="SY-1"), "exact"),
    )
    assert codes(view) == ["SY-2", "SY-3"]


def test_what_has_no_point_is_counted_not_drawn(tmp_path: Path) -> None:
    view = drawn(
        tmp_path, incident("SY-1", admin1="Idlib"), incident("SY-2"), placed(incident("SY-3"), "near_settlement")
    )
    assert codes(view) == ["SY-3"]
    assert view.without_point == 2


def test_exact_points_are_shown_as_the_project_shows_them(tmp_path: Path) -> None:
    entry = placed(incident("SY-1"), "exact", 36.32914, 35.81277)
    (exact,) = drawn(tmp_path / "one", entry).placed
    (rounded,) = drawn(tmp_path / "two", entry, settings='points = "settlement"').placed
    assert exact.point == (36.32914, 35.81277, "exact", 0.5)
    assert rounded.point == (36.33, 35.81, "settlement", 3)
    assert rounded.precision == "exact"
