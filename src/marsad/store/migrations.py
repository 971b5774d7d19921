"""Numbered steps from every schema that was ever released to the newest. Forward only, each in one transaction.

A step is a function that is handed a connection inside a writing transaction. Steps never use `marsad.store.tables`, which
says what the newest schema looks like: a step says what it changes in words of its own, so it stays true for ever. Steps that add or change a
sealed column seal the rows anew.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, inspect, select, text

from marsad.errors import RunError
from marsad.store import tables
from marsad.store.rows import add_rows, change_rows
from marsad.store.seals import is_sealed
from marsad.store.search import create_search

Step = Callable[[Connection], None]


def _facets(connection: Connection) -> None:
    """Schema 2: facets of incidents, in a table of their own, filled when an incident is written next."""
    connection.execute(
        text(
            "CREATE TABLE incident_facets (incident VARCHAR(128) NOT NULL REFERENCES incidents (code) ON DELETE CASCADE, "
            "facet VARCHAR(16) NOT NULL, value TEXT NOT NULL, PRIMARY KEY (incident, facet, value))"
            + (" WITHOUT ROWID" if connection.dialect.name == "sqlite" else "")
        )
    )


STEPS: Sequence[Step] = (_facets,)
"""`STEPS[n]` brings schema n + 1 to schema n + 2."""


def create(connection: Connection) -> None:
    """Make an empty record of the newest schema. Raises `RunError` (`store.exists`) when there is something already."""
    if inspect(connection).has_table(tables.settings.name):
        raise RunError(
            "store.exists",
            "there is a record in this database already",
            hint="Name another database, or open that one.",
        )
    on_sqlite = connection.dialect.name == "sqlite"
    wanted = [table for table in tables.METADATA.sorted_tables if not (on_sqlite and table is tables.blobs)]
    tables.METADATA.create_all(connection, tables=wanted)
    create_search(connection)
    said = {
        "schema": str(newest(STEPS)),
        "record": uuid.uuid4().hex,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    add_rows(connection, tables.settings, [{"key": key, "value": value} for key, value in said.items()])


def newest(steps: Sequence[Step]) -> int:
    """The number of the schema that all `steps` lead to."""
    return len(steps) + 1


def schema_of(connection: Connection) -> int:
    """The number of the record's schema. Raises `RunError` (`store.missing`, `store.damaged`) when it cannot be told."""
    if not inspect(connection).has_table(tables.settings.name):
        if connection.dialect.name == "sqlite":
            # its folder says that it is a record
            raise RunError("store.damaged", "the record's database holds no record", hint="Take it from a backup.")
        raise RunError("store.missing", "there is no record in this database", hint="`marsad init DIR` makes one.")
    row = connection.execute(select(tables.settings).where(tables.settings.c.key == "schema")).mappings().first()
    if row is None or not is_sealed(tables.settings, dict(row)):
        raise RunError(
            "store.damaged", "the record does not say truly which schema it has", hint="Take the record from a backup."
        )
    return int(row["value"])


def migrate(connection: Connection, steps: Sequence[Step] = STEPS) -> int:
    """Bring the record to the newest schema; how many steps that took.

    Raises `RunError` (`store.schema-newer`) when a newer marsad has written it.
    """
    now = check_age(connection, steps)
    for step in steps[now - 1 :]:
        step(connection)
    if now < newest(steps):
        change_rows(connection, tables.settings, tables.settings.c.key == "schema", value=str(newest(steps)))
    return newest(steps) - now


def check_age(connection: Connection, steps: Sequence[Step] = STEPS) -> int:
    """The number of the record's schema, when this marsad knows it."""
    now = schema_of(connection)
    if now > newest(steps):
        raise RunError(
            "store.schema-newer",
            f"the record has schema {now}, this marsad knows schemas up to {newest(steps)}",
            hint="Use the marsad that wrote it, or a newer one.",
        )
    return now
