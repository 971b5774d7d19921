"""The register: every open incident of a moment in memory, so that facets, lists, maps and timelines of a query cost no query each.

A facet keeps a set of rows (`marsad.publishing.row_sets`) for each of its values, so counting a facet of a hundred values over a
hundred thousand incidents takes about a millisecond. What a query asks beside facets is kept for the last few queries.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress, islice
from typing import Any

from marsad.publishing.columns import Columns, Quantity, keys_of
from marsad.publishing.disclosure import rounded
from marsad.publishing.facet_sets import PRECISION, facet_sets
from marsad.publishing.families import Families
from marsad.publishing.project import Points
from marsad.publishing.query import FACETS, FacetName, Query, Sort
from marsad.publishing.row_sets import Rows, each, mask, rows_at
from marsad.store.facets import Facet, Narrow
from marsad.store.sums import Sum

_KEPT = 16


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet, how many incidents of the query have it, and whether it is chosen."""

    value: str
    count: int
    chosen: bool


class Register:
    """Open incidents, the latest day first, with what they can be found by.

    Where a project shows no exact `points`, the rows hold none: whoever could ask what lies within a kilometre of a point would
    find every exact one by asking often enough.
    """

    def __init__(self, rows: Iterable[Narrow], values: Iterable[Facet], points: Points = "exact") -> None:
        said = list(values)
        self.precisions: Mapping[str, str] = {each.incident: each.value for each in said if each.facet == PRECISION}
        self.rows: Sequence[Narrow] = tuple(rows if points == "exact" else map(self._rounded, rows))
        self.at: Mapping[str, int] = {row.code: n for n, row in enumerate(self.rows)}
        self.all: Rows = (1 << len(self.rows)) - 1
        self.columns = Columns(self.rows)
        self.families = Families(self.rows, self.at)
        self._sets = facet_sets(self.rows, self.at, said)
        self._orders: dict[Sort, Sequence[int]] = {}
        self._narrowed: OrderedDict[tuple[Query, Rows | None], Rows] = OrderedDict()
        self.made: dict[str, Any] = {}
        """What pages have made of it that costs time, by a name (`Moment.once`)."""

    def select(self, query: Query, found: Rows | None = None, but: FacetName | None = None) -> Rows:
        """The incidents that a query asks for. `found` are those that its text was found in; `but` leaves one facet aside."""
        rows = self.narrowed(query, found)
        for facet, values in query.chosen:
            if facet != but:
                rows &= self._sets[facet].having(values)
        return rows

    def narrowed(self, query: Query, found: Rows | None = None) -> Rows:
        """What a query asks beside its facets."""
        asked = replace(query, chosen=(), sort="-day"), found
        if (known := self._narrowed.get(asked)) is not None:
            return known
        rows = self.columns.narrowed(query, self.all if found is None else found & self.all)
        self._narrowed[asked] = rows
        if len(self._narrowed) > _KEPT:
            self._narrowed.popitem(last=False)
        return rows

    def facet(self, facet: FacetName, query: Query, found: Rows | None = None, most: int = 0) -> list[Value]:
        """The values of a facet with how many incidents each would give, the most frequent first; those of none are left out.

        Values of one facet are alternatives, so what is chosen in it does not narrow its own counts. What is chosen is always there,
        after it at most `most` others (0 = all).
        """
        rows, chosen = self.select(query, found, but=facet), query.values(facet)
        counted = [Value(value, count, value in chosen) for value, count in self._sets[facet].counts(rows)]
        missing = [Value(value, 0, True) for value in chosen if value not in self._sets[facet]]
        ordered = sorted(counted + missing, key=lambda each: (not each.chosen, -each.count, each.value))
        shown = [each for each in ordered if each.count or each.chosen]
        return shown[: most + len(chosen)] if most else shown

    def facets(self, query: Query, found: Rows | None = None, most: int = 0) -> dict[FacetName, list[Value]]:
        """All facets of a query."""
        return {facet: self.facet(facet, query, found, most) for facet in FACETS}

    def tops(self, rows: Rows) -> Rows:
        """Those of some incidents that are no part of another one among them."""
        return rows & ~self.families.inside(rows, rows)

    def counted(self, rows: Rows, quantity: Quantity = "killed") -> Rows:
        """Those of some incidents whose numbers are added up: every person once, as `marsad.store.sums` has it."""
        return self.tops(rows & self.columns.telling[quantity])

    def total(self, rows: Rows, query: Query, quantity: Quantity = "killed") -> Sum:
        """The sum of a quantity over what a query has selected, the same as `marsad.store.sums.Sums` makes it."""
        telling = rows & self.columns.telling[quantity]
        inside, told = self.families.inside(rows, telling), self.families.wholes(telling)
        return self.columns.total(telling & ~inside, (rows & ~telling & ~inside & ~told).bit_count(), query, quantity)

    def ordered(self, rows: Rows, sort: Sort, offset: int = 0, limit: int | None = None) -> list[Narrow]:
        """Some incidents in an order, cut as said; what is not known comes last."""
        end = None if limit is None else offset + limit
        return [self.rows[n] for n in islice(self._among(rows, sort), offset, end)]

    def parts(self, code: str, rows: Rows) -> list[Narrow]:
        """Those of some incidents that lie within this one, and within no other of them that does."""
        return [self.rows[n] for n in self.families.below(self.at[code], rows)]

    def around(self, code: str, rows: Rows, sort: Sort) -> tuple[str | None, str | None]:
        """The codes before and after an incident in the order of a query."""
        n = self.at.get(code)
        among = list(self._among(rows, sort))
        if n is None or not rows >> n & 1:
            return None, None
        place = among.index(n)
        before, after = among[place - 1 : place] if place else [], among[place + 1 : place + 2]
        return (self.rows[before[0]].code if before else None, self.rows[after[0]].code if after else None)

    def of(self, codes: Iterable[str]) -> Rows:
        """The rows of some codes; those that are no open incidents are left out."""
        return rows_at(self.at[code] for code in codes if code in self.at)

    def _rounded(self, row: Narrow) -> Narrow:
        if row.lat is None or row.lon is None or self.precisions.get(row.code, "exact") != "exact":
            return row
        lat, lon = rounded(row.lat, row.lon)
        return row._replace(lat=lat, lon=lon)

    def _among(self, rows: Rows, sort: Sort) -> Iterable[int]:
        if sort == "-day":
            return each(rows, len(self.rows))
        order = self._order(sort)
        return compress(order, map(mask(rows, len(self.rows)).__getitem__, order))

    def _order(self, sort: Sort) -> Sequence[int]:
        if sort not in self._orders:
            keys = keys_of(self.rows, sort)
            self._orders[sort] = sorted(range(len(self.rows)), key=keys.__getitem__)
        return self._orders[sort]
