"""What the small repositories share: numbers given in order, rows walked in flat memory, rows written with their seal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, Table, func, insert, select, tuple_, update

from marsad.store.seals import Row, sealed

T = TypeVar("T")

_AT_ONCE = 1000
"""Rows that are fetched together."""


def next_number(connection: Connection, table: Table) -> int:
    """The number of the next row of `table`; stays true as long as the write lock is held."""
    last: int | None = connection.scalar(select(func.max(table.c.number)))
    return (last or 0) + 1


def row_of(value: object, table: Table) -> Row:
    """The fields of a dataclass that are columns of `table`."""
    return {column.name: getattr(value, column.name) for column in table.columns if hasattr(value, column.name)}


def add_rows(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert `rows` with their seals."""
    whole = [sealed(table, row) for row in rows]
    if whole:
        connection.execute(insert(table), whole)


def change_rows(connection: Connection, table: Table, where: ColumnElement[bool], **values: Any) -> list[Row]:
    """Set `values` in every row of `table` that is meant by `where`, and seal each anew; the rows as they are now."""
    rows = [dict(row) for row in connection.execute(select(table).where(where)).mappings()]
    changed = [sealed(table, {**row, **values}) for row in rows]
    keys = list(table.primary_key.columns)
    for row in changed:
        this = [column == row[column.name] for column in keys]
        connection.execute(update(table).where(*this).values({name: row[name] for name in (*values, "seal")}))
    return changed


def pieces(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """`items` in lists of `size`, the last one shorter."""
    rest = iter(items)
    while piece := list(islice(rest, size)):
        yield piece


def walk(connection: Connection, statement: Select[Any], keys: Sequence[ColumnElement[Any]]) -> Iterator[RowMapping]:
    """Every row of `statement` in the order of `keys`, which are among its columns and tell any two rows apart.

    Fetched piece by piece, each beginning where the last one ended, for not every driver can stream.
    """
    ordered = statement.order_by(*keys).limit(_AT_ONCE)
    part = ordered
    while rows := connection.execute(part).mappings().all():
        yield from rows
        if len(rows) < _AT_ONCE:
            return
        last = [rows[-1][key] for key in keys]
        after = keys[0] > last[0] if len(keys) == 1 else tuple_(*keys) > tuple_(*last, types=[key.type for key in keys])
        part = ordered.where(after)
