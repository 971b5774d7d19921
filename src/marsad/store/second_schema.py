"""The step to schema 2: incidents know the whole that they are a part of, and their tolls have rows that can be added up."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    select,
)

from marsad.store.columns import Json
from marsad.store.rows import add_rows, change_rows, walk

_METADATA = MetaData()
_INCIDENTS = Table(
    "incidents", _METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("code", String(128)),
    *(Column(name, Integer) for name in ("change", "reports", "origins")),
    *(Column(name, String) for name in ("status", "country", "event_type", "grade", "seal", "parent")),
    *(Column(name, Text) for name in ("admin1", "place", "perpetrator", "words")),
    *(Column(name, Double) for name in ("lat", "lon")),
    *(Column(name, Date) for name in ("first_day", "last_day")),
    *(Column(name, BigInteger) for name in ("killed_lower", "killed_upper", "injured_lower", "injured_upper")),
    Column("state", Json),
    Index("incidents_by_whole", "parent", "code"),
    Index("incidents_counted", "first_day", "last_day", "country", "admin1", "place", "lat", "lon", "event_type",
          "perpetrator", "grade", "origins", "status", "parent", "code", "killed_lower", "killed_upper", "injured_lower",
          "injured_upper"),
)  # fmt: skip
_TOLLS = Table(
    "incident_tolls", _METADATA,
    Column("incident", String(128), ForeignKey("incidents.code", ondelete="CASCADE"), nullable=False),
    Column("quantity", String(64), nullable=False),
    Column("lower", BigInteger, nullable=False),
    Column("upper", BigInteger),
    Column("seal", String(64), nullable=False),
    PrimaryKeyConstraint("incident", "quantity"),
    Index("incident_tolls_counted", "incident", "quantity", "lower", "upper"),
)  # fmt: skip


def whole_and_tolls(connection: Connection) -> None:
    """From schema 1 to 2: both were in an incident's state before, where no database can look."""
    connection.exec_driver_sql("ALTER TABLE incidents ADD COLUMN parent VARCHAR(128)")
    # nearly all are open: a database that looks there first finds everything
    connection.exec_driver_sql("DROP INDEX ix_incidents_status")
    for index in _INCIDENTS.indexes:
        index.create(connection)
    _TOLLS.create(connection)
    for row in list(walk(connection, select(_INCIDENTS), [_INCIDENTS.c.number])):
        parent = row["state"].get("description", {}).get("parent")
        change_rows(connection, _INCIDENTS, _INCIDENTS.c.number == row["number"], parent=parent)
        add_rows(connection, _TOLLS, _tolls(row["code"], row["state"].get("quantities", {})))


def _tolls(code: str, quantities: dict[str, Any]) -> list[dict[str, Any]]:
    ends = ((name, said["lower"], said["upper"]) for name, said in quantities.items())
    return [{"incident": code, "quantity": name, "lower": low, "upper": high} for name, low, high in ends]
