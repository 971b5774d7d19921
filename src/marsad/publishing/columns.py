"""The numbers and days of incidents as columns: what a query narrows by, sorts by, and adds up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import compress
from operator import eq
from typing import Literal, get_args

from marsad.model.interval import Interval
from marsad.places.distance import kilometres
from marsad.publishing.query import Query, Sort
from marsad.publishing.row_sets import Rows, each, indices, mask, rows_at, rows_in
from marsad.store.facets import Narrow
from marsad.store.filters import Circle
from marsad.store.sums import Sum

Quantity = Literal["killed", "injured"]
QUANTITIES: tuple[Quantity, ...] = get_args(Quantity)
_FEW = 8
"""Where fewer than one row in so many is meant, they are looked at one by one."""
_NEVER, _NOBODY = 0, -1
"""Before every day, below every number: nothing is known."""
_END = date.max.toordinal() + 1
_KM_PER_DEGREE = 110
"""A little less than there are, so that the band of latitudes leaves nothing out."""


class Columns:
    """The columns of some rows, the latest day first. `dated` are those with a day, `single` those that are known to be of one,
    `pointed` those with a point.

    `telling` are the rows that tell a quantity, `open` those of them that tell no upper end; `lower` and `upper` hold 0 where
    there is none. `first` and `last` are days as ordinals, 0 where there is none.
    """

    def __init__(self, rows: Sequence[Narrow]) -> None:
        self._rows = rows
        self.first = [row.first_day.toordinal() if row.first_day else _NEVER for row in rows]
        self.last = [row.last_day.toordinal() if row.last_day else _NEVER for row in rows]
        self._until = [last or first for first, last in zip(self.first, self.last, strict=True)]
        self._since = [first or last or _END for first, last in zip(self.first, self.last, strict=True)]
        self._origins = [row.origins for row in rows]
        self._lats = [0.0 if row.lat is None else float(row.lat) for row in rows]
        self._places = [(row.place or "").casefold() for row in rows]
        # the sums of a page ask for the same days several times
        self._surely: tuple[tuple[date | None, date | None], Rows] = ((None, None), 0)
        self.dated = _where(map(_NEVER.__lt__, self._until))
        self.single = self.dated & _where(map(eq, self.first, self.last))
        self.pointed = _where(row.lat is not None and row.lon is not None for row in rows)
        self.lower: dict[Quantity, list[int]] = {}
        self.upper: dict[Quantity, list[int]] = {}
        self.telling: dict[Quantity, Rows] = {}
        self.open: dict[Quantity, Rows] = {}
        for name in QUANTITIES:
            ends = [(getattr(row, f"{name}_lower"), getattr(row, f"{name}_upper")) for row in rows]
            self.lower[name], self.upper[name] = [low or 0 for low, _ in ends], [up or 0 for _, up in ends]
            self.telling[name] = _where(low is not None for low, _ in ends)
            self.open[name] = self.telling[name] & _where(up is None for _, up in ends)

    def narrowed(self, query: Query, rows: Rows) -> Rows:
        """Those of some rows that a query asks for, its facets and its text aside."""
        if query.since is not None:
            rows &= _where(map(query.since.toordinal().__le__, self._until))
        if query.until is not None:
            rows &= _where(map(query.until.toordinal().__ge__, self._since))
        if query.min_killed is not None:
            rows &= self.telling["killed"] & _where(map(query.min_killed.__le__, self.lower["killed"]))
        if query.min_origins is not None:
            rows &= _where(map(query.min_origins.__le__, self._origins))
        if query.place is not None:
            rows &= _where(map(query.place.casefold().__eq__, self._places))
        if query.near is not None:
            rows = self._around(rows, query.near)
        return rows

    def _around(self, rows: Rows, circle: Circle) -> Rows:
        # the band of latitudes is quickly found; the distance decides
        reach = circle.km / _KM_PER_DEGREE
        north, south = circle.lat + reach, circle.lat - reach
        rows &= self.pointed & _where(map(south.__le__, self._lats)) & _where(map(north.__ge__, self._lats))
        return rows_at(n for n in indices(rows) if _is_within(self._rows[n], circle))

    def span(self, rows: Rows) -> tuple[date, date]:
        """The first and the last of all days of some rows that have one."""
        among = mask(rows, len(self._rows))
        days = [day for column in (self.first, self.last) for day in set(compress(column, among)) if day != _NEVER]
        return date.fromordinal(min(days)), date.fromordinal(max(days))

    def sure(self, rows: Rows, since: date | None, until: date | None) -> Rows:
        """Those of some rows that were on no other days than those from `since` to `until`."""
        if since is None and until is None:
            return rows
        days = (since, until)
        if rows.bit_count() * _FEW < len(self._rows):
            least, most = _ends(since, until)
            few = each(rows, len(self._rows))
            return rows_at(n for n in few if _NEVER < self.last[n] <= most and self.first[n] >= least)
        known, surely = self._surely
        if known != days:
            surely = self._within(since, until)
            self._surely = days, surely
        return rows & surely

    def _within(self, since: date | None, until: date | None) -> Rows:
        least, most = _ends(since, until)
        certain = _where(map(least.__le__, self.first)) & _where(map(most.__ge__, self.last))
        return certain & _where(map(_NEVER.__lt__, self.last))

    def total(self, telling: Rows, unknown: int, query: Query, quantity: Quantity) -> Sum:
        """The sum over rows that tell a quantity. Those that may have been on other days than the query's count above only."""
        if not telling:
            return Sum((), None, 0, unknown, 0)
        sure = self.sure(telling, query.since, query.until)
        lower = self._added(self.lower[quantity], sure)
        upper = None
        if not telling & self.open[quantity]:
            upper = self._added(self.upper[quantity], telling)
        return Sum((), Interval(lower, upper), telling.bit_count(), unknown, (telling & ~sure).bit_count())

    def _added(self, column: Sequence[int], rows: Rows) -> int:
        length = len(self._rows)
        if rows.bit_count() * _FEW < length:
            return sum(map(column.__getitem__, each(rows, length)))
        return sum(compress(column, mask(rows, length)))


def _ends(since: date | None, until: date | None) -> tuple[int, int]:
    return 1 if since is None else since.toordinal(), _END if until is None else until.toordinal()


def _where(said: Iterable[bool]) -> Rows:
    return rows_in(bytes(said))


def _is_within(row: Narrow, circle: Circle) -> bool:
    return (
        row.lat is not None
        and row.lon is not None
        and kilometres(row.lat, row.lon, circle.lat, circle.lon) <= circle.km
    )


def keys_of(rows: Sequence[Narrow], sort: Sort) -> list[tuple[bool, int]]:
    """For every row what it is sorted by; what is not known comes last, and rows that are alike stay in their order."""
    match sort:
        case "day" | "-day":
            way = 1 if sort == "day" else -1
            return [(row.first_day is None, way * row.first_day.toordinal() if row.first_day else 0) for row in rows]
        case "-change":
            return [(False, -row.change) for row in rows]
        case "killed" | "-killed":
            way = 1 if sort == "killed" else -1
            return [(row.killed_lower is None, way * (row.killed_lower or 0)) for row in rows]
