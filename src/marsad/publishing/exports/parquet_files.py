"""The tables as Parquet, typed: days as dates, moments in UTC, lists as lists; one file for each."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from marsad.publishing.exports.columns import CODEBOOK, Column, Table, values_of
from marsad.publishing.exports.extras import needed
from marsad.publishing.exports.gathering import Selection
from marsad.publishing.exports.tables import TABLES
from marsad.publishing.exports.writing import Counts, write_rows

_AT_ONCE = 8_000
"""Rows of a group."""


def write_parquet_folder(selection: Selection, folder: Path) -> Counts:
    """One file for each table. Raises `RunError` (`publishing.extra-missing`)."""
    parquet = needed("pyarrow.parquet", "parquet")
    with ExitStack() as open_files:
        sinks, rest = {}, []
        for table in TABLES:
            schema = arrow_schema(table)
            writer = parquet.ParquetWriter(folder / f"{table.name}.parquet", schema, compression="zstd")
            open_files.callback(writer.close)
            pool = _Pool(table, schema, writer.write_table)
            sinks[table.name] = pool.add
            rest.append(pool)
        counts = write_rows(selection, sinks)
        for pool in rest:
            pool.flush()
    return counts


def arrow_schema(table: Table) -> Any:
    """The schema of a table, the meaning of each column as its metadata."""
    arrow = needed("pyarrow", "parquet")
    fields = [arrow.field(c.name, _type(arrow, c), c.empty is not None, _said(c)) for c in table.columns]
    return arrow.schema(fields, {"codebook": str(CODEBOOK), "meaning": table.meaning})


def _type(arrow: Any, column: Column) -> Any:
    types = {
        "text": arrow.string(),
        "code": arrow.dictionary(arrow.int16(), arrow.string()),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
        "day": arrow.date32(),
        "moment": arrow.timestamp("us", "UTC"),
        "list": arrow.list_(arrow.string()),
    }
    return types[column.type]


def _said(column: Column) -> dict[str, str]:
    said = {"meaning": column.meaning, "empty": column.empty, "unit": column.unit}
    return {name: value for name, value in said.items() if value}


class _Pool:
    """Rows that wait until there are enough for a group."""

    def __init__(self, table: Table, schema: Any, write: Callable[[Any], object]) -> None:
        self._values, self._schema, self._write = values_of(table.row), schema, write
        self._rows: list[tuple[Any, ...]] = []

    def add(self, row: Any) -> None:
        """Take a row."""
        self._rows.append(self._values(row))
        if len(self._rows) == _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        if self._rows:
            arrow = needed("pyarrow", "parquet")
            columns = zip(*self._rows, strict=True)
            arrays = [arrow.array(values, field.type) for values, field in zip(columns, self._schema, strict=True)]
            self._write(arrow.Table.from_arrays(arrays, schema=self._schema))
            self._rows = []
