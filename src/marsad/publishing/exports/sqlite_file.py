"""The tables as one SQLite file with keys, indexes and a text search, and the metadata with which Datasette shows it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from marsad.publishing.exports.cells import plain
from marsad.publishing.exports.codebook import INTRODUCTION, empty, meaning
from marsad.publishing.exports.columns import Column, Table, values_of
from marsad.publishing.exports.gathering import Selection
from marsad.publishing.exports.provenance import provenance
from marsad.publishing.exports.tables import TABLES
from marsad.publishing.exports.writing import Counts, write_rows

DATABASE = "marsad"
_TYPES = {"integer": "INTEGER", "boolean": "INTEGER", "number": "REAL"}
_INDEXES = (
    ("incidents", "first_day"), ("incidents", "country, area"), ("incidents", "event_type"), ("incidents", "part_of"),
    ("claims", "incident"), ("claims", "source"), ("sources", "report"), ("retired", "successor"),
)  # fmt: skip
_SEARCHED = ("title", "area", "place", "blamed", "opponents")


def write_sqlite(selection: Selection, path: Path) -> Counts:
    """Write one SQLite file, without a trace of how it came about: the same rows give the same tables."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        for table in TABLES:
            database.execute(_create(table))
        counts = write_rows(selection, {table.name: _sink(database, table) for table in TABLES})
        for number, (table_name, columns) in enumerate(_INDEXES, 1):
            database.execute(f"CREATE INDEX {table_name}_{number} ON {table_name} ({columns})")
        _describe(database, selection)
        _let_search(database)
        database.commit()
        database.execute("ANALYZE")
        database.commit()
    return counts


def _create(table: Table) -> str:
    columns = [_column(column) for column in table.columns]
    columns.append(f"PRIMARY KEY ({', '.join(table.key)})")
    columns += [f"FOREIGN KEY ({each.column}) REFERENCES {each.table}" for each in table.references]
    return f"CREATE TABLE {table.name} ({', '.join(columns)})"


def _column(column: Column) -> str:
    # a list is JSON, which Datasette can take apart: empty it is no list, not one with nothing in it
    must = "" if column.empty is not None else " NOT NULL"
    return f"{column.name} {_TYPES.get(column.type, 'TEXT')}{must}"


def _sink(database: sqlite3.Connection, table: Table) -> Callable[[Any], object]:
    marks = ", ".join("?" * len(table.columns))
    values = values_of(table.row)
    statement = f"INSERT INTO {table.name} VALUES ({marks})"  # noqa: S608  the names are our own
    return lambda row: database.execute(statement, [_value(value) for value in values(row)])


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False) if value else None
    return plain(value)


def _describe(database: sqlite3.Connection, selection: Selection) -> None:
    """The codebook and where all this comes from, as tables too."""
    database.execute(
        "CREATE TABLE codebook (name TEXT, column_name TEXT, type TEXT, unit TEXT, meaning TEXT, empty TEXT)"
    )
    said = [(t.name, c.name, c.type, c.unit, meaning(c), empty(c)) for t in TABLES for c in t.columns]
    database.executemany("INSERT INTO codebook VALUES (?, ?, ?, ?, ?, ?)", said)
    database.execute("CREATE TABLE provenance (name TEXT PRIMARY KEY, value TEXT)")
    rows = ((name, json.dumps(value, ensure_ascii=False)) for name, value in provenance(selection).items())
    database.executemany("INSERT INTO provenance VALUES (?, ?)", rows)


def _let_search(database: sqlite3.Connection) -> None:
    names = ", ".join(_SEARCHED)
    database.execute(
        f"CREATE VIRTUAL TABLE incidents_fts USING fts5({names}, content='incidents', tokenize='unicode61 remove_diacritics 2')"
    )
    database.execute("INSERT INTO incidents_fts(incidents_fts) VALUES ('rebuild')")


def datasette_metadata(selection: Selection) -> str:
    """What Datasette shows beside the tables (`datasette marsad.sqlite --metadata metadata.json`)."""
    tables = {
        table.name: {
            "description": table.meaning,
            "columns": {column.name: meaning(column) for column in table.columns},
            "sort": table.key[0],
        }
        for table in TABLES
    }
    tables["incidents"] |= {
        "fts_table": "incidents_fts",
        "facets": ["country", "event_type", "grade"],
        "label_column": "title",
    }
    said = {
        "title": "Incidents, claims, sources, tolls and judgements",
        "description": " ".join((*INTRODUCTION[:2], f"Ledger: {selection.moment.state.number}.")),
        "databases": {DATABASE: {"tables": tables}},
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"
