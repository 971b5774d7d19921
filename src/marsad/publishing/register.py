"""The register: every open incident of a moment in memory, so that facets, lists, maps and timelines of a query cost no query each.

A set of incidents is a whole number whose bits are the rows: "and" of two numbers is the intersection of two sets, and counting bits
counts incidents. A facet keeps one such set for each of its values, so counting a facet of a hundred values over a hundred
thousand incidents takes about a millisecond.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from marsad.places.distance import kilometres
from marsad.publishing.query import FACETS, UNKNOWN, FacetName, Query, Sort
from marsad.store.entries import BETWEEN
from marsad.store.facets import Facet, Narrow

Rows = int
"""A set of rows: bit `n` is the row at `n` in `Register.rows`."""
_Test = Callable[[Narrow], bool]
MANY_ORIGINS = 5
"""So many independent origins and more are one value of their facet."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet, how many incidents of the query have it, and whether it is chosen."""

    value: str
    count: int
    chosen: bool


class Register:
    """Open incidents, the latest day first, with what they can be found by."""

    def __init__(self, rows: Iterable[Narrow], values: Iterable[Facet]) -> None:
        self.rows: Sequence[Narrow] = tuple(rows)
        self.at: Mapping[str, int] = {row.code: n for n, row in enumerate(self.rows)}
        self.all: Rows = (1 << len(self.rows)) - 1
        self._sets = _sets(self.rows, self.at, values)
        self._parts: Rows = _bits(n for n, row in enumerate(self.rows) if row.parent in self.at)
        self._orders: dict[Sort, Sequence[int]] = {}
        self.made: dict[str, Any] = {}
        """What pages have made of it that costs time, by a name (`Moment.once`)."""

    def select(self, query: Query, found: Rows | None = None, but: FacetName | None = None) -> Rows:
        """The incidents that a query asks for. `found` are those that its text was found in; `but` leaves one facet aside."""
        rows = self.all if found is None else found & self.all
        for facet, values in query.chosen:
            if facet != but:
                sets = self._sets[facet]
                rows &= reduce(or_, (sets.get(value, 0) for value in values), 0)
        for test in _tests(query):
            rows = _bits(n for n in indices(rows) if test(self.rows[n]))
        return rows

    def facet(self, facet: FacetName, query: Query, found: Rows | None = None, most: int = 0) -> list[Value]:
        """The values of a facet with how many incidents each would give, the most frequent first; those of none are left out.

        Values of one facet are alternatives, so what is chosen in it does not narrow its own counts. What is chosen is always there,
        after it at most `most` others (0 = all).
        """
        rows, chosen = self.select(query, found, but=facet), query.values(facet)
        counted = [
            Value(value, (rows & some).bit_count(), value in chosen) for value, some in self._sets[facet].items()
        ]
        missing = [Value(value, 0, True) for value in chosen if value not in self._sets[facet]]
        ordered = sorted(counted + missing, key=lambda each: (not each.chosen, -each.count, each.value))
        shown = [each for each in ordered if each.count or each.chosen]
        return shown[: most + len(chosen)] if most else shown

    def facets(self, query: Query, found: Rows | None = None, most: int = 0) -> dict[FacetName, list[Value]]:
        """All facets of a query."""
        return {facet: self.facet(facet, query, found, most) for facet in FACETS}

    def tops(self, rows: Rows) -> Rows:
        """Those of some incidents that are no part of another one among them."""
        inside = _bits(n for n in indices(rows & self._parts) if self._is_inside(n, rows))
        return rows & ~inside

    def counted(self, rows: Rows) -> Rows:
        """Those of some incidents whose killed are added up: every person once, as `marsad.store.sums` has it."""
        telling = _bits(n for n in indices(rows) if self.rows[n].killed_lower is not None)
        return self.tops(telling)

    def ordered(self, rows: Rows, sort: Sort, offset: int = 0, limit: int | None = None) -> list[Narrow]:
        """Some incidents in an order, cut as said; what is not known comes last."""
        among = indices(rows)
        if sort != "-day":
            rank = self._rank(sort)
            among = sorted(among, key=rank.__getitem__)
        end = None if limit is None else offset + limit
        return [self.rows[n] for n in among[offset:end]]

    def parts(self, code: str, rows: Rows) -> list[Narrow]:
        """Those of some incidents that are parts of this one, parts of parts not."""
        return [self.rows[n] for n in indices(rows & self._parts) if self.rows[n].parent == code]

    def around(self, code: str, rows: Rows, sort: Sort) -> tuple[str | None, str | None]:
        """The codes before and after an incident in the order of a query."""
        codes = [row.code for row in self.ordered(rows, sort)]
        if code not in codes:
            return None, None
        place = codes.index(code)
        return (codes[place - 1] if place else None, codes[place + 1] if place + 1 < len(codes) else None)

    def of(self, codes: Iterable[str]) -> Rows:
        """The rows of some codes; those that are no open incidents are left out."""
        return _bits(self.at[code] for code in codes if code in self.at)

    def _is_inside(self, n: int, rows: Rows) -> bool:
        seen = {n}
        while (parent := self.rows[n].parent) is not None and (n := self.at.get(parent, n)) not in seen:
            if rows >> n & 1:
                return True
            seen.add(n)
        return False

    def _rank(self, sort: Sort) -> Sequence[int]:
        if sort not in self._orders:
            ordered = sorted(range(len(self.rows)), key=lambda n: (*_keys(self.rows[n], sort), n))
            rank = [0] * len(self.rows)
            for place, n in enumerate(ordered):
                rank[n] = place
            self._orders[sort] = rank
        return self._orders[sort]


