"""The register against plain counting: what a question selects, counts, adds up, sorts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.publishing.columns import QUANTITIES
from marsad.publishing.query import FACETS, SORTS, Query, Sort
from marsad.publishing.register import Register, Value
from marsad.publishing.row_sets import Rows, indices
from marsad.store.entries import IncidentEntry
from marsad.store.filters import Circle, IncidentFilter
from tests.publishing.registers import fits, forests, held, plain_questions, questions, register_of, values_of
from tests.store.counted import incident

Wholes = dict[str, str | None]


def codes(register: Register, rows: Rows) -> set[str]:
    return {register.rows[n].code for n in indices(rows)}


def above(code: str, parents: Wholes) -> list[str]:
    found: list[str] = []
    while (whole := parents[code]) is not None:
        found.append(whole)
        code = whole
    return found


@settings(max_examples=100, deadline=None)
@given(forests(), questions())
def test_a_question_selects_what_fits_it(entries: list[IncidentEntry], query: Query) -> None:
    register = register_of(*entries)
    assert codes(register, register.select(query)) == {entry.code for entry in entries if fits(entry, query)}


@settings(max_examples=100, deadline=None)
@given(forests(), questions(), st.sampled_from(FACETS))
def test_a_facet_counts_what_each_value_would_give(entries: list[IncidentEntry], query: Query, facet: Any) -> None:
    register = register_of(*entries)
    others = Query(tuple(each for each in query.chosen if each[0] != facet), **beside(query))
    fitting = [values_of(entry, facet) for entry in entries if fits(entry, others)]
    chosen = query.values(facet)
    expected = {
        value: sum(value in said for said in fitting)
        for value in {*chosen, *(each for said in fitting for each in said)}
    }
    found = register.facet(facet, query)
    assert {each.value: each.count for each in found} == expected
    assert [each.chosen for each in found] == [each.value in chosen for each in found]
    rank = [(not each.chosen, -each.count, each.value) for each in found]
    assert rank == sorted(rank)


def beside(query: Query) -> dict[str, Any]:
    return {name: getattr(query, name) for name in ("place", "since", "until", "near", "min_killed", "min_origins")}


@settings(max_examples=100, deadline=None)
@given(forests(), questions())
def test_tops_are_parts_of_nothing_that_was_found(entries: list[IncidentEntry], query: Query) -> None:
    register = register_of(*entries)
    rows = register.select(query)
    found, parents = codes(register, rows), {entry.code: entry.parent for entry in entries}
    assert codes(register, register.tops(rows)) == {one for one in found if not found & {*above(one, parents)}}
    listed: list[str] = []

    def walk(code: str) -> None:
        listed.append(code)
        for part in register.parts(code, rows):
            walk(part.code)

    for row in register.ordered(register.tops(rows), "-day"):
        walk(row.code)
    assert sorted(listed) == sorted(found)


@settings(max_examples=100, deadline=None)
@given(forests(), plain_questions(), st.sampled_from(QUANTITIES), st.sampled_from([(), ("SY",)]))
def test_sums_are_those_of_the_database(
    entries: list[IncidentEntry], asked: dict[str, Any], quantity: Any, countries: tuple[str, ...]
) -> None:
    query = Query((("country", countries),) if countries else (), **asked)
    wanted = IncidentFilter(
        country=countries[0] if countries else None, place=query.place, since=query.since, until=query.until,
        near=query.near, killed=query.min_killed, origins=query.min_origins,
    )  # fmt: skip
    with held(entries) as (register, sums):
        (expected,) = sums.by((), quantity, wanted)
        rows = register.select(query)
        assert register.total(rows, query, quantity) == expected
        assert register.counted(rows, quantity).bit_count() == expected.telling


KEYS: dict[Sort, Callable[[IncidentEntry], tuple[Any, ...]]] = {
    "-day": lambda e: (e.first_day is None, -(e.first_day or date.min).toordinal()),
    "day": lambda e: (e.first_day is None, (e.first_day or date.min).toordinal()),
    "-killed": lambda e: (e.killed_lower is None, -(e.killed_lower or 0)),
    "killed": lambda e: (e.killed_lower is None, e.killed_lower or 0),
    "-change": lambda e: (-e.change,),
}


@settings(max_examples=80, deadline=None)
@given(forests(), questions(), st.sampled_from(SORTS), st.integers(0, 4), st.integers(1, 4))
def test_pages_of_an_order_join_without_gap(
    entries: list[IncidentEntry], query: Query, sort: Sort, offset: int, limit: int
) -> None:
    register = register_of(*entries)
    rows = register.select(query)
    by_code = {entry.code: entry for entry in entries}
    whole = [row.code for row in register.ordered(rows, sort)]
    assert set(whole) == codes(register, rows)
    keys = [KEYS[sort](by_code[code]) for code in whole]
    assert keys == sorted(keys)
    assert [row.code for row in register.ordered(rows, sort, offset, limit)] == whole[offset : offset + limit]
    for at, code in enumerate(whole):
        before, after = whole[at - 1] if at else None, whole[at + 1] if at + 1 < len(whole) else None
        assert register.around(code, rows, sort) == (before, after)


def test_what_is_not_in_the_list_has_nothing_around_it() -> None:
    register = register_of(incident("SY-1", country="SY"), incident("IQ-1", country="IQ"))
    rows = register.select(Query().choosing("country", "SY"))
    assert register.around("IQ-1", rows, "-day") == (None, None)
    assert register.around("SY-9", rows, "-day") == (None, None)


@pytest.mark.parametrize("most, expected", [(0, ["c", "a", "b", "d"]), (1, ["c", "a"]), (2, ["c", "a", "b"])])
def test_the_most_frequent_come_first_and_what_is_chosen_stays(most: int, expected: list[str]) -> None:
    areas = ["a", "a", "a", "b", "b", "c", "d"]
    register = register_of(*(incident(f"SY-{n}", admin1=area) for n, area in enumerate(areas)))
    found = register.facet("area", Query().choosing("area", "c"), most=most)
    assert [each.value for each in found] == expected


def test_a_chosen_value_that_nothing_has_stays_with_its_zero() -> None:
    register = register_of(incident("SY-1", country="SY"))
    assert register.facet("country", Query().choosing("country", "UA")) == [Value("UA", 0, True), Value("SY", 1, False)]


def test_parts_of_a_part_that_was_not_found_stand_below_the_whole() -> None:
    register = register_of(
        incident("SY-1", country="SY"),
        incident("SY-2", country="IQ", parent="SY-1"),
        incident("SY-3", country="SY", parent="SY-2"),
    )
    rows = register.select(Query().choosing("country", "SY"))
    assert codes(register, register.tops(rows)) == {"SY-1"}
    assert [part.code for part in register.parts("SY-1", rows)] == ["SY-3"]


def test_a_circle_of_parts_harms_nobody() -> None:
    register = register_of(incident("SY-1", parent="SY-2"), incident("SY-2", parent="SY-1"))
    assert register.tops(register.all) == 0
    assert [part.code for part in register.parts("SY-1", register.all)] == ["SY-2"]


def test_an_empty_register_answers() -> None:
    register = register_of()
    assert register.select(Query(min_killed=1, since=date(2023, 1, 1))) == 0
    assert register.ordered(register.all, "-killed") == []
    assert register.total(register.all, Query()).within is None


EXACT = (36.32914, 35.81277)


@pytest.mark.parametrize("precision, found", [("exact", 0), ("settlement", 1), (None, 0)])
def test_no_exact_point_can_be_found_by_asking_for_what_is_near(precision: str | None, found: int) -> None:
    entry = incident("SY-1", lat=EXACT[0], lon=EXACT[1])
    exact = register_of(entry, precisions={"SY-1": precision})
    rounded = register_of(entry, precisions={"SY-1": precision}, points="settlement")
    query = Query(near=Circle(*EXACT, 0.05))
    assert exact.select(query) == 1
    assert rounded.select(query) == found
    assert rounded.select(Query(near=Circle(36.33, 35.81, 0.5))) == 1
