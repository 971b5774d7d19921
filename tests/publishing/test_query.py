"""Questions as addresses say them, and what cannot be asked."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl

import pytest
from hypothesis import given

from marsad.errors import ItemError
from marsad.publishing.query import FACETS, Query
from marsad.store.filters import Circle
from tests.publishing.registers import questions


@given(questions())
def test_an_address_asks_what_it_was_made_from(query: Query) -> None:
    assert Query.parse(parse_qsl(query.address()[1:])) == query
    assert Query.parse(query.pairs()).address() == query.address()


def test_everything_has_no_parameters() -> None:
    assert Query().address() == ""
    assert Query.parse([("q", " "), ("country", ""), ("page", "3"), ("view", "map")]) == Query()


@pytest.mark.parametrize(
    "address, expected",
    [
        ("country=SY&country=IQ&country=SY", Query((("country", ("IQ", "SY")),))),
        ("weapon=bomb&area=Idlib", Query((("area", ("Idlib",)), ("weapon", ("bomb",))))),
        ("since=2023-06-01&until=2023-06-30", Query(since=date(2023, 6, 1), until=date(2023, 6, 30))),
        ("near=35.912345,-136.654321", Query(near=Circle(35.912345, -136.654321, 10))),
        ("near=35.9,36.6", Query(near=Circle(35.9, 36.6, 10))),
        ("near=-35.9,-36.6&km=3", Query(near=Circle(-35.9, -36.6, 3))),
        ("km=3", Query()),
        ("min_killed=0&min_origins=2", Query(min_killed=0, min_origins=2)),
        ("q=market&q=hospital", Query(text="hospital")),
        ("sort=-killed", Query(sort="-killed")),
    ],
)
def test_what_an_address_asks(address: str, expected: Query) -> None:
    assert Query.parse(parse_qsl(address)) == expected
    assert Query.parse(expected.pairs()) == expected


@pytest.mark.parametrize(
    "address, said",
    [
        ("since=2023-13-01", "since"),
        ("until=soon", "until"),
        ("min_killed=-1", "min_killed"),
        ("min_killed=many", "min_killed"),
        ("min_origins=1000001", "min_origins"),
        ("near=here", "near"),
        ("near=91,0", "near"),
        ("near=nan,0", "near"),
        ("near=1,2&km=x", "km"),
        ("sort=best", "sort"),
        (f"country={'x' * 201}", "country"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(address: str, said: str) -> None:
    with pytest.raises(ItemError) as refused:
        Query.parse(parse_qsl(address))
    assert refused.value.code == "publishing.query"
    assert refused.value.what.startswith(f"{said}: ")


def test_conditions_are_taken_away_one_by_one() -> None:
    query = Query.parse(parse_qsl("country=SY&country=IQ&grade=Fair&near=35,36&km=5&q=market&min_killed=3&sort=killed"))
    for name, value in (("country", "SY"), ("near", None), ("grade", "Fair"), ("q", None), ("min_killed", None)):
        query = query.without(name, value)
    assert query == Query((("country", ("IQ",)),), sort="killed")
    assert query.without("country") == Query(sort="killed")


def test_a_value_is_chosen_once() -> None:
    query = Query().choosing("grade", "Weak").choosing("grade", "Fair").choosing("grade", "Weak")
    assert query.values("grade") == ("Fair", "Weak")
    assert all(not query.values(facet) for facet in FACETS if facet != "grade")