def indices(rows: Rows) -> list[int]:
    """The places of a set's rows, in order."""
    digits = f"{rows:b}"[::-1]
    found, n = [], digits.find("1")
    while n >= 0:
        found.append(n)
        n = digits.find("1", n + 1)
    return found


def _bits(places: Iterable[int]) -> Rows:
    some = list(places)
    if not some:
        return 0
    digits = bytearray(b"0") * (max(some) + 1)
    for n in some:
        digits[n] = 49  # "1"
    digits.reverse()
    return int(digits, 2)


def _sets(rows: Sequence[Narrow], at: Mapping[str, int], values: Iterable[Facet]) -> dict[FacetName, dict[str, Rows]]:
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
    return {facet: {value: _bits(ns) for value, ns in sets.items()} for facet, sets in places.items()}


def _own(row: Narrow) -> Iterator[tuple[FacetName, str]]:
    yield "country", row.country or UNKNOWN
    yield "area", row.admin1 or UNKNOWN
    yield "event_type", row.event_type or UNKNOWN
    yield "grade", row.grade or UNKNOWN
    yield "origins", f"{MANY_ORIGINS}+" if row.origins >= MANY_ORIGINS else str(row.origins)
    for name in row.perpetrator.split(BETWEEN) if row.perpetrator else [UNKNOWN]:
        yield "actor", name


def _tests(query: Query) -> Iterator[_Test]:
    if query.since is not None:
        since = query.since
        yield lambda row: (last := row.last_day or row.first_day) is not None and last >= since
    if query.until is not None:
        until = query.until
        yield lambda row: (first := row.first_day or row.last_day) is not None and first <= until
    if query.min_killed is not None:
        killed = query.min_killed
        yield lambda row: row.killed_lower is not None and row.killed_lower >= killed
    if query.min_origins is not None:
        origins = query.min_origins
        yield lambda row: row.origins >= origins
    if query.place is not None:
        place = query.place.casefold()
        yield lambda row: row.place is not None and row.place.casefold() == place
    if query.near is not None:
        lat, lon, km = query.near
        band = km / 110
        yield (
            lambda row: (
                row.lat is not None
                and row.lon is not None
                and abs(row.lat - lat) <= band
                and kilometres(row.lat, row.lon, lat, lon) <= km
            )
        )


def _keys(row: Narrow, sort: Sort) -> tuple[bool, float]:
    if sort == "day":
        return row.first_day is None, row.first_day.toordinal() if row.first_day else 0
    if sort == "-change":
        return False, -row.change
    killed = row.killed_lower
    return killed is None, (killed or 0) * (1 if sort == "killed" else -1)
