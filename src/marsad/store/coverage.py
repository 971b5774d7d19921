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
    String,
    Table,
    Text,
    cast,
    distinct,
    func,
    insert,
    literal_column,
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


class Telling(NamedTuple):
    """What an outlet told of an area in the week that begins on `week` (None: it has not said when): how many reports, the last day, languages."""

    country: str | None
    admin1: str | None
    outlet: str | None
    week: date | None
    reports: int
    last: date | None
    languages: tuple[str, ...]


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

    def tellings(self) -> Iterator[Telling]:
        """Who told of which area, week by week."""
        reports = self._reports
        columns = (_I.c.country, _I.c.admin1, reports.c.outlet, self._week(reports.c.published))
        counts = (func.count(distinct(reports.c.id)), func.max(reports.c.published), self._all(reports.c.language))
        joined = _TIES.join(_I, _I.c.code == _TIES.c.incident).join(reports, reports.c.id == _TIES.c.report)
        told = (_I.c.status == "open", reports.c.withdrawn.is_(None))
        statement = select(*columns, *counts).select_from(joined).where(*told).group_by(*columns)
        for country, admin1, outlet, week, many, last, languages in self._connection.execute(statement):
            yield Telling(country, admin1, outlet, _day(week), many, _day(last), _split(languages))

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

    def _week(self, day: ColumnElement[Any]) -> ColumnElement[Any]:
        if self._is_sqlite:
            return func.date(day, "weekday 0", "-6 days")
        # a literal, for PostgreSQL takes two bound ones for two expressions, and groups by neither
        return cast(func.date_trunc(literal_column("'week'"), day), Date)

    def _all(self, words: ColumnElement[Any]) -> ColumnElement[Any]:
        return func.group_concat(distinct(words)) if self._is_sqlite else func.string_agg(distinct(words), ",")


def _day(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _split(words: str | None) -> tuple[str, ...]:
    return tuple(sorted(words.split(","))) if words else ()
