"""Time stamps by somebody else over the head of the custody chain, and so over everything that was logged before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from sqlalchemy import Connection, select

from marsad.store import tables
from marsad.store.entries import Stamp
from marsad.store.rows import add_rows, next_number, row_of, walk

_T = tables.stamps


class Stamps:
    """The time stamps of a record."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, stamp: Stamp) -> None:
        """Keep a stamp; needs a writing transaction."""
        add_rows(self._connection, _T, [{**row_of(stamp, _T), "number": next_number(self._connection, _T)}])

    def all(self) -> Iterator[Stamp]:
        """Every stamp, in order."""
        for row in walk(self._connection, select(_T), [_T.c.number]):
            stamp = {field.name: row[field.name] for field in fields(Stamp)}
            yield Stamp(**{**stamp, "token": bytes(row["token"])})
