"""The facets of incidents as sets of rows, one for each value, and how many of some rows have each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_

from marsad.publishing.query import FACETS, UNKNOWN, FacetName
from marsad.publishing.row_sets import Rows, rows_at
from marsad.store.entries import BETWEEN
from marsad.store.facets import Facet, Narrow

PRECISION = "precision"
"""What is kept beside the facets: how exactly a place is known."""
MANY_ORIGINS = 5
"""So many independent origins and more are one value of their facet."""


class FacetSet:
    """The values of a facet, each with the rows that have it."""

    def __init__(self, places: Mapping[str, Sequence[int]]) -> None:
        self._sets = {value: rows_at(ns) for value, ns in places.items()}

    def __contains__(self, value: str) -> bool:
        return value in self._sets

    def having(self, values: Iterable[str]) -> Rows:
        """The rows that have one of some values."""
        return reduce(or_, (self._sets.get(value, 0) for value in values), 0)

    def counts(self, rows: Rows) -> Iterator[tuple[str, int]]:
        """Every value with how many of some rows have it."""
        for value, some in self._sets.items():
            yield value, (rows & some).bit_count()


def facet_sets(rows: Sequence[Narrow], at: Mapping[str, int], values: Iterable[Facet]) -> dict[FacetName, FacetSet]:
    """Every facet. The value "unknown" has the rows of which nobody says anything."""
    places: dict[FacetName, dict[str, list[int]]] = {facet: {} for facet in FACETS}
    told: dict[FacetName, set[int]] = {"weapon": set(), "stance": set(), "victims": set()}
    for code, name, value in values:
        facet = next((known for known in told if known == name), None)
        if facet is not None and code in at:
            places[facet].setdefault(value, []).append(at[code])
            told[facet].add(at[code])
    for n, row in enumerate(rows):
        for facet, said in _own(row):
            places[facet].setdefault(said, []).append(n)
        for facet, known in told.items():
            if n not in known:
                places[facet].setdefault(UNKNOWN, []).append(n)
    return {facet: FacetSet(sets) for facet, sets in places.items()}


def _own(row: Narrow) -> Iterator[tuple[FacetName, str]]:
    yield "country", row.country or UNKNOWN
    yield "area", row.admin1 or UNKNOWN
    yield "event_type", row.event_type or UNKNOWN
    yield "grade", row.grade or UNKNOWN
    yield "origins", f"{MANY_ORIGINS}+" if row.origins >= MANY_ORIGINS else str(row.origins)
    for name in row.perpetrator.split(BETWEEN) if row.perpetrator else [UNKNOWN]:
        yield "actor", name
