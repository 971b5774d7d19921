"""Incidents of another moment beside the record: the tables that lists and sums ask, in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection, StaticPool, create_engine

from marsad.store import tables
from marsad.store.functions import add_functions
from marsad.store.rows import add_rows
from marsad.store.search import Words, create_search

_NEVER = datetime.fromtimestamp(0, UTC)
_ASKED = (
    tables.incidents, tables.incident_claims, tables.incident_tolls, tables.incident_facets, tables.retired, tables.reports
)  # fmt: skip


@contextmanager
def aside() -> Iterator[Connection]:
    """Empty tables of incidents and reports in a transaction; gone when the block ends."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        with engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            assert isinstance(raw, sqlite3.Connection)
            add_functions(raw)
            connection.exec_driver_sql("PRAGMA foreign_keys = ON")
            for table in _ASKED:
                table.create(connection)
            create_search(connection)
            yield connection
    finally:
        engine.dispose()


def let_find(connection: Connection, reports: Iterator[tuple[str, str]]) -> None:
    """Let text searches find reports, each given as its id and its text."""
    words = Words(connection, "report")
    for number, (id_, text) in enumerate(reports, 1):
        # only id and number are asked; the others are there because the table wants them
        rest = {"blob": "", "extraction": "", "added": _NEVER}
        add_rows(connection, tables.reports, [{"number": number, "id": id_, **rest}])
        words.put(number, text)
