"""Sums over the incidents of a record, made by the database: every person once, and never unlike things together.

Of the incidents that a filter describes, those count that tell the quantity and are no part of another one that is meant and tells
it too. A whole that says nothing itself is told by its parts. Ends of ranges are added each for itself; one open upper end
leaves the sum open. An incident that may have been on other days than those that are meant counts above only.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sqlalchemy import (
    CTE,
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    case,
    func,
    literal,
    not_,
    null,
    or_,
    select,
    true,
)

from marsad.model.interval import Interval
from marsad.store import tables
from marsad.store.filters import IncidentFilter, matching, window

_T, _Q = tables.incidents, tables.incident_tolls
STATUSES = ("civilians", "combatants")


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum over some incidents that share a `key`. `within` None: none of them says anything.

    `telling` say how many it was, `unknown` do not, and are in no sum. `may` of those that tell it are perhaps not of the days that are meant.
    """

    key: tuple[Any, ...]
    within: Interval | None
    telling: int
    unknown: int
    may: int


class Rival(NamedTuple):
    """An incident with its range of a quantity; `sure`: it is certainly of the days that are meant."""

    code: str
    within: Interval
    sure: bool


class Sums:
    """Sums over the incidents of a record."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by(self, keys: Sequence[str], quantity: str, wanted: IncidentFilter) -> list[Sum]:
        """The sums of `quantity` over what `wanted` describes (its limit aside), one for all that share the columns `keys`."""
        return self._sums([_T.c[name] for name in keys], quantity, wanted, true())

    def undated(self, quantity: str, wanted: IncidentFilter) -> Sum:
        """What is left out because nobody knows the day: all that would be meant if no days were named."""
        conditions = window(wanted)
        if not conditions:
            return Sum((), None, 0, 0, 0)
        dateless = and_(_T.c.first_day.is_(None), _T.c.last_day.is_(None))
        half = or_(_T.c.first_day.is_(None), _T.c.last_day.is_(None))
        outside = or_(dateless, and_(half, not_(and_(*conditions))))
        (found,) = self._sums([], quantity, replace(wanted, since=None, until=None), outside)
        return found

    def by_status(self, harm: str, wanted: IncidentFilter) -> list[Sum]:
        """What is known of the civilians, the combatants, and ((None,) as key) the rest, of whom nobody has said what they were."""
        meant = _Meant(self._connection, harm, wanted)
        kinds = [_Q.alias(kind) for kind in STATUSES]
        source = meant.source
        for alias, kind in zip(kinds, STATUSES, strict=True):
            source = source.outerjoin(alias, and_(alias.c.incident == _T.c.code, alias.c.quantity == f"{harm} {kind}"))
        ends = [(kind.c.lower, kind.c.upper) for kind in kinds] + [_rest(meant, kinds)]
        columns = [_columns(meant.sure, *each) for each in ends]
        row = self._connection.execute(meant.of([one for each in columns for one in each], source)).one()
        width = len(columns[0])
        return [_sum((kind,), row[at * width : (at + 1) * width]) for at, kind in enumerate((*STATUSES, None))]

    def within(self, code: str, quantity: str) -> Interval | None:
        """The range of a quantity in one incident; None when nothing is known of it."""
        statement = select(_Q.c.lower, _Q.c.upper).where(_Q.c.incident == code, _Q.c.quantity == quantity)
        row = self._connection.execute(statement).first()
        return None if row is None else Interval(row.lower, row.upper)

    def family(self, code: str) -> list[str]:
        """The wholes above an incident and the parts below it, at any distance."""
        wholes = _wholes()
        above = select(wholes.c.whole).where(wholes.c.part == code)
        below = select(wholes.c.part).where(wholes.c.whole == code)
        return [*self._connection.scalars(above), *self._connection.scalars(below)]

    def is_sure(self, code: str, wanted: IncidentFilter) -> bool:
        """Whether an incident was on no other days than those that are meant."""
        return self._connection.scalar(select(_T.c.number).where(_T.c.code == code, _surely(wanted))) is not None

    def among(self, quantity: str, wanted: IncidentFilter, without: Collection[str]) -> Sum:
        """The sum over what `wanted` describes but for some."""
        meant = _Meant(self._connection, quantity, wanted, without)
        columns = _columns(meant.sure, meant.lower, meant.upper)
        return _sum((), self._connection.execute(meant.of(columns)).one())

    def above(
        self, quantity: str, wanted: IncidentFilter, floor: int, without: Collection[str], limit: int
    ) -> tuple[int, int, list[Rival]]:
        """The incidents whose range reaches above `floor`: how many there are, how many of those are open above, and the first few.

        `without` names those that are left out, whatever they tell. The highest lower ends come first.
        """
        meant = _Meant(self._connection, quantity, wanted, without)
        higher = and_(meant.lower.is_not(None), or_(meant.upper.is_(None), meant.upper > floor))
        counts = [func.count(), func.count(case((meant.upper.is_(None), 1)))]
        many, open_ = self._connection.execute(meant.of(counts).where(higher)).one()
        rows = meant.of([_T.c.code, meant.lower, meant.upper, case((meant.sure, 1), else_=0)]).where(higher)
        rows = rows.order_by(meant.lower.desc(), _T.c.code).limit(limit)
        rivals = [Rival(code, Interval(low, up), bool(sure)) for code, low, up, sure in self._connection.execute(rows)]
        return many, open_, rivals

    def surely_above(self, quantity: str, wanted: IncidentFilter, ceiling: int, without: Collection[str]) -> int:
        """How many incidents lie above `ceiling` with their whole range, and surely on the days that are meant."""
        meant = _Meant(self._connection, quantity, wanted, without)
        return self._connection.scalar(meant.of([func.count()]).where(meant.lower > ceiling, meant.sure)) or 0

    def _sums(
        self, keys: list[Column[Any]], quantity: str, wanted: IncidentFilter, also: ColumnElement[bool]
    ) -> list[Sum]:
        meant = _Meant(self._connection, quantity, wanted)
        columns = _columns(meant.sure, meant.lower, meant.upper)
        statement = meant.of([*columns, *keys]).where(also).group_by(*keys)
        return [_sum(tuple(row[len(columns) :]), row) for row in self._connection.execute(statement)]


class _Meant:
    """The incidents that count for a quantity: what is selected from, and under which conditions."""

    def __init__(
        self, connection: Connection, quantity: str, wanted: IncidentFilter, without: Collection[str] = ()
    ) -> None:
        self._conditions = matching(connection, wanted)
        if without:
            self._conditions.append(_T.c.code.not_in(list(without)))
        tells = and_(_Q.c.incident == _T.c.code, _Q.c.quantity == quantity)
        # the two that are asked for most have columns of their own
        own = quantity in ("killed", "injured")
        self.lower, self.upper = (
            (_T.c[f"{quantity}_lower"], _T.c[f"{quantity}_upper"]) if own else (_Q.c.lower, _Q.c.upper)
        )
        self.source: FromClause = _T if own else _T.outerjoin(_Q, tells)
        self.sure: ColumnElement[bool] = _surely(wanted)

    def of(self, columns: Sequence[Any], source: FromClause | None = None) -> Select[Any]:
        """`columns` of the incidents that count, or that nothing is known of."""
        wholes = _wholes()
        inside = self._with_telling(wholes.c.part, wholes, wholes.c.whole)
        told_by_parts = self._with_telling(wholes.c.whole, wholes, wholes.c.part)
        statement = select(*columns).select_from(self.source if source is None else source).where(*self._conditions)
        counts = or_(_T.c.parent.is_(None), _T.c.code.not_in(inside))
        return statement.where(counts, or_(self.lower.is_not(None), _T.c.code.not_in(told_by_parts)))

    def _with_telling(self, wanted: ColumnElement[str], wholes: CTE, other: ColumnElement[str]) -> Select[Any]:
        """Those whose relative is meant too and tells the quantity. There are few of them: they are asked for one by one."""
        tells = select(_T.c.number).select_from(self.source).where(_T.c.code == other, self.lower.is_not(None))
        there = tells.where(*self._conditions).correlate(wholes).exists()
        return select(wanted).select_from(wholes).where(there).correlate(None)


def _wholes() -> CTE:
    """Every part with each whole above it, at any distance."""
    up = _T.alias()
    near = select(_T.c.code.label("part"), _T.c.parent.label("whole")).where(_T.c.parent.is_not(None))
    wholes = near.cte("wholes", recursive=True)
    farther = select(wholes.c.part, up.c.parent).join(up, up.c.code == wholes.c.whole).where(up.c.parent.is_not(None))
    return wholes.union(farther)


def _surely(wanted: IncidentFilter) -> ColumnElement[bool]:
    """Whether an incident was on no other days than those that are meant."""
    conditions = []
    if wanted.since is not None:
        conditions.append(and_(_T.c.first_day.is_not(None), _T.c.first_day >= wanted.since))
    if wanted.until is not None:
        conditions.append(and_(_T.c.last_day.is_not(None), _T.c.last_day <= wanted.until))
    if not conditions:
        return true()
    both = (_T.c.first_day.is_not(None), _T.c.last_day.is_not(None))
    return and_(*both, *conditions)


def _columns(sure: ColumnElement[bool], lower: Any, upper: Any) -> list[Any]:
    return [
        func.count(),
        func.count(lower),
        func.count(upper),
        func.sum(case((sure, lower), else_=case((lower.is_not(None), 0)))),
        func.sum(upper),
        func.count(case((and_(not_(sure), lower.is_not(None)), 1))),
    ]


def _rest(meant: _Meant, kinds: Sequence[Any]) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """What is left of a whole when the parts are taken; a part of which nothing is said takes nothing."""
    least, most = literal(0) + meant.lower, literal(0) + meant.upper
    for kind in kinds:
        least = least - func.coalesce(kind.c.upper, 0)
        most = most - func.coalesce(kind.c.lower, 0)
    all_ = or_(*(and_(kind.c.lower.is_not(None), kind.c.upper.is_(None)) for kind in kinds))
    unknown = meant.lower.is_(None)
    return case((unknown, null()), (or_(all_, least < 0), 0), else_=least), case((most < 0, 0), else_=most)


def _sum(key: tuple[Any, ...], row: Sequence[Any]) -> Sum:
    incidents, telling, bounded, lower, upper, may = row[:6]
    within = Interval(int(lower), int(upper) if bounded == telling else None) if telling else None
    return Sum(key, within, telling, incidents - telling, may)
