"""The record as one transaction sees it: its small repositories, side by side, on one connection."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from marsad.store import tables
from marsad.store.accounts import Accounts
from marsad.store.blobs import Blobs
from marsad.store.chains import Changes, Custody
from marsad.store.coverage import Coverage
from marsad.store.facets import Facets
from marsad.store.findings import Findings
from marsad.store.incidents import Incidents
from marsad.store.integrity import integrity
from marsad.store.readings import Claims, Readings
from marsad.store.reports import Captures, Reports
from marsad.store.rows import add_rows, change_rows, walk
from marsad.store.seals import Row, is_sealed
from marsad.store.stamps import Stamps
from marsad.store.states import States
from marsad.store.sums import Sums

SEALED = tuple(table.name for table in tables.SEALED)
"""The tables whose rows carry a seal."""


class Record:
    """Everything that a record holds, at one moment (reading) or under the write lock (writing)."""

    def __init__(self, connection: Connection, blobs: Blobs) -> None:
        self.connection = connection
        self.blobs = blobs
        self.settings = Settings(connection)
        self.reports = Reports(connection)
        self.captures = Captures(connection)
        self.custody = Custody(connection)
        self.stamps = Stamps(connection)
        self.readings = Readings(connection)
        self.claims = Claims(connection)
        self.changes = Changes(connection)
        self.incidents = Incidents(connection)
        self.sums = Sums(connection)
        self.facets = Facets(connection)
        self.coverage = Coverage(connection)
        self.findings = Findings(connection)
        self.accounts = Accounts(connection)
        self.states = States(connection)

    def faults(self) -> Iterator[str]:
        """What the database finds wrong with itself, one sentence each. PostgreSQL says it when it is read, if at all."""
        if self.connection.dialect.name == "sqlite":
            yield from integrity(self.connection)

    def unsealed(self, name: str) -> Iterator[Row]:
        """The keys of those rows of a table in `SEALED` that do not say any more what they said when they were written."""
        table = tables.METADATA.tables[name]
        keys = list(table.primary_key.columns)
        for row in walk(self.connection, select(table), keys):
            if not is_sealed(table, dict(row)):
                yield {column.name: row[column.name] for column in keys}


class Settings:
    """What is set for the record as a whole, in its database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> str | None:
        """The value under `key`, None when it is not set."""
        return self._connection.scalar(select(tables.settings.c.value).where(tables.settings.c.key == key))

    def set(self, key: str, value: str) -> None:
        """Set `key`; needs a writing transaction."""
        if self.get(key) is None:
            add_rows(self._connection, tables.settings, [{"key": key, "value": value}])
        else:
            change_rows(self._connection, tables.settings, tables.settings.c.key == key, value=value)
