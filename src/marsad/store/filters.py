"""What to ask of the incidents, and how that is said to a database."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, func, literal, or_, select
from sqlalchemy.sql.elements import UnaryExpression

from marsad.places.distance import EARTH_KM
from marsad.store import tables
from marsad.store.entries import BETWEEN, IncidentStatus
from marsad.store.search import Words

Sort = Literal["day", "-day", "killed", "-killed", "code", "change", "-change"]
_T = tables.incidents
_KM_PER_DEGREE = 111.0
_WILD = re.compile("([/%_])")
"""What means something else inside of LIKE."""


class Circle(NamedTuple):
    """Everything within `km` kilometres of a point."""

    lat: float
    lon: float
    km: float


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """Which incidents, in which order; None = whatever.

    `since`/`until` take an incident when any of its days lies between them, both inclusive. `killed` is the least lower
    bound. `perpetrator` is one of those blamed. Without `parts` nothing that is a part of another incident is taken. `text` is a question to the full-text search, over the incident's own words and those of its reports. What is not known about an incident
    never matches. Unknowns stand last in every order.
    """

    country: str | None = None
    admin1: str | None = None
    place: str | None = None
    near: Circle | None = None
    since: date | None = None
    until: date | None = None
    event_type: str | None = None
    perpetrator: str | None = None
    grade: str | None = None
    killed: int | None = None
    origins: int | None = None
    text: str | None = None
    status: IncidentStatus | None = "open"
    parts: bool = True
    sort: Sort = "-day"
    limit: int | None = None
    offset: int = 0


def matching(connection: Connection, wanted: IncidentFilter) -> list[ColumnElement[bool]]:
    """The conditions that `wanted` puts on the rows of incidents."""
    same = [(_T.c[name], getattr(wanted, name)) for name in ("country", "event_type", "grade", "status")]
    alike = [(_T.c[name], getattr(wanted, name)) for name in ("admin1", "place")]
    conditions: list[ColumnElement[bool]] = [column == value for column, value in same if value is not None]
    conditions += [func.lower(column) == func.lower(value) for column, value in alike if value is not None]
    conditions += window(wanted)
    if wanted.perpetrator is not None:
        conditions.append(_blaming(wanted.perpetrator))
    if not wanted.parts:
        conditions.append(_T.c.parent.is_(None))
    if wanted.killed is not None:
        conditions.append(_T.c.killed_lower >= wanted.killed)
    if wanted.origins is not None:
        conditions.append(_T.c.origins >= wanted.origins)
    if wanted.near is not None:
        conditions += _within(connection, wanted.near)
    if wanted.text is not None:
        conditions.append(saying(connection, wanted.text))
    return conditions


def window(wanted: IncidentFilter) -> list[ColumnElement[bool]]:
    """Those of the conditions that are about days."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.since is not None:
        conditions.append(func.coalesce(_T.c.last_day, _T.c.first_day) >= wanted.since)
    if wanted.until is not None:
        conditions.append(func.coalesce(_T.c.first_day, _T.c.last_day) <= wanted.until)
    return conditions


def ordering(sort: Sort) -> list[UnaryExpression[Any]]:
    """The order called `sort`, a minus for the other way round; the code settles ties."""
    columns = {"day": _T.c.first_day, "killed": _T.c.killed_lower, "code": _T.c.code, "change": _T.c.change}
    column = columns[sort.removeprefix("-")]
    direction = column.desc() if sort.startswith("-") else column.asc()
    return [direction.nulls_last(), _T.c.code.asc()]


def _blaming(name: str) -> ColumnElement[bool]:
    named = literal(BETWEEN) + func.lower(_T.c.perpetrator) + BETWEEN
    plain = _WILD.sub(r"/\1", name)
    return named.like(func.lower(f"%{BETWEEN}{plain}{BETWEEN}%"), escape="/")


def _within(connection: Connection, circle: Circle) -> list[ColumnElement[bool]]:
    lat, lon, reach = circle.lat, circle.lon, circle.km / _KM_PER_DEGREE
    if connection.dialect.name == "sqlite":
        distance: ColumnElement[Any] = func.kilometres(_T.c.lat, _T.c.lon, lat, lon)
    else:
        north, east = func.radians(lat - _T.c.lat), func.radians(lon - _T.c.lon)
        share = func.power(func.sin(north / 2), 2) + func.cos(func.radians(_T.c.lat)) * math.cos(
            math.radians(lat)
        ) * func.power(func.sin(east / 2), 2)
        distance = 2 * EARTH_KM * func.asin(func.sqrt(func.least(1.0, share)))
    # the band of latitudes is what an index can find; the distance decides
    return [_T.c.lat.between(lat - reach, lat + reach), distance <= circle.km]


def saying(connection: Connection, question: str) -> ColumnElement[bool]:
    """The incidents that answer a full-text question, by their own words or by those of their reports."""
    ties, reports = tables.incident_claims, tables.reports
    own = _T.c.number.in_(Words(connection, "incident").matching(question))
    told = select(reports.c.id).where(reports.c.number.in_(Words(connection, "report").matching(question)))
    return or_(own, _T.c.code.in_(select(ties.c.incident).where(ties.c.report.in_(told))))
