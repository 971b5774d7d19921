"""What a page of the explorer says."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from marsad.errors import ItemError
from marsad.model.interval import Interval
from marsad.publishing.query import Query
from marsad.publishing.views.explorer import MOST_PARTS, Explorer, explorer_view, precision_of
from tests.publishing.moments import moment_of, placed
from tests.publishing.registers import register_of
from tests.store.counted import incident


def asked(address: str) -> Query:
    return Query.parse(parse_qsl(address))


def test_a_long_list_has_pages_without_gap_or_repeat(tmp_path: Path) -> None:
    entries = [incident(f"SY-{n:02}", killed=(n, n)) for n in range(7)]
    with moment_of(tmp_path / "record", *entries) as moment:
        pages = [explorer_view(moment, Query(sort="-killed"), page, 3) for page in (1, 2, 3)]
        with pytest.raises(ItemError) as refused:
            explorer_view(moment, Query(), 4, 3)
    assert refused.value.code == "publishing.page-unknown"
    assert [[each.row.code for each in page.entries] for page in pages] == [
        ["SY-06", "SY-05", "SY-04"],
        ["SY-03", "SY-02", "SY-01"],
        ["SY-00"],
    ]
    assert [(page.page, page.pages, page.first, page.found) for page in pages] == [
        (n, 3, 3 * n - 2, 7) for n in (1, 2, 3)
    ]


def test_parts_stand_below_their_whole_and_name_it_where_it_is_not_there(tmp_path: Path) -> None:
    entries = [
        incident("SY-1", country="SY", killed=(13, 13)),
        incident("SY-2", country="SY", parent="SY-1", killed=(9, 9)),
        incident("SY-3", country="TR", parent="SY-1", killed=(4, 4)),
    ]
    with moment_of(tmp_path / "record", *entries) as moment:
        everything, part = explorer_view(moment, Query()), explorer_view(moment, asked("country=TR"))
    (whole,) = everything.entries
    assert (everything.found, everything.listed) == (3, 1)
    assert [each.row.code for each in whole.parts] == ["SY-2", "SY-3"]
    assert [each.whole for each in whole.parts] == [None, None]
    assert everything.killed.within == Interval(13, 13)
    assert [(each.row.code, each.whole) for each in part.entries] == [("SY-3", "SY-1")]
    assert part.killed.within == Interval(4, 4)


def test_of_many_parts_some_are_left_to_the_page_of_the_whole(tmp_path: Path) -> None:
    parts = [incident(f"SY-1-{n}", parent="SY-1") for n in range(MOST_PARTS + 2)]
    with moment_of(tmp_path / "record", incident("SY-1"), *parts) as moment:
        (whole,) = explorer_view(moment, Query()).entries
    assert (len(whole.parts), whole.more) == (MOST_PARTS, 2)


def test_the_sum_says_what_it_is_of(tmp_path: Path) -> None:
    june = date(2023, 6, 25)
    entries = [
        incident("SY-1", june, killed=(9, 12), injured=(30, None)),
        incident("SY-2", june),
        incident("SY-3", june, date(2023, 7, 2), killed=(5, 5)),
        incident("SY-4", date(2023, 7, 9), killed=(100, 100)),
    ]
    with moment_of(tmp_path / "record", *entries) as moment:
        said = explorer_view(moment, asked("until=2023-06-30"))
    assert (said.killed.within, said.killed.telling, said.killed.unknown, said.killed.may) == (Interval(9, 17), 2, 1, 1)
    assert (said.injured.within, said.injured.telling) == (Interval(30, None), 1)


def test_where_nothing_is_found_each_condition_says_what_it_keeps_away(tmp_path: Path) -> None:
    entries = [incident("SY-1", country="SY", words="a market"), incident("IQ-1", country="IQ", words="a school")]
    with moment_of(tmp_path / "record", *entries) as moment:
        nothing = explorer_view(moment, asked("country=SY&q=school&min_killed=1"))
        something = explorer_view(moment, asked("country=SY&q=market"))
        less = explorer_view(moment, asked("country=SY&q=school"))
    assert nothing.entries == ()
    assert {(each.name, each.found) for each in nothing.conditions} == {("country", 0), ("min_killed", 0), ("q", 0)}
    assert {(each.name, each.found) for each in less.conditions} == {("country", 1), ("q", 1)}
    assert [each.found for each in something.conditions] == [None, None]


def test_the_most_frequent_values_come_first_and_what_is_chosen_is_never_hidden(tmp_path: Path) -> None:
    entries = [incident(f"SY-{n}-{m}", admin1=f"Area {n:02}") for n in range(60) for m in range(1 + (n == 7))]
    with moment_of(tmp_path / "record", *entries) as moment:
        plain = area(explorer_view(moment, Query()))
        chosen = area(explorer_view(moment, asked("area=Area+59&area=Nowhere")))
    assert plain[0][0] == "Area 07"
    assert [len(plain[0]), len(plain[1]), plain[2]] == [8, 40, 12]
    assert chosen[0][:3] == ["Area 59", "Nowhere", "Area 07"]


def area(said: Explorer) -> tuple[list[str], list[str], int]:
    (found,) = [each for each in said.facets if each.facet == "area"]
    return [value.value for value in found.first], [value.value for value in found.others], found.left_out


@pytest.mark.parametrize(
    "said, expected",
    [
        ({}, None),
        ({"country": "SY"}, "country"),
        ({"country": "SY", "admin1": "Idlib"}, "admin1"),
        ({"country": "SY", "admin1": "Idlib", "place": "the east"}, "region"),
        ({"place": "Binnish", "lat": 35.9, "lon": 36.7}, "near_settlement"),
    ],
)
def test_without_a_word_on_precision_no_more_is_claimed_than_is_known(said: dict[str, Any], expected: object) -> None:
    register = register_of(incident("SY-1", **said))
    assert precision_of(register, register.rows[0]) == expected


def test_the_precision_that_was_kept_is_told() -> None:
    register = register_of(placed(incident("SY-1", place="Binnish"), "settlement"))
    assert precision_of(register, register.rows[0]) == "settlement"
