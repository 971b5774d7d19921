"""Sums over the register are those of the database, whatever is asked."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from types import SimpleNamespace
from typing import Any, get_args

import pytest

from benchmarks.queries import made
from marsad.ledger.breakdown import By, totals
from marsad.publishing.query import Query
from marsad.publishing.register import Register
from marsad.publishing.views.query_sums import QuerySums
from marsad.store.aside import aside
from marsad.store.facets import Facets
from marsad.store.filters import IncidentFilter
from marsad.store.incidents import Incidents
from marsad.store.sums import Sums
from tests.store.counted import incident

ASKED: list[tuple[list[tuple[str, str]], IncidentFilter]] = [
    ([], IncidentFilter()),
    ([("country", "SY")], IncidentFilter(country="SY")),
    ([("area", "Idlib"), ("event_type", "air_strike")], IncidentFilter(admin1="Idlib", event_type="air_strike")),
    (
        [("since", "2020-01-01"), ("until", "2020-12-31")],
        IncidentFilter(since=date(2020, 1, 1), until=date(2020, 12, 31)),
    ),
    ([("country", "SY"), ("since", "2021-03-04")], IncidentFilter(country="SY", since=date(2021, 3, 4))),
    ([("until", "2018-02-03"), ("min_killed", "5")], IncidentFilter(until=date(2018, 2, 3), killed=5)),
    ([("grade", "Fair"), ("min_origins", "2")], IncidentFilter(grade="Fair", origins=2)),
]


@contextmanager
def _both(entries: Any) -> Iterator[tuple[Any, Sums]]:
    with aside() as connection:
        incidents, facets = Incidents(connection), Facets(connection)
        incidents.put((entry, []) for entry in entries)
        register = Register(facets.rows(), facets.values())
        yield (
            SimpleNamespace(register=register, tables=SimpleNamespace(facets=facets), find=lambda _: None),
            Sums(connection),
        )


@pytest.fixture(scope="module")
def opened() -> Iterator[tuple[Any, Sums]]:
    with _both([entry for entry, _ in made(600, random.Random(3))]) as both:
        yield both


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: str(asked[0]))
@pytest.mark.parametrize("quantity", ["killed", "injured", "killed civilians", "missing"])
def test_totals_are_those_of_the_database(opened: tuple[Any, Sums], asked: Any, quantity: str) -> None:
    moment, sums = opened
    pairs, wanted = asked
    mine = QuerySums(moment, Query.parse(pairs))
    for by in get_args(By):
        if by != "status" or " " not in quantity:
            assert totals(mine, by, quantity, wanted) == totals(sums, by, quantity, wanted), by


def test_several_areas_add_up_to_each_of_them() -> None:
    entries = [entry for entry, _ in made(300, random.Random(5)) if entry.parent is None]
    with _both(entries) as (moment, _):
        counts = [
            QuerySums(moment, Query.parse([("area", area) for area in areas])).by((), "killed", IncidentFilter())[0]
            for areas in (("Idlib",), ("Mopti",), ("Idlib", "Mopti"))
        ]
    assert counts[2].telling == counts[0].telling + counts[1].telling > 0
    assert counts[2].within == counts[0].within + counts[1].within  # type: ignore[operator]


def test_a_part_counts_where_its_whole_is_not_meant_and_never_beside_it() -> None:
    whole = incident("XX-1", killed=(5, 9), country="SY", admin1="Idlib")
    part = incident("XX-2", killed=(3, 3), country="SY", admin1="Hama", parent="XX-1")
    silent = incident("XX-3", country="SY", admin1="Homs")
    below = incident("XX-4", killed=(2, None), country="SY", admin1="Homs", parent="XX-3")
    with _both([whole, part, silent, below]) as (moment, _):
        found = [
            QuerySums(moment, Query.parse(pairs)).by((), "killed", IncidentFilter())[0]
            for pairs in ([], [("area", "Hama")], [("area", "Homs")])
        ]
    said = [(one.within and (one.within.lower, one.within.upper), one.telling, one.unknown) for one in found]
    assert said == [((7, None), 2, 0), ((3, 3), 1, 0), ((2, None), 1, 0)]
