"""Incidents as narrow rows, without words and without their whole state: what lists, facets, maps and timelines are made of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from marsad.model.interval import Interval
from marsad.store import tables
from marsad.store.filters import saying
from marsad.store.search import Words

_T, _F, _Q = tables.incidents, tables.incident_facets, tables.incident_tolls


class Narrow(NamedTuple):
    """An incident as `marsad.store.entries.IncidentEntry` describes it, with what lists need and no more."""

    number: int
    code: str
    change: int
    parent: str | None
    country: str | None
    admin1: str | None
    place: str | None
    lat: float | None
    lon: float | None
    first_day: date | None
    last_day: date | None
    event_type: str | None
    perpetrator: str | None
    grade: str | None
    killed_lower: int | None
    killed_upper: int | None
    injured_lower: int | None
    injured_upper: int | None
    reports: int
    origins: int


class Facet(NamedTuple):
    """One value that an incident has beside its columns: its `facet` is "weapon", "stance", "victims" or "precision" (one at most)."""

    incident: str
    facet: str
    value: str


class Facets:
    """The open incidents of a record in narrow rows."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def rows(self) -> Iterator[Narrow]:
        """Every open incident, the latest day first, those without a day last."""
        columns = [_T.c[name] for name in Narrow._fields]
        ordered = select(*columns).where(_T.c.status == "open").order_by(_T.c.first_day.desc().nulls_last(), _T.c.code)
        return (Narrow(*row) for row in self.connection.execute(ordered))

    def values(self) -> Iterator[Facet]:
        """Every value of every facet that has no column."""
        return (Facet(*row) for row in self.connection.execute(select(_F.c.incident, _F.c.facet, _F.c.value)))

    def ranges(self, quantity: str) -> dict[str, Interval]:
        """The range of a quantity in every incident that tells it, by the incidents' codes."""
        statement = select(_Q.c.incident, _Q.c.lower, _Q.c.upper).where(_Q.c.quantity == quantity)
        return {code: Interval(lower, upper) for code, lower, upper in self.connection.execute(statement)}

    def found(self, text: str, *, reports: bool) -> Iterator[str]:
        """The codes of the open incidents whose own words hold all words of `text`; also those of their reports when `reports`.

        Raises `ItemError` (`store.question-empty`).
        """
        where = (
            saying(self.connection, text)
            if reports
            else _T.c.number.in_(Words(self.connection, "incident").matching(text))
        )
        return iter(self.connection.scalars(select(_T.c.code).where(_T.c.status == "open", where)))
