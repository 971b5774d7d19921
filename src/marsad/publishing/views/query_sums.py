"""Sums over the incidents that a query asks for: as `marsad.store.sums` adds them up, over the register instead of the database.

A query can ask for more than the database's filters know (several areas at once, weapons, stances), and its incidents are in memory already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from marsad.model.interval import Interval
from marsad.publishing.moment import Moment
from marsad.publishing.query import Query
from marsad.publishing.register import Register
from marsad.publishing.row_sets import Rows, indices
from marsad.store.facets import Narrow
from marsad.store.filters import IncidentFilter
from marsad.store.sums import STATUSES, Sum

Ranges = Mapping[str, Interval]
"""The range of a quantity by the codes of the incidents that tell it."""
_OWN = ("killed", "injured")


class _Counted(NamedTuple):
    row: Narrow
    within: Interval | None
    sure: bool


class QuerySums:
    """Adds up the incidents that a query asks for. What is meant was chosen by it, so of `wanted` only the days are looked at."""

    def __init__(self, moment: Moment, query: Query) -> None:
        self._moment, self._register = moment, moment.register
        found = moment.find(query)
        self._rows = self._register.select(query, found)
        self._any_day = self._register.select(query.without("since").without("until"), found)
        self._known: dict[str, Ranges] = {}

    def by(self, keys: Sequence[str], quantity: str, wanted: IncidentFilter) -> list[Sum]:
        """One sum for all incidents that share the columns `keys`; without keys, one of all."""
        groups: dict[tuple[Any, ...], list[_Counted]] = {} if keys else {(): []}
        for each in self._counted(self._rows, quantity, wanted):
            groups.setdefault(tuple(getattr(each.row, key) for key in keys), []).append(each)
        return [_sum(key, some) for key, some in groups.items()]

    def by_status(self, harm: str, wanted: IncidentFilter) -> list[Sum]:
        """The sums of civilians, of combatants, and ((None,) as key) of those of whom nobody has said what they were."""
        whole = list(self._counted(self._rows, harm, wanted))
        kinds = [self._ranges(f"{harm} {kind}") for kind in STATUSES]
        sums = [
            _sum((kind,), (each._replace(within=ranges.get(each.row.code)) for each in whole))
            for kind, ranges in zip(STATUSES, kinds, strict=True)
        ]
        rest = (each._replace(within=_rest(each, [ranges.get(each.row.code) for ranges in kinds])) for each in whole)
        return [*sums, _sum((None,), rest)]

    def undated(self, quantity: str, wanted: IncidentFilter) -> Sum:
        """What is left out because nobody knows the day: all that would be meant if no days were named."""
        if wanted.since is None and wanted.until is None:
            return Sum((), None, 0, 0, 0)
        meant = self._counted(self._any_day, quantity, IncidentFilter())
        return _sum((), (each for each in meant if self._is_outside(each.row)))

    def _is_outside(self, row: Narrow) -> bool:
        if row.first_day is None and row.last_day is None:
            return True
        half = row.first_day is None or row.last_day is None
        return half and not self._rows >> self._register.at[row.code] & 1

    def _counted(self, rows: Rows, quantity: str, wanted: IncidentFilter) -> Iterator[_Counted]:
        """Those of some incidents that count: no part beside a whole that tells the quantity, no silent whole beside its parts."""
        ranges = self._ranges(quantity)
        meant = {self._register.rows[n].code for n in indices(rows)}
        telling = meant & ranges.keys()
        told_by_parts = {whole for code in telling for whole in _wholes(self._register, code)}
        for n in indices(rows):
            row = self._register.rows[n]
            within = ranges.get(row.code)
            if within is None and row.code in told_by_parts:
                continue
            if row.parent is None or not any(whole in telling for whole in _wholes(self._register, row.code)):
                yield _Counted(row, within, _is_surely(row, wanted))

    def _ranges(self, quantity: str) -> Ranges:
        if quantity not in self._known:
            self._known[quantity] = (
                _own(self._register.rows, quantity) if quantity in _OWN else self._moment.tables.facets.ranges(quantity)
            )
        return self._known[quantity]


def _own(rows: Iterable[Narrow], quantity: str) -> Ranges:
    ends: Callable[[Narrow], tuple[int | None, int | None]] = (
        (lambda row: (row.killed_lower, row.killed_upper))
        if quantity == "killed"
        else (lambda row: (row.injured_lower, row.injured_upper))
    )
    return {row.code: Interval(lower, upper) for row in rows for lower, upper in [ends(row)] if lower is not None}


def _wholes(register: Register, code: str) -> Iterator[str]:
    """The incidents that one is a part of, nearest first; a circle ends where it began."""
    seen = {code}
    parent = register.rows[register.at[code]].parent
    while parent is not None and parent in register.at and parent not in seen:
        seen.add(parent)
        yield parent
        parent = register.rows[register.at[parent]].parent


def _is_surely(row: Narrow, wanted: IncidentFilter) -> bool:
    if wanted.since is None and wanted.until is None:
        return True
    if row.first_day is None or row.last_day is None:
        return False
    return (wanted.since is None or row.first_day >= wanted.since) and (
        wanted.until is None or row.last_day <= wanted.until
    )


def _rest(each: _Counted, kinds: Sequence[Interval | None]) -> Interval | None:
    """What is left of a whole when the kinds are taken; a kind of which nothing is said takes nothing."""
    if each.within is None:
        return None
    least, most = each.within.lower, each.within.upper
    for kind in kinds:
        if kind is not None:
            least = 0 if kind.upper is None else least - kind.upper
            most = None if most is None else most - kind.lower
    if any(kind is not None and kind.upper is None for kind in kinds):
        least = 0
    return Interval(max(0, least), None if most is None else max(0, most))


def _sum(key: tuple[Any, ...], some: Iterable[_Counted]) -> Sum:
    lower = upper = telling = unknown = may = 0
    bounded = True
    for each in some:
        if each.within is None:
            unknown += 1
            continue
        telling += 1
        may += not each.sure
        lower += each.within.lower if each.sure else 0
        bounded = bounded and each.within.upper is not None
        upper += each.within.upper or 0
    return Sum(key, Interval(lower, upper if bounded else None) if telling else None, telling, unknown, may)
