"""What the timeline of a query says: how many were killed in each day, week, month or year, at least and up to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import compress
from operator import neg

from marsad.publishing.drawing.span import Width, bar_width, bars
from marsad.publishing.moment import Moment
from marsad.publishing.query import Query
from marsad.publishing.register import Register
from marsad.publishing.row_sets import Rows, indices, mask


@dataclass(slots=True)
class Bar:
    """The incidents that can have been on a day from `first` to `last`; `telling` of them say how many were killed.

    Those that were surely on these days count in `lower`, all of them in `upper` (None: one of them is open above).
    """

    first: date
    last: date
    incidents: int = 0
    telling: int = 0
    lower: int = 0
    upper: int | None = 0

    def add(self, lower: int, upper: int | None, *, sure: bool) -> None:
        """One more incident that tells how many were killed."""
        self.telling += 1
        self.lower += lower if sure else 0
        self.upper = None if self.upper is None or upper is None else self.upper + upper


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars without gaps over all days of a query, those that it leaves out too; `undated` incidents are in none."""

    width: Width
    bars: tuple[Bar, ...]
    undated: int


def timeline_view(moment: Moment, query: Query) -> Timeline:
    """The timeline of a query, its own days aside: those are marked on it, and can be chosen anew."""
    register = moment.register
    rows = register.select(replace(query, since=None, until=None), moment.find(query))
    columns = register.columns
    dated = rows & columns.dated
    undated = register.tops(rows & ~dated).bit_count()
    if not dated:
        return Timeline("day", (), undated)
    first, last = columns.span(dated)
    width = bar_width(first, last)
    found = [Bar(*days) for days in bars(first, last, width)]
    counted = register.counted(dated)
    _add_single(register, found, register.tops(dated) & columns.single, counted & columns.single)
    _add_long(register, found, register.tops(dated) & ~columns.single, counted)
    return Timeline(width, tuple(found), undated)


def _add_single(register: Register, found: Sequence[Bar], rows: Rows, counted: Rows) -> None:
    """The incidents of one day: they stand together, the latest first."""
    length, columns = len(register.rows), register.columns
    shown, telling = mask(rows, length), mask(counted, length)
    is_open = mask(counted & columns.open["killed"], length)
    for bar in found:
        start = bisect_left(columns.first, -bar.last.toordinal(), key=neg)
        end = bisect_right(columns.first, -bar.first.toordinal(), key=neg)
        tells = telling[start:end]
        bar.incidents += shown.count(1, start, end)
        bar.telling += tells.count(1)
        bar.lower += sum(compress(columns.lower["killed"][start:end], tells))
        upper = sum(compress(columns.upper["killed"][start:end], tells))
        bar.upper = None if bar.upper is None or is_open.find(1, start, end) >= 0 else bar.upper + upper


def _add_long(register: Register, found: Sequence[Bar], rows: Rows, counted: Rows) -> None:
    """The incidents of which the day is not known: each may have been in several bars."""
    starts = [bar.first for bar in found]
    tells = mask(counted, len(register.rows))
    for n in indices((rows | counted) & ~register.columns.single):
        row = register.rows[n]
        first, last = row.first_day or row.last_day, row.last_day or row.first_day
        if first is None or last is None:
            continue
        among = found[bisect_right(starts, first) - 1 : bisect_right(starts, last)]
        sure = len(among) == 1 and row.first_day is not None and row.last_day is not None
        for bar in among:
            bar.incidents += rows >> n & 1
            if tells[n]:
                bar.add(row.killed_lower or 0, row.killed_upper, sure=sure)
