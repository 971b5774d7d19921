"""The state of the ledger as rows: what its changes have made of each thing, so that nobody must replay them all to know.

It is written in the transaction that appends the changes, and can be made again from them at any time. What a value means is the
ledger's business; here it is plain JSON under a kind and a key.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, delete, func, select

from marsad.store import tables
from marsad.store.rows import add_rows, pieces, walk

_T = tables.state
_AT_ONCE = 500
_HEAD = "head"


class States:
    """The state of a record's ledger."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def head(self) -> Any:
        """What was put as the head: up to which change the rows follow the ledger; None when there are no rows."""
        return self.get(_HEAD, "")

    def set_head(self, value: Any) -> None:
        """Say up to which change the rows follow the ledger; needs a writing transaction."""
        self.put(_HEAD, {"": value})

    def get(self, kind: str, key: str) -> Any:
        """The value of one thing, None when there is none."""
        return self._connection.scalar(select(_T.c.value).where(_T.c.kind == kind, _T.c.key == key))

    def some(self, kind: str, keys: Iterable[str]) -> Iterator[tuple[str, Any]]:
        """Those of these keys that are there, with their values."""
        for batch in pieces(keys, _AT_ONCE):
            rows = select(_T.c.key, _T.c.value).where(_T.c.kind == kind, _T.c.key.in_(batch))
            yield from ((row.key, row.value) for row in self._connection.execute(rows))

    def all(self, kind: str) -> Iterator[tuple[str, Any]]:
        """Every key of a kind with its value."""
        for row in walk(self._connection, select(_T.c.key, _T.c.value).where(_T.c.kind == kind), [_T.c.key]):
            yield row["key"], row["value"]

    def count(self, kind: str) -> int:
        """How many things of a kind there are."""
        return self._connection.scalar(select(func.count()).select_from(_T).where(_T.c.kind == kind)) or 0

    def put(self, kind: str, values: Mapping[str, Any]) -> None:
        """Write values over those that are there; needs a writing transaction."""
        self.remove(kind, values)
        add_rows(self._connection, _T, [{"kind": kind, "key": key, "value": value} for key, value in values.items()])

    def remove(self, kind: str, keys: Collection[str]) -> None:
        """Take values away; needs a writing transaction."""
        for batch in pieces(keys, _AT_ONCE):
            self._connection.execute(delete(_T).where(_T.c.kind == kind, _T.c.key.in_(batch)))

    def clear(self) -> None:
        """Take everything away; needs a writing transaction."""
        self._connection.execute(delete(_T))
