"""What the explorer says: the incidents of a query, a page of them, how many there are, what they add up to, how to go on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from marsad.errors import ItemError
from marsad.model.claim import Precision
from marsad.publishing.disclosure import RADIUS_KM
from marsad.publishing.moment import Moment
from marsad.publishing.query import FACETS, FacetName, Query
from marsad.publishing.register import Register, Value
from marsad.publishing.row_sets import Rows
from marsad.store.facets import Narrow
from marsad.store.sums import Sum

ON_A_PAGE = 25
MOST_PARTS = 12
"""So many parts are listed below their whole; the others are on its page."""
_FIRST, _MOST = 8, 48
"""Values of a facet that are shown, and that are there at all; a longer list is narrowed by other means."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An incident in the list. `whole` is what it is a part of, where that one is not above it; `parts` are those of the same query.

    `more` of its parts are not listed. `precision` None: its place is not known.
    """

    row: Narrow
    precision: Precision | None
    whole: str | None = None
    parts: tuple[Entry, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """A facet with the values that can be chosen: the `first`, the others, and how many are left out after those."""

    facet: FacetName
    first: tuple[Value, ...]
    others: tuple[Value, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that a query asks for: the parameter, its value where it is one of a facet, and how many there would be `without` it.

    `found` is only counted where the whole query finds nothing.
    """

    name: str
    value: str | None
    without: Query
    found: int | None = None


@dataclass(frozen=True, slots=True)
class Explorer:
    """A page of the list. `found` counts all incidents, `listed` those that are no parts of others among them.

    `first` is the number of its first entry, counted from 1.
    """

    query: Query
    found: int
    listed: int
    page: int
    pages: int
    first: int
    entries: tuple[Entry, ...]
    killed: Sum
    injured: Sum
    facets: tuple[FacetChoice, ...]
    conditions: tuple[Condition, ...]


def explorer_view(
    moment: Moment, query: Query, page: int = 1, size: int = ON_A_PAGE, beside: Query | None = None
) -> Explorer:
    """The page numbered `page`, of `size` incidents, of those that a query asks for. Facets are counted for `beside`, the same query usually.

    Raises ItemError `publishing.page-unknown` for a page after the last, and what a search without words raises.
    """
    register, found = moment.register, moment.find(query)
    rows = register.select(query, found)
    tops = register.tops(rows)
    listed = tops.bit_count()
    pages = max(1, -(-listed // size))
    if page > pages:
        raise ItemError(
            "publishing.page-unknown", f"page {page}: the list has {pages} of them", hint="Begin at its first page."
        )
    on_page = register.ordered(tops, query.sort, (page - 1) * size, size)
    return Explorer(
        query=query,
        found=rows.bit_count(),
        listed=listed,
        page=page,
        pages=pages,
        first=(page - 1) * size + 1,
        entries=tuple(replace(_entry(register, row, rows), whole=_whole(register, row)) for row in on_page),
        killed=register.total(rows, query),
        injured=register.total(rows, query, "injured"),
        facets=tuple(_choice(register, facet, beside or query, found) for facet in FACETS),
        conditions=tuple(_counted(moment, conditions(query)) if not rows else conditions(query)),
    )


def conditions(query: Query) -> Iterator[Condition]:
    """All that a query asks for, one by one."""
    for facet, values in query.chosen:
        yield from (Condition(facet, value, query.without(facet, value)) for value in values)
    said = {"place": query.place, "since": query.since, "until": query.until, "near": query.near,
            "min_killed": query.min_killed, "min_origins": query.min_origins, "q": query.text}  # fmt: skip
    yield from (Condition(name, None, query.without(name)) for name, value in said.items() if value is not None)


def precision_of(register: Register, row: Narrow) -> Precision | None:
    """How exactly the place of an incident is known; where only its point is kept, no more exactly than that."""
    said = register.precisions.get(row.code)
    if said is not None:
        return cast("Precision", said)
    if row.lat is not None:
        return max(RADIUS_KM, key=RADIUS_KM.__getitem__)
    if row.place is not None:
        return "region"
    return "admin1" if row.admin1 is not None else "country" if row.country is not None else None


def _entry(register: Register, row: Narrow, rows: Rows) -> Entry:
    parts = register.parts(row.code, rows)
    below = tuple(_entry(register, part, rows) for part in parts[:MOST_PARTS])
    return Entry(row, precision_of(register, row), None, below, len(parts[MOST_PARTS:]))


def _whole(register: Register, row: Narrow) -> str | None:
    return row.parent if row.parent in register.at else None


def _choice(register: Register, facet: FacetName, query: Query, found: Rows | None) -> FacetChoice:
    values = register.facet(facet, query, found)
    first = max(_FIRST, len(query.values(facet)))
    most = max(_MOST, first)
    return FacetChoice(facet, tuple(values[:first]), tuple(values[first:most]), len(values[most:]))


def _counted(moment: Moment, asked: Iterator[Condition]) -> Iterator[Condition]:
    for each in asked:
        yield replace(each, found=moment.select(each.without).bit_count())
