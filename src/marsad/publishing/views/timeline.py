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


@dataclass(frozen=True, slots=True)
class Bar:
    """The incidents that can have been on a day from `first` to `last`; `telling` of them say how many were killed.

    Those that were surely on these days count in `lower`, all of them in `upper` (None: one of them is open above).
    """

    first: date
    last: date
    incidents: int
    telling: int
    lower: int
    upper: int | None


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
    dated, undated = rows & columns.dated, register.tops(rows & ~columns.dated).bit_count()
    if not dated:
        return Timeline("day", (), undated)
    first, last = columns.span(dated)
    width = bar_width(first, last)
    adding = _Adding(register, bars(first, last, width))
    tops, counted = register.tops(dated), register.counted(dated)
    adding.single(tops & columns.single, counted & columns.single)
    adding.long(tops & ~columns.single, counted & ~columns.single)
    return Timeline(width, adding.bars(), undated)


class _Adding:
    """Adds incidents up in bars."""

    def __init__(self, register: Register, spans: Sequence[tuple[date, date]]) -> None:
        self._columns, self._length = register.columns, len(register.rows)
        self._lower, self._upper = self._columns.lower["killed"], self._columns.upper["killed"]
        self._spans = [(first.toordinal(), last.toordinal()) for first, last in spans]
        self.incidents, self.telling, self.lower, self.upper, self.open = ([0] * len(spans) for _ in range(5))

    def bars(self) -> tuple[Bar, ...]:
        """The bars as they are now."""
        rows = zip(self._spans, self.incidents, self.telling, self.lower, self.upper, self.open, strict=True)
        return tuple(
            Bar(date.fromordinal(first), date.fromordinal(last), incidents, telling, lower, None if more else upper)
            for (first, last), incidents, telling, lower, upper, more in rows
        )

    def single(self, rows: Rows, counted: Rows) -> None:
        """Add incidents of one day: those of a bar stand together, for the latest come first."""
        shown, tells = mask(rows, self._length), mask(counted, self._length)
        is_open = mask(counted & self._columns.open["killed"], self._length)
        for number, (first, last) in enumerate(self._spans):
            start = bisect_left(self._columns.first, -last, key=neg)
            end = bisect_right(self._columns.first, -first, key=neg)
            among = tells[start:end]
            self.incidents[number] += shown.count(1, start, end)
            self.telling[number] += among.count(1)
            self.lower[number] += sum(compress(self._lower[start:end], among))
            self.upper[number] += sum(compress(self._upper[start:end], among))
            self.open[number] += is_open.count(1, start, end)

    def long(self, rows: Rows, counted: Rows) -> None:
        """Add incidents of which the day is not known: each may have been in several bars."""
        starts = [first for first, _ in self._spans]
        shown, tells = mask(rows, self._length), mask(counted, self._length)
        is_open = mask(counted & self._columns.open["killed"], self._length)
        for n in indices(rows | counted):
            first, last = self._columns.first[n], self._columns.last[n]
            start, end = bisect_right(starts, first or last) - 1, bisect_right(starts, last or first)
            for number in range(start, end):
                self.incidents[number] += shown[n]
                if tells[n]:
                    self.telling[number] += 1
                    self.lower[number] += self._lower[n] if end - start == 1 and first and last else 0
                    self.upper[number] += self._upper[n]
                    self.open[number] += is_open[n]
