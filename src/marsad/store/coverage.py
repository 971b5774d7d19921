"""Coverage: whom the record listens to, about where, and since when. It is asked by the database, for it goes over every report.

A report is of an area when it tells of an open incident there. Weeks begin on Monday and are those of publication: when
something was told, not when it happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    MetaData,
    Select,
    String,
    Table,
    Text,
    cast,
    distinct,
    func,
    insert,
    select,
)

from marsad.store import tables
from marsad.store.columns import Instant

_I, _TIES = tables.incidents, tables.incident_claims
_THEN = Table(
    "reports_then", MetaData(),
    Column("id", String(71), primary_key=True),
    Column("published", Date),
    Column("outlet", Text),
    Column("language", Text),
    Column("withdrawn", Instant),
)  # fmt: skip
"""The reports of an earlier moment, beside the incidents of then."""


class Read(NamedTuple):
    """A report that was read: when and by whom it was published, in which language; None where nobody has said."""

    id: str
    published: date | None
    outlet: str | None
    language: str | None


class AreaWeek(NamedTuple):
    """What was told of an area in the week that begins on `week`."""

    country: str | None
    admin1: str | None
    week: date
    reports: int
    outlets: int
    languages: tuple[str, ...]


class Listener(NamedTuple):
    """An outlet that told of an area: how many reports, and the days of the first and the last one."""

    country: str | None
    admin1: str | None
    outlet: str | None
    reports: int
    first: date | None
    last: date | None


class Outlet(NamedTuple):
    """An outlet and what was read of it. `days` are those on which it published; `undated` reports have none."""

    name: str | None
    reports: int
    undated: int
    days: int
    first: date | None
    last: date | None
    languages: tuple[str, ...]


class Coverage:
    """Who was read, about where, and when. `read` are the reports of an earlier moment; without them it is those of the record."""

    def __init__(self, connection: Connection, read: Iterable[Read] | None = None) -> None:
        self._connection = connection
        self._is_sqlite = connection.dialect.name == "sqlite"
        self._reports = tables.reports if read is None else _THEN
        if read is not None:
            _THEN.create(connection)
            if rows := [each._asdict() for each in read]:
                connection.execute(insert(_THEN), rows)

    def weeks(self) -> Iterator[AreaWeek]:
        """Every area and week in which something was told."""
        told = self._told().where(self._reports.c.published.is_not(None)).distinct().subquery()
        week = self._week(told.c.published)
        columns = (told.c.country, told.c.admin1, week)
        counts = (func.count(), func.count(distinct(func.coalesce(told.c.outlet, ""))), self._all(told.c.language))
        for country, admin1, monday, reports, outlets, languages in self._connection.execute(
            select(*columns, *counts).group_by(*columns)
        ):
            yield AreaWeek(country, admin1, _day(monday), reports, outlets, _split(languages))

    def listeners(self) -> Iterator[Listener]:
        """Every outlet that told of an area."""
        told = self._told().distinct().subquery()
        columns = (told.c.country, told.c.admin1, told.c.outlet)
        counts = (func.count(), func.min(told.c.published), func.max(told.c.published))
        rows = self._connection.execute(select(*columns, *counts).group_by(*columns))
        return (Listener(country, area, name, many, _day(a), _day(b)) for country, area, name, many, a, b in rows)

    def outlets(self) -> Iterator[Outlet]:
        """Every outlet of which a report was read."""
        reports = self._reports
        published = reports.c.published
        counts = (func.count(), func.count() - func.count(published), func.count(distinct(published)))
        ends = (func.min(published), func.max(published), self._all(reports.c.language))
        statement = (
            select(reports.c.outlet, *counts, *ends).where(reports.c.withdrawn.is_(None)).group_by(reports.c.outlet)
        )
        for name, reports, undated, days, first, last, languages in self._connection.execute(statement):
            yield Outlet(name, reports, undated, days, _day(first), _day(last), _split(languages))

    def heard(self) -> Iterator[tuple[str | None, date]]:
        """Every outlet with each week in which a report of it was read, whatever it told."""
        reports = self._reports
        told = reports.c.withdrawn.is_(None) & reports.c.published.is_not(None)
        found = select(reports.c.outlet, self._week(reports.c.published)).where(told).distinct()
        rows = self._connection.execute(found)
        return ((outlet, _day(monday) or date.min) for outlet, monday in rows)

    def read(self) -> Iterator[Read]:
        """Every report that is there, in no order."""
        columns = [self._reports.c[name] for name in Read._fields]
        rows = self._connection.execute(select(*columns).where(self._reports.c.withdrawn.is_(None)))
        return (Read(*row) for row in rows)

    def _told(self) -> Select[Any]:
        """The reports of each area, once for each claim that is tied there."""
        reports = self._reports
        columns = (_I.c.country, _I.c.admin1, *(reports.c[name] for name in Read._fields))
        joined = _TIES.join(_I, _I.c.code == _TIES.c.incident).join(reports, reports.c.id == _TIES.c.report)
        return select(*columns).select_from(joined).where(_I.c.status == "open", reports.c.withdrawn.is_(None))

    def _week(self, day: ColumnElement[Any]) -> ColumnElement[Any]:
        if self._is_sqlite:
            return func.date(day, "weekday 0", "-6 days")
        return cast(func.date_trunc("week", day), Date)

    def _all(self, words: ColumnElement[Any]) -> ColumnElement[Any]:
        return func.group_concat(distinct(words)) if self._is_sqlite else func.string_agg(distinct(words), ",")


def _day(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _split(words: str | None) -> tuple[str, ...]:
    return tuple(sorted(words.split(","))) if words else ()
