"""The tables as CSV (RFC 4180, UTF-8), in a folder with their codebook and a `datapackage.json`."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from marsad.publishing.exports.cells import cell, read
from marsad.publishing.exports.codebook import codebook_markdown
from marsad.publishing.exports.columns import Table, values_of
from marsad.publishing.exports.datapackage import datapackage
from marsad.publishing.exports.gathering import Selection
from marsad.publishing.exports.tables import TABLES
from marsad.publishing.exports.writing import Counts, write_rows


def write_csv_folder(selection: Selection, folder: Path) -> Counts:
    """Write one CSV for each table into `folder`, and what explains them."""
    with ExitStack() as open_files:
        sinks = {}
        for table in TABLES:
            stream = open_files.enter_context(open_csv(folder / f"{table.name}.csv"))
            sinks[table.name] = _sink(table, stream)
        counts = write_rows(selection, sinks)
    (folder / "codebook.md").write_text(codebook_markdown(), encoding="utf-8")
    (folder / "datapackage.json").write_text(datapackage(selection, counts), encoding="utf-8")
    return counts


def write_csv_table(table: Table, selection: Selection, path: Path) -> Counts:
    """Write one table alone."""
    with open_csv(path) as stream:
        sinks = {each.name: _nothing for each in TABLES} | {table.name: _sink(table, stream)}
        counts = write_rows(selection, sinks)
    return {table.name: counts[table.name]}


def _nothing(row: Any) -> None:
    """Take a row of a table that is not wanted."""


def open_csv(path: Path) -> IO[str]:
    """A new CSV file."""
    return path.open("w", encoding="utf-8", newline="")


def csv_writer(stream: IO[str], header: Iterable[str]) -> Callable[[Iterable[Any]], object]:
    """What writes one line of cells at a time, below the header."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    return lambda values: writer.writerow([cell(value) for value in values])


def _sink(table: Table, stream: IO[str]) -> Callable[[Any], object]:
    write = csv_writer(stream, (column.name for column in table.columns))
    values = values_of(table.row)
    return lambda row: write(values(row))


def read_csv(table: Table, path: Path) -> Iterator[Any]:
    """The rows that were written. Raises `ValueError` when the header or a cell is not that of `table`."""
    with path.open(encoding="utf-8", newline="") as stream:
        lines = csv.reader(stream)
        columns = table.columns
        if next(lines, None) != [column.name for column in columns]:
            raise ValueError(f"{path.name}: the columns are not those of {table.name}")
        for line in lines:
            yield table.row(*(read(text, column) for text, column in zip(line, columns, strict=True)))
